"""Comparing texts: a newcomer with its candidates, and stored texts with each other again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from pipelines.candidates import Candidates
from pipelines.matchers import judge
from pipelines.matchers.dressed import Text
from pipelines.matchers.opinion import Opinion
from pipelines.matchers.overlap import Overlap, overlap
from pipelines.shelf import Shelf
from presswatch.values import Kind
from storage.index import Index

BLOCK = 24  #: texts held while all that is to be compared with one of them passes by …
PAIRS = 1_000  #: … fewer of those that have many candidates


@dataclass(frozen=True, slots=True)
class Found:
    """What a text is to one stored article."""

    slot: int
    kind: Kind
    share: float
    share_other: float
    words: int
    because: str


class Comparing:
    """Compares the texts of an index."""

    def __init__(self, index: Index, candidates: Candidates, shelf: Shelf) -> None:
        self._index, self._candidates, self._shelf = index, candidates, shelf

    def candidates(self, slot: int) -> list[int]:
        """The slots that a stored text is to be compared with."""
        facts, sight = self._index.facts, self._candidates.look(self._shelf.sample(slot).keys)
        outlet = facts.outlets.names[facts.outlet[slot]]
        return self._candidates.of(sight, outlet, int(facts.hour[slot]), slot)

    def all(self, text: Text, others: Iterable[int]) -> list[Found]:
        """Those of the slots that the text shares a passage with."""
        found = (self._one(text, other, self._shelf.text(other)) for other in others)
        return [one for one in found if one is not None]

    def again(self, slots: set[int], most: int | None) -> dict[int, list[Found]]:
        """What these are to all others; no pair is compared twice.

        Of many the first: no more are begun with when `most` pairs have been compared.
        """
        found: dict[int, list[Found]] = {}
        left, pairs = deque(sorted(slots)), 0
        while left and (most is None or pairs < most):
            block, wanted = self._block(left, slots)
            found |= self._compared(block, wanted)
            pairs += sum(map(len, wanted.values()))
        return found

    def _block(self, left: deque[int], slots: set[int]) -> tuple[list[int], dict[int, list[int]]]:
        """The next few of the slots, and by each other slot those that it is compared with."""
        block: list[int] = []
        wanted: dict[int, list[int]] = {}
        pairs = 0
        while left and len(block) < BLOCK and pairs < PAIRS:
            block.append(slot := left.popleft())
            for other in self.candidates(slot):
                if other not in slots or other > slot:
                    wanted.setdefault(other, []).append(slot)
                    pairs += 1
        return block, wanted

    def _compared(
        self, block: Sequence[int], wanted: dict[int, list[int]]
    ) -> dict[int, list[Found]]:
        """A text that is read to be compared with one of the block is compared with all of them."""
        found: dict[int, list[Found]] = {slot: [] for slot in block}
        texts = {slot: self._shelf.text(slot) for slot in block} if wanted else {}
        for other in sorted(wanted):
            theirs = texts.get(other) or self._shelf.text(other)
            for slot in wanted[other]:
                one = self._one(texts[slot], other, theirs)
                if one is not None:
                    found[slot].append(one)
        return found

    def met(self, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, list[Found]]]:
        """Slot by slot what the two of each pair are to each other."""
        for slot, others in groupby(sorted(pairs), key=lambda pair: pair[0]):
            yield slot, self.all(self._shelf.text(slot), [other for _, other in others])

    def two(self, a: int, b: int) -> tuple[Overlap, Opinion]:
        """Two stored texts, whether they are candidates of each other or not."""
        pair = overlap(self._shelf.text(a), self._shelf.text(b))
        return pair, judge(pair)

    def pairs(self) -> Iterator[tuple[int, int, Text, Text]]:
        """Every pair of stored articles that is compared: rows a < b and their texts."""
        facts = self._index.facts
        for slot in np.flatnonzero(facts.article[: facts.end]).tolist():
            text = self._shelf.text(slot)
            for other in self.candidates(slot):
                a, b = int(facts.article[slot]), int(facts.article[other])
                if a < b:
                    yield a, b, text, self._shelf.text(other)

    @staticmethod
    def _one(text: Text, slot: int, other: Text) -> Found | None:
        pair = overlap(text, other)
        opinion = judge(pair)
        kind = opinion.kind
        if kind is None or (kind is not Kind.COPY and _foreign(text, other)):
            return None
        return Found(slot, kind, pair.a.share, pair.b.share, pair.words, opinion.because)


def _foreign(a: Text, b: Text) -> bool:
    """Whether the two are said to be in different languages: then only a whole copy counts."""
    return bool(a.language and b.language and a.language != b.language)
