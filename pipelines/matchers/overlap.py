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

from pipelines.matchers.runs import Edges, Places, Sums, closed, covering, mask, total, within
from pipelines.text import WIDE_GRAM, Flags, Reading, Tokens, ordered, read
from presswatch.values import Grams

GAP = 3  #: tokens between two covered runs that are taken as edited (docs/tracing.md, table 3)
RUN = 7  #: covered runs shorter than this are chance (docs/tracing.md, table 3)
WIDE_RUN = 14  #: the same for scripts without spaces
FRAME_GAP = 12  #: gaps up to this may hold the changed facts of a recurring format (table 4)


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Running sums over a text: what counts in any run of tokens is a difference of two of them."""

    counted: Sums  #: tokens that are not stock
    told: Sums  #: of these, outside quotation marks


@dataclass(frozen=True, eq=False)
class Text:
    """One side of a comparison: a reading, and what of it is stock."""

    reading: Reading
    grams: Grams  #: the grams of the reading, sorted; one that occurs twice stands here twice
    sample: Grams  #: sampled grams, sorted and unique
    distinct: Grams  #: the sampled grams that are not stock
    stock: Grams  #: grams of its stock paragraphs, sorted and unique
    outlet: str = ""
    title: str = ""
    language: str | None = None

    @property
    def bytes(self) -> int:
        """Memory that it takes, when all has been asked of it."""
        return 3_000 + 47 * len(self.reading)

    @cached_property
    def facts(self) -> Places:
        """Where its numbers and names stand."""
        return (self.reading.number | self.reading.name).nonzero()[0]

    @cached_property
    def headline(self) -> Tokens:
        """The tokens of its title."""
        return read(self.title).tokens

    @cached_property
    def vocabulary(self) -> Tokens:
        """Its tokens, sorted."""
        return np.sort(self.reading.tokens)

    @cached_property
    def tally(self) -> Tally:
        """Its running sums when nothing of it is stock."""
        return tally(np.ones(len(self.reading), dtype=np.bool_), self.reading)


@dataclass(frozen=True, eq=False)
class Side:
    """One text as the other sees it. Counts are of tokens outside stock paragraphs."""

    text: Text
    other: Text
    covered_runs: Edges  #: covered by shared grams, chance runs dropped
    passages: Edges  #: the same with small gaps closed
    tally: Tally

    @property
    def size(self) -> int:
        """Tokens that count."""
        return int(self.tally.counted[-1])

    @cached_property
    def covered(self) -> int:
        """Tokens that count and stand in the passages."""
        return total(self.tally.counted, self.passages)

    @cached_property
    def told(self) -> int:
        """Tokens of the passages that count, outside quotation marks."""
        return total(self.tally.told, self.passages)

    @property
    def narrative(self) -> int:
        """Tokens that count outside quotation marks."""
        return int(self.tally.told[-1])

    @cached_property
    def counted(self) -> Flags:
        """Which tokens count."""
        counted: Flags = np.diff(self.tally.counted) == 1
        return counted

    @cached_property
    def zone(self) -> Flags:
        """Which tokens count and stand in the passages."""
        return self.counted & mask(self.passages, len(self.counted))

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
        begin, end = self.tally.counted[self.passages.T]
        held = (begin < end).nonzero()[0]
        if not len(held):
            return (0.0, 0.0)
        return int(begin[held[0]]) / self.size, (int(end[held[-1]]) - 1) / self.size

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
        reading, at, counted = self.text.reading, self.text.facts, self.tally.counted
        frame = closed(self.covered_runs, FRAME_GAP, RUN)
        own = total(counted, frame) - total(counted, self.covered_runs)
        if not len(frame) or not len(at):
            return Facts(0, 0, 0, 0, own)
        at = at[within(at, frame)]
        at = at[counted[at] < counted[at + 1]]
        numbers = int(np.count_nonzero(reading.number[at]))
        changed = at[~within(at, self.covered_runs)]
        if not len(changed):
            return Facts(numbers, len(at) - numbers, 0, 0, own)
        lost = changed[~shared(reading.tokens[changed], self.other.vocabulary)]
        numbers_lost = int(np.count_nonzero(reading.number[lost]))
        return Facts(numbers, len(at) - numbers, numbers_lost, len(lost) - numbers_lost, own)


@dataclass(frozen=True, slots=True)
class Facts:
    """Hard tokens: those that a recurring format changes each time."""

    numbers: int
    names: int
    numbers_lost: int
    names_lost: int
    own: int  #: tokens of the frame, facts or not, that the other does not have


STOCKY = 0.5  #: share of distinct grams under which a text is mostly stock (table 4)


def is_stocky(distinct: int, sample: int) -> bool:
    return distinct < STOCKY * sample


@dataclass(frozen=True, eq=False)
class Overlap:
    """Two texts compared. The sides are worked out when first asked for."""

    one: Text
    other: Text
    hit: Flags  #: which grams of the one, as they stand in its text, the other has too

    @cached_property
    def common(self) -> int:
        """Grams of the one that the other has, stock or not: cheap, and bounds everything else."""
        return int(np.count_nonzero(self.hit))

    @cached_property
    def a(self) -> Side:
        return _side(self.one, self.other, self.hit, self._stock)

    @cached_property
    def b(self) -> Side:
        back = shared(self.other.reading.grams, self.one.grams)
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
    return Overlap(a, b, shared(a.reading.grams, b.grams))


def shared(grams: Grams, others: Grams) -> Flags:
    """Which of `grams` are among `others`, which is sorted."""
    if not len(grams) or not len(others):
        return np.zeros(len(grams), dtype=np.bool_)
    found: Flags = others[others[:-1].searchsorted(grams)] == grams
    return found


def _side(text: Text, other: Text, found: Flags, stock: Grams) -> Side:
    reading, gram, sums = text.reading, text.reading.gram, text.tally
    run = WIDE_RUN if gram == WIDE_GRAM else RUN
    if len(stock):
        known = shared(reading.grams, stock)
        found = found & ~known
    exact = covering(found.nonzero()[0], gram, 0)
    if len(stock) and known.any():
        size = len(reading)
        skipped = mask(covering(known.nonzero()[0], gram, 0), size)
        sums = tally(~skipped | mask(exact, size), reading)
    passages = closed(exact, GAP, run)
    return Side(text, other, exact[within(exact[:, 0], passages)], passages, sums)


def tally(counted: Flags, reading: Reading) -> Tally:
    """The running sums of a text of which these tokens count."""
    sums = np.zeros((2, len(counted) + 1), dtype=np.int32)
    counted.cumsum(out=sums[0, 1:])
    (counted & ~reading.quoted).cumsum(out=sums[1, 1:])
    return Tally(sums[0], sums[1])
