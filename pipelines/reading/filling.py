"""What the engine missed: paragraphs between its paragraphs, the rest of a body, the lead."""

from __future__ import annotations

import re
from collections import Counter

from pipelines.reading.blocks import Block, squeezed
from pipelines.reading.boxes import Boxes
from pipelines.reading.cutting import overlap
from pipelines.reading.hints import Hints
from pipelines.reading.phrases import spoken_to_reader
from pipelines.reading.placing import Passage
from pipelines.reading.surroundings import (
    HEADINGS,
    PROSE,
    Roots,
    article_around,
    between,
    giveaway,
    signature,
)

#: blocks before the first and after the last paragraph among which more are looked for
BEFORE, AFTER = 12, 60
#: so many paragraphs in a nested element are the rest of the body ("read more"), fewer are a box
REST = 3
#: blocks before the text among which the lead is looked for
LEAD_WITHIN = 25
#: characters
SHORTEST_LEAD = 30
#: of the text's letters; a longer "lead" is a summary, or a teaser of another text
LEAD_SHARE = 0.2
#: of the lead, by letters: above this it repeats the first paragraph
REPEATED = 0.5
#: letters by which a lead and the page's description are compared
SAID = 60
LEAD_NAMES = re.compile(
    r"sub-?(?:title|headline|head|heading)|dek\b|deck\b|strap-?line|stand-?first|lead\b|lede\b|"
    r"teaser|summary|intro|vorspann|chapo|excerpt|ingress|content-?sub",
    re.IGNORECASE,
)

Added = list[tuple[str, str]]


def add_missed(passages: list[Passage], blocks: list[Block], roots: Roots) -> Added:
    """Paragraphs and subheadings of the body's own making that the engine left out."""
    kept = [p.at for p in passages if p.at is not None and not p.cut and len(p.text) >= PROSE]
    if not roots or not kept:
        return []
    search = _Search(passages, blocks, roots, kept)
    added: Added = []
    rest: list[int] = []
    for n in range(max(0, search.first - BEFORE), min(len(blocks), search.last + AFTER + 1)):
        if not search.eligible(n):
            continue
        if why := search.belongs(n):
            added.append((blocks[n].text, why))
            insert(passages, Passage(blocks[n].text, n))
        elif search.nested_after(n):
            rest.append(n)
    if len(rest) >= REST:
        for n in rest:
            added.append((blocks[n].text, "rest of the body"))
            insert(passages, Passage(blocks[n].text, n))
    return added


class _Search:
    """What a paragraph of this body looks like, and where it may stand."""

    def __init__(
        self, passages: list[Passage], blocks: list[Block], roots: Roots, kept: list[int]
    ) -> None:
        self.blocks = blocks
        self.roots = roots
        self.first, self.last = min(kept), max(kept)
        self.signatures = {signature(blocks[n]) for n in kept}
        self.homes = {blocks[n].node.getparent() for n in kept}
        self.articles = {article_around(blocks[n].node) for n in kept}
        self.taken = {p.at for p in passages}
        self.text = "".join(squeezed(p.text) for p in passages)
        self.boxes = Boxes(passages, blocks, roots)
        self.times = Counter(block.text for block in blocks)

    def eligible(self, n: int) -> bool:
        """Whether the block can be text of the body at all."""
        block = self.blocks[n]
        if n in self.taken or self.times[block.text] > 1 or block.linked * 2 >= len(block.text):
            return False
        chain = between(block, self.roots)
        if chain is None or any(
            giveaway(node) and not self.boxes.of_the_text(node, n) for node in chain
        ):
            return False
        return not spoken_to_reader(block.text) and block.key not in self.text

    def belongs(self, n: int) -> str | None:
        """Why the block is one of the body's, or None."""
        block = self.blocks[n]
        inner = self.first < n < self.last
        if block.node.tag in HEADINGS:
            return "subheading" if inner and block.node.tag != "h1" else None
        if n > self.last and self.boxes.holds(n):
            return "in a box of its own"
        if signature(block) not in self.signatures:
            return None
        if inner:
            return "missed within the body"
        if len(block.text) >= PROSE and article_around(block.node) in self.articles:
            return "missed at its edge"
        return None

    def nested_after(self, n: int) -> bool:
        """Whether it is a paragraph after the last, in an element beside the others."""
        block = self.blocks[n]
        if n <= self.last or block.node.tag != "p" or len(block.text) < PROSE:
            return False
        chain = between(block, self.roots) or []
        return any(node.getparent() in self.homes for node in chain[:3])


def add_lead(passages: list[Passage], blocks: list[Block], hints: Hints) -> Added:
    """The standfirst: between title and text, named so or repeated in the page's description."""
    first = next((p.at for p in passages if p.at is not None and not p.cut), None)
    if first is None:
        return []
    text = "".join(squeezed(p.text) for p in passages if not p.cut)
    said = {squeezed(d)[:SAID] for d in hints.descriptions if len(d) > SHORTEST_LEAD}
    added: Added = []
    for n in range(max(0, first - LEAD_WITHIN), first):
        block = blocks[n]
        if len(block.text) < SHORTEST_LEAD or block.linked * 2 > len(block.text):
            continue
        named = LEAD_NAMES.search(_names_around(block)) is not None
        if len(block.text) > LEAD_SHARE * len(text):
            continue
        if block.node.tag == "h1" or not (named or block.key[:SAID] in said):
            continue
        if block.key in text or overlap(block.key, text) > REPEATED or spoken_to_reader(block.text):
            continue
        added.append((block.text, "lead"))
        insert(passages, Passage(block.text, n))
    return added


def _names_around(block: Block) -> str:
    parent = block.node.getparent()
    outer = parent.get("class") if parent is not None else None
    return f"{block.node.get('class') or ''} {outer or ''}"


def insert(passages: list[Passage], new: Passage) -> None:
    """Put a passage where it stands on the page."""
    for n, passage in enumerate(passages):
        if passage.at is not None and new.at is not None and passage.at > new.at:
            passages.insert(n, new)
            return
    passages.append(new)
