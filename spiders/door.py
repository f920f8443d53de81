"""What all doors share: poll the doors of the watchlist and offer their links to the frontier."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from presswatch.errors import UsageError
from presswatch.values import DoorKind, Link, Source
from spiders.challenges import challenge
from spiders.checkup import check_up
from spiders.failures import Reason, describe
from spiders.manners.limits import SITEMAP_MAXSIZE
from spiders.manners.refusals import HostParked, Stopping
from spiders.manners.wishes import DOOR
from spiders.pages import PageSpider, meta_of
from spiders.polling import Poll, put_off, settle, validators
from spiders.signals import DoorAsked, door_asked
from storage.doors import Door
from storage.log import stamp

DEPTH = 2  #: sitemap indexes within sitemap indexes


class NotADoor(ValueError):
    """The answer is not what the door should be: HTML where a feed was, for example."""


class DoorSpider(PageSpider):
    """A spider that polls doors of its kinds, then brings the pages that are wanted."""

    kinds: ClassVar[tuple[DoorKind, ...]] = ()

    def __init__(self, due: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.due = due is not None
        self.asked: set[str] = set()  #: sources whose doors were asked in this crawl

    async def start(self) -> AsyncIterator[Request]:
        """Every door that is due, and what earlier crawls left behind."""
        at = stamp(datetime.now(UTC))
        doors = self.store.doors.of(self.chosen)
        busy = None if self.recheck else self.store.frontier.sources_with_work()
        for source in self.chosen:
            for door in doors[source.name]:
                if door.kind in self.kinds and (not self.due or door.is_due(at)):
                    yield self._poll(source, door)
            if busy is None or source.name in busy:
                for request in self.pages(source):
                    yield request

    def _poll(self, source: Source, door: Door) -> Request:
        self.asked.add(source.name)
        return self._ask(Poll(source, door), door.url, 0, validators(door))

    def closed(self, reason: str) -> None:
        """At the end of the crawl: how are the sources doing whose doors were asked?"""
        check_up(self.store, self.asked)

    def _ask(self, poll: Poll, url: str, depth: int, headers: dict[str, str]) -> Request:
        meta = meta_of(poll.source) | {DOOR: poll.door.kind}
        if poll.door.kind is DoorKind.SITEMAP:
            meta["download_maxsize"] = SITEMAP_MAXSIZE
        return Request(
            url, self.parse_door, errback=self.door_failed, headers=headers, dont_filter=True,
            priority=10 - depth, meta=meta, cb_kwargs={"poll": poll, "depth": depth},
        )  # fmt: skip

    def parse_door(self, response: Response, poll: Poll, depth: int) -> Iterator[Request]:
        """Reads the links of a door; yields requests for the pages that are wanted."""
        poll.open -= 1
        poll.root = poll.root or response
        found: list[Request] = []
        if whose := challenge(response):
            poll.trouble = Reason(f"challenge page ({whose})", f"HTTP {response.status}")
        elif response.status not in (200, 304):
            poll.trouble = Reason(f"HTTP {response.status}")
        elif not poll.unchanged:
            try:
                found = self._read(response, poll, depth)
            except NotADoor as error:
                state = "not a " + poll.door.kind.replace("_", " ")
                poll.trouble = Reason(state, str(error))
        yield from found
        if not poll.open:
            yield from self._close(poll)

    def _read(self, response: Response, poll: Poll, depth: int) -> list[Request]:
        """The links of an answer, into the poll; requests for the sitemaps that an index names."""
        deeper: list[str] = []
        if poll.door.kind is DoorKind.SITEMAP and depth < DEPTH:
            sitemap = import_module("spiders.sitemap")
            deeper = sitemap.worth_reading(response, poll.door.good_at)
            if deeper or sitemap.is_index(response):
                poll.index = True
        if not deeper and not (poll.index and response is poll.root):
            poll.links += reader(poll.door.kind)(response)
        poll.read = True
        poll.open += len(deeper)
        return [self._ask(poll, url, depth + 1, {}) for url in deeper]

    def _close(self, poll: Poll, not_before: float = 0.0) -> Iterator[Request]:
        """All answers are in: what came of the poll is written, and its new pages are asked for."""
        if poll.trouble is not None and not poll.links:
            self._is_bad(poll, poll.trouble, not_before)
            return
        with self.store.transaction():
            new = settle(self.store, poll)
        self._tell(poll, "working", "", new)
        self.crawler.stats.inc_value("presswatch/doors")
        self.crawler.stats.inc_value("presswatch/links_new", new)
        if new:
            yield from self.pages(poll.source)

    def _is_bad(self, poll: Poll, reason: Reason, not_before: float) -> None:
        door = poll.door
        self.failed_sources.add(door.source)
        with self.store.transaction():
            put_off(self.store, poll, reason, not_before)
            self.store.log.failed(
                door.url, door.source, self.crawl_row, reason=reason.state, detail=reason.detail
            )
        self._tell(poll, reason.state, reason.detail, 0)
        self.crawler.stats.inc_value("presswatch/doors_failed")

    def _tell(self, poll: Poll, state: str, detail: str, new: int) -> None:
        door = poll.door
        asked = DoorAsked(door.source, door.kind, door.url, state, detail, new)
        self.crawler.signals.send_catch_log(door_asked, asked=asked)

    def door_failed(self, failure: Failure) -> Iterator[Request]:
        """DNS, TLS, timeout, robots: in words."""
        poll: Poll = failure.request.cb_kwargs["poll"]  # type: ignore[attr-defined]
        if isinstance(failure.value, Stopping):
            return  # not the door's fault: it is asked again in the next crawl
        poll.open -= 1
        poll.trouble = describe(failure)
        if not poll.open:
            until = failure.value.until if isinstance(failure.value, HostParked) else 0.0
            yield from self._close(poll, until)


def reader(kind: DoorKind) -> Callable[[Response], list[Link]]:
    """The `read` of the door of that kind: spiders/feed.py, sitemap.py, front_page.py."""
    if kind not in (DoorKind.FEED, DoorKind.SITEMAP, DoorKind.FRONT_PAGE):
        raise UsageError(f"no reader for a door of kind {kind}")
    read: Callable[[Response], list[Link]] = import_module(f"spiders.{kind}").read
    return read
