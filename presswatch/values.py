"""The values that travel between the rooms.

    Source → Page → Article → Fingerprint → Verdict

Each is frozen and holds the value it was made from (`verdict.fingerprint.article.page`), so a
stage never needs a bag of extras. Nothing here imports anything of ours. All datetimes are aware
and in UTC; all spans are half-open character offsets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

# ── what we watch ────────────────────────────────────────────────────────────────────────────


class DoorKind(StrEnum):
    """The ways into a publication."""

    FEED = "feed"
    SITEMAP = "sitemap"
    FRONT_PAGE = "front_page"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Source:
    """A publication we watch: one `[[source]]` of sources.toml."""

    name: str  #: unique slug, e.g. "example-times"
    home: str  #: URL of the front page
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    front_pages: tuple[str, ...] = ()
    title: str | None = None  #: the name people know it by
    language: str | None = None  #: ISO 639-1, when the operator knows better than the page
    extractor: str = ".combined"  #: a module of pipelines.extractors, or a dotted path
    signature: tuple[str, ...] = ()  #: tags it signs its own pieces with, e.g. ("DSA",)
    keep: bool = True  #: keep raw responses in WARC
    ours: bool = False  #: our own outlet: uncredited reprints of it are announced
    options: tuple[tuple[str, str], ...] = ()  #: further per-source settings, as written


@dataclass(frozen=True, slots=True)
class Link:
    """What a door says of one page, before anyone has fetched it."""

    url: str
    title: str | None = None
    published_at: datetime | None = None
    door: DoorKind = DoorKind.FEED


# ── what came back ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Raw:
    """Where the raw response lies on disk."""

    file: str  #: WARC file, relative to the WARC folder
    offset: int  #: bytes from its start
    length: int  #: bytes, compressed


@dataclass(frozen=True, slots=True)
class Page:
    """What one URL answered at one moment."""

    url: str  #: where the answer came from, after redirects
    source: str  #: `Source.name`
    body: bytes = field(repr=False)  #: decoded of any content encoding
    fetched_at: datetime
    link: Link  #: what the door said; `link.url` is what was asked for
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    media_type: str = "text/html"
    extractor: str = ".combined"
    keep: bool = True  #: its raw response belongs on disk
    crawl: int | None = None  #: row of `crawls`
    raw: Raw | None = None  #: set by `keep`; None when nothing was kept
    again: bool = False  #: read again from disk: what differs is our reading, not the page

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        wanted = name.casefold()
        return next((v for k, v in self.headers if k.casefold() == wanted), None)


# ── what was read off it ─────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the page says of itself, and where it says so."""

    name: str  #: "title", "author", "published", "modified", "section", "language" …
    value: str  #: as the page wrote it
    where: str  #: "json-ld", "meta og:title", "h1", "time", "url", "feed", "header" …


class Place(StrEnum):
    """Where a credit stands. The order is the order of trust."""

    META = "meta"  #: syndication-source, original-source, JSON-LD
    CANONICAL = "canonical"  #: rel=canonical to another domain
    REPUBLISHED = "republished"  #: "originally published by …"
    CLOSING = "closing tag"
    DATELINE = "dateline"
    BYLINE = "byline"
    SOURCE_LINE = "source line"
    COPYRIGHT = "copyright line"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency or outlet that an article names as where its text comes from."""

    name: str  #: the agency's full name where the gazetteer knows it, else the tag as written
    tag: str  #: as written: "DSA", "AFP/dpa"
    place: Place
    agency: str | None = None  #: key of the gazetteer (pipelines/agencies.toml)
    domains: tuple[str, ...] = ()  #: registrable domains it publishes on
    url: str | None = None  #: the page it points to, if it points to one
    quote: str = ""  #: the words that say so
    span: tuple[int, int] | None = None  #: where they stand in `Article.text`


@dataclass(frozen=True, slots=True)
class Article:
    """The text and facts read off one page."""

    page: Page
    url: str  #: canonical URL
    title: str
    text: str = field(repr=False)  #: paragraphs, one a line
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None  #: as claimed
    modified_at: datetime | None = None  #: as claimed
    language: str | None = None  #: ISO 639-1
    credits: tuple[Credit, ...] = ()  #: most trusted first
    facts: tuple[Fact, ...] = ()
    links: tuple[str, ...] = ()  #: in the first and last paragraphs
    description: str | None = None
    image: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    partial: bool = False  #: the body is known to be cut (teaser, paywall)
    extractor: str = ""  #: who read it, e.g. "combined/1"

    @property
    def credit(self) -> str | None:
        """The name of the most trusted credit."""
        return self.credits[0].name if self.credits else None


Grams = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What we compare instead of whole texts: a sample of the text's word n-grams."""

    article: Article
    grams: Grams = field(repr=False)  #: sorted, unique
    tokens: int  #: length of the text as compared (credit lines stripped)
    sha256: str  #: hex, of title and text as stored


# ── what we concluded ────────────────────────────────────────────────────────────────────────


class Kind(StrEnum):
    """What a match says. It says nothing about direction."""

    COPY = "copy"
    PARTIAL = "partial"  #: a passage of one stands inside an otherwise different piece
    SHARED_SOURCE = "shared source"  #: both quote the same third text


class Relation(StrEnum):
    """How a copy stands to its origin."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    EXCERPT = "excerpt"


#: (start in A, end in A, start in B, end in B), character offsets into the stored texts
Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """Evidence that two articles carry the same text. Symmetric: A and B may change places."""

    a: int  #: row of `articles`, smaller than b
    b: int
    kind: Kind
    share_a: float  #: 0..1, containment: how much of A stands in B
    share_b: float  #: 0..1, how much of B stands in A
    words: int  #: matched tokens
    spans: tuple[Span, ...] = ()
    because: str = ""  #: one sentence for a reader


@dataclass(frozen=True, slots=True)
class Near:
    """A match of the newcomer, which has no row yet, with a stored article."""

    other: int  #: row of `articles`
    kind: Kind
    share: float  #: 0..1, how much of the newcomer stands in the other
    share_other: float
    words: int
    because: str = ""


@dataclass(frozen=True, slots=True)
class NewStory:
    """Nobody we know carries this text."""

    fingerprint: Fingerprint
    near: tuple[Near, ...] = ()  #: partial matches: linked, never merged


@dataclass(frozen=True, slots=True)
class Joins:
    """The text belongs to a story we know (to several, when it shows they are one)."""

    fingerprint: Fingerprint
    stories: tuple[int, ...]
    near: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """A known URL now says something else."""

    fingerprint: Fingerprint
    of: int  #: row of `articles`


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A known URL says what it said before."""

    fingerprint: Fingerprint
    of: int


Verdict = NewStory | Joins | Revision | Unchanged


# ── who had it first ─────────────────────────────────────────────────────────────────────────


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
