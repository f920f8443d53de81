"""What the pages of a source gave, crawl by crawl, and which sources gave less than they used to."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """The latest pages of a source, as they were after one crawl; shares are 0..1."""

    at: str
    pages: int
    text: float  #: of all pages; the three below of the articles
    title: float
    author: float
    date: float
    words: int  #: median
    because: str | None  #: why this is an alarm


def given(conn: sqlite3.Connection, source: str, limit: int = 6) -> list[Given]:
    """The latest measurements, the latest first."""
    rows = conn.execute(
        "select at, pages, text, title, author, date, words, because from extraction_health"
        " where source = ? order by id desc limit ?",
        [source, limit],
    )
    return [Given(*row) for row in map(tuple, rows)]


def troubled(conn: sqlite3.Connection) -> dict[str, str]:
    """source → why, for each whose latest measurement is an alarm."""
    rows = conn.execute("select source, because from extraction_alarms")
    return {row[0]: row[1] for row in rows}
