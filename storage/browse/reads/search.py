"""Full text, grouped by story."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from storage.query import Query
from storage.snippets import Pieces, snippets
from storage.watches.mentions import MOMENT

STORIES = 20  #: on a page
SHOWN = 3  #: articles of a story that are shown with a snippet
LOOKED_AT = 2000  #: articles that are weighed and grouped; of more, only the latest


@dataclass(frozen=True, slots=True)
class Mention:
    """An article that holds the words."""

    article: int
    story: int | None
    title: str
    outlet: str
    source: str
    url: str
    at: str
    language: str | None
    snippet: Pieces


@dataclass(frozen=True, slots=True)
class Found:
    """A story, or an article without one, that holds the words."""

    story: int | None
    title: str
    outlets: int
    count: int  #: articles that hold the words
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What a search came to."""

    found: tuple[Found, ...]
    articles: int
    stories: int
    more: bool
    capped: bool  #: there are more than LOOKED_AT matches


_LATEST = "select rowid from articles_fts where articles_fts match ? order by rowid desc limit ?"
_RANKED = "select rowid from articles_fts where articles_fts match ? order by rank"


def search(conn: sqlite3.Connection, query: Query, page: int = 1) -> Results:
    """A page of stories, best first.

    Weighing each of 40,000 articles with a common word takes half a second and says little: then
    the latest come first, as they do where a query asks for more than words.
    """
    hits = _latest(conn, query, LOOKED_AT + 1)
    capped = len(hits) > LOOKED_AT
    if not capped and query.match is not None:
        hits = [row[0] for row in conn.execute(_RANKED, [query.match])]
    groups: dict[int, list[int]] = {}
    belongs = _stories_of(conn, hits[:LOOKED_AT])
    for article in hits[:LOOKED_AT]:
        groups.setdefault(belongs.get(article) or -article, []).append(article)
    start = (page - 1) * STORIES
    here = list(groups.items())[start : start + STORIES]
    found = _found(conn, query, here)
    more = len(groups) > start + STORIES
    return Results(found, min(len(hits), LOOKED_AT), len(groups), more, capped)


def _latest(conn: sqlite3.Connection, query: Query, limit: int) -> list[int]:
    if query.match is not None:
        return [row[0] for row in conn.execute(_LATEST, [query.match, limit])]
    where = query.where("a")
    sql = f"select a.id from articles a where {where.sql} order by a.id desc limit ?"
    return [row[0] for row in conn.execute(sql, [*where.values, limit])]


def _stories_of(conn: sqlite3.Connection, articles: list[int]) -> dict[int, int | None]:
    rows = conn.execute(
        "select id, story from articles where id in (select value from json_each(?))",
        [json.dumps(articles)],
    )
    return {row[0]: row[1] for row in rows}


def _found(
    conn: sqlite3.Connection, query: Query, groups: list[tuple[int, list[int]]]
) -> tuple[Found, ...]:
    wanted = [article for _, articles in groups for article in articles[:SHOWN]]
    mentions = {m.article: m for m in _mentions(conn, query, wanted)}
    heads = _heads(conn, [story for story, _ in groups if story > 0])
    found = []
    for story, articles in groups:
        shown = tuple(mentions[a] for a in articles[:SHOWN] if a in mentions)
        title, outlets = heads.get(story, (shown[0].title if shown else "", 1))
        found.append(Found(story if story > 0 else None, title, outlets, len(articles), shown))
    return tuple(found)


def newest(conn: sqlite3.Connection, query: Query, limit: int) -> list[Mention]:
    """The youngest articles that match, for a feed or a table."""
    hits = _latest(conn, query, limit)
    moment = dict(  # in UTC; the time that is shown is its readers', which does not sort
        conn.execute(
            f"select id, {MOMENT} from articles where id in (select value from json_each(?))",
            [json.dumps(hits)],
        ).fetchall()
    )
    return sorted(_mentions(conn, query, hits), key=lambda m: moment[m.article], reverse=True)


def _mentions(conn: sqlite3.Connection, query: Query, articles: list[int]) -> list[Mention]:
    rows = conn.execute(
        "select a.id, a.story, a.title, coalesce(s.title, a.source), a.source, a.url,"
        " coalesce(a.published_at, a.door_at, a.first_seen_at), a.language"
        " from articles a join sources s on s.name = a.source"
        " where a.id in (select value from json_each(?))",
        [json.dumps(articles)],
    ).fetchall()
    passages = snippets(conn, query.words, articles)
    return [Mention(*(*row, passages.get(row[0], ()))) for row in map(tuple, rows)]


def _heads(conn: sqlite3.Connection, stories: list[int]) -> dict[int, tuple[str, int]]:
    rows = conn.execute(
        "select id, title, outlets from stories where id in (select value from json_each(?))",
        [json.dumps(stories)],
    )
    return {row[0]: (row[1] or "", row[2]) for row in rows}
