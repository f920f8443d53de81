"""Runs of postings: sorted packed numbers, found by the first bits of their key.

Keys are hashes, so each of the equal ranges of their values holds about as many postings as the
next; a table says where each range begins. A look-up reads one place of the table and the few
postings there. A binary search would read twenty places that are far apart, and do so for the three
grams of four that were never posted.

All runs lie side by side in one array, so that they are searched at once, and two that are merged
are sorted where they lie.
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
SPARE = 8  #: one part in so many is added when the array is full, and more is not kept spare

_SLOT_MASK = np.uint64((1 << SLOT_BITS) - 1)
_SHIFT = np.uint64(SLOT_BITS)


class _Table:
    """Where the postings of each range of keys begin in a run."""

    def __init__(self, run: Packed, first: int) -> None:
        bits = max(1, (len(run) // RANGE).bit_length() - 1)
        first_keys = np.arange(1 << bits, dtype=np.uint64) << np.uint64(KEY_BITS + SLOT_BITS - bits)
        self.begins = np.empty(len(first_keys) + 1, dtype=np.int32)  #: of each range, and the end
        self.begins[:-1] = run.searchsorted(first_keys)
        self.begins[-1] = len(run)
        self.begins += first
        self._shift = np.uint64(KEY_BITS - bits)

    def look_up(self, keys: Keys) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Where the range of each key begins, and how many postings it has."""
        ranges = (keys >> self._shift).view(np.int64)
        begin = self.begins.take(ranges)
        ranges += 1
        return begin, self.begins.take(ranges) - begin


class Runs:
    """Runs side by side, the oldest first."""

    def __init__(self, oldest: Packed) -> None:
        self._all = oldest  #: and room behind them
        self._ends = [len(oldest)]
        self._tables = [_Table(oldest, 0)]

    def __len__(self) -> int:
        return len(self._ends)

    def sizes(self) -> list[int]:
        """Postings in each run."""
        return [end - begin for begin, end in zip([0, *self._ends], self._ends, strict=False)]

    def youngest(self) -> Packed:
        """The postings of the youngest run."""
        return self._all[self._ends[-1] - self.sizes()[-1] : self._ends[-1]]

    def push(self, postings: Packed) -> None:
        """One run more, sorted already."""
        begin = self._ends[-1]
        end = begin + len(postings)
        if end > len(self._all):
            self._all = np.concatenate(
                (self._all[:begin], np.zeros(end - begin + end // SPARE, dtype=np.uint64))
            )
        self._all[begin:end] = postings
        self._ends.append(end)
        self._tables.append(_Table(postings, begin))

    def merge(self) -> None:
        """The two youngest runs become one."""
        del self._ends[-2], self._tables[-2:]
        run = self.youngest()
        run.sort(kind="stable")
        self._tables.append(_Table(run, self._ends[-1] - len(run)))

    def holders(self, keys: Keys) -> tuple[Which, Slots]:
        """(which key, slot) of every posting of the keys."""
        looked_up = [table.look_up(keys) for table in self._tables]
        begin = np.concatenate([begin for begin, _ in looked_up])
        count = np.concatenate([count for _, count in looked_up])
        last = count.cumsum()
        place = (begin - last + count).repeat(count)
        place += np.arange(len(place))
        found = self._all.take(place)
        whose = np.tile(np.arange(len(keys)), len(looked_up)).repeat(count)
        ours = (found >> _SHIFT == keys.take(whose)).nonzero()[0]
        return whose.take(ours), (found.take(ours) & _SLOT_MASK).view(np.int64)

    @property
    def bytes(self) -> int:
        """Memory held."""
        return self._all.nbytes + sum(table.begins.nbytes for table in self._tables)


def keys_of(grams: NDArray[np.uint64]) -> Keys:
    """The part of each gram that is indexed; keeps order."""
    return grams >> _SHIFT


def paragraphs_of(grams: Packed) -> NDArray[np.int32]:
    """The paragraph of each gram that an article holds, packed as postings are."""
    return (grams & _SLOT_MASK).astype(np.int32)


def postings_of(keys: Keys, below: int | NDArray[np.int32]) -> Packed:
    """Keys above, and below each a number of 24 bits: of an article its slot, or the paragraphs."""
    return keys << _SHIFT | np.uint64(below)
