"""What tracing knows of each article without reading it: numbers in memory, one column each."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

Ints = NDArray[np.int32]
_COLUMNS = ("article", "hour", "tokens", "outlet", "language", "rank")


class Names:
    """Names as small numbers, in order of first sight; 0 is no name."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}
        self.names = [""]

    def number(self, name: str | None) -> int:
        number = self._numbers.setdefault(name or "", len(self.names))
        if number == len(self.names):
            self.names.append(name or "")
        return number


class Facts:
    """Columns over slots (rows of `fingerprints`). A removed article has article 0."""

    article: Ints  #: row of `articles`; 0 when removed
    hour: Ints  #: hours since 1970: published, else first seen
    tokens: Ints  #: length of the text as compared
    outlet: Ints  #: number of its source in `outlets`
    language: Ints  #: number in `languages`; 0 unknown
    rank: Ints  #: of its URL: an order of articles that does not depend on when they came

    def __init__(self, db: Database) -> None:
        self._db = db.conn
        self.outlets = Names()
        self.languages = Names()
        self.load()

    def load(self) -> None:
        """Reads the table."""
        rows = self._db.execute(
            # an article whose text was let go of (storage/retention.py) counts as removed
            "select id, iif(length(grams) > 0, article, 0), hour, tokens, outlet, language, rank"
            " from fingerprints"
        ).fetchall()
        self.end = 1 + max((row[0] for row in rows), default=0)
        for name in _COLUMNS:
            setattr(self, name, np.zeros(max(1024, self.end * 5 // 4), dtype=np.int32))
        for slot, article, hour, tokens, outlet, language, rank in rows:
            self.put(slot, article, hour, tokens, outlet, language, rank)

    def put(
        self, slot: int, article: int, hour: int, tokens: int,
        outlet: str, language: str | None, rank: int,
    ) -> None:  # fmt: skip
        """The facts of a slot."""
        if slot >= len(self.article):
            for name in _COLUMNS:
                column = getattr(self, name)
                setattr(
                    self, name, np.concatenate((column, np.zeros_like(column[: slot // 2 + 1])))
                )
        self.article[slot], self.hour[slot], self.tokens[slot] = article, hour, tokens
        self.outlet[slot] = self.outlets.number(outlet)
        self.language[slot] = self.languages.number(language)
        self.rank[slot] = rank
        self.end = max(self.end, slot + 1)

    @property
    def bytes(self) -> int:
        """Memory held by the columns."""
        return sum(getattr(self, name).nbytes for name in _COLUMNS)


def hour_of(published: datetime | None, first_seen: datetime) -> int:
    """Hours since 1970 of the time that the window is measured by."""
    return int((published or first_seen).timestamp() // 3600)
