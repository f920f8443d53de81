"""Few pages are asked for and not yet stored, whatever is asked on their way."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar, Self

import pytest
import scrapy
from scrapy.http.request import NO_CALLBACK

from spiders.failures import describe
from spiders.manners import hosts, under_way
from spiders.manners.fair_queue import MOST
from spiders.manners.under_way import AT_ONCE, PAGE, UnderWay
from storage.group_commit import DELAY_S
from tests.crawling import Answer, Asked, Server, http, run_spider

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


def test_the_row_of_a_loss_is_on_disk_when_its_place_is_free() -> None:
    assert under_way.ON_DISK_S >= DELAY_S


class Impatient(Pages):
    """Many hosts never answer; three others do, and are asked last."""

    async def start(self) -> AsyncIterator[Any]:
        self.lost = 0
        self.came: list[str] = []  #: what became of each page, in the order of it
        for name in (f"{host}/{page}" for page in range(PAGES) for host in [*SILENT, *HEALTHY]):
            host, _, path = name.partition("/")
            url = f"http://{host}:{self.port}/{path}"  # type: ignore[attr-defined]
            yield scrapy.Request(url, self.got, errback=self.failed, meta={PAGE: True})

    def got(self, response: Any) -> Iterator[Any]:
        self.came.append("good")
        yield from super().got(response)

    def failed(self, failure: Any) -> None:
        self.came.append(describe(failure).state)
        super().failed(failure)


#: as many as are sent at once; every fourth does not even say what robots.txt says
SILENT = [f"silent-{n}.example" for n in range(MOST)]
SHY = frozenset(SILENT[::4])
HEALTHY = [f"paper-{n}.example" for n in range(3)]


def test_hosts_that_do_not_answer_hold_up_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    async def silence() -> AsyncIterator[bytes]:
        await asyncio.sleep(60)
        yield b""

    def script(asked: Asked) -> Answer:
        if asked.path == "/robots.txt" and asked.host not in SHY:
            return http("", 404)
        return silence() if asked.host.startswith("silent") else http("<p>a page</p>")

    monkeypatch.setattr(hosts, "PATIENCE", 0.2)
    monkeypatch.setattr(hosts, "TIMEOUTS", 1)
    with Server(script) as server:
        crawler = run_spider(
            Impatient,
            [f"{name}:{server.port}" for name in (*SILENT, *HEALTHY)],
            port=server.port,
            settings={"DOWNLOAD_TIMEOUT": 6, "RETRY_ENABLED": False},
        )
    came, loud = crawler.spider.came, MOST - len(SHY)
    assert came[: len(HEALTHY) * PAGES] == ["good"] * len(HEALTHY) * PAGES  # before any time-out
    assert Counter(came) == {
        "good": len(HEALTHY) * PAGES,
        "timeout": loud + len(SHY) * PAGES,  # that of robots.txt is said of all pages
        "host parked": loud * (PAGES - 1),
    }
