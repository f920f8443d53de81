"""A newsroom in which things happen, and the targets that wait for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from presswatch.alerts.collecting import Collector
from presswatch.alerts.drain import Outcome, drain
from presswatch.alerts.message import Message, from_json
from presswatch.values import Event, MailServer, Security, Target, Watch, When
from storage import Store
from storage.deliveries import Deliveries, beside
from tests.watches import room
from tests.watches.plainly import Piece

RADAR = Piece("Nine radars for the strait", "The order covers nine radars. The strait is deep.", "gazette",
              "The Gazette", "en", ())  # fmt: skip
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


class Desk:
    """A database with one watch, and its deliveries."""

    def __init__(self, folder: Path) -> None:
        self.store: Store = room.opened(folder)
        with self.store.transaction():
            self.store.watches.sync([Watch("radar", "radar*"), Watch("strait", "strait")])

    def happen(self, event: Event = Event.MENTION, watches: Iterable[str] = ("radar",), *, times: int = 1,
               one_story: bool = False, **payload: object) -> list[int]:  # fmt: skip
        """Something happens to a new article; returns the rows of the articles."""
        with self.store.transaction():
            rows = room.put(self.store, [RADAR] * times)
            story = (
                int(self.store.db.table("stories").insert({"title": RADAR.title}).last_pk)
                if one_story
                else None
            )
            for row in rows:
                self.store.db.execute("update articles set story = ? where id = ?", [story, row])
                self.store.outbox.announce(
                    event, f"{row} {event}", article=row, story=story, source="gazette",
                    watches=watches, payload=payload,
                )  # fmt: skip
        return rows

    def alert(self, *targets: Target, now: datetime | None = None, impatient: bool = False,
              give_up_s: float = 20.0) -> list[Outcome]:  # fmt: skip
        """What `presswatch alert` does."""
        at = now or datetime.now(UTC)
        deliveries = Deliveries(beside(self.store.path))
        try:
            self._collect(deliveries, targets, at)
            return drain(deliveries, targets, at, impatient=impatient, give_up_s=give_up_s)
        finally:
            deliveries.close()

    def owed(self, target: Target, now: datetime | None = None) -> list[Message]:
        """What would be sent."""
        deliveries = Deliveries(beside(self.store.path))
        try:
            self._collect(deliveries, [target], now or datetime.now(UTC))
            return [from_json(m.body) for m in deliveries.owed(target.name)]
        finally:
            deliveries.close()

    def _collect(self, deliveries: Deliveries, targets: Iterable[Target], at: datetime) -> None:
        collector = Collector(self.store.db.conn, deliveries, at, "http://127.0.0.1:8001")
        for target in targets:
            collector.collect(target)


def hooked(url: str, name: str = "bot", when: When = When.AT_ONCE) -> Target:
    """A webhook."""
    return Target(name, "webhook", url, when, secret="a shared secret")


def mailed(port: int, name: str = "desk", to: str = "ana@example.org") -> Target:
    """An e-mail target with a server that wants neither TLS nor a login."""
    server = MailServer("127.0.0.1", port, Security.NONE, "Der Tisch <desk@example.org>")
    return Target(name, "email", to, mail=server)


def secured(target: Target, certificates: Path, user: str, password: str) -> Target:
    """The same, with STARTTLS and a login."""
    assert target.mail is not None
    mail = replace(
        target.mail,
        security=Security.STARTTLS,
        user=user,
        password=password,
        certificates=str(certificates),
    )
    return replace(target, mail=mail)
