"""Lets only so many pages onto the way at once: a spider that reads from disk would send them all."""

from __future__ import annotations

import asyncio

from scrapy import signals
from scrapy.crawler import Crawler

AT_ONCE = 64  #: pages on their way through the pipelines; the rest waits on disk


class Turnstile:
    """Opens when a page is through, one way or the other."""

    def __init__(self, crawler: Crawler) -> None:
        self._room = asyncio.Semaphore(AT_ONCE)
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(self.one_left, signal)

    async def enter(self) -> None:
        """Waits for room."""
        await self._room.acquire()

    def one_left(self) -> None:
        """Makes room."""
        self._room.release()
