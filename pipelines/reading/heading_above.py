"""The heading that stands right above the page's prose: its title, where nothing else says one."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.reading.blocks import Block

#: characters; a paragraph of prose
PARAGRAPH = 80
#: so many blocks in a row are weighed for the place with most prose
STRETCH = 8
HEADINGS = frozenset(("h1", "h2", "h3", "h4"))


@dataclass(frozen=True, slots=True)
class Above:
    """Where the prose begins, and the heading before it."""

    prose: int  #: index of the first paragraph of the densest stretch; the number of blocks if none
    text: str = ""


def heading_above(blocks: list[Block]) -> Above:
    """The last heading before the densest stretch of prose."""
    weights = [_prose(block) for block in blocks]
    best, most, now = 0, 0, 0
    for n, weight in enumerate(weights):
        now += weight - (weights[n - STRETCH] if n >= STRETCH else 0)
        if now > most:
            best, most = max(0, n - STRETCH + 1), now
    prose = next((n for n in range(best, len(blocks)) if weights[n]), len(blocks))
    headings = (b.text for b in reversed(blocks[:prose]) if b.node.tag in HEADINGS)
    return Above(prose, next(headings, "") if prose < len(blocks) else "")


def _prose(block: Block) -> int:
    plain = len(block.text) >= PARAGRAPH and block.linked * 2 < len(block.text)
    return len(block.text) if plain else 0
