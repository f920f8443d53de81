"""/: stories by pick-up, what was edited, what fails, when it was last crawled."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from storage.browse.access import open_for
from storage.browse.axis import Axis, axis_for
from storage.browse.page import answer, chosen, read
from storage.browse.reads import front as reads
from storage.browse.words import lag
from storage.log import stamp
from storage.watches.listing import watches

TABLES = ("stories", "articles", "sources", "copies", "revisions", "doors", "crawls",
          "watches", "mentions")  # fmt: skip
PERIODS = ((1, "24 hours"), (7, "7 days"), (30, "30 days"), (0, "all time"))


@dataclass(frozen=True, slots=True)
class Filters:
    """What the visitor asked for, as it stands in the address."""

    days: int
    language: str
    source: str
    watch: str
    alone: bool
    newest: bool
    page: int

    @property
    def narrow(self) -> bool:
        """Is anything filtered out beside what the page leaves out by itself?"""
        return bool(self.language or self.source or self.watch)

    def address(self, **other: Any) -> str:
        """The same filters, with some of them changed."""
        values = {"days": self.days, "language": self.language, "source": self.source, "watch": self.watch,
                  "alone": int(self.alone), "sort": "new" if self.newest else "", "page": self.page}  # fmt: skip
        kept = {k: v for k, v in (values | other).items() if v or k == "days"}
        return "?" + urlencode({k: v for k, v in kept.items() if not (k == "page" and v == 1)})


@dataclass(frozen=True, slots=True)
class Row:
    """A story with its small timeline."""

    line: reads.Line
    points: list[tuple[float, str]]  #: (percent, relation)
    relations: Counter[str]
    uncredited: int  #: copies that do not name the origin
    said: str  #: the timeline in words


@dataclass(frozen=True, slots=True)
class Front:
    """All that the page shows."""

    filters: Filters
    rows: list[Row]
    axis: Axis
    more: bool
    newest: list[reads.New]
    edits: list[reads.Edit]
    failing: list[reads.Failing]
    crawl: reads.Crawl | None
    totals: reads.Totals
    languages: list[str]
    outlets: list[tuple[str, str]]
    watches: list[tuple[str, str]]


async def page(datasette: Any, request: Any) -> Any:
    """The view that Datasette calls."""
    db = await open_for(datasette, request, *TABLES)
    front = await read(db, look, request)
    return await answer(
        datasette, request, "front.html", db, here="stories", front=front, periods=PERIODS
    )


def look(conn: sqlite3.Connection, request: Any) -> Front:
    """Everything in one visit to the database."""
    filters = _filters(conn, request)
    lines, more = reads.stories(conn, wanted(filters))
    points = reads.points(conn, lines)
    axis = axis_for(max(0, p.lag_s) for copies in points.values() for p in copies)
    rows = [_row(line, points[line.id], axis) for line in lines]
    return Front(
        filters, rows, axis, more, reads.newest(conn), reads.edits(conn), reads.failing(conn), reads.last_crawl(conn),
        reads.totals(conn), reads.languages(conn), reads.outlets(conn),
        [(w.name, w.shown) for w in watches(conn)],
    )  # fmt: skip


def _row(line: reads.Line, points: list[reads.Point], axis: Axis) -> Row:
    counts: Counter[str] = Counter()
    marks: dict[tuple[int, str], float] = {}  # marks on top of each other are drawn once
    for point in points:
        counts[point.relation] += point.copies
        x = axis.place(max(0, point.lag_s))
        marks.setdefault((int(x), point.relation), x)
    drawn = [(x, relation) for (_, relation), x in marks.items()]
    return Row(line, drawn, counts, sum(p.uncredited for p in points), _said(points))


def _said(points: list[reads.Point]) -> str:
    """The timeline for those who do not see it."""
    if not points:
        return "no copies"
    lags = [max(0, p.lag_s) for p in points]
    first, last = lag(min(lags)), lag(max(lags))
    return f"copies {first}" if first == last else f"copies from {first} to {last}"


def _filters(conn: sqlite3.Connection, request: Any) -> Filters:
    days = chosen(request, "days", -1)
    return Filters(
        days if days >= 0 else _shortest(conn),
        request.args.get("language") or "", request.args.get("source") or "",
        request.args.get("watch") or "",
        bool(chosen(request, "alone")), request.args.get("sort") == "new",
        max(1, min(chosen(request, "page", 1), 1000)),
    )  # fmt: skip


def _shortest(conn: sqlite3.Connection) -> int:
    """The week, or else the shortest period in which there is something to see."""
    latest = reads.latest(conn)
    return next((d for d, _ in PERIODS[1:-1] if latest and latest >= _since(d)), 0)


def _since(days: int) -> str:
    return stamp(datetime.now(UTC) - timedelta(days=min(days, 36500)))


def wanted(filters: Filters) -> reads.Wanted:
    """The filters as the query takes them."""
    return reads.Wanted(
        since=_since(filters.days) if filters.days else None, language=filters.language or None,
        source=filters.source or None, watch=filters.watch or None, alone=filters.alone, newest=filters.newest, page=filters.page,
    )  # fmt: skip


def for_feed(conn: sqlite3.Connection, request: Any) -> tuple[Filters, list[reads.Line]]:
    """The same stories, the newest first, for the feed."""
    filters = _filters(conn, request)
    asked = wanted(filters)
    lines, _ = reads.stories(
        conn,
        reads.Wanted(
            asked.since, asked.language, asked.source, asked.watch, asked.alone, newest=True
        ),
    )
    return filters, lines
