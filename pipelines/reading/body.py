"""The body of an article: what the engine found, less what is no text, plus what it missed.

Each step marks passages or adds some; nothing is thrown away before the end, so that
`presswatch extract --explain` can show every line that was cut, and why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.extractors.reading import Cut
from pipelines.reading import author_box, copies, cutting, filling, siblings
from pipelines.reading.blocks import Block, squeezed
from pipelines.reading.hints import Hints
from pipelines.reading.placing import Passage, place
from pipelines.reading.surroundings import PROSE, article_around, body_element, signature

#: the engine's quick pass is weak where the second opinion has so many times its characters
WEAK = 1.75
#: the second opinion must have so much more prose to be heard at all
LONGER = 1.35
#: the engine found so little (characters) that a much longer second opinion is believed
LITTLE = 1000
MUCH_LONGER = 4.0
#: characters; a shorter second opinion is no article either
LEAST = 200
#: so much of what the second opinion adds must look like the engine's paragraphs
AKIN = 0.5
#: the engine's prose is this share of the page's: nothing much can be missing
NEARLY_ALL = 0.8


@dataclass(frozen=True, slots=True)
class Opinions:
    """Which lines of the page are its article, by three readers; the later two are asked when needed."""

    quick: Callable[[], list[str]]  #: the engine without its fallbacks
    thorough: Callable[[], list[str]]  #: the engine with them, at half as much again
    second: Callable[[], list[str]]  #: another engine


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an article, and what was done to it."""

    lines: tuple[str, ...]
    places: tuple[int, ...]  #: indexes of the blocks of those lines that are on the page
    cuts: tuple[Cut, ...]
    added: tuple[tuple[str, str], ...]  #: (line, why): what the engine had missed


@dataclass(slots=True)
class _Draft:
    passages: list[Passage]
    added: list[tuple[str, str]]

    def prose(self) -> list[Passage]:
        return [p for p in self.passages if not p.cut and len(p.text) >= PROSE]

    def mass(self) -> int:
        """Characters of prose."""
        return sum(len(p.text) for p in self.prose())


def assemble(blocks: list[Block], opinions: Opinions, hints: Hints) -> Body:
    """The body from the engine's lines; the slower opinions are asked only when much may be missing."""
    lines = opinions.quick()
    draft = _draft(blocks, lines, hints)
    enough = max(1, NEARLY_ALL * _prose_on_page(blocks))
    if draft.mass() < enough:
        others = opinions.second()
        if _weak(lines, others):
            draft = _draft(blocks, opinions.thorough(), hints)
        if draft.mass() < enough:
            draft = _preferred(blocks, draft, others, hints)
    kept = [p for p in draft.passages if not p.cut]
    return Body(
        lines=tuple(p.text for p in kept),
        places=tuple(p.at for p in kept if p.at is not None),
        cuts=tuple(Cut(p.text, p.cut) for p in draft.passages if p.cut),
        added=tuple(draft.added),
    )


def _weak(lines: list[str], others: list[str]) -> bool:
    """Whether the quick pass gave up: so it does on pages in odd shapes, and finds next to nothing."""
    found = sum(map(len, lines))
    return found < LEAST or found * WEAK <= sum(map(len, others))


def _preferred(blocks: list[Block], draft: _Draft, others: list[str], hints: Hints) -> _Draft:
    """The better of the engine's draft and the second opinion's."""
    other = _draft(blocks, others, hints)
    if not _prefer(blocks, draft, other, hints):
        return draft
    other.added.append((f"{other.mass()} characters", "second opinion"))
    return other


def _draft(blocks: list[Block], lines: list[str], hints: Hints) -> _Draft:
    passages = place(lines, blocks)
    cutting.cut_titles(passages, blocks, hints)
    cutting.cut_talk(passages, blocks, hints)
    copies.cut_copies(passages)
    root = body_element(passages, blocks)
    roots, added = siblings.parts(passages, blocks, root, hints)
    cutting.cut_by_place(passages, blocks, roots)
    cutting.cut_after_article_body(passages, blocks, hints)
    added += filling.add_missed(passages, blocks, roots)
    added += filling.add_lead(passages, blocks, hints)
    author_box.cut_author_boxes(passages, hints)
    cutting.cut_loose_headings(passages, blocks)
    return _Draft(passages, added)


def _prose_on_page(blocks: list[Block]) -> int:
    return sum(len(b.text) for b in blocks if len(b.text) >= PROSE and b.linked * 2 < len(b.text))


def _prefer(blocks: list[Block], first: _Draft, other: _Draft, hints: Hints) -> bool:
    """Whether the second opinion is the better body: much longer, and of the same making."""
    a, b = first.mass(), other.mass()
    if b < LEAST or b < a * LONGER:
        return False
    if a == 0 or (a < LITTLE and b > MUCH_LONGER * a):
        return True
    kept = [blocks[p.at] for p in first.prose() if p.at is not None]
    said = "".join(squeezed(p.text) for p in first.prose())
    more = [
        blocks[p.at] for p in other.prose() if p.at is not None and squeezed(p.text) not in said
    ]
    signatures = {signature(block) for block in kept}
    articles = {article_around(block.node) for block in kept}
    body = squeezed(hints.article_body)
    total = sum(len(block.text) for block in more)
    akin = sum(
        len(block.text)
        for block in more
        if signature(block) in signatures and article_around(block.node) in articles
    )
    told = sum(len(block.text) for block in more if block.key in body)
    return max(akin, told) >= AKIN * total > 0
