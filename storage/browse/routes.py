"""Which address is which page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from storage.browse.pages import (
    article,
    feed,
    front,
    search,
    sources,
    story,
    watch,
    watch_form,
    watches,
    who,
)

View = Callable[[Any, Any], Awaitable[Any]]

ROUTES: tuple[tuple[str, View], ...] = (
    (r"^/$", front.page),
    (r"^/feed\.atom$", feed.atom),
    (r"^/story/(?P<story>[0-9]+)$", story.page),
    (r"^/article/(?P<article>[0-9]+)$", article.page),
    (r"^/raw/(?P<fetch>[0-9]+)$", article.raw),
    (r"^/search$", search.page),
    (r"^/search\.csv$", search.csv),
    (r"^/search\.atom$", search.atom),
    (r"^/sources$", sources.page),
    (r"^/source/(?P<name>[^/]+)/feed\.atom$", sources.atom),
    (r"^/source/(?P<name>[^/]+)$", sources.one),
    (r"^/watches$", watches.page),
    (r"^/watches/compare$", watches.compare),
    (r"^/watches/new$", watch_form.new),
    (r"^/watch/(?P<name>[a-z0-9-]+)$", watch.page),
    (r"^/watch/(?P<name>[a-z0-9-]+)\.csv$", watch.csv),
    (r"^/watch/(?P<name>[a-z0-9-]+)/feed\.atom$", watch.atom),
    (r"^/watch/(?P<name>[a-z0-9-]+)/edit$", watch_form.edit),
    (r"^/watch/(?P<name>[a-z0-9-]+)/delete$", watch_form.delete),
    (r"^/who$", who.page),
)
