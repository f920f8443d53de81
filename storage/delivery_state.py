"""The deliveries, looked at from outside: while another process may be sending."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target is doing."""

    target: str
    sent: int  #: messages
    waiting: int  #: messages that are owed
    oldest: str | None  #: when the oldest of those was written
    tries: int  #: of that one
    failures: int  #: of the target, in a row
    next_at: str | None
    last_error: str | None
    last_sent_at: str | None

    @property
    def stuck(self) -> bool:
        """Something is owed, and was tried in vain."""
        return self.waiting > 0 and self.last_error is not None


_STANDINGS = """
select t.name,
  (select count(*) from messages m where m.target = t.name and m.state = 'sent'),
  count(o.id), min(o.made_at), coalesce(max(o.tries), 0), t.failures, coalesce(t.next_at, max(o.next_at)),
  coalesce(t.last_error, max(o.last_error)), t.last_sent_at
from targets t left join messages o on o.target = t.name and o.state in ('pending', 'sending')
group by t.name order by t.name"""


def standings(path: Path) -> list[Standing]:
    """Every target that was ever told anything; none where there is no such file."""
    if not path.exists():
        return []
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        return [Standing(*row) for row in db.execute(_STANDINGS)]


def copied(path: Path, folder: Path) -> Path:
    """A copy of the deliveries in another folder, to try something out with."""
    to = folder / path.name
    if path.exists():
        source = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        with closing(source), closing(sqlite3.connect(to)) as copy:
            source.backup(copy)
    return to
