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

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from storage.query import Query

AT = "coalesce(published_at, door_at, first_seen_at)"  #: as idx_articles_at has it, to the letter


@dataclass(frozen=True, slots=True)
class Hits:
    """Articles that match, as rows (article, at, source)."""

    sql: str
    values: tuple[str | int, ...]
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
        sql = f"with hits as materialized (select * from ({self.sql}) where {where})"
        return sql, (*self.values, *values)


def saved(watch: int) -> Hits:
    """The mentions of a watch that stand."""
    return Hits(
        "select article, at, source from mentions where watch = ? and gone_at is null", (watch,)
    )


def live(query: Query) -> Hits:
    """The articles that a query matches now."""
    where = query.where("a")
    at = "coalesce(a.published_at, a.door_at, a.first_seen_at)"
    return Hits(
        f"select a.id as article, {at} as at, a.source from articles a where {where.sql}",
        where.values,
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
        f"{sql} select count(*), count(distinct coalesce(a.story, -a.id)), count(distinct h.source),"
        " min(h.at), max(h.at) from hits h join articles a on a.id = h.article",
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


_STORIES = """, grouped as (
  select coalesce(a.story, -a.id) as story, count(*) as articles, min(h.at) as first_at,
    max(h.at) as last_at
  from hits h join articles a on a.id = h.article group by 1
  order by {order} limit ? offset ?),
ranked as (
  select g.story, g.articles, g.first_at, g.last_at, coalesce(t.title, a.title), coalesce(t.outlets, 1),
    a.id, a.title, a.source, coalesce(s.title, a.source), a.url, h.at, a.language,
    coalesce(t.origin = a.id, 0) as is_lead,
    row_number() over (partition by g.story order by t.origin = a.id desc, h.at, a.id) as place
  from grouped g join articles a on a.story = g.story or a.id = -g.story
  join hits h on h.article = a.id join sources s on s.name = a.source
  left join stories t on t.id = g.story)
select * from ranked where place <= ? order by {order}, story, place"""


def by_story(
    conn: sqlite3.Connection, hits: Hits, *, limit: int = 20, offset: int = 0, shown: int = 3,
    most_first: bool = False,
) -> list[StoryMentions]:  # fmt: skip
    """Stories, the latest mention first, or the one with most mentions; ask for one more to know
    whether there are more. `shown`: articles told of each.
    """
    sql, values = hits.table()
    order = "articles desc, last_at desc" if most_first else "last_at desc, articles desc"
    rows = conn.execute(
        sql + _STORIES.format(order=order), [*values, limit, offset, shown]
    ).fetchall()
    stories: dict[int, StoryMentions] = {}
    for story, articles, first, last, title, outlets, *line, is_lead, _place in map(tuple, rows):
        told = stories.get(story) or StoryMentions(
            story if story > 0 else None, title, outlets, articles, first, last, ()
        )
        stories[story] = replace(told, shown=(*told.shown, Line(*(*line, bool(is_lead)))))
    return list(stories.values())


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
    first; days without any coverage are there with zeros.
    """
    sql, values = hits.table()
    mentions = dict(
        map(
            tuple,
            conn.execute(f"{sql} select substr(at, 1, 10), count(*) from hits group by 1", values),
        )
    )
    since = hits.since or min(mentions, default="")
    if not since:
        return []
    when = f"{AT} >= ?" + (f" and {AT} < ?" if hits.until else "")
    rows = conn.execute(
        f"select substr({AT}, 1, 10), count(*) from articles where {when} group by 1",
        [since[:10], *([hits.until] if hits.until else [])],
    )
    articles = dict(map(tuple, rows))
    days = conn.execute(
        "with recursive days (day) as (select ?1 union all select date(day, '+1 day') from days"
        " where day < ?2 limit 4000) select day from days",
        [since[:10], max(articles, default=since[:10])],
    )
    return [Day(day, mentions.get(day, 0), articles.get(day, 0)) for (day,) in days]


@dataclass(frozen=True, slots=True)
class Leader:
    """An outlet among those that match."""

    source: str
    outlet: str
    articles: int  #: that match
    stories: int  #: that they carry
    first: int  #: stories of more than one outlet whose origin, or earliest copy seen, is theirs


def leaders(conn: sqlite3.Connection, hits: Hits, limit: int = 20) -> Sequence[Leader]:
    """Who leads: outlets by how often others came after them, then by articles."""
    sql, values = hits.table()
    rows = conn.execute(
        f"{sql} select h.source, coalesce(s.title, h.source), count(*), count(distinct coalesce(a.story, -a.id)),"
        " count(distinct case when t.origin = a.id and t.outlets > 1 then t.id end)"
        " from hits h join articles a on a.id = h.article join sources s on s.name = h.source"
        " left join stories t on t.id = a.story group by h.source order by 5 desc, 3 desc, 1 limit ?",
        [*values, limit],
    )
    return [Leader(*row) for row in map(tuple, rows)]
