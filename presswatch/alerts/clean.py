"""Scraped text, made fit for a message: whatever a page says, it cannot forge a line or a link."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from urllib.parse import urlsplit

#: what turns the direction of a line, or hides in it
_HIDDEN = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def clean(text: str | None) -> str:
    """One line without control characters, terminal escapes or turns of direction."""
    bare = _HIDDEN.sub("", text or "")
    shown = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in bare)
    return " ".join(shown.split())


def shortened(text: str | None, longest: int) -> str:
    """Cleaned, and cut at a word."""
    whole = clean(text)
    if len(whole) <= longest:
        return whole
    return whole[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def link(url: str | None) -> str | None:
    """An http(s) address that stands in one word; None for anything else."""
    if not url or re.search(r"[\s\x00-\x1f\x7f<>\"'`\\]", url) or clean(url) != url:
        return None
    try:
        parts = urlsplit(url)
        safe = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        return None
    return url if safe else None


def moment(at: str) -> str:
    """ "18 Nov 2026, 02:10 UTC" from a time as the database writes it."""
    try:
        return f"{datetime.fromisoformat(at):%d %b %Y, %H:%M} UTC"
    except ValueError:
        return clean(at)
