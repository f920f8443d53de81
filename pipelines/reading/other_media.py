"""What a body is that is no HTML page, in words for the operator."""

from __future__ import annotations

import json
import re

from pipelines.reading.binary import is_binary

#: characters that are looked at for the first element
BEGINNING = 4000
#: how files begin, and what they are
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzipped: unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"WARC/", "a WARC file: `presswatch replay` reads those of a desk"),
    (b"From: <Saved by", "a page saved as MHTML: save it as HTML"),
)
#: first elements of what is written in angle brackets and is no page
ROOTS = {
    "rss": "an RSS feed", "feed": "an Atom feed", "rdf": "an RSS feed", "rdf:rdf": "an RSS feed",
    "urlset": "a sitemap", "sitemapindex": "an index of sitemaps", "opml": "an OPML list",
    "svg": "an SVG image",
}  # fmt: skip
_BEFORE_ROOT = r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!doctype[^>]*>\s*)*"
_ROOT = re.compile(_BEFORE_ROOT + r"<([a-z][\w:-]*)", re.IGNORECASE | re.DOTALL)
_MARK = b"\xef\xbb\xbf"


def other_than_html(body: bytes) -> str | None:
    """What it is, if it is no page: "a PDF document", "an RSS feed", "JSON" …"""
    start = body[:BEGINNING].lstrip()
    start = start.removeprefix(_MARK)
    if not start.strip(b"\0 \t\r\n"):
        return "an empty body"
    found = next((what for magic, what in MAGIC if start.startswith(magic)), None)
    if found:
        return found
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "a WebP image"
    if is_binary(body):
        return "bytes that are no text"
    if start[:1] in b"{[" and _is_json(body):
        return "JSON"
    root = _ROOT.match(start.decode("utf-8", "replace"))
    return ROOTS.get(root[1].lower()) if root else None


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True
