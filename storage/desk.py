"""How the desk is doing: its sources with their doors, what each brought, the last crawls."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlite_utils import Database

from storage.extraction_health import YieldNow, yields_now

DAYS = 14  #: of new pages that are shown


@dataclass(frozen=True, slots=True)
class DoorNow:
    """A door, and how it is doing."""

    kind: str
    url: str
    state: str
    said: str | None
    polls: int
    failures: int
    failing_since: str | None
    polled_at: str | None
    due_at: str | None
    last_new_at: str | None
    interval_s: int | None
    rhythm: str | None
    wish: str | None
    trust: int
    items: int | None


@dataclass(frozen=True, slots=True)
class SourceNow:
    """A watched source, and how it is doing."""

    name: str
    title: str
    health: str | None
    health_since: str | None
    health_said: str | None
    articles: int
    waiting: int
    lost: int
    doors: tuple[DoorNow, ...]
    days: tuple[int, ...]  #: new pages a day, the oldest first, today last
    read: YieldNow | None = None  #: what its latest pages gave; None before the first crawl

    @property
    def failing(self) -> tuple[DoorNow, ...]:
        """Its doors whose last poll went wrong."""
        return tuple(door for door in self.doors if door.failures)

    @property
    def never_asked(self) -> bool:
        """Was none of its doors asked yet?"""
        return not any(door.polls for door in self.doors)

    @property
    def needs_a_look(self) -> bool:
        """Is there anything to be said but that it works?"""
        odd = any(door.polls and door.state != "working" for door in self.doors)
        return odd or self.read_worse is not None or self.health not in (None, "working")

    @property
    def read_worse(self) -> str | None:
        """What its pages do not give any more, if something."""
        return self.read.because if self.read else None

    def latest(self, column: str) -> str | None:
        """The latest of its doors' times."""
        return max((at for door in self.doors if (at := getattr(door, column))), default=None)

    @property
    def due_at(self) -> str | None:
        """When the next of its doors is asked."""
        return min((door.due_at for door in self.doors if door.due_at), default=None)


@dataclass(frozen=True, slots=True)
class CrawlNow:
    """A crawl or import, and what came of it."""

    command: str
    started_at: str
    ended_at: str | None
    outcome: str | None
    pages: int
    articles: int
    copies: int
    lost: int


def sources_now(db: Database, name: str | None = None) -> list[SourceNow]:
    """Every watched source (or the one of that name): those that need a look first."""
    doors: dict[str, list[DoorNow]] = defaultdict(list)
    for source, *values in db.execute(
        "select source, kind, url, state, said, polls, failures, failing_since, polled_at, due_at,"
        " last_new_at, interval_s, rhythm, wish, trust, items from doors"
        " where ?1 is null or source = ?1 order by id",
        [name],
    ).fetchall():
        doors[source].append(DoorNow(*values))
    counts = {
        column: dict(db.execute(sql, [name]).fetchall())
        for column, sql in (
            ("articles", "select source, count(*) from articles where ?1 is null or source = ?1 group by 1"),
            ("waiting", "select source, count(*) from urls where state = 'pending'"
                        " and (?1 is null or source = ?1) group by 1"),
            ("lost", "select source, count(*) from urls where state in ('lost', 'quarantined')"
                     " and (?1 is null or source = ?1) group by 1"),
        )
    }  # fmt: skip
    days = _days(db, name)
    read = yields_now(db, name)
    found = [
        SourceNow(
            row[0], row[1], row[2], row[3], row[4], counts["articles"].get(row[0], 0),
            counts["waiting"].get(row[0], 0), counts["lost"].get(row[0], 0),
            tuple(doors[row[0]]), tuple(days[row[0]]), read.get(row[0]),
        )
        for row in db.execute(
            "select name, coalesce(title, name), health, health_since, health_said from sources"
            " where watched = 1 and (?1 is null or name = ?1) order by name", [name]).fetchall()
    ]  # fmt: skip
    return sorted(found, key=lambda s: (not s.failing, not s.needs_a_look, s.name))


def _days(db: Database, name: str | None) -> dict[str, list[int]]:
    today = datetime.now(UTC).date()
    first = today - timedelta(days=DAYS - 1)
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * DAYS)
    for source, day, found in db.execute(
        "select source, day, found from volume where day between ? and ? and (?3 is null or source = ?3)",
        [first.isoformat(), today.isoformat(), name],
    ).fetchall():
        counts[source][(date.fromisoformat(day) - first).days] = found
    return counts


def crawls_now(db: Database, limit: int = 5) -> list[CrawlNow]:
    """The last crawls, newest first."""
    rows = db.execute(
        "select command, started_at, ended_at, outcome, pages, articles, copies, lost from crawls"
        " order by id desc limit ?",
        [limit],
    )
    return [CrawlNow(*row) for row in rows.fetchall()]
