"""How much each source brings a day, counted when its doors name something new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from sqlite_utils import Database


class Volume:
    """Rows of `volume`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def found(self, source: str, moments: Iterable[datetime]) -> None:
        """So many new pages of a source, each on its day (UTC)."""
        for day, count in Counter(at.date().isoformat() for at in moments).items():
            self._db.execute(
                "insert into volume (source, day, found) values (?, ?, ?)"
                " on conflict (source, day) do update set found = found + excluded.found",
                [source, day, count],
            )

    def of(self, source: str, since: date) -> dict[date, int]:
        """Day → new pages of a source, from a day on; days without any are not in it."""
        rows = self._db.execute(
            "select day, found from volume where source = ? and day >= ?",
            [source, since.isoformat()],
        )
        return {date.fromisoformat(day): found for day, found in rows.fetchall()}
