"""What all doors share: poll the doors of the watchlist, offer their links, bring the new pages.

The frontier is in the database, so a spider holds no queue that a kill could lose: it asks which
pages of a source are wanted and asks again in the next crawl for those that did not come.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from presswatch.errors import UsageError
from presswatch.values import DoorKind, Link, Page, Source
from spiders.failures import describe
from spiders.schedule import jittered, next_interval
from spiders.sources import Watchlist, read_watchlist
from storage import Store, open_store
from storage.log import stamp
from storage.sources import Door

FULL_POLL_EVERY = 12  #: polls without If-None-Match: servers reuse validators for changed feeds
BUDGET = 2000  #: pages of one source in one crawl
DEPTH = 2  #: sitemap indexes within sitemap indexes


class NotADoor(ValueError):
    """The answer is not what the door should be: HTML where a feed was, for example."""


class DoorSpider(Spider):
    """A spider that polls doors of its kinds."""

    kinds: ClassVar[tuple[DoorKind, ...]] = ()
    store: Store
    watchlist: Watchlist
    crawl_row: int

    def __init__(self, source: str | None = None, due: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.only = source
        self.due = due is not None
        self.failed_sources: set[str] = set()
        self._chance = random.Random()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """The spider, with the watchlist read and the database open."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.watchlist = read_watchlist(Path(crawler.settings["PRESSWATCH_SOURCES"]))
        spider.chosen = spider.watchlist.named(spider.only)
        spider.store = open_store(crawler.settings["PRESSWATCH_DB"], writer=True)
        with spider.store.transaction():
            spider.store.sources.watch(spider.watchlist.sources)
            spider.crawl_row = spider.store.log.start(f"crawl {cls.name}")
        return spider

    chosen: tuple[Source, ...]

    async def start(self) -> AsyncIterator[Request]:
        """Every door that is due, then what earlier crawls left behind."""
        for source in self.chosen:
            for door in self.store.sources.doors(source):
                if door.kind in self.kinds and (not self.due or self.store.sources.is_due(door)):
                    yield self._poll(source, door)
            for request in self._wanted(source):
                yield request

    # ── doors ──

    def _poll(self, source: Source, door: Door) -> Request:
        headers = {}
        if door.polls % FULL_POLL_EVERY:
            if door.etag:
                headers["If-None-Match"] = door.etag
            if door.last_modified:
                headers["If-Modified-Since"] = door.last_modified
        return Request(
            door.url, self.parse_door, errback=self.door_failed, headers=headers, dont_filter=True,
            priority=10, meta={"handle_httpstatus_all": True, "presswatch_door": door.kind},
            cb_kwargs={"source": source, "door": door},
        )  # fmt: skip

    def parse_door(
        self, response: Response, source: Source, door: Door, root: Response | None = None, depth: int = 0
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
                meta={"handle_httpstatus_all": True, "presswatch_door": door.kind},
                cb_kwargs={"source": source, "door": door, "root": root, "depth": depth + 1},
            )  # fmt: skip
        self._polled(source, door, root, links)
        yield from self._wanted(source)

    def _children(self, response: Response, door: Door, depth: int) -> list[str]:
        if door.kind is not DoorKind.SITEMAP or depth >= DEPTH:
            return []
        urls: list[str] = import_module("spiders.sitemap").children(response)
        return urls[:20]

    def _polled(self, source: Source, door: Door, response: Response, links: list[Link]) -> None:
        with self.store.transaction():
            new = self.store.frontier.offer(source.name, links)
            before = timedelta(seconds=door.interval_s) if door.interval_s else None
            pause = next_interval(before, links=len(links), new=new, failures=0)
            self.store.sources.polled(
                door, state="working", new=new, due_at=self._after(pause),
                interval_s=int(pause.total_seconds()),
                etag=_text(response, "ETag"), last_modified=_text(response, "Last-Modified"),
                content_hash=hashlib.sha256(response.body).hexdigest(),
                said="" if links or response.status == 304 else "empty",
            )  # fmt: skip
        self.crawler.stats.inc_value("presswatch/doors")
        self.crawler.stats.inc_value("presswatch/links_new", new)

    def _door_is_bad(self, source: Source, door: Door, state: str, said: str) -> None:
        self.failed_sources.add(source.name)
        before = timedelta(seconds=door.interval_s) if door.interval_s else None
        pause = next_interval(before, links=0, new=0, failures=door.failures + 1)
        with self.store.transaction():
            self.store.sources.polled(
                door, state=state, said=said, due_at=self._after(pause),
                interval_s=door.interval_s or int(pause.total_seconds()),
            )  # fmt: skip
            self.store.log.failed(door.url, source.name, self.crawl_row, reason=state, detail=said)
        self.crawler.stats.inc_value("presswatch/doors_failed")

    def door_failed(self, failure: Failure) -> None:
        """DNS, TLS, timeout, robots: in words."""
        kwargs = failure.request.cb_kwargs  # type: ignore[attr-defined]
        reason = describe(failure)
        self._door_is_bad(kwargs["source"], kwargs["door"], reason.state, reason.detail)

    def _after(self, pause: timedelta) -> str:
        return stamp(datetime.now(UTC) + jittered(pause, self._chance))

    # ── pages ──

    def _wanted(self, source: Source) -> Iterator[Request]:
        budget = int(float(dict(source.options).get("budget", BUDGET)))
        for waiting in self.store.frontier.waiting(source.name, budget):
            yield Request(
                waiting.link.url, self.parse_page, errback=self.page_failed,
                meta={"handle_httpstatus_all": True},
                cb_kwargs={"source": source, "link": waiting.link},
            )  # fmt: skip

    def parse_page(self, response: Response, source: Source, link: Link) -> Iterator[Page]:
        """A page, or a row that says why there is none."""
        if response.status != 200:
            self._page_is_lost(link, source, f"HTTP {response.status}", "", response.status)
            return
        kind = (_text(response, "Content-Type") or "text/html").partition(";")[0].strip().lower()
        yield Page(
            url=response.url, source=source.name, body=response.body, fetched_at=datetime.now(UTC),
            link=link, status=response.status, headers=_headers(response), media_type=kind,
            extractor=source.extractor, keep=source.keep, crawl=self.crawl_row,
        )  # fmt: skip
        self.crawler.stats.inc_value("presswatch/pages")

    def page_failed(self, failure: Failure) -> None:
        """A request that brought nothing."""
        kwargs = failure.request.cb_kwargs  # type: ignore[attr-defined]
        reason = describe(failure)
        self._page_is_lost(kwargs["link"], kwargs["source"], reason.state, reason.detail, None, reason.final)

    def _page_is_lost(
        self, link: Link, source: Source, reason: str, detail: str, status: int | None, final: bool = False
    ) -> None:
        gone = status is not None and 400 <= status < 500 and status not in (401, 403, 408, 425, 429)
        with self.store.transaction():
            self.store.log.failed(link.url, source.name, self.crawl_row, reason=reason, detail=detail, status=status)
            if gone or final:
                self.store.frontier.lost(link.url, reason)
            else:
                self.store.frontier.failed(link.url, reason)
        self.crawler.stats.inc_value("presswatch/lost")


def reader(kind: DoorKind) -> Callable[[Response], list[Link]]:
    """The `read` of the door of that kind: spiders/feed.py, sitemap.py, front_page.py."""
    if kind not in (DoorKind.FEED, DoorKind.SITEMAP, DoorKind.FRONT_PAGE):
        raise UsageError(f"no reader for a door of kind {kind}")
    read: Callable[[Response], list[Link]] = import_module(f"spiders.{kind}").read
    return read


def _text(response: Response, header: str) -> str | None:
    value = response.headers.get(header)
    return value.decode("latin1") if value else None


def _headers(response: Response) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin1"), value.decode("latin1"))
        for name, values in response.headers.items()
        for value in values
    )
