"""Promises made by a clock that was wrong: what was put off further than we ever do is due now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from storage.log import stamp

#: (table, its column of promises, whose promises, the longest that is ever made and a day)
PROMISES = (
    ("urls", "next_at", "state = 'pending'", timedelta(days=2)),
    ("urls", "next_at", "state = 'done'", timedelta(days=31)),
    ("doors", "due_at", "1", timedelta(days=9)),
)


def undo_leaps(db: Database) -> int:
    """Inside the caller's transaction. After a clock was ahead and is right again, nothing waits for
    the day that it showed; returns how many promises were taken back."""
    at = datetime.now(UTC)
    taken_back = 0
    for table, column, whose, longest in PROMISES:
        taken_back += db.execute(
            f"update [{table}] set {column} = ? where {whose} and {column} > ?",
            [stamp(at), stamp(at + longest)],
        ).rowcount
    return taken_back
