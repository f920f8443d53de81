"""Watches side by side, and what the pages ask beside storage/watches/."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from storage.snippets import Pieces, snippets
from storage.watches.listing import WatchRow
from storage.watches.mentions import Count, Day, Hits, Leader, StoryMentions, by_story

SHOWN = 3  #: articles of a story that are told with a passage


@dataclass(frozen=True, slots=True)
class Told:
    """An article that matches, with its passage."""

    article: int
    outlet: str
    at: str
    language: str | None
    snippet: Pieces


@dataclass(frozen=True, slots=True)
class Group:
    """A story that matches; has the shape of a group of search results."""

    story: int | None
    title: str
    outlets: int
    count: int
    mentions: tuple[Told, ...]


def groups(
    conn: sqlite3.Connection, words: str | None, hits: Hits, limit: int, page: int
) -> tuple[list[Group], bool]:
    """A page of stories with passages, and whether there are more."""
    stories = by_story(conn, hits, limit=limit + 1, offset=(page - 1) * limit, shown=SHOWN)
    more, stories = len(stories) > limit, stories[:limit]
    passages = snippets(conn, words, [line.article for s in stories for line in s.shown])
    return [_group(story, passages) for story in stories], more


def _group(story: StoryMentions, passages: dict[int, Pieces]) -> Group:
    told = tuple(
        Told(line.article, line.outlet, line.at, line.language, passages.get(line.article, ()))
        for line in story.shown
    )
    return Group(story.story, story.title, story.outlets, story.articles, told)


@dataclass(frozen=True, slots=True)
class Column:
    """One of the watches that are compared."""

    watch: WatchRow
    count: Count
    days: list[Day]
    leaders: Sequence[Leader]


@dataclass(frozen=True, slots=True)
class Shared:
    """What two watches have in common."""

    a: int  #: row of `watches`
    b: int
    articles: int
    stories: int


_SHARED = """
with pairs (few, many) as (select value ->> 0, value ->> 1 from json_each(?2))
select min(few, many), max(few, many), count(*), count(distinct coalesce(m.story, -m.article))
from pairs cross join mentions m on m.watch = few and m.gone_at is null and m.at >= ?1
cross join mentions n on n.watch = many and n.article = m.article and n.gone_at is null
group by few, many"""


def shared(conn: sqlite3.Connection, columns: Sequence[Column], since: str | None) -> list[Shared]:
    """Each pair of these that has an article in common; the smaller is looked up in the larger."""
    by_size = sorted(columns, key=lambda c: c.count.articles)
    pairs = [(few.watch.id, many.watch.id) for few, many in combinations(by_size, 2)]
    rows = conn.execute(_SHARED, [since or "", json.dumps(pairs)])
    return sorted((Shared(*row) for row in map(tuple, rows)), key=lambda pair: (pair.a, pair.b))


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention as a row of a feed or a table."""

    article: int
    story: int | None
    title: str
    outlet: str
    at: str
    found_at: str
    url: str
    snippet: Pieces


def latest(conn: sqlite3.Connection, watch: int, words: str | None, limit: int) -> list[Mentioned]:
    """The mentions that were found last."""
    rows = conn.execute(
        "with last as (select article, at, found_at from mentions where watch = ?1 and gone_at is null"
        " order by at desc limit ?2)"
        " select a.id, a.story, a.title, coalesce(s.title, a.source), l.at, l.found_at, a.url from last l"
        " join articles a on a.id = l.article join sources s on s.name = a.source"
        " order by l.at desc, a.id desc",
        [watch, limit],
    ).fetchall()
    passages = snippets(conn, words, [row[0] for row in rows])
    return [Mentioned(*(*row, passages.get(row[0], ()))) for row in map(tuple, rows)]


def matching(conn: sqlite3.Connection, article: int) -> list[tuple[str, str]]:
    """(name, title) of the watches that an article matches."""
    rows = conn.execute(
        "select w.name, coalesce(w.title, w.name) from mentions m join watches w on w.id = m.watch"
        " where m.article = ? and m.gone_at is null order by 2",
        [article],
    )
    return [(row[0], row[1]) for row in rows]
