"""Replay: the kept responses once more through extraction and tracing, after either got better."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Self

from scrapy import Spider
from scrapy.crawler import Crawler

from presswatch.errors import IntegrityError
from presswatch.values import Link, Page
from spiders.signals import PageLost, tell_lost
from spiders.sources import read_watchlist
from spiders.turnstile import Turnstile
from storage import Store, open_store
from storage.left_out import left_out
from storage.log import Capture


class Replay(Spider):
    """scrapy crawl replay [-a source=NAME] [-a quarantine=1]"""

    name = "replay"
    store: Store
    crawl_row: int
    turnstile: Turnstile

    def __init__(
        self, source: str | None = None, quarantine: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.only = source
        self.quarantine = quarantine is not None
        self.unreadable = 0  #: raw responses

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """The spider, on the database and archive of this desk."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        path = Path(crawler.settings["PRESSWATCH_SOURCES"])
        sources = read_watchlist(path).sources if path.exists() else ()
        spider.extractors = {s.name: s.extractor for s in sources}
        spider.store = open_store(crawler.settings["PRESSWATCH_DB"], writer=True)
        spider.turnstile = Turnstile(crawler)
        with spider.store.transaction():
            spider.crawl_row = spider.store.log.start("replay")
        return spider

    extractors: dict[str, str]

    async def start(self) -> AsyncIterator[Page]:
        """The latest capture of every URL, or of those that were set aside."""
        log, absent = self.store.log, left_out(self.store.warc.folder)
        for capture in log.quarantined() if self.quarantine else log.captures():
            if self.only not in (None, capture.source) or capture.raw.file in absent:
                continue
            if not await self.turnstile.enter():
                return
            try:
                body, headers, status = self.store.warc.read(capture.raw)
            except IntegrityError as damaged:
                self._unread(capture, str(damaged))
                await asyncio.sleep(0)  # there may be many, and a signal is to be heard
                continue
            kind = next((v for k, v in headers if k.lower() == "content-type"), "text/html")
            self.crawler.stats.inc_value("presswatch/pages")
            yield Page(
                url=capture.url, source=capture.source, body=body, fetched_at=capture.fetched_at,
                link=Link(capture.link or capture.url), status=status, headers=headers, raw=capture.raw,
                media_type=kind.partition(";")[0].strip().lower(), crawl=self.crawl_row, again=True,
                extractor=self.extractors.get(capture.source, ".combined"),
            )  # fmt: skip

    def _unread(self, capture: Capture, why: str) -> None:
        """What was read off it before stands; a row says that it could not be read again."""
        self.unreadable += 1
        reason = "raw response damaged"
        with self.store.transaction():
            self.store.log.failed(
                capture.url, capture.source, self.crawl_row, reason=reason, detail=why
            )
        tell_lost(self.crawler, PageLost(capture.source, capture.url, reason, why))
        self.turnstile.one_left()
