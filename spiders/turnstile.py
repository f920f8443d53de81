"""Lets only so many pages onto the way at once: a spider that reads from disk would send them all."""

from __future__ import annotations

import asyncio

from scrapy import signals
from scrapy.crawler import Crawler

AGAIN_S = 0.05  #: seconds
AT_ONCE = 64  #: pages on their way through the pipelines; the rest waits on disk


class Turnstile:
    """Opens when a page is through, one way or the other; stays shut once the crawl is ending."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._room = asyncio.Semaphore(AT_ONCE)
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(self.one_left, signal)

    async def enter(self) -> bool:
        """Waits for room; False when there will be no more, and nothing is to be sent."""
        await self._room.acquire()
        slot = self._crawler.engine._slot
        return slot is not None and slot.closing is None

    def one_left(self) -> None:
        """Makes room."""
        self._room.release()
        asyncio.get_running_loop().call_soon(self._let_it_end)

    def _let_it_end(self) -> None:
        """Scrapy (2.19) waits for items under way when it closes, and looks again only when a
        response was scraped: without one, a crawl from disk would never end."""
        slot = self._crawler.engine.scraper.slot
        if slot is None or not slot.closing or slot.closing.called:
            return
        if slot.is_idle():
            self._crawler.engine.scraper._check_if_closing()
        else:  # the item that left is counted until all who listen have heard of it
            asyncio.get_running_loop().call_later(AGAIN_S, self._let_it_end)
