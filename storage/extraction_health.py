"""How much a source's pages gave: measured at the end of each crawl, kept over time."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlite_utils import Database

from storage.log import now

#: why a page that was answered gave no article although there may be one
UNREAD = (
    "no text", "unreadable", "too slow", "too big", "parser crashed", "list page", "stub",
    "consent wall", "bot challenge", "error page",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Yield:
    """What pages of one source gave: shares are 0..1 of the pages, but for text of the articles."""

    pages: int
    text: float  #: of all pages
    title: float  #: of the articles, as the three below
    author: float
    date: float
    words: int  #: median length of the texts


@dataclass(frozen=True, slots=True)
class YieldNow:
    """A measure of a source, and what is wrong with it."""

    at: str  #: UTC, when it was taken
    gave: Yield
    because: str | None  #: what fell, in words: an alarm


_MEASURES = (
    "select source, at, because, pages, text, title, author, date, words from extraction_health"
)


def yields_now(db: Database, source: str | None = None) -> dict[str, YieldNow]:
    """What the latest pages of every source (or of that one) gave, by name of the source."""
    rows = db.execute(
        f"{_MEASURES} where id in (select max(id) from extraction_health"
        " where ?1 is null or source = ?1 group by source)",
        [source],
    )
    return {row[0]: _measure(row) for row in rows.fetchall()}


def yields_of(db: Database, source: str, limit: int = 6) -> list[YieldNow]:
    """What the pages of a source gave after its last crawls, the latest first."""
    rows = db.execute(f"{_MEASURES} where source = ? order by id desc limit ?", [source, limit])
    return [_measure(row) for row in rows.fetchall()]


def _measure(row: Any) -> YieldNow:
    return YieldNow(row[1], Yield(*row[3:]), row[2])


class ExtractionHealth:
    """Rows of `extraction_health`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def touched(self) -> tuple[int, list[str]]:
        """The latest crawl, and the sources that it brought pages of."""
        crawl = self._db.execute("select coalesce(max(id), 0) from crawls").fetchone()[0]
        rows = self._db.execute(
            "select distinct source from fetches where crawl = ? and outcome in"
            " ('article', 'lost', 'failed') order by source",
            [crawl],
        )
        return crawl, [row[0] for row in rows.fetchall()]

    def measured(self, source: str, pages: int, before: int) -> tuple[Yield, Yield]:
        """What the latest pages of a source gave, and those before them."""
        marks = ", ".join("?" * len(UNREAD))
        rows = self._db.execute(
            "select f.outcome = 'article', coalesce(a.title, '') != '', coalesce(a.authors, '[]') != '[]',"
            " a.published_at is not null, a.words"
            " from fetches f left join articles a on a.id = f.article"
            f" where f.source = ? and (f.outcome = 'article' or f.reason in ({marks}))"
            " order by f.id desc limit ?",
            [source, *UNREAD, pages + before],
        ).fetchall()
        return _yield(rows[:pages]), _yield(rows[pages:])

    def keep(self, source: str, crawl: int, found: Yield, because: str) -> str | None:
        """A row for this crawl. Returns when its trouble began, if this crawl is the first to say so."""
        last = self._db.execute(
            "select because from extraction_health where source = ? order by id desc limit 1",
            [source],
        ).fetchone()
        at = now()
        self._db.execute(
            "insert into extraction_health (source, crawl, at, pages, text, title, author, date, words,"
            " because) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [source, crawl, at, found.pages, found.text, found.title, found.author, found.date,
             found.words, because or None],
        )  # fmt: skip
        return at if because and not (last and last[0]) else None

    def alarms(self) -> list[tuple[str, str, str]]:
        """(source, since when it was last well, why) of the sources whose latest row is an alarm."""
        rows = self._db.execute("select source, at, because from extraction_alarms order by source")
        return [(row[0], row[1], row[2]) for row in rows.fetchall()]


def _yield(rows: list[Any]) -> Yield:
    read = [row for row in rows if row[0]]

    def share(column: int) -> float:
        return round(sum(row[column] for row in read) / len(read), 3) if read else 0.0

    text = round(len(read) / len(rows), 3) if rows else 0.0
    words = int(median(row[4] for row in read)) if read else 0
    return Yield(len(rows), text, share(1), share(2), share(3), words)
