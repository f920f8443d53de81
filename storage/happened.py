"""The outbox, read: what happened, and all that a message says of it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from presswatch.errors import UsageError
from presswatch.values import Event
from storage.query import read_query
from storage.snippets import Pieces, snippets


@dataclass(frozen=True, slots=True)
class Happened:
    """A row of `outbox`."""

    row: int
    hash: str  #: of the event and its key: the same wherever and whenever it is read
    event: Event
    at: str
    article: int | None
    story: int | None
    source: str | None
    watches: tuple[str, ...]
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """An article, as a message names it."""

    id: int
    url: str
    title: str
    source: str
    outlet: str
    at: str
    language: str | None
    credit: str | None
    passage: Pieces = ()


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """A story, as it stood when the message was made."""

    id: int
    title: str
    articles: int
    outlets: int
    origin_kind: str | None
    origin: (
        str | None
    )  #: the outlet or agency that had it first, in the words that origin_kind allows
    because: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """An event with everything that is said of it."""

    event: Event
    at: str
    watches: tuple[str, ...] = ()
    source: str | None = None  #: name
    outlet: str | None = None  #: the name people know the source by
    article: ArticleFacts | None = None
    story: StoryFacts | None = None
    others: tuple[ArticleFacts, ...] = ()  #: copies that are stale; our own article that was copied
    payload: dict[str, Any] = field(default_factory=dict)


_ROWS = "select id, event, key, at, article, story, source, watches, payload from outbox"


def happened_since(
    conn: sqlite3.Connection, since: str, after: int | None = None
) -> list[Happened]:
    """Events of that moment and later, and those written after that row, oldest first.

    Either alone would miss some: a clock may have been wrong, and a row's number comes again after
    the last rows were removed.
    """
    rows = conn.execute(
        f"{_ROWS} where at >= ?1 or id > coalesce(?2, 9223372036854775807) order by id",
        [since, after],
    )
    return [h for h in map(_happened, rows) if h is not None]


def last_row(conn: sqlite3.Connection) -> int | None:
    """The youngest row of the outbox."""
    row: tuple[int | None] = conn.execute("select max(id) from outbox").fetchone()
    return row[0]


def happened_at(conn: sqlite3.Connection, rows: Iterable[int]) -> dict[int, Happened]:
    """Events by their row; a row that was removed is missing."""
    found = conn.execute(
        f"{_ROWS} where id in (select value from json_each(?))", [json.dumps(list(rows))]
    )
    return {h.row: h for h in map(_happened, found) if h is not None}


def _happened(row: Sequence[Any]) -> Happened | None:
    id_, event, key, at, article, story, source, watches, payload = row
    if event not in set(Event):
        return None  # of an older version
    digest = hashlib.sha256(f"{event}\n{key}".encode()).hexdigest()
    return Happened(
        id_, digest, Event(event), at, article, story, source,
        tuple(json.loads(watches or "[]")), json.loads(payload),
    )  # fmt: skip


def tell(conn: sqlite3.Connection, events: Sequence[Happened]) -> list[Told]:
    """The events with everything that is said of them, as things stand now. Seven queries at most
    and one more for each watch.
    """
    others = {e.row: _others(e) for e in events}
    articles = _articles(
        conn, {a for e in events for a in (e.article, *others[e.row]) if a is not None}
    )
    stories = _stories(conn, {e.story for e in events if e.story is not None})
    outlets = _outlets(conn, {e.source for e in events if e.source is not None})
    passages = _passages(conn, events)
    return [
        Told(
            e.event, e.at, e.watches, e.source, outlets.get(e.source or ""),
            _with_passage(articles.get(e.article or 0), passages.get(e.row, ())),
            stories.get(e.story or 0),
            tuple(articles[o] for o in others[e.row] if o in articles), e.payload,
        )
        for e in events
    ]  # fmt: skip


def _others(event: Happened) -> list[int]:
    named = event.payload.get("copies") or event.payload.get("ours") or []
    return list(named) if isinstance(named, list) else [named]


def _with_passage(article: ArticleFacts | None, passage: Pieces) -> ArticleFacts | None:
    if article is None:
        return None
    return ArticleFacts(
        article.id, article.url, article.title, article.source, article.outlet, article.at,
        article.language, article.credit, passage,
    )  # fmt: skip


def _articles(conn: sqlite3.Connection, wanted: set[int]) -> dict[int, ArticleFacts]:
    rows = conn.execute(
        "select a.id, a.url, a.title, a.source, coalesce(s.title, a.source),"
        " coalesce(a.published_at, a.door_at, a.first_seen_at), a.language, a.credit"
        " from articles a join sources s on s.name = a.source"
        " where a.id in (select value from json_each(?))",
        [json.dumps(sorted(wanted))],
    )
    return {row[0]: ArticleFacts(*row) for row in map(tuple, rows)}


def _stories(conn: sqlite3.Connection, wanted: set[int]) -> dict[int, StoryFacts]:
    """A story that became part of another is told as that one, under the number it had."""
    rows = conn.execute(
        "with recursive chain (was, id, into_) as ("
        " select id, id, merged_into from stories where id in (select value from json_each(?))"
        " union all select c.was, s.id, s.merged_into from chain c join stories s on s.id = c.into_)"
        " select c.was, t.id, coalesce(t.title, ''), t.articles, t.outlets, t.origin_kind,"
        " coalesce(t.origin_name, t.origin_url, s.title, o.source), t.because"
        " from chain c join stories t on t.id = c.id left join articles o on o.id = t.origin"
        " left join sources s on s.name = o.source where c.into_ is null",
        [json.dumps(sorted(wanted))],
    )
    return {row[0]: StoryFacts(*row[1:]) for row in map(tuple, rows)}


def _outlets(conn: sqlite3.Connection, wanted: set[str]) -> dict[str, str]:
    rows = conn.execute(
        "select name, coalesce(title, name) from sources where name in (select value from json_each(?))",
        [json.dumps(sorted(wanted))],
    )
    return {row[0]: row[1] for row in rows}


def _passages(conn: sqlite3.Connection, events: Sequence[Happened]) -> dict[int, Pieces]:
    """Row of a mention → the passage that its watch found."""
    wanted: dict[str, list[Happened]] = {}
    for event in events:
        if event.event is Event.MENTION and event.watches and event.article is not None:
            wanted.setdefault(event.watches[0], []).append(event)
    found: dict[int, Pieces] = {}
    for name, mentions in wanted.items():
        row = conn.execute("select query from watches where name = ?", [name]).fetchone()
        shown = snippets(conn, _words(row[0]) if row else None, [m.article or 0 for m in mentions])
        found |= {m.row: shown.get(m.article or 0, ()) for m in mentions}
    return found


def _words(query: str) -> str | None:
    try:
        return read_query(query).words
    except UsageError:  # written by a version that read it otherwise
        return None
