"""Which grams are stock text, for one outlet or for all: rows of `stock`, mirrored in memory."""

from __future__ import annotations

from collections.abc import Iterable

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

    def of(self, outlet: str) -> dict[int, int]:
        """Key → bound of what is stock for this outlet alone (or EVERYWHERE)."""
        return self._of.get(outlet, {})

    def known(self, keys: NDArray[np.uint64], outlet: str) -> NDArray[np.bool_]:
        """Which keys are stock when this outlet prints them."""
        anywhere, here = self.of(EVERYWHERE), self.of(outlet)
        if not here:
            return self.among(keys, EVERYWHERE)
        return np.array([key in anywhere or key in here for key in keys.tolist()], dtype=np.bool_)

    def everywhere(self, keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which keys are stock for all outlets."""
        return self.among(keys, EVERYWHERE)

    def among(self, keys: NDArray[np.uint64], outlet: str) -> NDArray[np.bool_]:
        """Which keys are stock for this outlet alone (or EVERYWHERE)."""
        known = self.of(outlet)
        if not known:
            return np.zeros(len(keys), dtype=np.bool_)
        return np.fromiter(map(known.__contains__, keys.tolist()), np.bool_, len(keys))

    def outlets(self, key: int) -> list[str]:
        """For whom the key is stock."""
        return [outlet for outlet, known in self._of.items() if key in known]

    def put(self, entries: Iterable[tuple[int, str, int]]) -> None:
        """(key, outlet, bound): these are stock from now on."""
        entries = list(entries)
        if not entries:
            return
        for key, outlet, bound in entries:
            self._of.setdefault(outlet, {})[key] = bound
        self._db.executemany(
            "insert or replace into stock (gram, outlet, bound) values (?, ?, ?)", entries
        )

    def drop(self, entries: Iterable[Entry]) -> None:
        """These no longer are."""
        entries = list(entries)
        for key, outlet in entries:
            self._of.get(outlet, {}).pop(key, None)
        self._db.executemany("delete from stock where gram = ? and outlet = ?", entries)
