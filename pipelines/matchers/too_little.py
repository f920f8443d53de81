"""Refuse to guess when hardly anything of the outlet's own is left to compare."""

from __future__ import annotations

from .containment import INSIDE, PASSAGE
from .opinion import Opinion
from .overlap import Overlap

LEAST = 20  #: matched tokens; below this even a whole match is a phrase (docs/tracing.md, table 5)

_NOTHING = Opinion(None, "apart from stock text they share phrases, not passages")


def judge(pair: Overlap) -> Opinion | None:
    """No match when the shared text without its stock is neither a passage nor half of a text."""
    if pair.scattered or pair.common <= LEAST - pair.one.reading.gram or pair.a.covered < LEAST:
        return _NOTHING
    words = pair.words
    if words < LEAST or (words < PASSAGE and pair.sides[0].share < INSIDE):
        return _NOTHING
    return None
