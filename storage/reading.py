"""What a person asks of the memory: a story told whole, a search, the state of things."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from storage.frontier import when


@dataclass(frozen=True, slots=True)
class Told:
    """One article of a story, as it is shown."""

    article: int
    source: str
    outlet: str
    url: str
    title: str
    at: datetime
    words: int
    credit: str | None
    relation: str | None = None  #: None for the article the copies are compared with
    because: str | None = None
    lag_s: int | None = None
    share_of_copy: float | None = None
    share_of_origin: float | None = None
    credit_kept: str | None = None
    changes: tuple[str, ...] = ()
    compared_with: int | None = None
    evidence: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoryTold:
    """A story: where it came from, how we know, and every article that carries it."""

    id: int
    title: str
    origin: int | None
    origin_kind: str | None
    origin_name: str | None
    origin_url: str | None
    because: str | None
    confidence: float | None
    outlets: int
    articles: tuple[Told, ...]  #: the lead first, then by time


#: a claim of before the web, or of after the page was seen, is no time (pipelines/clocks.py)
_CLAIMED = """iif(a.published_utc >= '1994'
    and julianday(a.published_utc) <= julianday(a.first_seen_at, '+5 minutes'), a.published_utc, null)"""

_ARTICLES = f"""
select a.id as article, a.source, coalesce(s.title, a.source) as outlet, a.url, a.title,
  coalesce({_CLAIMED}, a.door_at, a.first_seen_at) as at, a.words, a.credit,
  c.relation, c.because, c.lag_s, c.share_of_copy, c.share_of_origin, c.credit_kept, c.changes,
  c.compared_with, c.evidence
from articles a join sources s on s.name = a.source
left join copies c on c.article = a.id and c.story = ?1
where a.id in (
  select id from articles where story = ?1 union select article from copies where story = ?1)
order by a.id = ?2 desc, at, a.id"""


def tell_story(db: Database, story: int) -> StoryTold | None:
    """The whole of a story; None when there is none of that id."""
    row = db.execute(
        "select id, title, origin, origin_kind, origin_name, origin_url, because, confidence, outlets"
        " from stories where id = ?",
        [story],
    ).fetchone()
    if row is None:
        return None
    articles = tuple(_told(r) for r in rows_of(db.execute(_ARTICLES, [story, row[2]])))
    return StoryTold(
        row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], articles
    )


def rows_of(cursor: sqlite3.Cursor) -> list[dict[str, Any]]:
    """Rows by the names of their columns."""
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _told(row: dict[str, Any]) -> Told:
    return Told(
        **row
        | {
            "at": when(row["at"]),
            "changes": tuple(json.loads(row["changes"] or "[]")),
            "evidence": json.loads(row["evidence"] or "{}"),
        }
    )


def story_of(db: Database, article: int) -> int | None:
    """The story that an article belongs to."""
    row = db.execute("select story from articles where id = ?", [article]).fetchone()
    return row[0] if row else None


@dataclass(frozen=True, slots=True)
class Hit:
    """A story that a search found, with the best passage."""

    story: int
    title: str
    outlets: int
    mentions: int
    first_at: str
    snippet: str


def search(db: Database, match: str, limit: int = 20) -> list[Hit]:
    """Stories whose articles match an FTS5 expression, best first."""
    rows = db.execute(
        "with hits as (select rowid as id, rank,"
        "  snippet(articles_fts, -1, '[', ']', ' … ', 24) as passage"
        "  from articles_fts where articles_fts match ?1 order by rank limit 2000)"
        " select a.story, s.title, s.outlets, count(*), s.first_at, passage, min(hits.rank)"
        " from hits join articles a on a.id = hits.id join stories s on s.id = a.story"
        " group by a.story order by min(hits.rank) limit ?2",
        [match, limit],
    )
    return [Hit(*row[:6]) for row in rows.fetchall()]


def recent_crawls(db: Database, limit: int = 5) -> Sequence[dict[str, Any]]:
    """The last crawls, newest first."""
    return list(db.table("crawls").rows_where(order_by="id desc", limit=limit))


def loss_reasons(db: Database, crawl: int | None = None) -> list[tuple[str, int, str]]:
    """(reason, pages, an example and what was wrong with it) of what was lost in a crawl, or ever."""
    rows = db.execute(  # SQLite takes `detail` from the row that min() found
        "select reason, pages, url || coalesce(': ' || detail, '') from"
        " (select coalesce(reason, outcome) as reason, count(*) as pages, min(url) as url, detail from fetches"
        " where outcome in ('lost', 'failed') and (?1 is null or crawl = ?1) group by 1) order by 2 desc",
        [crawl],
    )
    return [tuple(r) for r in rows.fetchall()]
