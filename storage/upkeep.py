"""What tracing put off: rows of `upkeep`, empty when a crawl has ended in peace."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlite_utils import Database


class Work(StrEnum):
    """What is to be done; as written in the table."""

    COMPARE = "compare"  #: an article with all its candidates, again; its row of `articles`
    TELL = "tell"  #: the copies of a story, anew; its row of `stories`
    COPY = "copy"  #: one of them; its row of `articles`


class Upkeep:
    """A queue for each kind of work. It is in the database, so a kill loses nothing of it."""

    def __init__(self, db: Database) -> None:
        self._db = db.conn

    def waiting(self, work: Work, most: int | None = None) -> list[int]:
        """The first of the rows that wait; without `most` all."""
        rows = self._db.execute(
            "select row from upkeep where work = ? order by row limit ?",
            [work, -1 if most is None else most],
        )
        return [row for (row,) in rows.fetchall()]

    def put_off(self, work: Work, rows: Iterable[int]) -> None:
        """These wait, if they did not already."""
        self._db.executemany(
            "insert or ignore into upkeep (work, row) values (?, ?)", [(work, r) for r in rows]
        )

    def done(self, work: Work, rows: Iterable[int]) -> None:
        """These no longer wait."""
        self._db.executemany(
            "delete from upkeep where work = ? and row = ?", [(work, r) for r in rows]
        )

    def clear(self, work: Work) -> None:
        """Nothing of this kind waits: all is done anew."""
        self._db.execute("delete from upkeep where work = ?", [work])
