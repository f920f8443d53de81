"""Where two texts agree: pairs of character spans, from pairs of token runs."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from pipelines.matchers.brief import headed
from pipelines.matchers.overlap import FRAME_GAP, RUN, Overlap, Side
from pipelines.matchers.runs import closed, total
from pipelines.text import offsets
from presswatch.values import Position, Span

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
    where: dict[int, list[int]] = {}
    for at, gram in enumerate(b.grams.tolist()):
        where.setdefault(gram, []).append(at)
    places_a, places_b = offsets(text_a), offsets(text_b)
    found: list[Span] = []
    for begin, end in pair.a.covered_runs.tolist():
        for first_a, first_b, count in _walk(a.grams[begin : end - a.gram + 1].tolist(), where):
            last = count + a.gram - 2
            found.append(
                (
                    int(places_a[begin + first_a, 0]), int(places_a[begin + first_a + last, 1]),
                    int(places_b[first_b, 0]), int(places_b[first_b + last, 1]),
                )
            )  # fmt: skip
    return tuple(found)


def _walk(grams: list[int], where: dict[int, list[int]]) -> list[tuple[int, int, int]]:
    """(offset in the run, place in B, grams) of each stretch that runs in step with B."""
    stretches: list[tuple[int, int, int]] = []
    for offset, gram in enumerate(grams):
        places = where.get(gram)
        if not places:
            continue
        if not stretches:
            stretches.append((offset, places[0], 1))
            continue
        first, place, count = stretches[-1]
        on = _nearest(places, place + count)
        if offset == first + count and on == place + count:
            stretches[-1] = (first, place, count + 1)
        else:
            stretches.append((offset, on, 1))
    return stretches


def _nearest(places: list[int], wanted: int) -> int:
    """The one of the places, in their order, that is nearest to one; of two, the former."""
    at = bisect_left(places, wanted)
    return min(places[max(0, at - 1) : at + 1], key=lambda p: abs(p - wanted))
