"""The watches that there are, each with what it came to."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from storage.watches.mentions import Count, count, saved


@dataclass(frozen=True, slots=True)
class WatchRow:
    """A row of `watches`."""

    id: int
    name: str
    query: str
    title: str | None
    note: str | None
    added_at: str
    changed_at: str

    @property
    def shown(self) -> str:
        """The name for a person."""
        return self.title or self.name


@dataclass(frozen=True, slots=True)
class Listed:
    """A watch, and what it came to in a period."""

    watch: WatchRow
    count: Count


_COLUMNS = "id, name, query, title, note, added_at, changed_at"


def find_watch(conn: sqlite3.Connection, name: str) -> WatchRow | None:
    """The watch of that name."""
    row = conn.execute(f"select {_COLUMNS} from watches where name = ?", [name]).fetchone()
    return WatchRow(*row) if row else None


def watches(conn: sqlite3.Connection) -> list[WatchRow]:
    """All of them, by name."""
    rows = conn.execute(f"select {_COLUMNS} from watches order by name")
    return [WatchRow(*row) for row in map(tuple, rows)]


def listing(
    conn: sqlite3.Connection, since: str | None = None, until: str | None = None
) -> list[Listed]:
    """All watches with their counts in a period: two queries and one more a watch."""
    return [Listed(w, count(conn, saved(w.id).between(since, until))) for w in watches(conn)]
