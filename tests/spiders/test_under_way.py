"""Few pages are asked for and not yet stored, whatever is asked on their way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar, Self

import scrapy
from scrapy.http.request import NO_CALLBACK

from spiders.manners.under_way import AT_ONCE, PAGE, UnderWay
from tests.crawling import Asked, Server, http, run_spider

HOSTS = 24  #: more than there are places: each has a page that waits, and one that is under way
PAGES = 3


class Pages(scrapy.Spider):
    """Pages of many hosts; some answer badly, some send the reader round in a circle."""

    name = "pages"

    async def start(self) -> AsyncIterator[Any]:
        self.lost = 0
        for n in range(HOSTS * PAGES):
            yield scrapy.Request(
                f"http://paper-{n % HOSTS}.example:{self.port}/page/{n}", self.got, errback=self.failed,  # type: ignore[attr-defined]
                meta={PAGE: True, "handle_httpstatus_list": [500]},
            )  # fmt: skip

    def got(self, response: Any) -> Iterator[Any]:
        if response.status == 200:
            UnderWay.from_crawler(self.crawler).into_pipelines(response.request)
            yield {"url": response.url}

    def failed(self, failure: Any) -> None:
        UnderWay.from_crawler(self.crawler).left(failure.request)
        self.lost += 1


class Slowly:
    """A pipeline that asks for a further page of the same host, and takes its time."""

    most, through = 0, 0
    asked: ClassVar[list[Asked]] = []

    def __init__(self, crawler: Any) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        return cls(crawler)

    async def process_item(self, item: dict[str, str]) -> dict[str, str]:
        further = scrapy.Request(item["url"].replace("/page/", "/part/"), callback=NO_CALLBACK)
        await self.crawler.engine.download_async(further)
        await asyncio.sleep(0.05)
        pages = {one.path for one in Slowly.asked if one.path.startswith("/page/")}
        Slowly.most = max(Slowly.most, len(pages) - Slowly.through)
        Slowly.through += 1
        return item


def test_no_more_than_two_batches_are_under_way() -> None:
    def script(asked: Asked) -> bytes:
        if asked.path == "/robots.txt":
            return http("", 404)
        if asked.path in ("/page/7", "/page/31"):
            return http("", 500)
        if asked.path in ("/page/8", "/page/9", "/page/10"):  # round and round, to what is known
            return http(f'<meta http-equiv="refresh" content="0; url={asked.path}">')
        return http("<p>a page</p>")

    with Server(script) as server:
        Slowly.asked = server.asked
        allow = [f"paper-{n}.example:{server.port}" for n in range(HOSTS)]
        run_spider(
            Pages,
            allow,
            port=server.port,
            settings={"ITEM_PIPELINES": {Slowly: 1}, "PRESSWATCH_ASK_TDMREP": True},
        )
    assert Slowly.through == HOSTS * PAGES - 5
    assert AT_ONCE / 2 < Slowly.most <= AT_ONCE + 5  # those that came to nothing
