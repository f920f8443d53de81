"""Who had it first: what the choice of an origin needs, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from presswatch.values.article import Credit


@dataclass(frozen=True, slots=True)
class Clocks:
    """When, by every clock that was asked. They disagree; they are kept apart."""

    first_seen: datetime
    published: datetime | None = None  #: claimed by the page
    modified: datetime | None = None  #: claimed by the page
    door: datetime | None = None  #: claimed by the feed or sitemap
    last_modified: datetime | None = None  #: HTTP header


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a story, as far as the choice of an origin needs it."""

    id: int
    url: str
    source: str
    clocks: Clocks
    words: int = 0
    domains: tuple[str, ...] = ()  #: registrable domains of its source
    signature: tuple[str, ...] = ()  #: tags its source signs with
    credits: tuple[Credit, ...] = field(default=())


class OriginKind(StrEnum):
    """What we dare to say of where a story came from."""

    ARTICLE = "origin"  #: one of the story's articles, proven by credit or pointer
    AGENCY = "agency"  #: an agency or outlet we do not watch
    POINTER = "page elsewhere"  #: a page the copies point to, not in the database
    EARLIEST = "earliest copy seen"  #: nobody says; this is the first by the clocks
    CONFLICT = "conflict"  #: the copies name different origins
    UNKNOWN = "unknown"  #: the clocks contradict each other


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a story came from, and how we know."""

    kind: OriginKind
    because: str  #: one sentence for a reader
    confidence: float  #: 0..1
    article: int | None = None  #: the member the copies are compared with
    agency: str | None = None
    url: str | None = None
