"""Sources: health, yield, losses."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Door:
    """A door, and how its last poll went."""

    kind: str
    url: str
    state: str
    said: str | None
    polls: int
    failures: int
    polled_at: str | None
    due_at: str | None
    last_new_at: str | None

    @property
    def failing(self) -> bool:
        """Did the last poll go wrong?"""
        return self.failures > 0


@dataclass(frozen=True, slots=True)
class Source:
    """A source, and what it brought."""

    name: str
    title: str
    home: str
    language: str | None
    watched: bool
    ours: bool
    signature: str | None
    articles: int = 0
    lost: int = 0
    pending: int = 0
    doors: tuple[Door, ...] = ()
    days: tuple[int, ...] = field(default=())  #: new articles a day, the oldest day first
    health: str | None = None  #: working, failing, silent, less or more than usual
    health_since: str | None = None
    health_said: str | None = None

    @property
    def failing(self) -> int:
        """How many of its doors fail."""
        return sum(door.failing for door in self.doors)

    @property
    def last_new_at(self) -> str | None:
        """When any door last named something new."""
        return max((d.last_new_at for d in self.doors if d.last_new_at), default=None)

    @property
    def polled_at(self) -> str | None:
        """When any door was last asked."""
        return max((d.polled_at for d in self.doors if d.polled_at), default=None)


def sources(conn: sqlite3.Connection, days: int, name: str | None = None) -> list[Source]:
    """Every source (or the one of that name), the failing first."""
    doors: dict[str, list[Door]] = defaultdict(list)
    for source, *values in conn.execute(
        "select source, kind, url, state, said, polls, failures, polled_at, due_at, last_new_at"
        " from doors where ?1 is null or source = ?1 order by id",
        [name],
    ):
        doors[source].append(Door(*values))
    articles = _counted(conn, "select source, count(*) from articles group by source", name)
    lost = _counted(
        conn,
        "select source, count(*) from fetches where outcome in ('lost', 'failed') group by source",
        name,
    )
    pending = _counted(
        conn, "select source, count(*) from urls where state = 'pending' group by source", name
    )
    grown = yields(conn, days, name)
    found = [
        Source(row[0], row[1] or row[0], row[2], row[3], bool(row[4]), bool(row[5]), row[6],
               articles[row[0]], lost[row[0]], pending[row[0]], tuple(doors[row[0]]), grown[row[0]], *row[7:])
        for row in conn.execute(
            "select name, title, home, language, watched, ours, signature, health, health_since,"
            " health_said from sources"
            " where ?1 is null or name = ?1 order by name", [name])
    ]  # fmt: skip
    return sorted(found, key=lambda s: (not s.watched, -s.failing, s.title.casefold()))


def _counted(conn: sqlite3.Connection, sql: str, name: str | None) -> Counter[str]:
    if name is not None:
        head, by, tail = sql.partition(" group by")
        glue = " and" if " where " in head else " where"
        return Counter(dict(conn.execute(f"{head}{glue} source = ?{by}{tail}", [name]).fetchall()))
    return Counter(dict(conn.execute(sql).fetchall()))


def yields(conn: sqlite3.Connection, days: int, name: str | None) -> dict[str, tuple[int, ...]]:
    """source → new articles a day over the last `days` days, the oldest first."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * days)
    rows = conn.execute(
        "select source, date('now'), substr(fetched_at, 1, 10) as day, count(*) from fetches"
        " indexed by idx_fetches_fetched_at where fetched_at >= date('now', ?1) and outcome = 'article'"
        " and (?2 is null or source = ?2) group by source, day",
        [f"-{days - 1} days", name],
    )
    for source, today, day, count in rows:
        age = (date.fromisoformat(today) - date.fromisoformat(day)).days
        if source is not None and 0 <= age < days:
            counts[source][days - 1 - age] = count
    return defaultdict(lambda: (0,) * days, {s: tuple(c) for s, c in counts.items()})


@dataclass(frozen=True, slots=True)
class Loss:
    """Why pages of a source brought no article."""

    reason: str
    pages: int
    latest: str
    example: str
    detail: str | None


def losses(conn: sqlite3.Connection, name: str) -> list[Loss]:
    """The reasons, the commonest first."""
    rows = conn.execute(
        "select coalesce(reason, outcome), count(*), max(fetched_at), url, detail from fetches"
        " where source = ? and outcome in ('lost', 'failed') group by 1 order by 2 desc limit 20",
        [name],
    )
    return [Loss(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Piece:
    """An article of a source, and how far it got or where it came from."""

    article: int
    title: str
    url: str
    at: str
    language: str | None
    story: int | None
    outlets: int | None
    relation: str | None  #: when it is a copy
    from_outlet: str | None  #: whom it was copied from, as far as known
    because: str | None


def pieces(conn: sqlite3.Connection, name: str, limit: int = 25) -> list[Piece]:
    """The latest articles of a source."""
    rows = conn.execute(
        "with latest as (select id from articles where source = ?1 order by id desc limit ?2)"
        " select a.id, a.title, a.url, coalesce(a.published_utc, a.door_at, a.first_seen_at), a.language,"
        " a.story, s.outlets, c.relation, coalesce(p.title, o.source, s.origin_name), c.because"
        " from latest join articles a on a.id = latest.id left join stories s on s.id = a.story"
        " left join copies c on c.article = a.id and c.story = a.story"
        " left join articles o on o.id = c.copied_from left join sources p on p.name = o.source"
        " order by a.id desc",
        [name, limit],
    )
    return [Piece(*row) for row in rows]
