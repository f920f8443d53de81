"""Hands on the pages of each source a few at a time: the frontier, on disk, is the queue.

A page that is wanted takes 0.3 kB as a row of the frontier, and ten times that as a request of Scrapy's.
So no source has more than AHEAD requests in memory; when one of them comes back, with a page or without,
the next is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider

from spiders.manners.hosts import ending
from spiders.manners.under_way import PAGE

AHEAD = 32  #: requests of a source; enough for one whose pages lie on several slow hosts


class Portions:
    """What is out of each source, and what is yet to be handed on."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._rest: dict[str, Iterator[Request]] = {}
        self._out: Counter[str] = Counter()
        self._handing_on = False
        crawler.signals.connect(self._dropped, signals.request_dropped)
        crawler.signals.connect(self._nothing_to_do, signals.spider_idle)

    def of(self, source: str, pages: Iterator[Request]) -> Iterator[Request]:
        """The first of a source's pages; the others follow as these come back.

        What was yet to be handed on of the source is let go of: it is wanted still, so it is among these.
        """
        self._rest[source] = pages
        yield from self._next(source)

    def back(self, source: str) -> None:
        """A request was answered, or came to nothing."""
        self._out[source] -= 1
        if not self._handing_on and not ending(self._crawler):
            self._hand_on(source)

    def _next(self, source: str) -> Iterator[Request]:
        while source in self._rest and self._out[source] < AHEAD:
            request = next(self._rest[source], None)
            if request is None:
                del self._rest[source]
                return
            self._out[source] += 1
            yield request

    def _hand_on(self, source: str) -> None:
        engine = self._crawler.engine
        assert engine is not None  # it runs: something came back
        self._handing_on = True  # what Scrapy drops at once is back while we are here
        try:
            for request in self._next(source):
                engine.crawl(request)
        finally:
            self._handing_on = False

    def _dropped(self, request: Request) -> None:
        """Scrapy knows the page: it was led there from another."""
        if PAGE in request.meta:
            self.back(request.cb_kwargs["source"].name)

    def _nothing_to_do(self) -> None:
        """Whatever Scrapy lost without a word, nothing is out any more."""
        self._out.clear()
        if ending(self._crawler):
            return
        for source in list(self._rest):
            self._hand_on(source)
        if self._out.total():
            raise DontCloseSpider
