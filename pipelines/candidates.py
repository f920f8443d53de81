"""Which articles a text is compared with: those that share grams with it that are not stock."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipelines.restock import Sight
from storage.index import Index

Keys = NDArray[np.uint64]

HITS = 3  #: sampled grams, not stock, that two articles share before they are compared (table 2)
MOST = 64  #: those with the most hits; a story of more copies still holds together


class Candidates:
    """Finds them in an index."""

    def __init__(self, index: Index, window: int) -> None:
        self._index = index
        self._window = window  #: hours between two articles that are compared; 0: no window

    def look(self, keys: Keys) -> Sight:
        """Who holds those of the keys, sorted and unique, that are not stock everywhere."""
        keys = keys[~self._index.stock.everywhere(keys)]
        return Sight(keys, *self._index.holders(keys))

    def of(self, sight: Sight, outlet: str, hour: int, slot: int = 0) -> list[int]:
        """Slots that share enough grams with a text (of a slot, or a new one), most hits first."""
        if len(sight.slots) < HITS:
            return []
        facts, stock = self._index.facts, self._index.stock
        which, slots = sight.which, sight.slots
        keep: NDArray[np.bool_] = slots != slot
        if self._window:
            keep &= np.abs(facts.hour[slots] - hour) <= self._window
        own = stock.known(sight.keys, outlet)
        if own.any():
            keep &= ~(own[which] & (facts.outlet[slots] == facts.outlets.number(outlet)))
        candidates, hits = _counted(slots[keep])
        enough = hits >= HITS
        candidates, hits = candidates[enough], hits[enough]
        if len(candidates) > 1:
            candidates = candidates[np.lexsort((facts.rank[candidates], -hits))]
        chosen: list[int] = candidates[:MOST].tolist()
        return chosen


def _counted(slots: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each of the slots once, and how often it was there."""
    slots = np.sort(slots)
    last = np.flatnonzero(np.append(slots[1:] != slots[:-1], len(slots) > 0))
    return slots[last], np.diff(last, prepend=-1)
