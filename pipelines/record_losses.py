"""A lost page becomes a row of `fetches`, whatever lost it."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from pipelines.losses import ExtractionFailed, Lost, page_of
from presswatch.errors import PresswatchError
from presswatch.values import Page
from storage import Store, open_store

logger = logging.getLogger(__name__)


class RecordLosses:
    """Listens to Scrapy for items that were dropped or that a stage broke on."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connected for the length of the crawl."""
        recorder = cls(open_store(crawler.settings["PRESSWATCH_DB"], writer=True))
        crawler.signals.connect(recorder.dropped, signals.item_dropped)
        crawler.signals.connect(recorder.broken, signals.item_error)
        return recorder

    def dropped(self, item: Any, exception: Exception) -> None:
        """A stage said why the page is no article."""
        page = getattr(exception, "about", None) or page_of(item)
        if page is None or not isinstance(exception, Lost):
            logger.error("%s dropped without a reason of ours: %s", item, exception)
            return
        self.record(page, exception)

    def broken(self, item: Any, failure: Failure) -> None:
        """A stage has a bug. The page waits for the next try, the trace goes to the log and the row."""
        error = failure.value
        if isinstance(error, PresswatchError):
            return  # the page is not to blame: it stays pending, and pipelines/halt.py ends the crawl
        page = getattr(error, "about", None) or page_of(item)
        if page is None or error is None:
            return
        if page.again:
            return  # what was set aside stays aside
        where = traceback.extract_tb(error.__traceback__)[-1]
        detail = f"{type(error).__name__}: {error} ({where.name}, line {where.lineno})"
        with self.store.transaction():
            fetch = self.store.log.fetched(
                page, "failed", reason="bug", detail=detail, stage=stage_of(error)
            )
            self.store.frontier.failed(page.link.url, "bug", fetch)

    def record(self, page: Page, loss: Lost) -> None:
        """What could be read after a fix is tried again; what is no article is done with."""
        if page.again:
            return  # the row of the fetch that brought it stands
        with self.store.transaction():
            fetch = self.store.log.fetched(
                page, "lost", reason=loss.reason, detail=loss.detail, stage=stage_of(loss)
            )
            if isinstance(loss, ExtractionFailed):
                self.store.frontier.failed(page.link.url, loss.reason, fetch)
            else:
                self.store.frontier.lost(page.link.url, loss.reason)


def stage_of(error: BaseException) -> str:
    """The stage that an error came out of: the name of its file."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((Path(f.filename).stem for f in frames if f.name == "process_item"), "")
