"""What we watch: sources, what their doors offer, and what we look for in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
    poll: tuple[int, int] | None = None  #: s, its doors are asked no more often and no more rarely
    recheck: tuple[int, ...] | None = None  #: s, ages at which its articles are looked at again
    options: tuple[tuple[str, str], ...] = ()  #: further per-source settings, as written


@dataclass(frozen=True, slots=True)
class Link:
    """What a door says of one page, before anyone has fetched it."""

    url: str
    title: str | None = None
    published_at: datetime | None = None
    door: DoorKind = DoorKind.FEED


@dataclass(frozen=True, slots=True)
class Watch:
    """A saved query: one `[[watch]]` of watches.toml."""

    name: str  #: unique slug, e.g. "coastal-radar"
    query: str  #: as typed (storage/query/)
    title: str | None = None  #: the name people know it by
    note: str | None = None  #: what it is for
