"""What a door may offer: http(s) links and dates that can be true."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from w3lib.url import safe_url_string

from presswatch.values import DoorKind, Link

MOST_LINKS = 5000  #: read from one door at a time; a feed of 100,000 is capped, and says so
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
SLACK = timedelta(days=2)  #: a clock may be this far ahead of ours


def site(url: str) -> str:
    """Whose page it is: the host, without www."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def link(
    base: str, url: str, *, title: str | None, at: datetime | None, door: DoorKind
) -> Link | None:
    """A link as the frontier takes it; None for what is not a page on the web."""
    try:
        own = urlsplit(url.strip())
        if not url.strip() or (own.scheme and not own.netloc):
            return None
        full = urljoin(base, url.strip())
        parts = urlsplit(full)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        clean = safe_url_string(
            urldefrag(full).url
        )  # as the site writes it: order and case may matter
    except ValueError:
        return None
    return Link(clean, _plain(title), credible(at), door)


def credible(at: datetime | None) -> datetime | None:
    """A claimed time in UTC; None when it cannot be true."""
    if at is None:
        return None
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    try:
        aware = aware.astimezone(UTC)
    except OverflowError:
        return None
    return aware if EARLIEST <= aware <= datetime.now(UTC) + SLACK else None


_LONGEST_TITLE = 5000  #: characters, markup included


def _plain(title: str | None) -> str | None:
    """A title without markup."""
    if not isinstance(title, str):
        return None
    text = re.sub(r"<[^<>]*>", "", unescape(title[:_LONGEST_TITLE]))
    return " ".join(text.split())[:500] or None
