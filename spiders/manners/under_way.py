"""How many pages are asked for and not yet stored: as many as a kill can waste.

A page counts from its request until it is stored, or turns out to be none. Nothing that was answered is
asked for again but what a kill caught on this way, so its length is what sites may have to serve twice.

    UnderWay          downloader middleware, the last before the network: waits for a place
    sent(request)     the host is free for its next page
    answered(request) waits for a place again, where its own was lent to others
    left(request)     no page will come of the request
    into_pipelines(request)     its page keeps the place until it is through

A place is waited for before Scrapy's slot and before the host's turn, never within them: what is asked on
the way of a page (tdmrep.json, its further pages) needs both. And only one page of a host waits for one,
so that a host with a thousand pages and a long pause takes no places from the others. A host that does
not answer lends its place to others after a while, or sixteen of them would hold up all the rest.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary, ref

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from spiders.manners import hosts
from spiders.manners.hosts import ending, shared_hosts
from spiders.manners.refusals import Stopping

AT_ONCE = 16  #: pages; two batches of group commit, so that one fills while another is written
PAGE = "presswatch_page"  #: in a request's meta: what it brings is to be stored
SLICES = 8  #: of hosts.PATIENCE; what is not answered after them does not count until it is
_PLACE, _HOST = "presswatch_place", "presswatch_host"  #: in its meta: what it holds
_LENT = "presswatch_lent"  #: its place is with others, or will be when this timer has run
ON_DISK_S = 0.2  #: s; what was written is committed by then (storage/group_commit.py, DELAY_S)
_SLICE = 0.5  #: s between two looks at whether the crawl is stopping


class UnderWay:
    """The places of one crawl. Requests that are no pages need none."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = ref(crawler)  # else `_OF` would keep it, and its last answers, for ever
        self._places = asyncio.Semaphore(AT_ONCE)
        self._next: dict[
            str, asyncio.Lock
        ] = {}  #: host → held by its page that is next, or is asked for
        crawler.signals.connect(self._through, signals.item_scraped)
        for signal in (signals.item_dropped, signals.item_error):
            crawler.signals.connect(self._lost, signal)
        crawler.signals.connect(self._broken, signals.spider_error)
        crawler.signals.connect(self.left, signals.request_dropped)  # sent on to a page we have

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> UnderWay:
        """The same for all who ask on behalf of a crawl."""
        made = _OF.get(crawler)
        if made is None:
            made = _OF[crawler] = cls(crawler)
        return made

    async def process_request(self, request: Request) -> None:
        """Waits for a place. Raises HostParked, and Stopping when the crawl ends before there is one."""
        self.left(request)  # a page that sent us on, or is asked for again, has had one
        if PAGE not in request.meta:
            return
        host = urlsplit(request.url).hostname or ""
        await self._next.setdefault(host, asyncio.Lock()).acquire()
        request.meta[_HOST] = host
        try:
            await shared_hosts(self._running()).rest(host, self._stopping)
            await self._enter(request)
        except BaseException:
            self.left(request)
            raise

    async def _enter(self, request: Request) -> None:
        while _PLACE not in request.meta:
            if self._stopping():
                raise Stopping(f"the crawl is ending, not sent: {request.url}")
            with suppress(TimeoutError):
                async with asyncio.timeout(_SLICE):
                    await self._places.acquire()
                request.meta[_PLACE] = True
        self._wait_for(request, SLICES)

    def _wait_for(self, request: Request, slices: int) -> None:
        """Lends its place after so many slices: one in which we were busy ourselves counts but once."""
        if slices == 0:
            self._lend(request)
            return
        later = asyncio.get_running_loop().call_later
        request.meta[_LENT] = later(hosts.PATIENCE / SLICES, self._wait_for, request, slices - 1)

    def _lend(self, request: Request) -> None:
        if request.meta.pop(_PLACE, False):
            self._places.release()

    async def answered(self, request: Request) -> None:
        """It has come, however late: it waits until it may be processed."""
        timer = request.meta.pop(_LENT, None)
        if timer is None:
            return
        timer.cancel()
        if _PLACE not in request.meta:
            await self._places.acquire()
            request.meta[_PLACE] = True

    def sent(self, request: Request) -> None:
        """It was answered, or not: the host's next page may be asked for."""
        host = request.meta.pop(_HOST, None)
        if host is not None:
            self._next[host].release()

    def left(self, request: Request) -> None:
        """It gives back what it holds."""
        self.sent(request)
        timer = request.meta.pop(_LENT, None)
        if timer is not None:
            timer.cancel()
        self._lend(request)

    def into_pipelines(self, request: Request) -> None:
        """From here on the page has the place, not its request."""
        request.meta.pop(_PLACE, None)

    def _stopping(self) -> bool:
        return ending(self._running())

    def _running(self) -> Crawler:
        crawler = self._crawler()
        assert crawler is not None  # it is its crawl that asks
        return crawler

    def _through(self) -> None:
        self._places.release()

    def _lost(self) -> None:
        """Its row is on disk when the batch is: a kill before that would have it fetched again."""
        asyncio.get_running_loop().call_later(ON_DISK_S, self._places.release)

    def _broken(self, response: Response | None) -> None:
        if response is not None and response.request is not None:
            self.left(response.request)


_OF: WeakKeyDictionary[Crawler, UnderWay] = WeakKeyDictionary()
