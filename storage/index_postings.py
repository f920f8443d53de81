"""Gram → the articles that hold it: sorted runs of packed numbers, in memory and in the database.

A posting is one 64-bit number: 40 bits of the gram's hash, then 24 bits of slot (the number of a
row of `fingerprints`). Runs are sorted, so all holders of a gram lie side by side
(storage/index_run.py). New postings wait in a dict (the tail) until 256 articles have come, then
become a run; runs of like size are merged, so there are few of them (a log-structured merge tree:
O'Neil et al., 1996). On disk a run of 4,096 articles is one blob, written once and never changed;
what came since is read back from the rows of `fingerprints`.
"""

from __future__ import annotations

import numpy as np
from sqlite_utils import Database

from storage.index_run import Keys, Packed, Runs, Slots, Which, keys_of, postings_of

TAIL = 256  #: articles in the tail before it becomes a run
SEGMENT = 4096  #: articles in a run on disk
LIKE = 8  #: a run is merged with one of up to so many times its size

_NOTHING: Packed = np.zeros(0, dtype=np.uint64)


class Postings:
    """All postings of a database. Slots of removed articles stay until the next rebuild."""

    def __init__(self, db: Database) -> None:
        self._db = db.conn
        self.load()

    def load(self) -> None:
        """Reads the runs back; drops what an outer transaction may have rolled back."""
        rows = self._db.execute("select last, postings from segments order by id").fetchall()
        # one run, as if the segments had just come: each run costs every look-up a search
        saved = np.frombuffer(b"".join([blob for _, blob in rows]), dtype="<u8").astype(np.uint64)
        saved.sort()
        self._runs = Runs(saved)
        self._runs.push(_NOTHING)  # the youngest is on disk as rows of `fingerprints`
        self._first = 1 + max((last for last, _ in rows), default=0)
        self._tail, self._unsaved = _Tail(), 0
        for slot, blob in self._db.execute(
            "select id, grams from fingerprints where id >= ? order by id", [self._first]
        ).fetchall():
            self.add(slot, np.unique(keys_of(np.frombuffer(blob, dtype="<u8").astype(np.uint64))))

    @property
    def next_slot(self) -> int:
        """The first slot that no segment knows."""
        return self._first

    def add(self, slot: int, keys: Keys) -> None:
        """Posts an article's keys, sorted, each once, under its slot."""
        self._tail.add(slot, keys)
        self._unsaved += 1
        if len(self._tail) >= TAIL:
            self._seal()
        if self._unsaved >= SEGMENT:
            self._save(slot)

    def holders(self, keys: Keys) -> tuple[Which, Slots]:
        """(which key, slot) of every posting of the keys, which are sorted and unique."""
        which, slots = self._runs.holders(keys)
        late, lately = self._tail.holders(keys)
        return np.concatenate((which, late)), np.concatenate((slots, lately))

    @property
    def bytes(self) -> int:
        """Memory held by the runs."""
        return self._runs.bytes

    def _seal(self) -> None:
        """The tail becomes a run, one with those that are not on disk either."""
        self._runs.push(self._tail.postings())
        self._runs.merge()
        self._tail = _Tail()

    def _save(self, last: int) -> None:
        """What is fresh becomes a segment on disk."""
        if len(self._tail):
            self._seal()
        self._db.execute(
            "insert into segments (first, last, postings) values (?, ?, ?)",
            [self._first, last, self._runs.youngest().astype("<u8").tobytes()],
        )
        while len(self._runs) > 1 and self._like():
            self._runs.merge()
        self._runs.push(_NOTHING)
        self._unsaved, self._first = 0, last + 1

    def _like(self) -> bool:
        """Whether the two youngest runs are of like size: few runs, each posting moved rarely."""
        *_, old, young = self._runs.sizes()
        return old <= LIKE * young


class _Tail:
    """The postings that came last. Most grams have one holder here."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}  #: key → its first holder
        self._more: dict[int, list[int]] = {}  #: key → the others
        self._came: list[Packed] = []  #: the postings of each article

    def __len__(self) -> int:
        return len(self._came)

    def add(self, slot: int, keys: Keys) -> None:
        """Posts an article's keys."""
        first, more = self._first, self._more
        for key in keys.tolist():
            if first.setdefault(key, slot) != slot:
                more.setdefault(key, []).append(slot)
        self._came.append(postings_of(keys, slot))

    def holders(self, keys: Keys) -> tuple[Which, Slots]:
        """(which key, slot) of every posting of the keys."""
        first, more = self._first, self._more
        pairs = []
        for n, key in enumerate(keys.tolist()):
            if key in first:
                pairs.append((n, first[key]))
                if key in more:
                    pairs += [(n, slot) for slot in more[key]]
        both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    def postings(self) -> Packed:
        """All of them, sorted."""
        all_of_them = np.concatenate(self._came)
        all_of_them.sort()
        return all_of_them
