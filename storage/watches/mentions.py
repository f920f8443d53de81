"""What a watch found: by story, in numbers, over time, and who was first.

Every question takes `Hits`: the mentions of a saved watch, or the articles that a query matches
now, so that a query can be looked at before it is saved. All of it reads; any connection will do.

    hits = saved(watch.id)            hits = live(read_query(typed))
    hits = hits.between("2026-11-01", "2026-12-01")
    count(conn, hits)                 47 articles, 2 independent origins, in 31 outlets
    by_story(conn, hits)              the stories, those with the latest mention first
    snippets(conn, query.words, ids)  a passage of each article (storage/snippets.py)
    volume(conn, hits)                mentions a day, and all articles of that day
    leaders(conn, hits)               outlets, those that were most often first before the others
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from storage.query import Query

MOMENT = "coalesce(published_utc, door_at, first_seen_at)"  #: as idx_articles_moment has it, to the letter


@dataclass(frozen=True, slots=True)
class Hits:
    """Articles that match, as rows (article, at, source, story)."""

    sql: str
    values: tuple[str | int, ...]
    indexed: bool  #: a table answers, so that each part of a question asks it anew by an index
    since: str | None = None
    until: str | None = None

    def between(self, since: str | None, until: str | None) -> Hits:
        """Those of a period: since <= at < until, as the database writes times; None: open."""
        return replace(self, since=since, until=until)

    def table(self) -> tuple[str, tuple[str | int, ...]]:
        """A `with` clause that makes the table `hits`, and its values."""
        when = [("at >= ?", self.since), ("at < ?", self.until)]
        where = " and ".join(sql for sql, value in when if value is not None) or "1"
        values = tuple(value for _, value in when if value is not None)
        once = "not materialized" if self.indexed else "materialized"
        sql = f"with recursive hits as {once} (select * from ({self.sql}) where {where})"
        return sql, (*self.values, *values)


def saved(watch: int) -> Hits:
    """The mentions of a watch that stand."""
    return Hits(
        "select article, at, source, story from mentions where watch = ? and gone_at is null",
        (watch,),
        indexed=True,
    )


def live(query: Query) -> Hits:
    """The articles that a query matches now."""
    where = query.where("a")
    return Hits(
        f"select a.id as article, {MOMENT} as at, a.source, a.story from articles a"
        f" where {where.sql}",
        where.values,
        indexed=False,
    )


@dataclass(frozen=True, slots=True)
class Count:
    """How much, raw and independent."""

    articles: int
    origins: int  #: stories: reprints of one text count once
    outlets: int
    first_at: str | None
    last_at: str | None


def count(conn: sqlite3.Connection, hits: Hits) -> Count:
    """Raw and independent counts."""
    sql, values = hits.table()
    row = conn.execute(
        f"{sql} select count(*), (select count(distinct coalesce(story, -article)) from hits),"
        " count(distinct source), (select min(at) from hits), (select max(at) from hits) from hits",
        values,
    ).fetchone()
    return Count(*row)


@dataclass(frozen=True, slots=True)
class Line:
    """An article that matches."""

    article: int
    title: str
    source: str
    outlet: str
    url: str
    at: str
    language: str | None
    is_lead: bool  #: the story's copies are compared with it


@dataclass(frozen=True, slots=True)
class StoryMentions:
    """A story, or an article without one, that matches."""

    story: int | None
    title: str
    outlets: int  #: that carry the story, whether they match or not
    articles: int  #: that match
    first_at: str  #: of those that match
    last_at: str
    shown: tuple[Line, ...]  #: the lead if it matches, then the earliest


_STORIES = """, wanted (place, story) as (select key, value from json_each(?)),
members as materialized (
  select w.place, w.story, a.id, a.title, a.source, a.url, a.language, h.at,
    coalesce(t.origin = a.id, 0) as is_lead, t.title as told, coalesce(t.outlets, 1) as outlets
  from wanted w cross join articles a on a.story = w.story or a.id = -w.story
  cross join hits h on h.article = a.id left join stories t on t.id = w.story),
ranked as (
  select m.*, row_number() over (partition by place order by is_lead desc, at, id) as rank,
    count(*) over story as articles, min(at) over story as first_at, max(at) over story as last_at
  from members m window story as (partition by place))
select r.story, coalesce(r.told, r.title), r.outlets, r.articles, r.first_at, r.last_at,
  r.id, r.title, r.source, coalesce(s.title, r.source), r.url, r.at, r.language, r.is_lead
from ranked r join sources s on s.name = r.source where rank <= ? order by place, rank"""


def by_story(
    conn: sqlite3.Connection, hits: Hits, *, limit: int = 20, offset: int = 0, shown: int = 3
) -> list[StoryMentions]:
    """Stories, the latest mention first; ask for one more to know whether there are more.

    `shown`: articles told of each.
    """
    sql, values = hits.table()
    latest = conn.execute(
        f"{sql} select coalesce(story, -article) from hits order by at desc, article desc", values
    )
    keys = list(islice(_new(row[0] for row in latest), offset, offset + limit))
    rows = conn.execute(sql + _STORIES, [*values, json.dumps(keys), shown]).fetchall()
    stories: dict[int, StoryMentions] = {}
    for story, title, outlets, articles, first, last, *line, is_lead in map(tuple, rows):
        told = stories.get(story) or StoryMentions(
            story if story > 0 else None, title, outlets, articles, first, last, ()
        )
        stories[story] = replace(told, shown=(*told.shown, Line(*(*line, bool(is_lead)))))
    return list(stories.values())


def _new(keys: Iterable[int]) -> Iterator[int]:
    """Each key when it is first met; only as many rows are read as are asked for."""
    met = set()
    for key in keys:
        if key not in met:
            met.add(key)
            yield key


_DAYS = """days (day, next) as (select ?, date(?, '+1 day') union all
  select next, date(next, '+1 day') from days where next < ?)"""
MOST_DAYS = 4000  #: shown of a chart: the latest; one article with an old date must not hide them
_NEVER = "9999"  #: later than any time, as text


@dataclass(frozen=True, slots=True)
class Day:
    """One day of coverage."""

    day: str  #: YYYY-MM-DD, in UTC
    mentions: int
    articles: int  #: all that were published that day

    @property
    def share(self) -> float:
        """0..1, the part of the day's coverage."""
        return self.mentions / self.articles if self.articles else 0.0


def volume(conn: sqlite3.Connection, hits: Hits) -> list[Day]:
    """Every day from the first mention (or `since`) on to the last article (or `until`), oldest
    first, at most the latest MOST_DAYS; days without any coverage are there with zeros.
    """
    sql, values = hits.between(None, None).table()  # each day asks for its own part
    first = hits.since or conn.execute(f"{sql} select min(at) from hits", values).fetchone()[0]
    if not first:
        return []
    last = conn.execute(f"select max({MOMENT}) from articles").fetchone()[0] or first
    end, limit = hits.until or last, hits.until or _NEVER
    begun = date.fromisoformat(end[:10]) - timedelta(days=MOST_DAYS - 1)
    first = max(first, begun.isoformat())
    rows = conn.execute(
        f"{sql}, {_DAYS} select day,"
        " (select count(*) from hits where at >= max(day, ?) and at < min(next, ?)),"
        f" (select count(*) from articles where {MOMENT} >= day and {MOMENT} < min(next, ?))"
        " from days",
        [*values, first[:10], first[:10], end, first, limit, limit],
    )
    return [Day(*row) for row in map(tuple, rows)]


@dataclass(frozen=True, slots=True)
class Leader:
    """An outlet among those that match."""

    source: str
    outlet: str
    articles: int  #: that match
    stories: int  #: that they carry
    first: int  #: stories of more than one outlet whose origin, or earliest copy seen, is theirs


#: articles; of more it is quicker to look up each story's origin among them than each one's story
MANY = 10_000


def leaders(conn: sqlite3.Connection, hits: Hits, limit: int = 20) -> Sequence[Leader]:
    """Who leads: outlets by how often others came after them, then by articles."""
    sql, values = hits.table()
    carried = conn.execute(
        f"{sql}, carried as (select source, count(*) as articles,"
        " count(distinct coalesce(story, -article)) as stories from hits group by source)"
        " select c.source, coalesce(s.title, c.source), c.articles, c.stories"
        " from carried c join sources s on s.name = c.source",
        values,
    ).fetchall()
    many = sum(row[2] for row in carried) > MANY
    tables = "stories t cross join hits h" if many else "hits h cross join stories t"
    led = dict(
        conn.execute(
            f"{sql} select h.source, count(*) from {tables} on t.id = h.story"
            " where t.origin = h.article and t.outlets > 1 group by h.source",
            values,
        ).fetchall()
    )
    found = [
        Leader(source, outlet, count, stories, led.get(source, 0))
        for source, outlet, count, stories in carried
    ]
    return sorted(found, key=lambda one: (-one.first, -one.articles, one.source))[:limit]
