"""An article: its text, its facts, its clocks, and what it said before."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from presswatch.values import Credit, Fact, Raw
from storage.articles import read_credits, read_facts


@dataclass(frozen=True, slots=True)
class Read:
    """A row of `articles`, with what stands around it."""

    id: int
    url: str
    source: str
    outlet: str
    title: str
    text: str
    language: str | None
    authors: str
    words: int
    partial: int
    state: str
    section: str | None
    description: str | None
    extractor: str | None
    story: int | None
    published_at: str | None
    published_raw: str | None
    modified_at: str | None
    door_at: str | None
    last_modified_at: str | None
    first_seen_at: str
    facts: tuple[Fact, ...]
    credits: tuple[Credit, ...]


_ARTICLE = """
select a.id, a.url, a.source, coalesce(s.title, a.source), a.title, a.text, a.language, a.authors,
  a.words, a.partial, a.state, a.section, a.description, a.extractor, a.story, a.published_at,
  a.published_raw, a.modified_at, a.door_at, a.last_modified_at, a.first_seen_at, a.facts, a.credits
from articles a join sources s on s.name = a.source where a.id = ?"""


def article(conn: sqlite3.Connection, row: int) -> Read | None:
    """The article, or None."""
    found = conn.execute(_ARTICLE, [row]).fetchone()
    if found is None:
        return None
    values = tuple(found)
    return Read(*(*values[:21], read_facts(values[21]), read_credits(values[22])))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands in a story."""

    story: int
    title: str
    outlets: int
    is_origin: int  #: 0 or 1
    origin_kind: str | None
    relation: str | None
    because: str | None
    lag_s: int | None
    share_of_copy: float | None
    share_of_origin: float | None
    credit_kept: str | None
    copies: int  #: copies in the story


def places(conn: sqlite3.Connection, row: int) -> list[Place]:
    """The story the article belongs to, and those of which it holds an excerpt."""
    rows = conn.execute(
        "select s.id, s.title, s.outlets, s.origin is ?1, s.origin_kind, c.relation, c.because, c.lag_s,"
        " c.share_of_copy, c.share_of_origin, c.credit_kept,"
        " (select count(*) from copies k where k.story = s.id)"
        " from (select story from articles where id = ?1 union select story from copies where article = ?1) t"
        " join stories s on s.id = t.story left join copies c on c.story = s.id and c.article = ?1"
        " order by c.relation is 'excerpt', s.id",
        [row],
    )
    return [Place(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Before:
    """What the article said until a change was seen."""

    id: int
    seen_at: str
    title: str
    text: str
    changes: str | None


def revisions(conn: sqlite3.Connection, row: int) -> list[Before]:
    """Oldest first."""
    rows = conn.execute(
        "select id, seen_at, title, text, changes from revisions where article = ? order by seen_at, id",
        [row],
    )
    return [Before(*values) for values in rows]


@dataclass(frozen=True, slots=True)
class Capture:
    """An answer of the page, kept raw or not."""

    fetch: int
    fetched_at: str
    status: int | None
    outcome: str
    bytes: int | None
    raw: Raw | None


def captures(conn: sqlite3.Connection, row: int, limit: int = 20) -> list[Capture]:
    """The latest answers of the article's page."""
    rows = conn.execute(
        "select id, fetched_at, status, outcome, bytes, warc_file, warc_offset, warc_length from fetches"
        " where article = ? order by id desc limit ?",
        [row, limit],
    )
    return [_capture(tuple(values)) for values in rows]


def capture(conn: sqlite3.Connection, fetch: int) -> Capture | None:
    """One answer."""
    row = conn.execute(
        "select id, fetched_at, status, outcome, bytes, warc_file, warc_offset, warc_length from fetches"
        " where id = ?",
        [fetch],
    ).fetchone()
    return _capture(tuple(row)) if row else None


def _capture(row: tuple[int, str, int | None, str, int | None, str | None, int, int]) -> Capture:
    raw = Raw(row[5], row[6], row[7]) if row[5] else None
    return Capture(row[0], row[1], row[2], row[3], row[4], raw)
