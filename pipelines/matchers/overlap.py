"""What two texts have in common, token by token, seen from both sides.

Theory of operation: a token is *covered* when it stands in a gram that the other text has too.
Gaps of a few tokens between covered runs are closed (an editor's word, a typo), short runs are
dropped (phrases that everybody uses). Stock paragraphs of either outlet count on neither side.
Containment is the covered share of what is left; it is not symmetric, so both sides are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pipelines.text import WIDE_GRAM, Flags, Reading, ordered
from presswatch.values import Grams

Edges = NDArray[np.int64]  #: (runs, 2): begin and end of each

GAP = 3  #: tokens between two covered runs that are taken as edited (docs/tracing.md, table 3)
RUN = 7  #: covered runs shorter than this are chance (docs/tracing.md, table 3)
WIDE_RUN = 14  #: the same for scripts without spaces
FRAME_GAP = 12  #: gaps up to this may hold the changed facts of a recurring format (table 4)


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """One side of a comparison: a reading, and what of it is stock."""

    reading: Reading
    order: NDArray[np.intp]  #: the grams of the reading in order of size
    grams: Grams  #: the same, sorted; a gram that occurs twice stands here twice
    sample: Grams  #: sampled grams, sorted and unique
    distinct: Grams  #: the sampled grams that are not stock
    stock: Grams  #: grams of its stock paragraphs, sorted and unique
    facts: NDArray[np.intp]  #: where its numbers and names stand
    outlet: str = ""
    title: str = ""
    language: str | None = None


@dataclass(frozen=True, eq=False)
class Side:
    """One text as the other sees it. Counts are of tokens outside stock paragraphs."""

    text: Text
    other: Text
    covered_runs: Edges  #: the runs of `exact`
    exact: Flags  #: covered by shared grams, chance runs dropped
    zone: Flags  #: the same with small gaps closed
    counted: Flags  #: not stock

    @cached_property
    def size(self) -> int:
        """Tokens that count."""
        return int(np.count_nonzero(self.counted))

    @cached_property
    def covered(self) -> int:
        """Tokens that count and stand in the zone."""
        return int(np.count_nonzero(self.zone))

    @cached_property
    def told(self) -> int:
        """Tokens of the zone outside quotation marks."""
        return int(np.count_nonzero(self.zone & ~self.text.reading.quoted))

    @cached_property
    def narrative(self) -> int:
        """Tokens that count outside quotation marks."""
        return int(np.count_nonzero(self.counted & ~self.text.reading.quoted))

    @property
    def share(self) -> float:
        """0..1, containment: how much of this text stands in the other."""
        return self.covered / self.size if self.size else 0.0

    @property
    def told_share(self) -> float:
        """0..1, the same of what is told in the outlet's own words."""
        return self.told / self.narrative if self.narrative else self.share

    @cached_property
    def reach(self) -> tuple[float, float]:
        """0..1: where in this text the first and the last matched token stand."""
        at = np.flatnonzero(self.zone[self.counted])
        return (float(at[0]) / self.size, float(at[-1]) / self.size) if len(at) else (0.0, 0.0)

    @cached_property
    def distinct_share(self) -> float:
        """0..1, how many of the grams that are this text's own stand in the other."""
        own = self.text.distinct
        return float(shared(own, self.other.grams).mean()) if len(own) else 0.0

    @property
    def stocky(self) -> bool:
        """Whether most of what we sampled of it is stock: a recurring format, or a stub."""
        return is_stocky(len(self.text.distinct), len(self.text.sample))

    @cached_property
    def facts(self) -> Facts:
        """The numbers and names in the frame, and those that the other does not have."""
        reading, at = self.text.reading, self.text.facts
        frame = closed(self.covered_runs, FRAME_GAP, RUN)
        if not len(frame) or not len(at):
            return Facts(0, 0, 0, 0)
        at = at[within(at, frame) & self.counted[at]]
        numbers = int(np.count_nonzero(reading.number[at]))
        changed = at[~self.exact[at]]
        if not len(changed):
            return Facts(numbers, len(at) - numbers, 0, 0)
        theirs = self.other.reading.tokens
        lost = changed[~(reading.tokens[changed, None] == theirs[None, :]).any(axis=1)]
        numbers_lost = int(np.count_nonzero(reading.number[lost]))
        return Facts(numbers, len(at) - numbers, numbers_lost, len(lost) - numbers_lost)


@dataclass(frozen=True, slots=True)
class Facts:
    """Hard tokens: those that a recurring format changes each time."""

    numbers: int
    names: int
    numbers_lost: int
    names_lost: int


STOCKY = 0.5  #: share of distinct grams under which a text is mostly stock (table 4)


def is_stocky(distinct: int, sample: int) -> bool:
    return distinct < STOCKY * sample


@dataclass(frozen=True, eq=False)
class Overlap:
    """Two texts compared. The sides are worked out when first asked for."""

    one: Text
    other: Text
    hit: Flags  #: over `one.grams`: the other has it too

    @cached_property
    def common(self) -> int:
        """Grams of the one that the other has, stock or not: cheap, and bounds everything else."""
        return int(np.count_nonzero(self.hit))

    @cached_property
    def a(self) -> Side:
        return _side(self.one, self.other, self.hit, self._stock)

    @cached_property
    def b(self) -> Side:
        back = shared(self.other.grams, self.one.grams[self.hit])
        return _side(self.other, self.one, back, self._stock)

    @cached_property
    def _stock(self) -> Grams:
        """What is stock for either is left out on both sides."""
        a, b = self.one.stock, self.other.stock
        if not len(a):
            return b
        return a if not len(b) else ordered(np.concatenate((a, b)))

    @property
    def words(self) -> int:
        """Matched tokens; the smaller of the two counts, for gaps differ."""
        return min(self.a.covered, self.b.covered)

    @property
    def told(self) -> int:
        """Matched tokens outside quotation marks, as the more quoting side marks them."""
        return min(self.a.told, self.b.told)

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        """The side that stands more in the other first."""
        a, b = self.a, self.b
        return (a, b) if (a.share, a.told_share) >= (b.share, b.told_share) else (b, a)

    @property
    def same_outlet(self) -> bool:
        return self.one.outlet == self.other.outlet


def overlap(a: Text, b: Text) -> Overlap:
    """Compare two texts. Symmetric: overlap(b, a) is the same with the sides changed."""
    return Overlap(a, b, shared(a.grams, b.grams))


def shared(grams: Grams, others: Grams) -> Flags:
    """Which of `grams` are among `others`, which is sorted. Fastest when both are."""
    if not len(grams) or not len(others):
        return np.zeros(len(grams), dtype=np.bool_)
    found: Flags = others[np.searchsorted(others[:-1], grams)] == grams
    return found


def _side(text: Text, other: Text, found: Flags, stock: Grams) -> Side:
    reading = text.reading
    size, gram = len(reading), reading.gram
    counted = np.ones(size, dtype=np.bool_)
    hit = np.empty(len(found), dtype=np.bool_)
    if len(stock):
        known = shared(text.grams, stock)
        hit[text.order] = found & ~known
        exact = spread(hit, size, gram)
        hit[text.order] = known
        counted = exact | ~spread(hit, size, gram)
    else:
        hit[text.order] = found
        exact = spread(hit, size, gram)
    edges = runs(exact)
    passages = closed(edges, GAP, WIDE_RUN if gram == WIDE_GRAM else RUN)
    zone = mask(passages, size)
    kept = edges[within(edges[:, 0], passages)]
    return Side(text, other, kept, exact & zone, zone & counted, counted)


def spread(hit: Flags, size: int, gram: int) -> Flags:
    """Tokens that stand in a hit gram: (grams,) → (tokens,)."""
    covered = np.zeros(size, dtype=np.bool_)
    count = len(hit)
    for step in range(gram if count else 0):
        covered[step : step + count] |= hit
    return covered


def closed(edges: Edges, gap: int, run: int) -> Edges:
    """Runs with gaps of up to `gap` between them closed, then those under `run` dropped."""
    if len(edges) > 1:
        apart = np.flatnonzero(edges[1:, 0] - edges[:-1, 1] > gap)
        joined = np.empty((len(apart) + 1, 2), dtype=edges.dtype)
        joined[0, 0], joined[-1, 1] = edges[0, 0], edges[-1, 1]
        joined[1:, 0], joined[:-1, 1] = edges[apart + 1, 0], edges[apart, 1]
        edges = joined
    return edges[edges[:, 1] - edges[:, 0] >= run]


def mask(edges: Edges, size: int) -> Flags:
    """(runs, 2) → (size,): true inside the runs."""
    change = np.zeros(size + 1, dtype=np.int8)
    change[edges[:, 0]] = 1
    change[edges[:, 1]] = -1
    return np.cumsum(change[:-1], dtype=np.int8).view(np.bool_)


def within(places: NDArray[np.intp], edges: Edges) -> Flags:
    """Which places, sorted, stand inside the runs."""
    inside: Flags = np.searchsorted(edges.ravel(), places, side="right") % 2 == 1
    return inside


def runs(covered: Flags) -> Edges:
    """(runs, 2): begin and end of each stretch of true."""
    padded = np.zeros(len(covered) + 2, dtype=np.bool_)
    padded[1:-1] = covered
    return np.flatnonzero(padded[1:] != padded[:-1]).reshape(-1, 2)
