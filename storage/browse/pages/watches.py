"""/watches: every watch and what it came to. /watches/compare: some of them side by side."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from storage.browse import chart
from storage.browse.access import open_for
from storage.browse.page import answer, chosen, read
from storage.browse.reads import watches as reads
from storage.browse.writing import watches_file
from storage.log import stamp
from storage.watches.listing import Listed, WatchRow, listing, watches
from storage.watches.mentions import count, leaders, saved, volume

TABLES = ("watches", "mentions", "articles", "stories", "sources")
PERIODS = ((7, "7 days"), (30, "30 days"), (90, "90 days"), (365, "a year"), (0, "all time"))
COMPARED = 4  #: side by side; more lines than these cannot be told apart


def since(days: int) -> str | None:
    """The beginning of a period, at midnight, so that its first day is whole."""
    if not days:
        return None
    start = datetime.now(UTC).replace(hour=0, minute=0, second=0) - timedelta(
        days=min(days, 36500) - 1
    )
    return stamp(start)


async def page(datasette: Any, request: Any) -> Any:
    """The view that Datasette calls."""
    db = await open_for(datasette, request, *TABLES)
    days = chosen(request, "days", 30)
    found: list[Listed] = await read(db, listing, since(days))
    found.sort(key=lambda row: (-row.count.articles, row.watch.name))
    return await answer(
        datasette, request, "watches.html", db, here="watches", found=found, days=days,
        periods=PERIODS, file=watches_file(datasette), said=request.args.get("said") or "",
        compared=COMPARED,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A watch on the chart of all that are compared."""

    column: reads.Column
    count: str  #: points of the line of articles a day
    share: str  #: points of the line of shares


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything that the page of comparison shows."""

    lines: list[Line]
    shared: list[reads.Shared]
    most: int
    most_share: float
    bins: list[chart.Bin]


async def compare(datasette: Any, request: Any) -> Any:
    """Some watches side by side."""
    db = await open_for(datasette, request, *TABLES)
    days = chosen(request, "days", 30)
    asked = request.args.getlist("watch")
    known: list[WatchRow] = await read(db, watches)
    wanted = [w for w in known if w.name in asked][:COMPARED]
    compared = await read(db, _compare, wanted, since(days)) if len(wanted) > 1 else None
    return await answer(
        datasette, request, "watches_compare.html", db, here="watches", known=known, asked=asked,
        days=days, periods=PERIODS, compared=compared, limit=COMPARED,
        names={w.id: w.shown for w in known},
    )  # fmt: skip


def _compare(conn: sqlite3.Connection, wanted: list[WatchRow], start: str | None) -> Compared:
    counts = [count(conn, saved(watch.id).between(start, None)) for watch in wanted]
    # all lines begin on the same day: without a period that of the first mention of any watch
    first = start or min((c.first_at for c in counts if c.first_at), default=None)
    columns = []
    for watch, counted in zip(wanted, counts, strict=True):
        hits = saved(watch.id).between(start, None)
        days = volume(conn, hits.between(first, None))
        columns.append(reads.Column(watch, counted, days, leaders(conn, hits, 3)))
    bins = {c.watch.id: chart.binned(c.days) for c in columns}
    every = [b for part in bins.values() for b in part]
    most, most_share = (
        max((b.mentions for b in every), default=0),
        max((b.share for b in every), default=0.0),
    )
    lines = [
        Line(c, chart.line([b.mentions for b in bins[c.watch.id]], most),
             chart.line([b.share for b in bins[c.watch.id]], most_share))
        for c in columns
    ]  # fmt: skip
    shared = reads.shared(conn, columns, start)
    return Compared(lines, shared, most, most_share, next(iter(bins.values()), []))
