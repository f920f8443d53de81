"""How much of one text stands in the other: a copy, or a passage inside a different piece.

The two shares alone cannot tell a story cut to a third from a third of a story set into another
piece. Where the passage stands can: editors cut from the bottom, so what is left stands at the top
of the longer text; an excerpt stands in its middle.
"""

from __future__ import annotations

from presswatch.values import Kind

from .opinion import Opinion
from .overlap import Overlap, Side

INSIDE = (
    0.5  #: of the more contained text: half of it comes from the other (docs/tracing.md, table 5)
)
TOLD_INSIDE = 0.35  #: the same outside quotation marks (table 5)
OUTSIDE = 0.18  #: of the other text: a copy is cut, but seldom to less (table 5)
LONG = 400  #: matched tokens that make a copy however long the other text is (table 5)
SAME_OUTLET = 0.6  #: two pieces of one outlet: both ways, or it is background repeated (table 5)
REST = 100  #: tokens of the other text that are its own, for it to be a piece of its own (table 5)
SMALL_PART = 0.5  #: of the other text: under this it matters where the passage stands (table 5)
TOP = 0.3  #: it begins in this first part of the other text (table 5)
SET_IN_PART, SET_IN_FROM, SET_IN_TO = 0.4, 0.15, 0.6  #: or it is set in: begun late, ended early
PASSAGE = 30  #: matched tokens that make a passage (table 6)
PASSAGE_TOLD = 15  #: of these, outside quotation marks (table 6)
PASSAGE_SHARE = 0.1  #: of the more contained text (table 6)
FOOTER, FOOTER_PART = 120, 0.5  #: a footer has fewer words and is less of the longer text (table 6)
FOOTER_PASSAGE = 60  #: words that close both may be an excerpt all the same, if they are introduced
FOOTER_FROM, FOOTER_TO = (
    0.3,
    0.95,
)  #: a passage that closes both texts like this is a footer (table 6)


def judge(pair: Overlap) -> Opinion | None:
    """Copy, partial, or None when they share less than a passage, or a footer."""
    inner, outer = pair.sides
    says = f"{inner.share:.0%} of one stands in the other, {outer.share:.0%} of the other in it"
    footer = _footer(pair)
    if footer and outer.share < FOOTER_PART and pair.words < FOOTER:
        if pair.words < FOOTER_PASSAGE:
            return None
        return Opinion(Kind.PARTIAL, f"{pair.words} words that close both: {says}")
    if _copied(inner, outer, pair.words) and (not pair.same_outlet or outer.share >= SAME_OUTLET):
        if not _set_in(outer):
            return Opinion(Kind.COPY, says)
        return Opinion(Kind.PARTIAL, f"set into a different piece: {says}")
    if (
        not footer
        and pair.words >= PASSAGE
        and pair.told >= PASSAGE_TOLD
        and inner.share >= PASSAGE_SHARE
    ):
        return Opinion(Kind.PARTIAL, f"a passage of {pair.words} words: {says}")
    return None


def _footer(pair: Overlap) -> bool:
    """Whether what they share closes both texts: a footer that is not known as stock yet."""
    ends = (pair.a.reach, pair.b.reach)
    return all(begin >= FOOTER_FROM and end >= FOOTER_TO for begin, end in ends)


def _copied(inner: Side, outer: Side, words: int) -> bool:
    copied = inner.share >= INSIDE and inner.told_share >= TOLD_INSIDE
    return copied and (outer.share >= OUTSIDE or words >= LONG)


def _set_in(outer: Side) -> bool:
    """Whether the passage stands in the middle of the longer text, with other matter around it."""
    if outer.size - outer.covered < REST:
        return False
    begin, end = outer.reach
    if outer.share < SMALL_PART and begin > TOP:
        return True
    return outer.share < SET_IN_PART and begin > SET_IN_FROM and end < SET_IN_TO
