"""URLs that look like one of an endless series. Pure, except for the small middleware.

A crawl that reads doors and follows them one step cannot run away, but a hostile or broken door
can name such URLs by the million, and a front page links to its own calendar.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from spiders.manners.refusals import Trap

if TYPE_CHECKING:
    from scrapy import Request

LONGEST_URL = 2_083  #: characters; what browsers and Scrapy take, and sitemaps.org's 2,048
DEEPEST_PATH = 20  #: segments; the deepest of 931 article URLs of 715 hosts has 9
MOST_PARAMETERS = 20
REPEATS = 3  #: times the same one to six segments follow each other: /a/b/a/b/a/b

_SESSION = re.compile(r"(?:php|asp|j)?sess(?:ion)?_?id|aspsessionid\w*|cftoken|cfid|sid", re.I)
_SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.I)
_CALENDAR = re.compile(
    r"(?:^|[/=_-])(?P<year>(?:1[0-9]|2[0-9]|[03-9][0-9])\d\d)[/_-](?P<month>\d{1,2})"
    r"(?:[/_-](?P<day>\d{1,2}))?(?:/page/\d+)?/?\Z"
)


def without_session(url: str) -> str:
    """The URL without session ids: in its parameters, and after a semicolon in its path."""
    parts = urlsplit(url)
    path = _SESSION_PATH.sub("", parts.path)
    query = parts.query
    parameters = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in parameters if not _SESSION.fullmatch(name)]
    if len(kept) < len(parameters):
        query = urlencode(kept)
    if (path, query) == (parts.path, parts.query):
        return url
    return urlunsplit(parts._replace(path=path, query=query))


def trap(url: str, now: datetime | None = None) -> str | None:
    """Why this URL looks like one of an endless series, or None."""
    if len(url) > LONGEST_URL:
        return f"a URL of {len(url):,} characters"
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    if len(segments) > DEEPEST_PATH:
        return f"{len(segments)} path segments"
    if parts.query.count("&") >= MOST_PARAMETERS:
        return f"{parts.query.count('&') + 1} parameters"
    return _repetition(segments) or _calendar(parts.path, parts.query, now or datetime.now(UTC))


def _repetition(segments: list[str]) -> str | None:
    for length in range(1, 7):
        for start in range(len(segments) - length * REPEATS + 1):
            once = segments[start : start + length]
            if segments[start : start + length * REPEATS] == once * REPEATS:
                return f"{'/'.join(once)!r} repeats in the path"
    return None


def _calendar(path: str, query: str, now: datetime) -> str | None:
    """A page of a calendar or archive for a time when nothing can have been published."""
    latest = (now + timedelta(days=31)).strftime("%Y-%m")
    for text in (path, query):
        found = _CALENDAR.search(text)
        if found and 1 <= int(found["month"]) <= 12:
            month = f"{found['year']}-{int(found['month']):02d}"
            if month > latest or month < "1600":
                return f"a calendar page for {month}"
    return None


class NoTraps:
    """Downloader middleware: refuses what looks like one of an endless series."""

    def process_request(self, request: Request) -> None:
        """Raises Trap."""
        why = trap(request.url)
        if why:
            raise Trap(f"{why}: {request.url[:200]}")
