"""Which articles a text is compared with: those that share grams with it that are not stock."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipelines.matchers.overlap import Text
from pipelines.restock import HITS, Sight
from pipelines.text import ordered
from storage.index import Index, keys_of

MOST = 64  #: those with the most hits; a story of more copies still holds together


class Candidates:
    """Finds them in an index."""

    def __init__(self, index: Index, window: int) -> None:
        self._index = index
        self._window = window  #: hours between two articles that are compared; 0: no window

    def look(self, text: Text) -> Sight:
        """Who holds the grams of a text that are not stock everywhere."""
        keys = ordered(keys_of(text.sample))
        keys = keys[~self._index.stock.everywhere(keys)]
        return Sight(keys, *self._index.holders(keys))

    def of(self, text: Text, sight: Sight, hour: int, slot: int) -> list[int]:
        """Slots that share enough grams with the text (of a slot, or 0), most hits first."""
        facts, stock = self._index.facts, self._index.stock
        which, slots = sight.which, sight.slots
        keep: NDArray[np.bool_] = slots != slot
        if self._window:
            keep &= np.abs(facts.hour[slots] - hour) <= self._window
        here = stock.of(text.outlet)
        if here:
            own = np.array([k in here for k in sight.keys.tolist()], dtype=np.bool_)
            keep &= ~(own[which] & (facts.outlet[slots] == facts.outlets.number(text.outlet)))
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
