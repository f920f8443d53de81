"""/feed.atom: the front page as a feed."""

from __future__ import annotations

from typing import Any

from storage.browse import feeds
from storage.browse.access import open_for
from storage.browse.page import document, read
from storage.browse.pages import front
from storage.browse.reads.front import Line
from storage.browse.words import origin_label
from storage.counted import counted


async def atom(datasette: Any, request: Any) -> Any:
    """Stories that were picked up, the newest first; the filters of the front page apply."""
    db = await open_for(
        datasette, request, "stories", "articles", "sources", "copies", "watches", "mentions"
    )
    filters, lines = await read(db, front.for_feed, request)
    urls = datasette.urls
    entries = [
        feeds.Entry(f"story/{s.id}", s.title or "", s.last_at,
                    datasette.absolute_url(request, urls.path(f"/story/{s.id}")), _sentence(s))
        for s in lines
    ]  # fmt: skip
    here = datasette.absolute_url(request, urls.path("/") + filters.address())
    return document(feeds.atom("presswatch: stories by pick-up", here, entries), feeds.ATOM)


def _sentence(story: Line) -> str:
    carried = f"{counted(story.articles, 'article')} in {counted(story.outlets, 'outlet')}"
    whose = story.origin_name or story.origin_url or story.outlet or ""
    return f"{carried}. {origin_label(story.origin_kind)}: {whose}".rstrip(": ")
