"""Nothing that was forgotten is asked for again, by whatever way it comes up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spiders.manners.refusals import Forgotten

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class NothingForgotten:
    """Downloader middleware: asks the tombstones of the store, also after a redirect."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> NothingForgotten:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises Forgotten, which does not repeat the address: it ends up in a row."""
        stones = getattr(getattr(self._crawler.spider, "store", None), "tombstones", None)
        if stones and stones.refuses_address(request.url):
            raise Forgotten("this address was forgotten on demand (presswatch forget)")
