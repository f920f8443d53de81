"""Sitemaps and sitemap indexes (sitemaps.org 0.9), with the news extension's dates and titles.

Parsed as a stream of elements with entities off: a news sitemap may hold 1,000 entries, a plain one
50,000, and neither needs a tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from scrapy.http import Response
from scrapy.utils.gz import gunzip

from presswatch.values import DoorKind, Link
from spiders.door import DoorSpider, NotADoor
from spiders.links import EARLIEST, MOST_LINKS, link

RECENT = timedelta(days=7)  #: of a sitemap without the news extension, only what is this new
MAX_BYTES = 50 * 2**20
MOST_CHILDREN = 10  #: dated sitemaps of an index that are read in one poll
MOST_UNDATED = 3  #: and of those that do not say when they changed
SLACK = timedelta(days=1)  #: a lastmod may name the day only


class Sitemap(DoorSpider):
    """scrapy crawl sitemap [-a source=NAME]"""

    name = "sitemap"
    kinds = (DoorKind.SITEMAP,)


def read(response: Response) -> list[Link]:
    """The pages of a sitemap, newest first, at most MOST_LINKS. Raises NotADoor when it is none."""
    found = []
    for values in _entries(response, "url"):
        raw = values.get("publication_date") or values.get("lastmod")
        one = link(
            response.url,
            values.get("loc", ""),
            title=values.get("title"),
            at=_date(raw),
            door=DoorKind.SITEMAP,
        )
        if one is not None and ("publication_date" in values or _is_recent(one)):
            found.append(one)
    found.sort(key=lambda x: x.published_at or datetime.min.replace(tzinfo=UTC), reverse=True)
    return found[:MOST_LINKS]


def children(response: Response) -> list[str]:
    """The sitemaps that a sitemap index names, newest first; none when it is no index."""
    return [url for url, _ in _named(response)]


def worth_reading(response: Response, good_at: str | None) -> list[str]:
    """The sitemaps of an index that may hold something new since the last good poll.

    Those whose lastmod is later; of those without one the first few; and never a whole archive.
    """
    since = datetime.fromisoformat(good_at) - SLACK if good_at else datetime.now(UTC) - RECENT
    dated = [url for url, at in _named(response) if at is not None and at >= since]
    undated = news_first(url for url, at in _named(response) if at is None)
    return [*dated[:MOST_CHILDREN], *undated[:MOST_UNDATED]]


def is_index(response: Response) -> bool:
    """Is it an index, whether or not anything in it is worth reading now?"""
    return b"<sitemapindex" in plain(response)[:2000]


def news_first(urls: Iterable[str]) -> list[str]:
    """Sitemaps by name: news, then posts and the like, then the rest, in their order."""

    def rank(url: str) -> int:
        path = urlsplit(url).path.lower()
        if re.search(r"video|image|photo|tag|categor|author|page-sitemap|static|product", path):
            return 3
        return 0 if "news" in path else 1 if re.search(r"post|article|latest|recent", path) else 2

    return sorted(urls, key=rank)


def _named(response: Response) -> list[tuple[str, datetime | None]]:
    found = []
    for values in _entries(response, "sitemap"):
        at = _date(values.get("lastmod"))
        one = link(response.url, values.get("loc", ""), title=None, at=at, door=DoorKind.SITEMAP)
        if one is not None:
            found.append((one.url, one.published_at))
    found.sort(key=lambda x: (x[1] is not None, x[1] or EARLIEST, x[0]), reverse=True)
    return found


def plain(response: Response) -> bytes:
    """The body, unpacked when it is a .gz."""
    body = response.body
    return gunzip(body, max_size=MAX_BYTES) if body[:2] == b"\x1f\x8b" else body


def _entries(response: Response, tag: str) -> Iterator[dict[str, str]]:
    body = plain(response).lstrip()
    if not body.startswith(b"<") or b"<html" in body[:300].lower():
        raise NotADoor(f"not a sitemap: it begins {body[:60]!r}")
    events = etree.iterparse(
        BytesIO(body),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        recover=True,
        huge_tree=False,
    )
    try:
        for _, element in events:
            if _name(element) == tag:
                yield dict(_said(element))
                element.clear()
    except etree.XMLSyntaxError as error:
        raise NotADoor(f"not well-formed XML: {error}") from None


def _said(element: Any) -> Iterator[tuple[str, str]]:
    """(name, text) of what is in an entry; a text that is not UTF-8 is none."""
    for inner in element.iter("{*}*"):
        if inner is not element and not len(inner):
            try:
                yield _name(inner), (inner.text or "").strip()
            except UnicodeDecodeError:
                continue


def _name(element: Any) -> str:
    """Without its namespace; not by QName, which refuses a prefix that was never declared."""
    try:
        return str(element.tag).rpartition("}")[2].rpartition(":")[2]
    except UnicodeDecodeError:
        return ""


def _is_recent(one: Link) -> bool:
    return one.published_at is None or one.published_at > datetime.now(UTC) - RECENT


def _date(raw: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(raw) if raw else None
    except ValueError:
        return None
