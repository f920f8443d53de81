"""What all doors share: poll the doors of the watchlist and offer their links to the frontier."""

from __future__ import annotations

import hashlib
import random
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from presswatch.errors import UsageError
from presswatch.values import DoorKind, Link, Source
from spiders.failures import describe
from spiders.manners.limits import SITEMAP_MAXSIZE
from spiders.manners.refusals import HostParked, Stopping
from spiders.manners.wishes import DOOR
from spiders.pages import ANSWERS, PageSpider, header
from spiders.schedule import jittered, next_interval
from storage.log import stamp
from storage.sources import Door

FULL_POLL_EVERY = 12  #: polls without If-None-Match: servers reuse validators for changed feeds
DEPTH = 2  #: sitemap indexes within sitemap indexes


class NotADoor(ValueError):
    """The answer is not what the door should be: HTML where a feed was, for example."""


class DoorSpider(PageSpider):
    """A spider that polls doors of its kinds, then brings the pages that are wanted."""

    kinds: ClassVar[tuple[DoorKind, ...]] = ()

    def __init__(self, due: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.due = due is not None
        self._chance = random.Random()

    async def start(self) -> AsyncIterator[Request]:
        """Every door that is due, then what earlier crawls left behind."""
        for source in self.chosen:
            for door in self.store.sources.doors(source):
                wanted = door.kind in self.kinds
                if wanted and (not self.due or self.store.sources.is_due(door)):
                    yield self._poll(source, door)
            for request in self.pages(source):
                yield request

    def _poll(self, source: Source, door: Door) -> Request:
        headers = {}
        if door.polls % FULL_POLL_EVERY:
            if door.etag:
                headers["If-None-Match"] = door.etag
            if door.last_modified:
                headers["If-Modified-Since"] = door.last_modified
        return Request(
            door.url, self.parse_door, errback=self.door_failed, headers=headers, dont_filter=True,
            priority=10, meta=_meta(door),
            cb_kwargs={"source": source, "door": door},
        )  # fmt: skip

    def parse_door(
        self,
        response: Response,
        source: Source,
        door: Door,
        root: Response | None = None,
        depth: int = 0,
    ) -> Iterator[Request]:
        """Offers the links of a door; yields requests for the pages that are wanted."""
        root = root or response
        if response.status == 304:
            self._polled(source, door, root, links=[])
            return
        if response.status != 200:
            self._door_is_bad(source, door, f"HTTP {response.status}", "")
            return
        try:
            deeper = self._children(response, door, depth)
            links = [] if deeper else reader(door.kind)(response)
        except NotADoor as error:
            self._door_is_bad(source, door, "not a " + door.kind.replace("_", " "), str(error))
            return
        for url in deeper:
            yield Request(
                url, self.parse_door, errback=self.door_failed, dont_filter=True, priority=9,
                meta=_meta(door),
                cb_kwargs={"source": source, "door": door, "root": root, "depth": depth + 1},
            )  # fmt: skip
        self._polled(source, door, root, links, index=root is not response or bool(deeper))
        yield from self.pages(source)

    def _children(self, response: Response, door: Door, depth: int) -> list[str]:
        if door.kind is not DoorKind.SITEMAP or depth >= DEPTH:
            return []
        urls: list[str] = import_module("spiders.sitemap").children(response)
        return urls[:20]

    def _polled(
        self,
        source: Source,
        door: Door,
        response: Response,
        links: list[Link],
        *,
        index: bool = False,
    ) -> None:
        with self.store.transaction():
            new = self.store.frontier.offer(source.name, links)
            pause = next_interval(door.interval, links=len(links), new=new, failures=0)
            self.store.sources.polled(
                door, state="working", new=new, due_at=self._after(pause),
                interval_s=int(pause.total_seconds()),
                # an index may stay the same while the sitemaps it names change
                etag=None if index else header(response, "ETag"),
                last_modified=None if index else header(response, "Last-Modified"),
                content_hash=hashlib.sha256(response.body).hexdigest(),
                said="" if links or response.status == 304 else "empty",
            )  # fmt: skip
        self.crawler.stats.inc_value("presswatch/doors")
        self.crawler.stats.inc_value("presswatch/links_new", new)

    def _door_is_bad(
        self, source: Source, door: Door, state: str, said: str, not_before: float = 0.0
    ) -> None:
        self.failed_sources.add(source.name)
        pause = next_interval(door.interval, links=0, new=0, failures=door.failures + 1)
        with self.store.transaction():
            self.store.sources.polled(
                door, state=state, said=said,
                due_at=max(self._after(pause), stamp(datetime.fromtimestamp(not_before, UTC))),
                interval_s=door.interval_s or int(pause.total_seconds()),
            )  # fmt: skip
            self.store.log.failed(door.url, source.name, self.crawl_row, reason=state, detail=said)
        self.crawler.stats.inc_value("presswatch/doors_failed")

    def door_failed(self, failure: Failure) -> None:
        """DNS, TLS, timeout, robots: in words."""
        kwargs = failure.request.cb_kwargs  # type: ignore[attr-defined]
        if isinstance(failure.value, Stopping):
            return  # not the door's fault: it is asked again in the next crawl
        reason = describe(failure)
        not_before = failure.value.until if isinstance(failure.value, HostParked) else 0.0
        self._door_is_bad(kwargs["source"], kwargs["door"], reason.state, reason.detail, not_before)

    def _after(self, pause: timedelta) -> str:
        return stamp(datetime.now(UTC) + jittered(pause, self._chance))


def _meta(door: Door) -> dict[str, Any]:
    meta: dict[str, Any] = {"handle_httpstatus_list": ANSWERS, DOOR: door.kind}
    if door.kind is DoorKind.SITEMAP:
        meta["download_maxsize"] = SITEMAP_MAXSIZE
    return meta


def reader(kind: DoorKind) -> Callable[[Response], list[Link]]:
    """The `read` of the door of that kind: spiders/feed.py, sitemap.py, front_page.py."""
    if kind not in (DoorKind.FEED, DoorKind.SITEMAP, DoorKind.FRONT_PAGE):
        raise UsageError(f"no reader for a door of kind {kind}")
    read: Callable[[Response], list[Link]] = import_module(f"spiders.{kind}").read
    return read
