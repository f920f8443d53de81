"""What every stage gets for free: the store that this crawl writes to.

A stage is one class with one method, `process_item`, whose annotations are its contract: it takes
what the stage before gives (tests/test_architecture.py). Given a store it runs without Scrapy.
"""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from storage import Store, open_store


class Stage:
    """A step on the path of a page."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The stage, on the one store of this process."""
        return cls(open_store(crawler.settings["PRESSWATCH_DB"], writer=True))
