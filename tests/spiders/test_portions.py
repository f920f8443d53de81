"""The pages of a source wait in the frontier, not in Scrapy's queue; and all of them come."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import scrapy

from spiders import portions
from spiders.manners.under_way import PAGE, UnderWay
from spiders.portions import Portions
from tests.crawling import Asked, Server, http, run_spider

AHEAD = 4
PAGES = 30
TOO_LONG, BAD, LED_ON = (0, 1, 2, 3), (5, 6), (8, 9, 10, 11, 12)
GAZETTE = SimpleNamespace(name="gazette")


class Gazette(scrapy.Spider):
    """One source. Some pages break, some lead to one that we have, of some Scrapy never says a word."""

    name = "gazette"
    most = 0

    async def start(self) -> AsyncIterator[Any]:
        self.came: set[str] = set()
        self.failed: set[str] = set()
        self.portions = Portions(self.crawler)
        for request in self.portions.of("gazette", self.wanted()):
            yield request

    def wanted(self) -> Iterator[scrapy.Request]:
        for n in range(PAGES):
            path = f"{n}?{'long' * 600}" if n in TOO_LONG else n
            yield scrapy.Request(
                f"http://127.0.0.1:{self.port}/{path}", self.got, errback=self.broke,  # type: ignore[attr-defined]
                meta={PAGE: True}, cb_kwargs={"source": GAZETTE},
            )  # fmt: skip

    def got(self, response: Any, source: Any) -> Iterator[Any]:
        engine = self.crawler.engine
        Gazette.most = max(Gazette.most, len(engine._slot.scheduler) + len(engine._slot.inprogress))
        self.portions.back(source.name)
        self.came.add(response.url.rpartition("/")[2])
        UnderWay.from_crawler(self.crawler).into_pipelines(response.request)
        yield {"url": response.url}

    def broke(self, failure: Any) -> None:
        self.portions.back("gazette")
        UnderWay.from_crawler(self.crawler).left(failure.request)
        self.failed.add(failure.request.url.rpartition("/")[2])


def test_few_requests_wait_in_memory_and_no_page_is_left_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(portions, "AHEAD", AHEAD)

    def script(asked: Asked) -> bytes:
        number = asked.path.strip("/")
        if not number.isdigit() or int(number) in BAD:
            return http("", 404)
        if int(number) in LED_ON:
            return http("", 301, Location="/4")
        return http("<p>a page</p>")

    with Server(script) as server:
        spider = run_spider(Gazette, [f"127.0.0.1:{server.port}"], port=server.port).spider
    assert spider.failed == {str(n) for n in BAD}
    assert spider.came == {str(n) for n in range(PAGES)} - spider.failed - {
        str(n) for n in (*LED_ON, *TOO_LONG)
    }
    assert Gazette.most <= AHEAD
