"""Bringing pages: those the frontier wants, and known ones that are due for another look.

The frontier is in the database, so a spider holds no queue that a kill could lose: it asks which
pages of a source are wanted, and the next crawl asks again for those that did not come.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from presswatch.values import Event, Link, Page, Source
from spiders.failures import Reason, describe
from spiders.manners.hosts import PAUSE
from spiders.manners.optouts import OptOut, OptOutKind
from spiders.manners.refusals import HostParked, Stopping
from spiders.manners.under_way import PAGE, UnderWay
from spiders.parts import fetch_part
from spiders.polling import header
from spiders.portions import Portions
from spiders.signals import PageLost, tell_lost
from spiders.sources import Watchlist, read_watchlist
from storage import Store, open_store

BUDGET = 2000  #: pages of one source in one crawl, unless sources.toml says otherwise
#: what we answer for ourselves; redirects are followed, 429 and 503 park the host (spiders/manners)
ANSWERS = [304, *range(400, 600)]
WORTH_ANOTHER_TRY = {401, 403, 408, 425, 429}  #: of the 4xx: the page may well be there


class PageSpider(Spider):
    """A spider of the watchlist: knows its sources, the database and its own row of `crawls`."""

    store: Store
    watchlist: Watchlist
    chosen: tuple[Source, ...]
    crawl_row: int
    portions: Portions

    def __init__(
        self, source: str | None = None, recheck: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.only = source
        self.recheck = recheck is not None
        self.failed_sources: set[str] = set()
        self._asked: dict[str, set[str]] = {}  #: by source: its budget is one of the whole crawl

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Every request says who asks and whom to write to."""
        super().update_settings(settings)
        contact = read_watchlist(Path(settings["PRESSWATCH_SOURCES"])).contact
        settings.set("USER_AGENT", f"{settings['USER_AGENT']} (+{contact})", priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """The spider, with the watchlist read and the database open."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.watchlist = read_watchlist(Path(crawler.settings["PRESSWATCH_SOURCES"]))
        spider.chosen = spider.watchlist.named(spider.only)
        spider.store = open_store(crawler.settings["PRESSWATCH_DB"], writer=True)
        spider.portions = Portions(crawler)
        with spider.store.transaction():
            spider.store.sources.watch(spider.watchlist.sources)
            spider.crawl_row = spider.store.log.start(f"crawl {cls.name}")
        return spider

    def pages(self, source: Source) -> Iterator[Request]:
        """What is wanted of a source now: new pages first, then known ones that are due.

        The first few of them; the others follow as these come back (portions.py).
        """
        return self.portions.of(source.name, self._wanted(source))

    def _wanted(self, source: Source) -> Iterator[Request]:
        asked = self._asked.setdefault(source.name, set())
        left = int(float(dict(source.options).get("budget", BUDGET))) - len(asked)
        new = [
            waiting.link
            for waiting in self.store.frontier.waiting(source.name, left + len(asked))
            if waiting.link.url not in asked
        ][:left]
        left -= len(new)
        known = self.store.rechecks.due(source.name, left, all_of_them=self.recheck)
        for link in new:
            if link.url not in asked:
                asked.add(link.url)
                yield self._request(source, link, {})
        for look in known:
            if look.link.url not in asked:
                asked.add(look.link.url)
                validators = {"If-None-Match": look.etag, "If-Modified-Since": look.last_modified}
                yield self._request(source, look.link, {k: v for k, v in validators.items() if v})

    def _request(self, source: Source, link: Link, headers: dict[str, str]) -> Request:
        return Request(
            link.url, self.parse_page, errback=self.page_failed, headers=headers,
            meta=meta_of(source) | {PAGE: True}, cb_kwargs={"source": source, "link": link},
        )  # fmt: skip

    def parse_page(self, response: Response, source: Source, link: Link) -> Iterator[Page]:
        """A page, or a row that says why there is none."""
        self.portions.back(source.name)
        if response.status == 304:
            with self.store.transaction():
                self.store.rechecks.looked(link.url)
            self.crawler.stats.inc_value("presswatch/unchanged")
            return
        if response.status != 200:
            self._no_page(link, source, Reason(f"HTTP {response.status}"), response.status)
            return
        kind = (header(response, "Content-Type") or "text/html").partition(";")[0].strip().lower()
        self.crawler.stats.inc_value("presswatch/pages")
        wishes: tuple[OptOut, ...] = response.meta.get("opt_outs", ())
        page = Page(
            url=response.url, source=source.name, body=response.body, fetched_at=datetime.now(UTC),
            link=link, status=response.status, headers=_headers(response), media_type=kind,
            extractor=source.extractor, crawl=self.crawl_row,
            keep=source.keep and not any(w.kind is OptOutKind.NO_ARCHIVE for w in wishes),
            opt_outs=tuple(f"{w.kind} ({w.where})" for w in wishes),
        )  # fmt: skip
        if any(w.kind.keeps_text_out for w in wishes) and not _overruled(source):
            UnderWay.from_crawler(self.crawler).left(response.request)
            self._opted_out(page)
        else:
            UnderWay.from_crawler(self.crawler).into_pipelines(response.request)
            yield page

    async def further(self, first: Page, url: str) -> Page | None:
        """A further page of an article that is being read (pipelines/pages_joined.py)."""
        source = next((s for s in self.chosen if s.name == first.source), None)
        meta = meta_of(source) if source else {"handle_httpstatus_list": ANSWERS}
        return await fetch_part(self, self.store, first, url, meta)

    def page_failed(self, failure: Failure) -> None:
        """A request that brought nothing."""
        UnderWay.from_crawler(self.crawler).left(failure.request)  # type: ignore[attr-defined]
        kwargs = failure.request.cb_kwargs  # type: ignore[attr-defined]
        self.portions.back(kwargs["source"].name)
        if isinstance(failure.value, HostParked):
            with self.store.transaction():
                self.store.frontier.postpone(kwargs["link"].url, failure.value.until, "host parked")
        elif not isinstance(failure.value, Stopping):
            self._no_page(kwargs["link"], kwargs["source"], describe(failure), None)

    def _opted_out(self, page: Page) -> None:
        """Link, title and date stay in the frontier; the text is not stored."""
        with self.store.transaction():
            self.store.log.fetched(
                page, "lost", reason="opted out", detail=", ".join(page.opt_outs)
            )
            self.store.frontier.lost(page.link.url, "opted out")

    def _no_page(self, link: Link, source: Source, reason: Reason, status: int | None) -> None:
        final = status is not None and 400 <= status < 500 and status not in WORTH_ANOTHER_TRY
        with self.store.transaction():
            self.store.log.failed(
                link.url, source.name, self.crawl_row,
                reason=reason.state, detail=reason.detail, status=status,
            )  # fmt: skip
            if status in (404, 410) and (state := self.store.rechecks.gone(link.url, status)):
                self._gone(link, source, state, status)
            if final or reason.final:
                self.store.frontier.lost(link.url, reason.state)
            else:
                self.store.frontier.failed(link.url, reason.state)
        tell_lost(self.crawler, PageLost(source.name, link.url, reason.state, reason.detail))

    def _gone(self, link: Link, source: Source, state: str, status: int) -> None:
        """A page that was there is not; what is only missing proves nothing yet."""
        article = self.store.articles.find(link.url)
        copies = self.store.pickup.standing(article) if article is not None else []
        if article is not None and state == "withdrawn" and copies:
            self.store.outbox.announce(
                Event.WITHDRAWN, f"{link.url} {datetime.now(UTC):%Y-%m-%d}", article=article,
                story=self.store.articles.get(article).story, source=source.name,
                watches=self.store.watches.of_story(article),
                payload={"status": status, "copies": copies},
            )  # fmt: skip


def meta_of(source: Source) -> dict[str, Any]:
    """What every request for a source carries."""
    meta: dict[str, Any] = {"handle_httpstatus_list": ANSWERS}
    if delay := float(dict(source.options).get("delay", 0)):
        meta[PAUSE] = delay
    return meta


def _overruled(source: Source) -> bool:
    """The operator wrote down why the text may be kept all the same."""
    return bool(dict(source.options).get("mine_despite_opt_out", "").strip())


def _headers(response: Response) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin1"), value.decode("latin1"))
        for name, values in response.headers.items()
        for value in values
    )
