"""Which grams are stock text, for one outlet or for all: rows of `stock`, mirrored in memory."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

EVERYWHERE = ""  #: in place of an outlet: stock for all of them

Entry = tuple[int, str]  #: (key of a gram, outlet or EVERYWHERE)


class Stock:
    """The stock grams of a database.

    `bound`: a new holder whose rank is at or above it cannot change what is known of the gram.
    """

    def __init__(self, db: Database) -> None:
        self._db = db.conn
        self._of: dict[str, dict[int, int]] = {}
        self.load()

    def load(self) -> None:
        """Reads the table."""
        self._of = {}
        for key, outlet, bound in self._db.execute(
            "select gram, outlet, bound from stock"
        ).fetchall():
            self._of.setdefault(outlet, {})[key] = bound
        self._sieve = _Sieve(self._keys())

    def of(self, outlet: str) -> dict[int, int]:
        """Key → bound of what is stock for this outlet alone (or EVERYWHERE)."""
        return self._of.get(outlet, {})

    def known(self, keys: NDArray[np.uint64], outlet: str) -> NDArray[np.bool_]:
        """Which keys are stock when this outlet prints them."""
        return self._sieve.those(keys, self.of(EVERYWHERE), self.of(outlet))

    def everywhere(self, keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which keys are stock for all outlets."""
        return self.among(keys, EVERYWHERE)

    def among(self, keys: NDArray[np.uint64], outlet: str) -> NDArray[np.bool_]:
        """Which keys are stock for this outlet alone (or EVERYWHERE)."""
        known = self.of(outlet)
        if not known:
            return np.zeros(len(keys), dtype=np.bool_)
        return self._sieve.those(keys, known, ())

    def perhaps(self, keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which keys may be stock for someone: all that are, and few others."""
        return self._sieve.passed(keys)

    def outlets(self, key: int) -> list[str]:
        """For whom the key is stock."""
        return [outlet for outlet, known in self._of.items() if key in known]

    def put(self, entries: Iterable[tuple[int, str, int]]) -> None:
        """(key, outlet, bound): these are stock from now on."""
        entries = list(entries)
        if not entries:
            return
        for key, outlet, bound in entries:
            if key not in self._of.setdefault(outlet, {}):
                self._sieve.add(key)
            self._of[outlet][key] = bound
        if self._sieve.full:
            self._sieve = _Sieve(self._keys())
        self._db.executemany(
            "insert or replace into stock (gram, outlet, bound) values (?, ?, ?)", entries
        )

    def tighten(self, key: int, bound: int) -> None:
        """What is stock for all has a lower bound from now on.

        On disk the higher one stays: after a restart it makes ask more often, and changes no answer.
        """
        self._of[EVERYWHERE][key] = bound

    def drop(self, entries: Iterable[Entry]) -> None:
        """These no longer are."""
        entries = list(entries)
        for key, outlet in entries:
            self._of.get(outlet, {}).pop(key, None)
        self._db.executemany("delete from stock where gram = ? and outlet = ?", entries)

    def _keys(self) -> set[int]:
        return {key for known in self._of.values() for key in known}


class _Sieve:
    """Lets through every key that was added and few others, many at a time.

    Of the grams of a text one in five is stock: the others need not be looked for one by one.
    """

    LEAST = 13  #: binary logarithm of the keys that it begins with room for, in 64 kB

    def __init__(self, keys: Collection[int]) -> None:
        bits = max(self.LEAST, (2 * len(keys)).bit_length())
        self._room = 1 << bits
        self._passed = np.zeros(8 << bits, dtype=np.bool_)
        for key in keys:
            self.add(key)

    @property
    def full(self) -> bool:
        """Whether it should give way to a larger one."""
        return self._room < 0

    def add(self, key: int) -> None:
        """It passes from now on, even when it is taken out of what is known."""
        self._room -= 1
        self._passed[key & len(self._passed) - 1] = True

    def passed(self, keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which of the keys it lets through."""
        return self._passed.take((keys & np.uint64(len(self._passed) - 1)).view(np.int64))

    def those(
        self, keys: NDArray[np.uint64], one: Container[int], other: Container[int]
    ) -> NDArray[np.bool_]:
        """Which of the keys are in one or the other; asked of those that pass."""
        found = self.passed(keys)
        passed = found.nonzero()[0]
        found[passed] = [key in one or key in other for key in keys.take(passed).tolist()]
        return found
