"""Where the engine's lines stand on the page.

trafilatura gives lines without saying where it took them from. To judge a line by its
surroundings, and to find what is missing between two lines, each is looked up among the blocks.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pipelines.reading.blocks import Block, squeezed

#: shorter keys ("Share", "2024") stand in too many places: they are looked up between neighbours
SURE = 25
#: a part of a line or block must have so many letters to be recognised
PART = 12
#: a block that comes so far before the last one found is another occurrence of the same words
BACK = 3


@dataclass(slots=True)
class Passage:
    """A paragraph of the body to be: its text, and the block it was found in."""

    text: str
    at: int | None  #: index of its (first) block; None when it is not on the page as such
    cut: str | None = None  #: why it is no part of the body


def place(lines: list[str], blocks: list[Block]) -> list[Passage]:
    """The engine's lines as passages. Lines of one block become one passage again."""
    keys = [block.key for block in blocks]
    wanted = [squeezed(line) for line in lines]
    spots = _sure_spots(wanted, keys)
    _short_spots(wanted, keys, spots)
    return _passages(lines, wanted, spots, blocks, keys)


def _sure_spots(wanted: list[str], keys: list[str]) -> list[int | None]:
    where: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        where[key].append(index)
    spots: list[int | None] = [None] * len(wanted)
    last = -1
    for n, key in enumerate(wanted):
        if len(key) < SURE:
            continue
        found = where.get(key) or _parts(key, keys, last)
        if found:
            spot = next((i for i in found if i > last), found[0])
            spots[n] = spot
            last = max(last, spot)
    return spots


def _parts(key: str, keys: list[str], last: int) -> list[int]:
    """Blocks that hold the line, or of which the line holds the whole."""
    found = [i for i, k in enumerate(keys) if len(k) >= PART and (key in k or k in key)]
    return [i for i in found if i > last - BACK] or found


def _short_spots(wanted: list[str], keys: list[str], spots: list[int | None]) -> None:
    after: list[int] = [0] * len(wanted)
    nearest = len(keys)
    for n in range(len(wanted) - 1, -1, -1):
        after[n] = nearest
        if (spot := spots[n]) is not None:
            nearest = spot
    last = -1
    for n, key in enumerate(wanted):
        if spots[n] is None and key:
            upto = after[n] if after[n] > last else min(last + 9, len(keys))
            spots[n] = next((i for i in range(last + 1, upto) if keys[i] == key), None)
        if (spot := spots[n]) is not None:
            last = max(last, spot)


def _passages(
    lines: list[str], wanted: list[str], spots: list[int | None],
    blocks: list[Block], keys: list[str],
) -> list[Passage]:  # fmt: skip
    made: list[Passage] = []
    joined = ""
    for line, key, spot in zip(lines, wanted, spots, strict=True):
        text = " ".join(line.split()).removeprefix("- ")
        if spot is not None and made and made[-1].at == spot and key in keys[spot]:
            joined += key
            made[-1].text += " " + text
        else:
            joined = key
            made.append(Passage(text, spot))
        if spot is not None and joined == keys[spot]:
            made[-1].text = blocks[spot].text
    return made
