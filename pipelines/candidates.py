"""Which articles a text is compared with: those that share grams with it that are not stock.

All of them: a cap on how many would let those that came first take the places. What bounds them is
that a gram which a crowd holds is stock (pipelines/stock.py).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipelines.restock import Sight
from pipelines.sets import shared
from pipelines.shelf import Shelf
from storage.index import Index

Keys = NDArray[np.uint64]

HITS = 3  #: sampled grams, not stock, that two articles share before they are compared (table 2)


class Candidates:
    """Finds them in an index."""

    def __init__(self, index: Index, shelf: Shelf, window: int) -> None:
        self._index, self._shelf = index, shelf
        self._window = window  #: hours between two articles that are compared; 0: no window

    def look(self, keys: Keys) -> Sight:
        """Who holds those of the keys, sorted and unique, that are not stock everywhere."""
        everywhere = self._index.stock.everywhere(keys)
        telling = keys[~everywhere]
        return Sight(telling, *self._index.holders(telling), keys[everywhere])

    def of(self, sight: Sight, outlet: str, hour: int, slot: int = 0) -> list[int]:
        """Slots that share enough grams with a text (of a slot, or a new one), in order."""
        if len(sight.slots) < HITS:
            return []
        facts, stock = self._index.facts, self._index.stock
        which, slots = sight.which, sight.slots
        keep: NDArray[np.bool_] = slots != slot
        if self._window:
            keep &= np.abs(facts.hour[slots] - hour) <= self._window
        own = stock.among(sight.keys, outlet)  # the sight is without what all print
        if np.count_nonzero(own):
            keep &= ~(own[which] & (facts.outlet[slots] == facts.outlets.number(outlet)))
        slots = np.sort(slots[keep])  # each slot stands there once a hit
        least = len(slots) - HITS + 1
        return sorted(set(slots[HITS - 1 :][slots[HITS - 1 :] == slots[: max(0, least)]].tolist()))

    def meet(self, a: int, b: int) -> bool:
        """Whether each of two stored texts is a candidate of the other."""
        facts, stock = self._index.facts, self._index.stock
        if self._window and abs(int(facts.hour[a]) - int(facts.hour[b])) > self._window:
            return False
        ours = self._shelf.sample(a).keys
        common = ours[shared(ours, self._shelf.sample(b).keys)]
        if len(common) < HITS:
            return False
        if facts.outlet[a] == facts.outlet[b]:
            known = stock.known(common, facts.outlets.names[facts.outlet[a]])
        else:
            known = stock.everywhere(common)
        return int(np.count_nonzero(~known)) >= HITS
