"""Sitemaps and sitemap indexes (sitemaps.org 0.9), with the news extension's dates and titles.

Parsed as a stream of elements with entities off: a news sitemap may hold 1,000 entries, a plain one
50,000, and neither needs a tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO

from lxml import etree
from scrapy.http import Response
from scrapy.utils.gz import gunzip

from presswatch.values import DoorKind, Link
from spiders.door import DoorSpider, NotADoor
from spiders.links import MOST_LINKS, link

RECENT = timedelta(days=7)  #: of a sitemap without the news extension, only what is this new
MAX_BYTES = 50 * 2**20


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
    found = []
    for values in _entries(response, "sitemap"):
        one = link(
            response.url,
            values.get("loc", ""),
            title=None,
            at=_date(values.get("lastmod")),
            door=DoorKind.SITEMAP,
        )
        if one is not None:
            found.append(one)
    found.sort(key=lambda x: (x.published_at is not None, x.published_at or x.url), reverse=True)
    return [one.url for one in found]


def _entries(response: Response, tag: str) -> Iterator[dict[str, str]]:
    body = response.body
    if body[:2] == b"\x1f\x8b":
        body = gunzip(body, max_size=MAX_BYTES)
    body = body.lstrip()
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
            if etree.QName(element).localname == tag:
                yield {
                    etree.QName(e).localname: (e.text or "").strip()
                    for e in element.iter("{*}*")
                    if e is not element and not len(e)
                }
                element.clear()
    except etree.XMLSyntaxError as error:
        raise NotADoor(f"not well-formed XML: {error}") from None


def _is_recent(one: Link) -> bool:
    return one.published_at is None or one.published_at > datetime.now(UTC) - RECENT


def _date(raw: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(raw) if raw else None
    except ValueError:
        return None
