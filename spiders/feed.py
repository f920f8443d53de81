"""Feeds: RSS and Atom through feedparser, JSON Feed 1.1 as JSON."""

from __future__ import annotations

import json
from calendar import timegm
from datetime import UTC, datetime
from typing import Any

import feedparser
from scrapy.http import Response

from presswatch.values import DoorKind, Link
from spiders.door import DoorSpider, NotADoor
from spiders.links import MOST_LINKS, link

MAX_BYTES = 10 * 2**20  #: a feed above this is not read


class Feed(DoorSpider):
    """scrapy crawl feed [-a source=NAME]"""

    name = "feed"
    kinds = (DoorKind.FEED,)


def read(response: Response) -> list[Link]:
    """The links of a feed, in its order, at most MOST_LINKS. Raises NotADoor when it is none."""
    body = response.body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if body.startswith(b"{"):
        return _json_feed(response, body)
    parsed = _parsed(response, body)
    if not parsed.get("version"):
        raise NotADoor(f"not a feed: it begins {body[:60]!r}")
    found = (_entry(response, entry) for entry in parsed.entries[:MOST_LINKS])
    return [one for one in found if one is not None]


def _parsed(response: Response, body: bytes) -> Any:
    try:
        return feedparser.parse(
            body,
            response_headers={"content-location": response.url},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # noqa: BLE001 (it lets through whatever its dates and URLs raise)
        raise NotADoor(f"cannot be read: {error!r}") from None


def _entry(response: Response, entry: Any) -> Link | None:
    url = entry.get("feedburner_origlink") or entry.get("link") or ""
    if not url and str(entry.get("id", "")).startswith("http"):
        url = entry["id"]
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        at = datetime.fromtimestamp(timegm(moment), UTC) if moment else None
    except (ValueError, OverflowError, OSError):
        at = None
    return link(response.url, str(url), title=entry.get("title"), at=at, door=DoorKind.FEED)


def _json_feed(response: Response, body: bytes) -> list[Link]:
    try:
        feed = json.loads(body)
        items = feed["items"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotADoor(f"not a JSON Feed: {error!r}") from None
    if not isinstance(items, list):
        raise NotADoor("not a JSON Feed: its items are no list")
    found = (_item(response, item) for item in items[:MOST_LINKS] if isinstance(item, dict))
    return [one for one in found if one is not None]


def _item(response: Response, item: dict[str, Any]) -> Link | None:
    raw = str(item.get("date_published") or item.get("date_modified") or "")
    try:
        at = datetime.fromisoformat(raw)
    except ValueError:
        at = None
    url = str(item.get("url") or item.get("external_url") or "")
    return link(response.url, url, title=item.get("title"), at=at, door=DoorKind.FEED)
