"""Where two texts agree: pairs of character spans, from pairs of token runs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipelines.matchers.brief import headed
from pipelines.matchers.overlap import FRAME_GAP, RUN, Overlap, Side
from pipelines.matchers.runs import closed, total
from pipelines.text import Reading, offsets
from pipelines.words import Places
from presswatch.values import Grams, Position, Span

COLONS = (":", "：")
SOLID = 40  #: tokens of a passage; shorter runs are lines here and there (docs/tracing.md, table 6)
INTRODUCTION = 80  #: characters
MARKS = " \n\t\"'“”„«»‘’「『"  #: may stand between the colon and the passage


def position_of(side: Side, other: Side, text: str) -> Position:
    """Where in one of two texts the longest passage stands that they share."""
    passages = closed(side.covered_runs, FRAME_GAP, RUN)
    if not len(passages):
        return Position(size=side.size)
    long = passages[:, 1] - passages[:, 0]
    begin, end = passages[np.argmax(long)].tolist()
    counted, told = side.tally.counted, side.tally.told
    ahead = text[: offsets(text)[begin, 0]].rstrip(MARKS)
    return Position(
        before=int(counted[begin]),
        words=int(counted[end] - counted[begin]),
        told=int(told[end] - told[begin]),
        after=int(counted[-1] - counted[end]),
        size=side.size,
        solid=min(1.0, total(counted, passages[long >= SOLID]) / max(1, side.covered)),
        headed=headed(side, other),
        introduction=_last_sentence(ahead) if ahead.endswith(COLONS) else "",
    )


def _last_sentence(text: str) -> str:
    start = max(text.rfind(sign) + len(sign) for sign in ("\n", ". ", "? ", "! "))
    return text[max(start, len(text) - INTRODUCTION) :]


def spans_of(pair: Overlap, text_a: str, text_b: str) -> tuple[Span, ...]:
    """The passages of A that stand in B, in the order of A: character offsets in both texts.

    Each run of covered tokens of A is walked along B: as long as the grams of both go on side by
    side it is one passage; an edited word of up to three tokens on either side does not break it.
    """
    a, b = pair.a.text.reading, pair.b.text.reading
    places_a, places_b = offsets(text_a), offsets(text_b)
    walk, last = _Walk(a.grams, b), a.gram - 2
    steps = [
        (first, place, count + last)
        for begin, end in pair.a.covered_runs.tolist()
        for first, place, count in walk.along(begin, end - a.gram + 1)
    ]
    if not steps:
        return ()
    in_a, in_b, length = np.array(steps, dtype=np.int64).T
    ends = (places_a[in_a, 0], places_a[in_a + length, 1],
            places_b[in_b, 0], places_b[in_b + length, 1])  # fmt: skip
    return tuple(zip(*(end.tolist() for end in ends), strict=True))


class _Walk:
    """A text, walked along another in which its grams stand, too."""

    def __init__(self, grams: Grams, other: Reading) -> None:
        self._grams, self._others = grams, other.grams
        self._places = self._others.argsort(kind="stable")  # of one gram, in order
        ranked = self._others[self._places]
        self._from = ranked.searchsorted(grams).tolist()
        self._to = ranked.searchsorted(grams, side="right").tolist()

    def along(self, at: int, end: int) -> Iterator[tuple[int, int, int]]:
        """(place here, place in the other, grams) of each stretch of a run that is in step."""
        wanted = 0
        while at < end:
            places = self._places[self._from[at] : self._to[at]]
            if not len(places):
                at += 1
                continue
            place = _nearest(places, wanted)
            count = self._in_step(at, end, place)
            yield at, place, count
            at, wanted = at + count, place + count

    def _in_step(self, at: int, end: int, place: int) -> int:
        """How many grams from here on are the same in both."""
        theirs = self._others[place : place + end - at]
        apart = self._grams[at : at + len(theirs)] != theirs
        first = int(apart.argmax())
        return first if apart[first] else len(apart)


def _nearest(places: Places, wanted: int) -> int:
    """The one of the places, in their order, that is nearest to one; of two, the former."""
    at = int(places.searchsorted(wanted))
    around: list[int] = places[max(0, at - 1) : at + 1].tolist()
    return min(around, key=lambda place: abs(place - wanted))
