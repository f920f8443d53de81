"""A run of postings: sorted packed numbers that never change, found by the first bits of their key.

Keys are hashes, so each of the equal ranges of their values holds about as many postings as the
next; a table says where each range begins. A look-up reads one place of the table and the few
postings there. A binary search would read twenty places that are far apart, and do so for the three
grams of four that were never posted.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Packed = NDArray[np.uint64]
Keys = NDArray[np.uint64]  #: 40 bits of a gram's hash
Slots = NDArray[np.int64]
Which = NDArray[np.int64]

KEY_BITS, SLOT_BITS = 40, 24
RANGE = 4  #: postings in a range, at least on average: the table takes a byte a posting

_SLOT_MASK = np.uint64((1 << SLOT_BITS) - 1)
_SHIFT = np.uint64(SLOT_BITS)


class Run:
    """Postings in order."""

    def __init__(self, postings: Packed) -> None:
        self.postings = postings
        bits = max(1, (len(postings) // RANGE).bit_length() - 1)
        first_keys = np.arange(1 << bits, dtype=np.uint64) << np.uint64(KEY_BITS + SLOT_BITS - bits)
        self._begins = np.empty(len(first_keys) + 1, dtype=np.int32)  #: of each range, and the end
        self._begins[:-1] = postings.searchsorted(first_keys)
        self._begins[-1] = len(postings)
        self._key_to_range = np.uint64(KEY_BITS - bits)

    def __len__(self) -> int:
        return len(self.postings)

    def holders(self, keys: Keys) -> tuple[Which, Slots]:
        """(which key, slot) of every posting of the keys, in order of both."""
        ranges = (keys >> self._key_to_range).astype(np.int64)
        begin = self._begins.take(ranges)
        ranges += 1
        count = self._begins.take(ranges) - begin
        last = count.cumsum()
        place = (begin - last + count).repeat(count)
        place += np.arange(len(place))
        found = self.postings.take(place)
        ours = (found >> _SHIFT == keys.repeat(count)).nonzero()[0]
        return last.searchsorted(ours, side="right"), (found.take(ours) & _SLOT_MASK).view(np.int64)

    @property
    def bytes(self) -> int:
        """Memory held."""
        return self.postings.nbytes + self._begins.nbytes


def keys_of(grams: NDArray[np.uint64]) -> Keys:
    """The part of each gram that is indexed; keeps order."""
    return grams >> _SHIFT


def packed(keys: Keys, slot: int) -> Packed:
    """The postings of one article's keys."""
    return keys << _SHIFT | np.uint64(slot)


def merged(runs: list[Run], young: Packed, like: int | None = None) -> list[Run]:
    """The runs, oldest first, with young postings: merged with the youngest while of like size.

    So there are few runs, and each posting is moved rarely. `like`: how many times as large; None
    merges all.
    """
    runs = list(runs)
    while runs and (like is None or len(runs[-1]) <= like * len(young)):
        young = np.concatenate((runs.pop().postings, young))
        young.sort(kind="stable")
    return [*runs, Run(young)]
