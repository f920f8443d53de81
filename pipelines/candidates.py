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

    def hits(self) -> Hits:
        """For asking of many pairs of stored texts, while nothing changes."""
        return Hits(self._index, self._shelf, self._window)


class Hits:
    """How many grams two stored texts share that are not stock."""

    def __init__(self, index: Index, shelf: Shelf, window: int) -> None:
        self._index, self._shelf, self._window = index, shelf, window
        self._known: dict[tuple[int, bool], Keys] = {}

    def between(self, a: int, b: int) -> int:
        """Of these two; none when too much time lies between them."""
        facts = self._index.facts
        if self._window and abs(int(facts.hour[a]) - int(facts.hour[b])) > self._window:
            return 0
        same = bool(facts.outlet[a] == facts.outlet[b])
        return int(np.count_nonzero(shared(self._telling(a, same), self._telling(b, same))))

    def _telling(self, slot: int, same_outlet: bool) -> Keys:
        """The sampled grams that are not stock, for articles of the same outlet or of others."""
        telling = self._known.get((slot, same_outlet))
        if telling is None:
            keys, facts, stock = self._shelf.sample(slot).keys, self._index.facts, self._index.stock
            outlet = facts.outlets.names[facts.outlet[slot]]
            known = stock.known(keys, outlet) if same_outlet else stock.everywhere(keys)
            self._known[slot, same_outlet] = telling = keys[~known]
        return telling
