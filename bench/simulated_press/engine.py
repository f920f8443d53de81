"""A crawl without Scrapy's engine: the same spider, manners and store, ten times as quick to drive.

A request takes the way that it takes in Scrapy (spiders/manners/__init__.py): traps, robots.txt, the
polite handler with the host's turn, the site's wishes, tame markup, then callback or errback. What is
left out is Scrapy's own queue, slots and signals; `--engine scrapy` runs with them, and the figures
agree (tests/spiders/test_simulated_press.py).
"""

from __future__ import annotations

import asyncio
import inspect
from types import SimpleNamespace
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager
from scrapy.statscollectors import MemoryStatsCollector
from twisted.python.failure import Failure

from bench.simulated_press.network import SimulatedHandler
from presswatch.values import Page
from spiders.manners.markup import TameDoors
from spiders.manners.robots import RobotsFirst
from spiders.manners.traps import NoTraps
from spiders.manners.wishes import Wishes
from spiders.press import Press

AT_ONCE = 64  #: requests under way, as in the settings of a crawl


class Engine:
    """Runs one crawl after the other."""

    def __init__(self, settings: Settings) -> None:
        self.crawler: Any = Crawler(Press, settings)
        self.crawler.settings = self.crawler.settings.copy()
        self.crawler.engine = SimpleNamespace(
            crawl=self.schedule, download_async=self.download, _stopping=False, _slot=None
        )

        self.handler = SimulatedHandler(self.crawler)

    async def crawl(self) -> None:
        """One crawl of what is due, to its end."""
        crawler = self.crawler
        crawler.signals = SignalManager(crawler)
        crawler.stats = MemoryStatsCollector(crawler)
        crawler.spider = self.spider = Press.from_crawler(crawler, due="1")
        self.robots, self.wishes = RobotsFirst(crawler), Wishes(crawler)
        self.handler._turns = None  # of this crawl's store, as a new process would have it
        self.room = asyncio.Semaphore(AT_ONCE)
        self.work: set[asyncio.Task[None]] = set()
        self.seen: set[str] = set()
        async for request in self.spider.start():
            self.schedule(request)
        while self.work:
            done, _ = await asyncio.wait(self.work, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        self.spider.closed("finished")
        store = self.spider.store
        with store.transaction():
            store.log.end(self.spider.crawl_row, "finished", store.log.tally(self.spider.crawl_row))

    def schedule(self, request: Request) -> None:
        """Asks it when there is room; what was asked in this crawl is not asked again."""
        if not request.dont_filter:
            if request.url in self.seen:
                self.crawler.signals.send_catch_log(signals.request_dropped, request=request)
                return
            self.seen.add(request.url)
        task = asyncio.get_running_loop().create_task(self.run(request))
        self.work.add(task)
        task.add_done_callback(self.work.discard)

    async def run(self, request: Request) -> None:
        """From request to what its callback gives."""
        try:
            async with self.room:
                response = await self.through_manners(request)
        except Exception as error:  # noqa: BLE001 (an errback gets whatever went wrong)
            failure = Failure(error)  # type: ignore[no-untyped-call]
            failure.request = request
            assert request.errback is not None
            self.take(request.errback(failure))
        else:
            assert callable(request.callback)
            self.take(request.callback(response, **request.cb_kwargs))

    async def through_manners(self, request: Request) -> Response:
        """The answer, or a refusal."""
        NoTraps().process_request(request)
        await self.robots.process_request(request)
        response = await self.download(request)
        response.request = request
        response = await self.wishes.process_response(request, response)
        return TameDoors().process_response(request, response)

    async def download(self, request: Request) -> Response:
        """Through the handler: the host's turn, and its wish for quiet."""
        if "User-Agent" not in request.headers:
            request.headers["User-Agent"] = self.crawler.settings["USER_AGENT"]
        return await self.handler.download_request(request)

    def take(self, given: Any) -> None:
        """What a callback yields: more requests, or pages."""
        assert not inspect.iscoroutine(given)
        for one in given or ():
            if isinstance(one, Request):
                self.schedule(one)
            else:
                done(self.spider.store, one)


def done(store: Any, page: Page) -> None:
    """In place of extraction and tracing: the page came, and that is that."""
    with store.transaction():
        store.frontier.done(page.link.url, 0)
        # it is not looked at again: what second looks cost is no part of the figures
        store.db.execute("update urls set next_at = null where url = ?", [page.link.url])
