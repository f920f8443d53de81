"""Whom we tell: one `[[target]]` of alerts.toml, with its secrets filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from presswatch.values.event import Event


class When(StrEnum):
    """How long news waits for company."""

    AT_ONCE = "at once"  #: each `presswatch alert` sends what there is
    HOURLY = "hourly"
    DAILY = "daily"


class Security(StrEnum):
    """How a connection to a mail server is kept from others."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MailServer:
    """`[smtp]` of alerts.toml: who takes our mail."""

    host: str
    port: int
    security: Security
    sender: str  #: the From line: "presswatch <desk@example.org>"
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    certificates: str | None = None  #: file of further authorities, for a server inside the house


@dataclass(frozen=True, slots=True)
class Target:
    """Somebody to be told, by one channel, of the events that concern them."""

    name: str  #: unique slug
    channel: str  #: module of presswatch.alerts: "email", "webhook", "apprise"
    address: str = field(repr=False)  #: without the scheme; may hold secrets
    when: When = When.AT_ONCE
    at: time = time(7)  #: of a daily digest, by the clock of this machine
    events: frozenset[Event] = frozenset(Event)
    watches: frozenset[str] = frozenset()  #: empty: all of them, and what belongs to none
    outlets: int = 5  #: a spreading story is told when so many carry it
    secret: str | None = field(default=None, repr=False)  #: signs what a webhook receives
    mail: MailServer | None = None
