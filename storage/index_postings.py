"""Gram → the articles that hold it: sorted runs of packed numbers, in memory and in the database.

A posting is one 64-bit number: 40 bits of the gram's hash, then 24 bits of slot (the number of a
row of `fingerprints`). Runs are sorted, so all holders of a gram lie side by side and two binary
searches find them. New postings wait in a dict (the tail) until 256 articles have come, then
become a run; runs of like size are merged, so there are few of them (a log-structured merge tree:
O'Neil et al., 1996). On disk a run of 4,096 articles is one blob, written once and never changed;
what came since is read back from the rows of `fingerprints`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from storage.index_seen import Seen

Packed = NDArray[np.uint64]
Keys = NDArray[np.uint64]  #: 40 bits of a gram's hash
Slots = NDArray[np.int64]

SLOT_BITS = 24
TAIL = 256  #: articles in the tail before it becomes a run
SEGMENT = 4096  #: articles in a run on disk
LIKE = 8  #: a run is merged with one of up to so many times its size

_SLOT_MASK = np.uint64((1 << SLOT_BITS) - 1)
_SHIFT = np.uint64(SLOT_BITS)


def keys_of(grams: NDArray[np.uint64]) -> Keys:
    """The part of each gram that is indexed; keeps order."""
    return grams >> _SHIFT


class Postings:
    """All postings of a database. Slots of removed articles stay until the next rebuild."""

    def __init__(self, db: Database) -> None:
        self._db = db.conn
        self._old: list[Packed] = []  #: on disk as segments
        self._fresh: list[Packed] = []  #: on disk as rows of `fingerprints`
        self._tail: dict[int, tuple[int, ...]] = {}
        self._in_tail = 0
        self._unsaved = 0
        self._first = 1
        self._seen = Seen()
        self.load()

    def load(self) -> None:
        """Reads the runs back; drops what an outer transaction may have rolled back."""
        rows = self._db.execute("select last, postings from segments order by id").fetchall()
        self._old = []
        if rows:  # one run, as if the segments had just come: each run costs every look-up a search
            whole = np.frombuffer(b"".join([blob for _, blob in rows]), dtype="<u8")
            self._old = [np.sort(whole.astype(np.uint64))]
        self._first = 1 + max((last for last, _ in rows), default=0)
        self._seen = Seen(2 * sum(map(len, self._old)))
        for run in self._old:
            self._seen.add(keys_of(run))
        self._fresh, self._tail, self._in_tail, self._unsaved = [], {}, 0, 0
        for slot, blob in self._db.execute(
            "select id, grams from fingerprints where id >= ? order by id", [self._first]
        ).fetchall():
            packed = np.frombuffer(blob, dtype="<u8").astype(np.uint64)
            self.add(slot, keys_of(packed))

    @property
    def next_slot(self) -> int:
        """The first slot that no segment knows."""
        return self._first

    def add(self, slot: int, keys: Keys) -> None:
        """Posts an article's keys under its slot."""
        self._see(keys)
        tail, alone = self._tail, (slot,)
        for key in set(keys.tolist()):
            tail[key] = (*tail[key], slot) if key in tail else alone
        self._in_tail += 1
        self._unsaved += 1
        if self._in_tail >= TAIL:
            self._seal()
        if self._unsaved >= SEGMENT:
            self._save(slot)

    def holders(self, keys: Keys) -> tuple[NDArray[np.int64], Slots]:
        """(which key, slot) of every posting of the keys, which are sorted and unique."""
        maybe = self._seen.among(keys).nonzero()[0]
        which: list[NDArray[np.int64]] = []
        slots: list[Slots] = []
        wanted = keys[maybe]
        ends = wanted.repeat(2)  # where the postings of a key begin, and those of the next
        ends[1::2] += np.uint64(1)
        ends <<= _SHIFT
        for run in (*self._old, *self._fresh):
            at = run.searchsorted(ends)
            begin = at[::2]
            count = at[1::2] - begin
            last = count.cumsum()
            if len(last) and last[-1]:
                which.append(maybe.repeat(count))
                place = (begin - last + count).repeat(count)
                place += np.arange(len(place))
                slots.append((run.take(place) & _SLOT_MASK).view(np.int64))
        tail = self._tail
        found = [
            (n, slot)
            for n, key in zip(maybe.tolist(), wanted.tolist(), strict=True)
            if key in tail
            for slot in tail[key]
        ]
        if found:
            pairs = np.array(found, dtype=np.int64)
            which.append(pairs[:, 0])
            slots.append(pairs[:, 1])
        if not which:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        return np.concatenate(which), np.concatenate(slots)

    @property
    def bytes(self) -> int:
        """Memory held by the runs and what stands in front of them."""
        return self._seen.bytes + sum(run.nbytes for run in (*self._old, *self._fresh))

    def _see(self, keys: Keys) -> None:
        """The keys are posted; a filter that is full gives way to one twice its size."""
        if self._seen.full:
            runs = [*self._old, *self._fresh, np.array(list(self._tail), dtype=np.uint64) << _SHIFT]
            self._seen = Seen(2 * sum(map(len, runs)))
            for run in runs:
                self._seen.add(keys_of(run))
        self._seen.add(keys)

    def _seal(self) -> None:
        packed = np.array(
            [key << SLOT_BITS | slot for key, slots in self._tail.items() for slot in slots],
            dtype=np.uint64,
        )
        packed.sort()
        self._fresh.append(packed)
        self._tail, self._in_tail = {}, 0
        _merge(self._fresh, SEGMENT)

    def _save(self, last: int) -> None:
        """What is fresh becomes a segment on disk."""
        if self._tail:
            self._seal()
        whole = np.concatenate(self._fresh)
        whole.sort()
        self._db.execute(
            "insert into segments (first, last, postings) values (?, ?, ?)",
            [self._first, last, whole.astype("<u8").tobytes()],
        )
        self._old.append(whole)
        self._fresh, self._unsaved, self._first = [], 0, last + 1
        _merge(self._old, LIKE)


def _merge(runs: list[Packed], like: int) -> None:
    """Merges the youngest runs while they are of like size: few runs, each posting moved rarely.

    Every run costs every look-up some thirty microseconds; that a posting is moved, three nanoseconds.
    """
    while len(runs) > 1 and len(runs[-2]) <= like * len(runs[-1]):
        young, old = runs.pop(), runs.pop()
        both = np.concatenate((old, young))
        del old, young
        both.sort(kind="stable")
        runs.append(both)
