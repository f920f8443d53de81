"""Who was told what: a small database of its own, beside the one that is served.

It holds which event went to which target, in which message, and what became of that. It is apart
from the newsroom for three reasons: a crawl that writes there never waits for a delivery, nor a
delivery for a crawl; nobody who browses sees whom we write to; and its lock is the promise that an
event is told once, however many `presswatch alert` are started.

Every event is one row for each target (`deliveries`), and that row is unique. A message gathers
such rows, has a key that stays the same however often it is sent, and is, in order:

    pending → sending → sent          `sending` is on disk before the channel is called, so a
       ↑_________|                    message that a kill left there may have arrived: it is sent
                                      again with the same key, by which the receiver knows it
    pending → dropped                 its target left the file, or its events were forgotten

No text of a message outlives its delivery, and events are known by a hash.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import filelock

from presswatch.errors import IntegrityError, LockHeld
from storage.log import stamp


class State(StrEnum):
    """Where a message is."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Contact:
    """What we remember of a target."""

    name: str
    since: str  #: events before this moment are not for it
    collected_at: str | None
    seen: int | None  #: the last row of `outbox` that was looked at
    digest_at: str  #: the moment of the last digest, at first when it was met
    failures: int  #: in a row
    next_at: str | None  #: not to be tried before
    last_error: str | None


@dataclass(frozen=True, slots=True)
class Owed:
    """A message that is to be sent."""

    id: int
    target: str
    key: str
    made_at: str
    body: str  #: JSON
    tries: int  #: so far; more than 0: it may have arrived


@dataclass(frozen=True, slots=True)
class Taken:
    """An event that belongs to a target."""

    event: str  #: hash of the event and its key
    row: int  #: of `outbox`


_SCHEMA = """
create table if not exists targets (
  name text primary key, since text not null, collected_at text, seen integer, digest_at text not null,
  failures integer not null default 0, next_at text, last_error text, last_sent_at text
) strict;
create table if not exists messages (
  id integer primary key, target text not null references targets(name), key text not null unique,
  made_at text not null, state text not null default 'pending', events integer not null,
  tries integer not null default 0, next_at text, last_error text, sent_at text, body text
) strict;
create index if not exists idx_messages_state on messages (state, target);
create table if not exists deliveries (
  target text not null references targets(name), event text not null, row integer not null,
  message integer references messages(id), primary key (target, event)
) strict, without rowid;
create index if not exists idx_deliveries_message on deliveries (message);
"""


def beside(database: Path) -> Path:
    """Where the deliveries of a database are."""
    return database.with_name(f"{database.stem}-alerts.db")


class Deliveries:
    """The deliveries of one database, locked for as long as they are open."""

    def __init__(self, path: Path) -> None:
        """Raises LockHeld when another `presswatch alert` is at work, IntegrityError."""
        self._lock = filelock.FileLock(f"{path}.lock", timeout=1, is_singleton=False)
        try:
            self._lock.acquire()
        except filelock.Timeout:
            raise LockHeld(f"{path}: another `presswatch alert` is at work; wait for it") from None
        path.touch(mode=0o600, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None)
        try:
            self._db.executescript(
                "pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;"
                "pragma foreign_keys = on;" + _SCHEMA
            )
        except sqlite3.DatabaseError as error:
            self.close()
            raise IntegrityError(f"{path}: {error}; restore a backup, or delete it: then events of"
                                 " the last day may be told a second time") from error  # fmt: skip

    def close(self) -> None:
        """Lets the next one in."""
        self._db.close()
        self._lock.release()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.rollback()
            raise
        self._db.commit()

    # ── targets ──

    def meet(self, name: str, since: datetime, now: datetime) -> Contact:
        """A target of the file; one that is new hears what happened from `since` on."""
        self._db.execute(
            "insert into targets (name, since, digest_at) values (?, ?, ?) on conflict do nothing",
            [name, stamp(since), stamp(now)],
        )
        return self.contact(name)

    def contact(self, name: str) -> Contact:
        """What we remember of a target that was met."""
        row = self._db.execute(
            "select name, since, collected_at, seen, digest_at, failures, next_at, last_error from targets"
            " where name = ?",
            [name],
        ).fetchone()
        return Contact(*row)

    def answered(self, name: str, at: datetime) -> None:
        """The target took a message."""
        self._db.execute(
            "update targets set failures = 0, next_at = null, last_error = null, last_sent_at = ?"
            " where name = ?",
            [stamp(at), name],
        )

    def silent(self, name: str, error: str, next_at: datetime) -> None:
        """The target could not be reached."""
        self._db.execute(
            "update targets set failures = failures + 1, next_at = ?, last_error = ? where name = ?",
            [stamp(next_at), error, name],
        )

    # ── events ──

    def take(self, name: str, events: Iterable[Taken], until: datetime, seen: int | None) -> None:
        """Events that are the target's from now on; those it has had are not taken again."""
        self._db.executemany(
            "insert into deliveries (target, event, row) values (?, ?, ?) on conflict do nothing",
            [(name, event.event, event.row) for event in events],
        )
        self._db.execute(
            "update targets set collected_at = ?, seen = ? where name = ?",
            [stamp(until), seen, name],
        )

    def waiting(self, name: str) -> list[Taken]:
        """Events of a target that are in no message yet, oldest first."""
        rows = self._db.execute(
            "select event, row from deliveries where target = ? and message is null order by row",
            [name],
        )
        return [Taken(*row) for row in rows.fetchall()]

    def forgotten(self, name: str, events: Iterable[Taken]) -> None:
        """Events that nobody can tell of any more: their rows were removed from the outbox."""
        for event in events:
            self._db.execute(
                "delete from deliveries where target = ? and event = ?", [name, event.event]
            )

    # ── messages ──

    def new_key(self) -> str:
        """By this a receiver knows a message that comes a second time."""
        return secrets.token_hex(16)

    def write(self, name: str, key: str, events: Sequence[Taken], body: str, at: datetime) -> int:
        """A message about these events."""
        cursor = self._db.execute(
            "insert into messages (target, key, made_at, events, body) values (?, ?, ?, ?, ?)",
            [name, key, stamp(at), len(events), body],
        )
        message = int(cursor.lastrowid or 0)
        for event in events:
            self._db.execute(
                "update deliveries set message = ? where target = ? and event = ?",
                [message, name, event.event],
            )
        return message

    def digested(self, name: str, at: datetime) -> None:
        """The digest of this moment was made, or there was nothing to tell."""
        self._db.execute("update targets set digest_at = ? where name = ?", [stamp(at), name])

    def owed(self, name: str) -> list[Owed]:
        """The messages of a target that are to be sent, oldest first, due or not."""
        rows = self._db.execute(
            "select id, target, key, made_at, body, tries from messages where target = ?"
            " and state in ('pending', 'sending') order by id",
            [name],
        )
        return [Owed(*row) for row in rows.fetchall()]

    def due(self, name: str, now: datetime) -> list[Owed]:
        """Those whose time has come; a message that was refused waits longer than its neighbours."""
        rows = self._db.execute(
            "select id from messages where target = ? and (next_at is null or next_at <= ?)",
            [name, stamp(now)],
        )
        ready = {row for (row,) in rows.fetchall()}
        return [message for message in self.owed(name) if message.id in ready]

    def about(self, message: int) -> list[Taken]:
        """The events of a message."""
        rows = self._db.execute(
            "select event, row from deliveries where message = ? order by row", [message]
        )
        return [Taken(*row) for row in rows.fetchall()]

    def rewrite(self, message: int, body: str, events: int) -> None:
        """What a message says, after some of its events were forgotten."""
        self._db.execute(
            "update messages set body = ?, events = ? where id = ?", [body, events, message]
        )

    def sending(self, message: int) -> None:
        """It is about to be handed to the channel. On disk before that happens."""
        self._db.execute(
            "update messages set state = 'sending', tries = tries + 1 where id = ?", [message]
        )

    def sent(self, message: int, at: datetime) -> None:
        """The channel took it."""
        self._db.execute(
            "update messages set state = 'sent', sent_at = ?, next_at = null, last_error = null,"
            " body = null where id = ?",
            [stamp(at), message],
        )

    def failed(self, message: int, error: str, next_at: datetime | None) -> None:
        """It was not taken; None: as soon as the target answers again."""
        self._db.execute(
            "update messages set state = 'pending', last_error = ?, next_at = ? where id = ?",
            [error, stamp(next_at) if next_at else None, message],
        )

    def drop(self, message: int, why: str) -> None:
        """It will not be sent."""
        self._db.execute(
            "update messages set state = 'dropped', last_error = ?, body = null where id = ?",
            [why, message],
        )

    def drop_all_but(self, names: Iterable[str]) -> int:
        """Messages and events of targets that left the file; returns how many messages."""
        kept = list(names)
        marks = ", ".join("?" * len(kept))
        cursor = self._db.execute(
            "update messages set state = 'dropped', last_error = 'the target left the file',"
            f" body = null where state in ('pending', 'sending') and target not in ({marks})",
            kept,
        )
        self._db.execute(
            f"delete from deliveries where message is null and target not in ({marks})", kept
        )
        return cursor.rowcount
