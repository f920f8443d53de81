"""A live table of a crawl, for a person at a terminal."""

from __future__ import annotations

import asyncio
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.table import Table
from scrapy import signals
from scrapy.crawler import Crawler

EVERY_S = 0.5
ROWS = (
    ("doors", "presswatch/doors"),
    ("doors failing", "presswatch/doors_failed"),
    ("links new", "presswatch/links_new"),
    ("pages", "presswatch/pages"),
    ("stored", "item_scraped_count"),
    ("no article", "item_dropped_count"),
    ("lost", "presswatch/lost"),
)


class Progress:
    """A Scrapy extension: reads the crawl's statistics twice a second."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._live = Live(console=Console(stderr=True), transient=True, auto_refresh=False)
        self._task: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Shown from the first request to the last."""
        progress = cls(crawler)
        crawler.signals.connect(progress.opened, signals.spider_opened)
        crawler.signals.connect(progress.closed, signals.spider_closed)
        return progress

    def opened(self) -> None:
        """Starts to show."""
        self._live.start()
        self._task = asyncio.get_running_loop().create_task(self._show())

    def closed(self) -> None:
        """Leaves the terminal as it was."""
        if self._task is not None:
            self._task.cancel()
        self._live.stop()

    async def _show(self) -> None:
        while True:
            stats = self._crawler.stats
            table = Table(*(name for name, _ in ROWS), box=None)
            table.add_row(*(str(stats.get_value(key, 0)) for _, key in ROWS))
            self._live.update(table, refresh=True)
            await asyncio.sleep(EVERY_S)
