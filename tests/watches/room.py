"""A database with articles in it, without a crawl."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from presswatch.values import Source
from storage import Store, open_store
from tests.watches.plainly import SOURCES, Piece


def opened(folder: Path) -> Store:
    """An empty database that knows the sources."""
    store = open_store(folder / "desk.db", writer=True)
    with store.transaction():
        store.sources.watch(
            Source(name, f"https://{name}.example/", title=title) for name, title in SOURCES
        )
    return store


def put(store: Store, pieces: Iterable[Piece]) -> list[int]:
    """Stores articles, one a minute; returns their rows. Watches take no note of them."""
    rows = []
    for n, piece in enumerate(pieces):
        credits = [{"name": n, "tag": t, "agency": a} for n, t, a in piece.credits]
        url = f"https://{piece.source}.example/{store.db.table('articles').count + 1}"
        cursor = store.db.execute(
            "insert into articles (url, canonical, source, title, text, language, credits, published_at,"
            " first_seen_at, sha256) values (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?1)",
            [url, piece.source, piece.title, piece.text, piece.language, json.dumps(credits),
             f"2026-11-{n % 28 + 1:02}T08:{n % 60:02}:00+00:00"],
        )  # fmt: skip
        rows.append(int(cursor.lastrowid or 0))
    return rows
