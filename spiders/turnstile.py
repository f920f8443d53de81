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
        self._look: asyncio.TimerHandle | None = None
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
        self._look_soon()

    def _look_soon(self) -> None:
        if self._look is None:
            self._look = asyncio.get_running_loop().call_later(AGAIN_S, self._was_it_the_last)

    def _was_it_the_last(self) -> None:
        """Scrapy (2.19) looks whether it is done when a response was scraped. A crawl from disk has
        none: it would end with the next heartbeat, 5 s later, and when it is being stopped, never."""
        self._look = None
        engine = self._crawler.engine
        slot = engine.scraper.slot
        if slot is None or engine._slot is None or (slot.closing and slot.closing.called):
            return
        if not slot.is_idle():
            self._look_soon()  # the item that left is counted until all who listen have heard of it
        elif slot.closing:
            engine.scraper._check_if_closing()
        else:
            engine._slot.nextcall.schedule()
