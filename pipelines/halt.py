"""A crawl whose writes fail stops, instead of fetching what it cannot store."""

from __future__ import annotations

import asyncio
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from presswatch.errors import DiskFull, IntegrityError, LockHeld, PresswatchError
from storage import Store, open_store

_NAMES = {DiskFull: "disk full", LockHeld: "database locked", IntegrityError: "database damaged"}


class Halt:
    """Listens to the store, and to stages and spiders that break on it; ends the crawl once.

    `store.failure` is then what the command ends with (presswatch/crawl.py).
    """

    def __init__(self, crawler: Crawler, store: Store) -> None:
        self._crawler = crawler
        self._store = store
        self._ending: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connected for the length of the crawl."""
        halt = cls(crawler, open_store(crawler.settings["PRESSWATCH_DB"], writer=True))
        halt._store.when_broken(halt.end)
        crawler.signals.connect(halt.broken, signals.item_error)
        crawler.signals.connect(halt.broken, signals.spider_error)
        return halt

    def broken(self, failure: Failure) -> None:
        """A stage or a spider broke; a failure of the operator's concern ends the crawl."""
        if isinstance(failure.value, PresswatchError):
            self._store.failure = self._store.failure or failure.value
            self.end(failure.value)

    def end(self, failure: PresswatchError) -> None:
        """Stops asking for more; what is under way comes to its own end."""
        engine = self._crawler.engine
        if self._ending is None and engine is not None and engine.running:
            reason = _NAMES.get(type(failure), "failed")
            self._ending = asyncio.get_running_loop().create_task(
                engine.close_spider_async(reason=reason)
            )
