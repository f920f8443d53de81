"""Runs one spider to its end, and says what came of it."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings
from twisted.python.failure import Failure

from pipelines.fork_server import prepare
from presswatch.errors import SOME_SOURCES_FAILED, STOPPED_BY_SIGNAL, PresswatchError
from presswatch.watching import sync_watches
from spiders.manners.under_way import PAGE
from storage import open_store
from storage.log import Tally


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a crawl ended."""

    tally: Tally
    failed_sources: tuple[str, ...]
    reason: str
    stored: int = 0  #: pages that came through the pipelines
    dropped: int = 0  #: pages that turned out to be no article
    unreadable: int = 0  #: raw responses that a replay could not read

    @property
    def exit_code(self) -> int:
        """0, or what a script should know."""
        if self.reason == "shutdown":
            return STOPPED_BY_SIGNAL
        return SOME_SOURCES_FAILED if self.failed_sources else 0


def settings(overrides: Mapping[str, Any]) -> Settings:
    """The project's settings, whatever folder we are called from."""
    made = get_project_settings()
    made.setmodule("presswatch.settings", priority="project")
    more = overrides.get("EXTENSIONS")  # beside those of the house: without them no loss is a row
    extensions = {**made.getdict("EXTENSIONS"), **more} if more else more
    named = {} if extensions is None else {"EXTENSIONS": extensions}
    made.setdict({**overrides, **named}, priority="cmdline")
    return made


class _Process(AsyncCrawlerProcess):
    """Scrapy's process, which loses a signal that comes before its engine runs: this one does not."""

    asked_to_stop = False
    broken_start: BaseException | None = (
        None  #: what the spider's `start` broke on; Scrapy only logs it
    )

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        """Handler of SIGTERM and SIGINT until Scrapy has its own."""
        self.asked_to_stop = True

    def _signal_shutdown(self, signum: int, _: Any) -> None:
        self.asked_to_stop = True
        super()._signal_shutdown(signum, _)

    def note_broken_start(self, failure: Failure, response: Response | None) -> None:
        """Handler of `spider_error`."""
        if response is None:
            self.broken_start = failure.value

    def stop_if_asked(self, crawler: Crawler) -> None:
        """At the start of the engine, for whoever asked before there was one to stop."""
        if self.asked_to_stop and crawler.engine is not None:
            self._stopping = asyncio.ensure_future(crawler.engine.stop_async())


def run(spider: str, overrides: Mapping[str, Any], **arguments: Any) -> Outcome:
    """Crawls. Raises LockHeld, SourcesError and the like before the first request."""
    store = open_store(overrides["PRESSWATCH_DB"], writer=True)
    try:
        for name in ("scrapy.core.scraper", "scrapy.core.engine"):
            logging.getLogger(name).addFilter(_quiet_drops)
        made = settings(overrides)
        sync_watches(store, Path(made["PRESSWATCH_SOURCES"]), made["PRESSWATCH_WATCHES"])
        process = _Process(made)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, process.ask_to_stop)
        crawler = process.create_crawler(spider)
        crawler.signals.connect(
            lambda: process.stop_if_asked(crawler), signals.engine_started, weak=False
        )
        crawler.signals.connect(process.note_broken_start, signals.spider_error)
        crawler.signals.connect(_expect_a_page, signals.request_scheduled)
        ended = process.crawl(crawler, **arguments)
        process.start()
        if ended.done() and not ended.cancelled() and ended.exception() is not None:
            raise ended.exception()  # type: ignore[misc]
        if (failure := store.failure or process.broken_start) is not None:
            raise failure
        return _outcome(crawler, store, stopped=process.asked_to_stop)
    finally:
        store.close()


def _expect_a_page(request: Request) -> None:
    """Gets workers ready, if nobody did, while the first new page is on its way.

    Not for a page that is only asked whether it changed: a crawl that finds nothing new needs no worker.
    """
    if PAGE in request.meta and not {b"If-None-Match", b"If-Modified-Since"} & set(request.headers):
        prepare()


def _outcome(crawler: Any, store: Any, *, stopped: bool) -> Outcome:
    stats = crawler.stats.get_stats() if crawler.stats else {}
    spider = crawler.spider
    reason = stats.get("finish_reason", "shutdown" if stopped else "failed to start")
    if spider is None and stopped:
        return Outcome(Tally(), (), reason)
    if spider is None:
        raise PresswatchError(f"the crawl did not start: {reason}")
    row = spider.crawl_row
    tally = store.log.tally(row)
    with store.transaction():
        store.log.end(row, reason, tally)
    return Outcome(
        tally,
        tuple(sorted(getattr(spider, "failed_sources", ()))),
        reason,
        stored=stats.get("item_scraped_count", 0),
        dropped=stats.get("item_dropped_count", 0),
        unreadable=getattr(spider, "unreadable", 0),
    )


def _quiet_drops(record: logging.LogRecord) -> bool:
    """A drop is a row of `fetches`, a failure of the disk is said once: the log repeats neither."""
    error = record.exc_info[1] if record.exc_info else None
    return not (str(record.msg).startswith("Dropped") or isinstance(error, PresswatchError))
