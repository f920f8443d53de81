"""What two texts have in common, token by token, seen from both sides.

Theory of operation: a token is *covered* when it stands in a gram that the other text has too.
Gaps of a few tokens between covered runs are closed (an editor's word, a typo), short runs are
dropped (phrases that everybody uses). Stock paragraphs of either outlet count on neither side.
Containment is the covered share of what is left; it is not symmetric, so both sides are kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.matchers.once import once
from pipelines.matchers.runs import Edges, Places, Sums, closed, covering, mask, total, within
from pipelines.text import WIDE_GRAM, Flags, Reading, Tokens, read
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
        return 3_000 + 48 * len(self.reading)

    @once
    def facts(self) -> Places:
        """Where its numbers and names stand."""
        return (self.reading.number | self.reading.name).nonzero()[0]

    @once
    def headline(self) -> Tokens:
        """The tokens of its title."""
        return read(self.title).tokens

    @once
    def vocabulary(self) -> Tokens:
        """Its tokens, sorted."""
        return np.sort(self.reading.tokens)

    @once
    def in_stock(self) -> Flags:
        """Which of its grams, as they stand in it, are of its stock paragraphs."""
        return shared(self.reading.grams, self.stock)

    @once
    def tally(self) -> Tally:
        """Its running sums, without its stock paragraphs."""
        return tally(~_tokens_of(self.in_stock, self.reading), self.reading)


@dataclass(frozen=True, eq=False)
class Side:
    """One text as the other sees it. Counts are of tokens outside stock paragraphs."""

    text: Text
    other: Text
    covered_runs: Edges  #: covered by shared grams, chance runs dropped
    passages: Edges  #: the same with small gaps closed
    tally: Tally

    @once
    def size(self) -> int:
        """Tokens that count."""
        return int(self.tally.counted[-1])

    @once
    def covered(self) -> int:
        """Tokens that count and stand in the passages."""
        return total(self.tally.counted, self.passages)

    @once
    def told(self) -> int:
        """Tokens of the passages that count, outside quotation marks."""
        return total(self.tally.told, self.passages)

    @once
    def narrative(self) -> int:
        """Tokens that count outside quotation marks."""
        return int(self.tally.told[-1])

    @once
    def counted(self) -> Flags:
        """Which tokens count."""
        counted: Flags = np.diff(self.tally.counted) == 1
        return counted

    @once
    def zone(self) -> Flags:
        """Which tokens count and stand in the passages."""
        return self.counted & mask(self.passages, len(self.counted))

    @once
    def share(self) -> float:
        """0..1, containment: how much of this text stands in the other."""
        return self.covered / self.size if self.size else 0.0

    @once
    def told_share(self) -> float:
        """0..1, the same of what is told in the outlet's own words."""
        return self.told / self.narrative if self.narrative else self.share

    @once
    def reach(self) -> tuple[float, float]:
        """0..1: where in this text the first and the last matched token stand."""
        begin, end = self.tally.counted[self.passages.T]
        held = (begin < end).nonzero()[0]
        if not len(held):
            return (0.0, 0.0)
        return int(begin[held[0]]) / self.size, (int(end[held[-1]]) - 1) / self.size

    @once
    def distinct_share(self) -> float:
        """0..1, how many of the grams that are this text's own stand in the other."""
        own = self.text.distinct
        return float(shared(own, self.other.grams).mean()) if len(own) else 0.0

    @property
    def stocky(self) -> bool:
        """Whether most of what we sampled of it is stock: a recurring format, or a stub."""
        return is_stocky(len(self.text.distinct), len(self.text.sample))

    @once
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

    @once
    def common(self) -> int:
        """Grams of the one that the other has, stock or not: cheap, and bounds everything else."""
        return int(np.count_nonzero(self.hit))

    @once
    def a(self) -> Side:
        return _side(self.one, self.other, self.hit)

    @once
    def b(self) -> Side:
        back = shared(self.other.reading.grams, self.one.grams)
        return _side(self.other, self.one, back)

    @property
    def words(self) -> int:
        """Matched tokens; the smaller of the two counts, for gaps differ."""
        return min(self.a.covered, self.b.covered)

    @property
    def told(self) -> int:
        """Matched tokens outside quotation marks, as the more quoting side marks them."""
        return min(self.a.told, self.b.told)

    @once
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


def _side(text: Text, other: Text, found: Flags) -> Side:
    """What is stock for either is left out on both sides."""
    reading, gram, sums = text.reading, text.reading.gram, text.tally
    run = WIDE_RUN if gram == WIDE_GRAM else RUN
    known = text.in_stock
    hits = (found & ~known if len(text.stock) else found).nonzero()[0]
    theirs = shared(reading.grams[hits], other.stock) if len(other.stock) else _NONE
    if theirs.any():
        known = known.copy()
        known[hits[theirs]] = True
        hits = hits[~theirs]
    exact = covering(hits, gram, 0)
    if theirs.any() or total(sums.counted, exact) < int((exact[:, 1] - exact[:, 0]).sum()):
        sums = tally(~_tokens_of(known, reading) | mask(exact, len(reading)), reading)
    passages = closed(exact, GAP, run)
    return Side(text, other, exact[within(exact[:, 0], passages)], passages, sums)


_NONE: Flags = np.zeros(0, dtype=np.bool_)


def _tokens_of(grams: Flags, reading: Reading) -> Flags:
    """Which tokens stand in these grams."""
    return mask(covering(grams.nonzero()[0], reading.gram, 0), len(reading))


def tally(counted: Flags, reading: Reading) -> Tally:
    """The running sums of a text of which these tokens count."""
    sums = np.zeros((2, len(counted) + 1), dtype=np.int32)
    counted.cumsum(out=sums[0, 1:])
    (counted & ~reading.quoted).cumsum(out=sums[1, 1:])
    return Tally(sums[0], sums[1])
