"""/watch/NAME: what a watch found; the same as CSV and as a feed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from presswatch.errors import UsageError
from storage.browse import chart, feeds
from storage.browse.access import open_for
from storage.browse.page import answer, chosen, document, missing, named, read
from storage.browse.pages.watches import PERIODS, TABLES, since
from storage.browse.reads import watches as reads
from storage.browse.spreadsheet import sheet
from storage.query import read_query
from storage.watches.listing import WatchRow, find_watch
from storage.watches.mentions import Count, Leader, count, leaders, saved, volume

STORIES = 20  #: on a page
TAKEN = 5000  #: rows of a CSV
ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Seen:
    """All that the page shows."""

    watch: WatchRow
    count: Count
    ever: int  #: articles of all time
    groups: list[reads.Group]
    more: bool
    counted: chart.Chart | None
    shared: chart.Chart | None
    leaders: Sequence[Leader]


async def page(datasette: Any, request: Any) -> Any:
    """The view that Datasette calls."""
    db = await open_for(datasette, request, *TABLES)
    name, days = named(request, "name"), chosen(request, "days", 30)
    number = max(1, min(chosen(request, "page", 1), 200))
    seen = await read(db, _look, name, since(days), number)
    if seen is None:
        return await missing(datasette, request, db, f"watch called {name}")
    return await answer(
        datasette, request, "watch.html", db, here="watches", seen=seen, watch=seen.watch, days=days,
        periods=PERIODS, page=number, said=request.args.get("said") or "",
    )  # fmt: skip


def words_of(watch: WatchRow) -> str | None:
    """The words that a passage should show; None for a query that an older version understood."""
    try:
        return read_query(watch.query).words
    except UsageError:
        return None


def _look(conn: sqlite3.Connection, name: str, start: str | None, page: int) -> Seen | None:
    watch = find_watch(conn, name)
    if watch is None:
        return None
    hits = saved(watch.id).between(start, None)
    groups, more = reads.groups(conn, words_of(watch), hits, STORIES, page)
    bins = chart.binned(volume(conn, hits))
    ever = count(conn, saved(watch.id)).articles if start else 0
    return Seen(
        watch, count(conn, hits), ever, groups, more, chart.counted(bins), chart.shared(bins),
        leaders(conn, hits, 10),
    )  # fmt: skip


async def csv(datasette: Any, request: Any) -> Any:
    """The mentions as a table."""
    db = await open_for(datasette, request, *TABLES)
    found = await _latest(db, named(request, "name"), TAKEN)
    if found is None:
        return await missing(datasette, request, db, "watch of that name")
    watch, mentions = found
    header = ("story", "article", "outlet", "published", "found", "title", "url", "passage")
    rows = (
        (m.story, m.article, m.outlet, m.at, m.found_at, m.title, m.url, _plain(m))
        for m in mentions
    )
    return document(sheet(header, rows), "text/csv; charset=utf-8", f"presswatch-{watch.name}.csv")


async def atom(datasette: Any, request: Any) -> Any:
    """The mentions as a feed."""
    db = await open_for(datasette, request, *TABLES)
    found = await _latest(db, named(request, "name"), ENTRIES)
    if found is None:
        return await missing(datasette, request, db, "watch of that name")
    watch, mentions = found
    path = datasette.urls.path
    entries = [
        feeds.Entry(
            f"watch/{watch.name}/article/{m.article}", f"{m.outlet}: {m.title}", m.found_at,
            datasette.absolute_url(request, path(f"/article/{m.article}")), _plain(m),
        )
        for m in mentions
    ]  # fmt: skip
    here = datasette.absolute_url(request, path(f"/watch/{watch.name}"))
    return document(feeds.atom(f"presswatch: {watch.shown}", here, entries), feeds.ATOM)


def _plain(mention: reads.Mentioned) -> str:
    return "".join(text for _, text in mention.snippet)


async def _latest(db: Any, name: str, limit: int) -> tuple[WatchRow, list[reads.Mentioned]] | None:
    def look(conn: sqlite3.Connection) -> tuple[WatchRow, list[reads.Mentioned]] | None:
        watch = find_watch(conn, name)
        return (watch, reads.latest(conn, watch.id, words_of(watch), limit)) if watch else None

    found: tuple[WatchRow, list[reads.Mentioned]] | None = await read(db, look)
    return found
