"""The texts that are compared: what an article said and says, and what its copies say."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from storage.edits.stale import Version


def texts(conn: sqlite3.Connection, articles: Sequence[int]) -> dict[int, tuple[str, str]]:
    """id → (title, text)."""
    rows = conn.execute(
        "select id, title, text from articles where id in (select value from json_each(?))",
        [json.dumps(list(articles))],
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def versions(conn: sqlite3.Connection, article: int) -> list[Version]:
    """Everything an article ever said, oldest first, the present last; empty if never changed."""
    rows = conn.execute(
        "select title, text, seen_at from revisions where article = ? order by seen_at, id",
        [article],
    ).fetchall()
    if not rows:
        return []
    now = conn.execute("select title, text from articles where id = ?", [article]).fetchone()
    return [*(Version(*row) for row in rows), Version(now[0], now[1])]
