"""What came back: pages, and what hosts put up for machines."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from presswatch.values.watch import Link


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
    opt_outs: tuple[str, ...] = ()  #: what the site says against its use: "noarchive (meta robots)"
    again: bool = False  #: read again from disk: what differs is our reading, not the page

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        wanted = name.casefold()
        return next((v for k, v in self.headers if k.casefold() == wanted), None)


class Standing(StrEnum):
    """What can be made of a host's answer to a question at a fixed path."""

    SAYS = "says"  #: its text counts
    SILENT = "silent"  #: there is no such notice
    UNREACHABLE = "unreachable"  #: there may be one, and we could not read it


@dataclass(frozen=True, slots=True)
class Notice:
    """What a host puts up for machines (robots.txt, tdmrep.json), for as long as it holds."""

    standing: Standing
    because: str  #: "HTTP 404", "an HTML page" …
    until: float  #: epoch seconds
    text: str = ""
    cause: BaseException | None = field(default=None, compare=False)

    def holds(self, now: float) -> bool:
        """Whether it still counts; more than a week ahead is a clock that was set back."""
        return 0 < self.until - now <= 7 * 24 * 3600.0
