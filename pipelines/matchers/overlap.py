"""What two texts have in common, token by token, seen from both sides.

Theory of operation: a token is *covered* when it stands in a gram that the other text has too.
Gaps of a few tokens between covered runs are closed (an editor's word, a typo), short runs are
dropped (phrases that everybody uses). Stock paragraphs of either outlet count on neither side.
Containment is the covered share of what is left; it is not symmetric, so both sides are kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.matchers.dressed import Tally, Text, tally, tokens_of
from pipelines.matchers.runs import Edges, closed, closed_of, covering, mask, total, within
from pipelines.once import once
from pipelines.sets import shared
from pipelines.text import WIDE_GRAM, Flags
from pipelines.words import NUMBER

GAP = 3  #: tokens between two covered runs that are taken as edited (docs/tracing.md, table 3)
RUN = 7  #: covered runs shorter than this are chance (docs/tracing.md, table 3)
WIDE_RUN = 14  #: the same for scripts without spaces
GLANCE = 50  #: shared grams above which two texts are surely worth a closer look
OPENING = 24  #: tokens ahead of the frame that may be its opening (table 4)
PATTERN = 0.5  #: share of them that the other's opening has as well, if it is (table 4)
FRAME_GAP = 12  #: gaps up to this may hold the changed facts of a recurring format (table 4)


@dataclass(eq=False)  # not frozen: two are made for each pair, and that takes twice as long
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
        return float(shared(own, self.other.reading.ranked.grams).mean()) if len(own) else 0.0

    @once
    def facts(self) -> Facts:
        """The numbers and names in the frame, and those that the other does not have."""
        reading, counted = self.text.reading, self.tally.counted
        at = reading.facts
        frame = self._from_its_opening(closed(self.covered_runs, FRAME_GAP, RUN))
        own = total(counted, frame) - total(counted, self.covered_runs)
        if not len(frame) or not len(at):
            return Facts(0, 0, 0, 0, own)
        at = at[within(at, frame)]
        at = at[counted[at] < counted[at + 1]]
        numbers = reading.numbers(at)
        changed = at[~within(at, self.covered_runs)]
        if not len(changed):
            return Facts(numbers, len(at) - numbers, 0, 0, own)
        lost = changed[~shared(reading.tokens[changed], self.other.reading.vocabulary)]
        lost_numbers = lost[reading.flags[lost] & NUMBER != 0]
        names_lost = len(lost) - len(lost_numbers)
        joined = int(np.count_nonzero(lost_numbers[1:] - lost_numbers[:-1] == 1))
        return Facts(numbers, len(at) - numbers, len(lost_numbers), names_lost, own, joined)

    def _from_its_opening(self, frame: Edges) -> Edges:
        """The frame, with what is ahead of it where both open by one pattern that was filled in twice.

        "A quake of magnitude 5.5 struck 64 km off Haugvik" has no gram of four tokens in common with
        the next one; a lead that was written anew has few of the other's words at all.
        """
        first = int(frame[0, 0]) if len(frame) else 0
        if not 0 < first <= OPENING:
            return frame
        theirs = np.sort(self.other.reading.tokens[:OPENING])
        if np.count_nonzero(shared(self.text.reading.tokens[:first], theirs)) < PATTERN * first:
            return frame
        return np.concatenate(([[0, frame[0, 1]]], frame[1:]))


@dataclass(frozen=True, slots=True)
class Facts:
    """Hard tokens: those that a recurring format changes each time."""

    numbers: int
    names: int
    numbers_lost: int
    names_lost: int
    own: int  #: tokens of the frame, facts or not, that the other does not have
    joined: int = 0  #: of the numbers lost, those right behind another: "2,400" is two tokens


@dataclass(eq=False)
class Overlap:
    """Two texts compared. The sides are worked out when first asked for."""

    one: Text
    other: Text
    found: Flags  #: which grams of the one, as they are ranked, the other has too

    @once
    def common(self) -> int:
        """Grams of the one that the other has, stock or not: cheap, and bounds everything else."""
        return int(np.count_nonzero(self.found))

    @once
    def scattered(self) -> bool:
        """Whether they share phrases here and there and no run, stock or not: seen at a glance."""
        if self.common > GLANCE:
            return False
        hits = self.one.reading.ranked.places[self.found]
        hits.sort()
        return not len(closed(covering(hits, self.one.reading.gram, 0), GAP, shortest(self.one)))

    @once
    def a(self) -> Side:
        return _side(self.one, self.other, self.found)

    @once
    def b(self) -> Side:
        return _side(self.other, self.one, _found(self.other, self.one))

    @once
    def words(self) -> int:
        """Matched tokens; the smaller of the two counts, for gaps differ."""
        return min(self.a.covered, self.b.covered)

    @once
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
    return Overlap(a, b, _found(a, b))


def _found(text: Text, other: Text) -> Flags:
    """Which grams of the text, as they are ranked, the other has too."""
    return shared(text.reading.ranked.grams, other.reading.ranked.grams)


def shortest(text: Text) -> int:
    """Tokens under which a covered run is chance."""
    return WIDE_RUN if text.reading.gram == WIDE_GRAM else RUN


def _side(text: Text, other: Text, found: Flags) -> Side:
    """What is stock for either is left out on both sides."""
    reading, sums, known = text.reading, text.tally, text.in_stock
    ranked, hit = reading.ranked, np.empty_like(found)
    hit[ranked.places] = found
    if np.count_nonzero(shared(other.stock, ranked.grams)):
        known = known.copy()
        known[ranked.places[shared(ranked.grams, other.stock)]] = True
    hits = np.greater(hit, known).nonzero()[0]  # and not stock
    exact = covering(hits, reading.gram, 0)
    if known is not text.in_stock or total(sums.counted, exact) < int(
        (exact[:, 1] - exact[:, 0]).sum()
    ):
        sums = tally(~tokens_of(known, reading) | mask(exact, len(reading)), reading)
    passages, parts = closed_of(exact, GAP, shortest(text))
    return Side(text, other, parts, passages, sums)
