"""How each source is doing, kept from one crawl to the next, and told when it changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from storage.log import now


@dataclass(frozen=True, slots=True)
class DoorRow:
    """What is known of a door's last answers."""

    state: str
    failures: int
    failing_since: datetime | None


@dataclass(frozen=True, slots=True)
class Before:
    """What was said of a source the last time, and since when."""

    state: str | None
    since: str | None


class SourceHealth:
    """The columns of `sources` that say how it is doing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def doors(self, sources: Iterable[str]) -> dict[str, list[DoorRow]]:
        """Source → its doors that were asked at least once."""
        found: dict[str, list[DoorRow]] = defaultdict(list)
        wanted = set(sources)
        rows = self._db.execute(
            "select source, state, failures, failing_since from doors where polls > 0"
        )
        for source, state, failures, since in rows.fetchall():
            if source in wanted:
                at = datetime.fromisoformat(since) if since else None
                found[source].append(DoorRow(state, failures, at))
        return found

    def before(self, source: str) -> tuple[Before, date | None]:
        """What was said last, and the first day on which the source brought anything."""
        row = self._db.execute(
            "select health, health_since, (select min(day) from volume where source = name)"
            " from sources where name = ?",
            [source],
        ).fetchone()
        state, since, day = row or (None, None, None)
        return Before(state, since), date.fromisoformat(day) if day else None

    def say(self, source: str, state: str, said: str) -> str:
        """Writes what is said now; returns since when it is so."""
        at = now()
        self._db.execute(
            "update sources set health_since = case when health is ? then health_since else ? end,"
            " health = ?, health_said = ? where name = ?",
            [state, at, state, said or None, source],
        )
        row = self._db.execute("select health_since from sources where name = ?", [source])
        return str(row.fetchone()[0])
