"""Doors are parsed in the crawler's own process: what would stall or swell a parser is taken out.

Measured on this page's tests (tests/hostile/test_xml.py), with feedparser 6.0.14 and libxml2 2.14:
50,000 attributes in one element take feedparser 44 s and libxml2's HTML parser 3 s; 50,000 open
elements 4 s; a "billion laughs" 6 s; 100,000 items 21 s and 290 MB. None of these is a door.

    TameDoors      downloader middleware, for requests with `presswatch_door` in their meta
    tame(body)     the same, pure
"""

from __future__ import annotations

import logging
import re
from itertools import islice
from typing import TYPE_CHECKING

from scrapy.http import TextResponse

from spiders.manners.limits import gunzip
from spiders.manners.refusals import Hostile, Refused
from spiders.manners.wishes import DOOR

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

MOST_ITEMS = 5_000  #: of a feed; the rest is cut off and that is logged
MOST_ATTRIBUTES = 4_000  #: of one element; the parsers take 0.4 s for so many
LONG_TAG = 8_000  #: bytes; below this no element has too many attributes
MOST_OPEN = 10_000  #: elements that are opened and not closed, `<br>` and the like included
MOST_WIDE = 10 * 2**20  #: bytes in UTF-16 or UTF-32; decoding takes four times as much memory
DEEPEST_JSON = 200  #: arrays and objects within each other

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(?:\[[^\]]*(?:\]|\Z)[^>]*)?(?:>|\Z)", re.I)
_LONG_PIECE = re.compile(rb"<(?![!?])[^<]{%d,}" % LONG_TAG)
_VALUE = re.compile(rb"\"[^\"]*\"|'[^']*'")
_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_BRACKET = re.compile(rb"[\[\]{}]")

log = logging.getLogger(__name__)


def tame(body: bytes, most_items: int = MOST_ITEMS) -> bytes:
    """The same door without entities of its own, in UTF-8, with at most so many items.

    Raises Hostile when what is left could not be parsed in reasonable time.
    """
    if b"\0" in body[:64]:
        if len(body) > MOST_WIDE:
            raise Hostile(f"{len(body):,} bytes of UTF-16 or of nothing")
        body = _narrow(body)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        _demand_shallow_json(body)
        return body
    if b"<!ENTITY" in body or b"<!entity" in body:
        body = _DOCTYPE.sub(b"", body)
    _demand_few_attributes(body)
    if body.count(b"<") <= most_items:  # as nearly always, and this is the quickest to count
        return body
    body = _first_items(body, most_items)
    _demand_closed_elements(body)
    return body


def _narrow(body: bytes) -> bytes:
    """UTF-16 and UTF-32 as UTF-8, without the declaration that says otherwise."""
    for encoding in ("utf-32", "utf-16"):
        try:
            return _DECLARATION.sub("", body.decode(encoding), count=1).encode()
        except UnicodeError:
            continue
    return body


def _demand_few_attributes(body: bytes) -> None:
    for found in _LONG_PIECE.finditer(body):
        piece = found[0]
        tag = piece.partition(b">")[0]
        if len(tag) < LONG_TAG and b'"' not in tag and b"'" not in tag:
            continue  # what is long is the text behind it
        # a long value, such as a page's state as JSON, is one attribute, and may hold a ">"
        names = len(_VALUE.sub(b"", piece).partition(b">")[0].split())
        if names > MOST_ATTRIBUTES:
            raise Hostile(f"an element with some {names:,} attributes")


def _first_items(body: bytes, most: int) -> bytes:
    one_more = next(islice(_ITEM.finditer(body), most, None), None)
    if one_more is None:
        return body
    end = b"</feed>" if b"<feed" in body[:2000] else b"</channel></rss>"
    return body[: one_more.start()] + end


def _demand_closed_elements(body: bytes) -> None:
    ends = 2 * body.count(b"</") + body.count(b"/>") + body.count(b"<!") + body.count(b"<?")
    still_open = body.count(b"<") - ends
    if still_open > MOST_OPEN:
        raise Hostile(f"{still_open:,} elements are opened and never closed")


def _demand_shallow_json(body: bytes) -> None:
    depth = 0
    for bracket in _BRACKET.finditer(body):
        depth += 1 if bracket[0] in b"[{" else -1
        if depth > DEEPEST_JSON:
            raise Hostile(f"JSON with more than {DEEPEST_JSON} levels")


class TameDoors:
    """Downloader middleware: a door's answer, unpacked and safe to parse."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Raises Hostile, and for a packed sitemap TooLarge and Truncated."""
        if DOOR not in request.meta or response.status != 200:
            return response
        try:
            return self._tamed(response)
        except (
            Refused
        ) as refusal:  # its traceback would hold what was unpacked until it is collected
            raise refusal.with_traceback(None) from None

    @staticmethod
    def _tamed(response: Response) -> Response:
        body = gunzip(response.body) if response.body[:2] == b"\x1f\x8b" else response.body
        if body[:2] == b"\x1f\x8b":
            raise Hostile("packed twice: a gzip file within a gzip file")
        tamed = tame(body)
        if tamed is response.body:
            return response
        if len(tamed) < len(body) and _ITEM.search(tamed):
            log.info("%s: read up to %d items", response.url, MOST_ITEMS)
        if isinstance(response, TextResponse) and b"\0" in body[:64]:
            return response.replace(body=tamed, encoding="utf-8")
        return response.replace(body=tamed)
