"""The front page: stories by pick-up, and what happened lately."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

PAGE = 30  #: stories on a page


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the visitor filtered by."""

    since: str | None = None  #: a time as the database writes it
    language: str | None = None
    source: str | None = None
    watch: str | None = None  #: name of a watch
    alone: bool = False  #: also stories that nobody picked up
    newest: bool = False  #: by time instead of by pick-up
    page: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A story on a list."""

    id: int
    title: str
    outlets: int
    articles: int
    origin_kind: str | None
    origin_name: str | None
    origin_url: str | None
    first_at: str
    last_at: str
    outlet: str | None  #: of the article the copies are compared with
    language: str | None
    edited: int  #: 1: that article was changed after publication


@dataclass(frozen=True, slots=True)
class Point:
    """Copies on the small timeline of their story: those of one kind that stand as good as together."""

    relation: str
    lag_s: int
    copies: int
    uncredited: int  #: of them, without the credit


#: picked first and told of afterwards: what is skipped costs no look at its article
_LINES = """
with picked as (select s.id from stories s where s.merged_into is null and s.outlets >= :least {filters}
  order by {order} limit {limit} offset :offset)
select s.id, s.title, s.outlets, s.articles, s.origin_kind, s.origin_name, s.origin_url, s.first_at,
  s.last_at, coalesce(p.title, o.source), o.language,
  exists (select 1 from revisions r where r.article = s.origin)
from picked join stories s on s.id = picked.id left join articles o on o.id = s.origin
left join sources p on p.name = o.source order by {order}"""

_FILTERS = {
    "since": "s.last_at >= :since",
    "language": "exists (select 1 from articles a where a.story = s.id and a.language = :language)",
    "source": "exists (select 1 from articles a where a.story = s.id and a.source = :source)",
    "watch": "s.id in (select m.story from watches w join mentions m on m.watch = w.id"
    " where w.name = :watch and m.gone_at is null)",
}


def stories(conn: sqlite3.Connection, wanted: Wanted) -> tuple[list[Line], bool]:
    """A page of stories, and whether there are more."""
    given = {"since": wanted.since, "language": wanted.language, "source": wanted.source,
             "watch": wanted.watch}  # fmt: skip
    used = [f"and {_FILTERS[name]}" for name, value in given.items() if value]
    order = "s.last_at desc, s.id desc" if wanted.newest else "s.outlets desc, s.last_at desc"
    sql = _LINES.format(filters=" ".join(used), order=order, limit=PAGE + 1)
    values = given | {"least": 1 if wanted.alone else 2, "offset": (wanted.page - 1) * PAGE}
    rows = [Line(*row) for row in conn.execute(sql, values)]
    return rows[:PAGE], len(rows) > PAGE


def points(conn: sqlite3.Connection, lines: Sequence[Line]) -> dict[int, list[Point]]:
    """story → its copies, for the timelines."""
    found: dict[int, list[Point]] = {line.id: [] for line in lines}
    rows = conn.execute(
        "select story, relation, min(coalesce(lag_s, 0)) as lag, count(*),"
        " sum(credit_kept = 'stripped') from copies"
        " where story in (select value from json_each(?)) group by story, relation, lag_s / 1800"
        " order by lag",
        [json.dumps(list(found))],
    )
    for story, relation, lag, copies, uncredited in rows:
        found[story].append(Point(relation, lag, copies, uncredited or 0))
    return found


def latest(conn: sqlite3.Connection) -> str | None:
    """When the youngest story last grew."""
    row = conn.execute("select max(last_at) from stories where outlets > 1").fetchone()
    return row[0] if row else None


@dataclass(frozen=True, slots=True)
class New:
    """An article that was just read."""

    article: int
    title: str
    outlet: str
    language: str | None
    first_seen_at: str


def newest(conn: sqlite3.Connection, limit: int = 6) -> list[New]:
    """The articles read last."""
    rows = conn.execute(
        "with latest as (select id from articles order by first_seen_at desc, id desc limit ?)"
        " select a.id, a.title, coalesce(s.title, a.source), a.language, a.first_seen_at"
        " from latest join articles a on a.id = latest.id join sources s on s.name = a.source"
        " order by a.first_seen_at desc, a.id desc",
        [limit],
    )
    return [New(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Edit:
    """An article that was changed after publication."""

    revision: int
    article: int
    title: str
    outlet: str
    seen_at: str
    changes: tuple[str, ...]


def edits(conn: sqlite3.Connection, limit: int = 6) -> list[Edit]:
    """The latest changes after publication."""
    rows = conn.execute(
        "select r.id, r.article, a.title, coalesce(s.title, a.source), r.seen_at, r.changes"
        " from revisions r join articles a on a.id = r.article join sources s on s.name = a.source"
        " order by r.id desc limit ?",
        [limit],
    )
    return [Edit(*(*row[:5], as_list(row[5]))) for row in rows]


def as_list(column: str | None) -> tuple[str, ...]:
    """A JSON list of words; whatever else stands there is given as it is."""
    try:
        said = json.loads(column or "[]")
    except ValueError:
        return (str(column),)
    return tuple(str(s) for s in said) if isinstance(said, list) else (str(said),)


@dataclass(frozen=True, slots=True)
class Failing:
    """A source with a door that did not answer well."""

    source: str
    outlet: str
    state: str
    since: str | None  #: when anything new last came


def failing(conn: sqlite3.Connection, limit: int = 8) -> list[Failing]:
    """Watched sources that fail, the longest failing first."""
    rows = conn.execute(
        "select d.source, coalesce(s.title, d.source), d.state, max(d.last_new_at), max(d.failures) as f"
        " from doors d join sources s on s.name = d.source where d.failures > 0 and s.watched = 1"
        " group by d.source order by f desc, d.source limit ?",
        [limit],
    )
    return [Failing(*row[:4]) for row in rows]


@dataclass(frozen=True, slots=True)
class Crawl:
    """A crawl, and what came of it."""

    command: str
    started_at: str
    ended_at: str | None
    outcome: str | None
    articles: int
    copies: int
    lost: int


def last_crawl(conn: sqlite3.Connection) -> Crawl | None:
    """The latest crawl or import."""
    row = conn.execute(
        "select command, started_at, ended_at, outcome, articles, copies, lost from crawls"
        " order by id desc limit 1"
    ).fetchone()
    return Crawl(*row) if row else None


@dataclass(frozen=True, slots=True)
class Totals:
    """How much there is."""

    articles: int
    today: int  #: first seen in the last 24 hours
    sources: int


def totals(conn: sqlite3.Connection) -> Totals:
    """How much there is."""
    row = conn.execute(
        "select (select count(*) from articles), (select count(*) from articles where first_seen_at >="
        " strftime('%Y-%m-%dT%H:%M:%S', 'now', '-1 day')), (select count(*) from sources)"
    ).fetchone()
    return Totals(*row)


def languages(conn: sqlite3.Connection) -> list[str]:
    """Every language in the database."""
    rows = conn.execute(
        "select distinct language from articles where language is not null order by language"
    )
    return [row[0] for row in rows]


def outlets(conn: sqlite3.Connection) -> list[tuple[str, str]]:
    """(name, title) of every source."""
    rows = conn.execute("select name, coalesce(title, name) from sources order by 2 collate nocase")
    return [(row[0], row[1]) for row in rows]
