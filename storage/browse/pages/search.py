"""/search: full text, grouped by story; the same as CSV and as a feed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import Response

from presswatch.errors import UsageError
from storage.browse import feeds
from storage.browse.access import open_for
from storage.browse.page import answer, chosen, document, read
from storage.browse.reads import search as reads
from storage.browse.spreadsheet import sheet
from storage.query import read_query

TABLES = ("articles", "stories", "sources")
TAKEN = 1000  #: rows of a CSV; 50 entries in a feed
ENTRIES = 50


async def page(datasette: Any, request: Any) -> Any:
    """The view that Datasette calls."""
    db = await open_for(datasette, request, *TABLES)
    query = (request.args.get("q") or "").strip()[:1000]
    results, wrong = None, ""
    number = max(1, min(chosen(request, "page", 1), 200))
    if query:
        try:
            results = await read(db, reads.search, read_query(query), number)
        except UsageError as error:
            wrong = str(error)
    return await answer(
        datasette, request, "search.html", db, status=400 if wrong else 200, here="search", searched=query,
        results=results, wrong=wrong, page=number, in_address=urlencode({"q": query}),
    )  # fmt: skip


async def csv(datasette: Any, request: Any) -> Any:
    """The articles as a table."""
    try:
        _, mentions = await _newest(datasette, request, TAKEN)
    except UsageError as error:
        return Response.text(f"{error}\n", status=400)
    header = ("story", "article", "outlet", "published", "title", "url", "passage")
    rows = (
        (m.story, m.article, m.outlet, m.at, m.title, m.url, "".join(text for _, text in m.snippet))
        for m in mentions
    )
    return document(sheet(header, rows), "text/csv; charset=utf-8", "presswatch-search.csv")


async def atom(datasette: Any, request: Any) -> Any:
    """The articles as a feed."""
    try:
        query, mentions = await _newest(datasette, request, ENTRIES)
    except UsageError as error:
        return Response.text(f"{error}\n", status=400)
    path = datasette.urls.path
    here = datasette.absolute_url(request, path("/search?" + urlencode({"q": query})))
    entries = [
        feeds.Entry(
            f"article/{m.article}", f"{m.outlet}: {m.title}", m.at,
            datasette.absolute_url(request, path(f"/article/{m.article}")),
            "".join(text for _, text in m.snippet),
        )
        for m in mentions
    ]  # fmt: skip
    return document(feeds.atom(f"presswatch: {query}", here, entries), feeds.ATOM)


async def _newest(datasette: Any, request: Any, limit: int) -> tuple[str, list[reads.Mention]]:
    """(query, the youngest mentions). Raises UsageError for what cannot be searched."""
    db = await open_for(datasette, request, *TABLES)
    query = (request.args.get("q") or "").strip()[:1000]
    return query, await read(db, reads.newest, read_query(query), limit)
