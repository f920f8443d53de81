"""A brief: the headline and the first lines of one text stand inside the other.

A column of briefs takes so little of each article that the words alone would prove nothing. But
who prints another's headline and goes on with its opening has it from there.
"""

from __future__ import annotations

from presswatch.values import Kind

from .containment import INSIDE
from .opinion import Opinion
from .overlap import Overlap, Side

LEAST = 12  #: matched tokens under the headline (docs/tracing.md, table 6)
HEADLINE = 4  #: tokens; shorter headlines are words like "Obituaries"
PRINTED = 0.75  #: share of the headline that stands ahead of the passage (table 6)
OPENING = 5  #: tokens before a passage that opens its text: a dateline


def judge(pair: Overlap) -> Opinion | None:
    """Partial when one text holds the other's headline and opening, and is a piece of its own."""
    if pair.scattered or pair.a.covered < LEAST or pair.words < LEAST:
        return None
    if pair.sides[0].share >= INSIDE:
        return None
    for side, source in ((pair.a, pair.b), (pair.b, pair.a)):
        if headed(side, source):
            return Opinion(
                Kind.PARTIAL,
                f"the headline of one and {pair.words} words under it stand in the other",
            )
    return None


def headed(side: Side, source: Side) -> bool:
    """Whether the opening of `source` stands in the text of `side` under the headline of `source`."""
    if not len(source.passages) or source.tally.counted[source.passages[0, 0]] > OPENING:
        return False
    title = side.other.headline.tolist()
    if len(title) < HEADLINE:
        return False
    tokens = side.text.reading.tokens
    for begin in side.passages[:, 0].tolist():
        ahead = set(tokens[max(0, begin - len(title) - OPENING) : begin].tolist())
        if sum(token in ahead for token in title) >= PRINTED * len(title):
            return True
    return False
