"""How many pages are asked for and not yet stored: as many as a kill can waste.

A page counts from its request until it is stored, or turns out to be none. Nothing that was answered is
asked for again but what a kill caught on this way, so its length is what sites may have to serve twice.

    async with asked_for(request, …)    a place for it; given back when no answer comes
    left(request)                       no page will come of the answer
    into_pipelines(request)             its page keeps the place until it is through

A place is waited for before the host's turn, never within it: what is asked on the way of a page (its
further pages, tdmrep.json) needs that turn.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from weakref import WeakKeyDictionary

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from spiders.manners.refusals import Stopping

AT_ONCE = 16  #: pages; two batches of group commit, so that one fills while another is written
PAGE = "presswatch_page"  #: in a request's meta: what it brings is to be stored
_PLACE = "presswatch_place"  #: in its meta: it has one
_SLICE = 0.5  #: s between two looks at whether the crawl is stopping


class UnderWay:
    """The places of one crawl. Requests that are no pages need none."""

    def __init__(self, crawler: Crawler) -> None:
        self._places = asyncio.Semaphore(AT_ONCE)
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(self._through, signal)
        crawler.signals.connect(self._broken, signals.spider_error)
        crawler.signals.connect(
            self.left, signals.request_dropped
        )  # sent on to a page that was asked for

    @classmethod
    def of(cls, crawler: Crawler) -> UnderWay:
        """The same for all who ask on behalf of a crawl."""
        made = _OF.get(crawler)
        if made is None:
            made = _OF[crawler] = cls(crawler)
        return made

    @asynccontextmanager
    async def asked_for(
        self, request: Request, stopping: Callable[[], bool]
    ) -> AsyncIterator[None]:
        """Waits for a place. Raises Stopping when the crawl ends before there is one."""
        self.left(request)  # a page that sent us on, or is asked for again, has had one
        if PAGE in request.meta:
            await self._enter(request, stopping)
        try:
            yield
        except BaseException:
            self.left(request)
            raise

    async def _enter(self, request: Request, stopping: Callable[[], bool]) -> None:
        while _PLACE not in request.meta:
            if stopping():
                raise Stopping(f"the crawl is ending, not sent: {request.url}")
            with suppress(TimeoutError):
                async with asyncio.timeout(_SLICE):
                    await self._places.acquire()
                request.meta[_PLACE] = True

    def left(self, request: Request) -> None:
        """It gives its place back, if it has one."""
        if request.meta.pop(_PLACE, False):
            self._places.release()

    def into_pipelines(self, request: Request) -> None:
        """From here on the page has the place, not its request."""
        request.meta.pop(_PLACE, None)

    def _through(self) -> None:
        self._places.release()

    def _broken(self, response: Response) -> None:
        if response.request is not None:
            self.left(response.request)


_OF: WeakKeyDictionary[Crawler, UnderWay] = WeakKeyDictionary()
