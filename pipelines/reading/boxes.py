"""Boxes that hold the text itself, whatever they are called: a paywall's wrapper, `article-social`.

A name is a hint and no more. Several paragraphs in prose, of the same tag and class as those of the text
and right after one of them, are the text; a real box has links, forms, short lines, or a make of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from pipelines.reading.blocks import UNSPACED, Block
from pipelines.reading.placing import Passage
from pipelines.reading.surroundings import PROSE, TAGS, Roots, article_around, between, giveaway

#: paragraphs; a box may hold one or two that look like the text's (a bio, a summary, an offer)
FEWEST = 3
#: of the characters in the box; what else is in it are headings and lines between the paragraphs
PROSE_SHARE = 0.8
#: of a paragraph's characters; teasers are links for the most part
LINKED = 0.3
#: blocks between the text and its next part: a caption, an advertisement, a heading
GAP = 4
#: kinds of boxes that hold whole paragraphs of their own
OWN_PROSE = frozenset(("comments", "author box", "caption", "fact box", "related links"))
#: how a sentence ends, before the marks that close a quotation
ENDED = re.compile(r"[.!?…:。！？؟।။።][\"'”’»«“)\]）」』]*$")
FORMS = ("form", "input", "textarea")
#: of the words of a part of the text, those that the rest of it has as well: in the corpus 0.31 in the
#: median, and 0.06 for another text
SHARED = 0.12
#: a longer word by its first letters, so that declined ones meet; where no blanks are, two signs at a time
WORD = re.compile(r"[^\W\d_]{5,}")
STEM = 6
UNSPACED_WORD = re.compile(f"{UNSPACED}{{2,}}")


def is_prose(block: Block) -> bool:
    """Whether it is a paragraph of sentences, and no teaser."""
    length = len(block.text)
    return (
        length >= PROSE and block.linked <= LINKED * length and ENDED.search(block.text) is not None
    )


def stems(texts: Iterable[str]) -> set[str]:
    """What the texts speak of: the beginnings of their longer words."""
    found: set[str] = set()
    for text in texts:
        for word in WORD.findall(text.casefold()):
            if UNSPACED_WORD.match(word):
                found.update(word[i : i + 2] for i in range(len(word) - 1))
            else:
                found.add(word[:STEM])
    return found


def look(block: Block) -> tuple[object, str | None]:
    """Tag and class: what the paragraphs of a text share wherever they stand."""
    return block.node.tag, block.node.get("class")


def extent(blocks: list[Block], box: HtmlElement, n: int) -> tuple[int, int]:
    """Indexes of the first and the last block in the box, of which block `n` is one."""
    first = last = n
    while first > 0 and is_inside(blocks[first - 1], box):
        first -= 1
    while last + 1 < len(blocks) and is_inside(blocks[last + 1], box):
        last += 1
    return first, last


def is_inside(block: Block, box: HtmlElement) -> bool:
    """Whether the block stands in the element, or is its own."""
    return block.node is box or any(above is box for above in block.node.iterancestors())


class Boxes:
    """Which elements within the body hold its own paragraphs."""

    def __init__(self, passages: list[Passage], blocks: list[Block], roots: Roots) -> None:
        self.blocks = blocks
        self.roots = roots
        self.kept: set[int] = set()
        for passage in passages:
            if passage.at is None or passage.cut or len(passage.text) < PROSE:
                continue
            chain = between(blocks[passage.at], roots)
            if chain is not None and not any(giveaway(node) for node in chain):
                self.kept.add(passage.at)
        self.looks = {look(blocks[n]) for n in self.kept}
        self.articles = {article_around(blocks[n].node) for n in self.kept}
        self._known: dict[HtmlElement, bool] = {}

    def holds(self, n: int) -> bool:
        """Whether block `n` is a paragraph in a part of the text."""
        block = self.blocks[n]
        if not is_prose(block) or look(block) not in self.looks:
            return False
        chain = between(block, self.roots) or []
        return any(self.of_the_text(node, n) and self._speaks_of_it(node, n) for node in chain)

    def _speaks_of_it(self, box: HtmlElement, n: int) -> bool:
        """Whether the box speaks of what the text speaks of."""
        first, last = extent(self.blocks, box, n)
        said = stems(block.text for block in self.blocks[first : last + 1])
        return len(said & stems(self.blocks[at].text for at in self.kept)) >= SHARED * len(said)

    def of_the_text(self, box: HtmlElement, n: int) -> bool:
        """Whether `box`, in which block `n` stands, is a part of the text."""
        if box not in self._known:
            self._known[box] = self._judged(box, n)
        return self._known[box]

    def _judged(self, box: HtmlElement, n: int) -> bool:
        if box.tag in TAGS or giveaway(box) in OWN_PROSE or not self.kept:
            return False
        first, last = extent(self.blocks, box, n)
        if not any(at in self.kept for at in range(max(0, first - 1 - GAP), first)):
            return False
        held = self.blocks[first : last + 1]
        prose = [block for block in held if is_prose(block) and look(block) in self.looks]
        return (
            len(prose) >= FEWEST
            and sum(len(b.text) for b in prose) >= PROSE_SHARE * sum(len(b.text) for b in held)
            and all(article_around(block.node) in self.articles for block in prose)
            and next(box.iter(*FORMS), None) is None
        )
