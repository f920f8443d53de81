"""One request at a time and a pause between two, per host; quiet when asked for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from types import SimpleNamespace

import pytest
from scrapy.exceptions import CloseSpider

from spiders.manners.hosts import (
    FIRST_PARK,
    LONGEST_CRAWL_DELAY,
    LONGEST_PARK,
    LONGEST_SILENCE,
    TIMEOUTS,
    ForgetfulHosts,
    Hosts,
    seconds_of,
)
from spiders.manners.refusals import HostParked, Stopping
from tests.crawling import (
    NAMES,
    Answer,
    Asked,
    Fetch,
    Server,
    fetch,
    http,
    run_spider,
    site,
    wait_for,
)

PAGE = http("<p>a page</p>")


def gaps(server: Server) -> list[float]:
    return [b.at - a.at for a, b in pairwise(server.asked)]


def test_one_at_a_time_and_a_pause_between_two_starts() -> None:
    async def slow() -> AsyncIterator[bytes]:
        await asyncio.sleep(0.1)
        yield PAGE

    with Server(lambda asked: slow()) as server:
        settings = {"PRESSWATCH_DELAY": 0.25}
        fetch(*(server.url(f"/{n}") for n in range(4)), servers=[server], settings=settings)
    assert len(server.asked) == 5  # robots.txt takes its turn as well
    assert server.at_once == 1
    assert min(gaps(server)) >= 0.2  # as the server sees it; exact below


def test_hosts_do_not_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(8):
        monkeypatch.setitem(NAMES, f"paper-{n}.example", "127.0.0.1")
    with Server(site({"/a": PAGE})) as server:
        settings = {"PRESSWATCH_DELAY": 0.4}
        begun = time.monotonic()
        found = fetch(
            *(server.url("/a", name) for name in NAMES), servers=[server], settings=settings
        )
        took = time.monotonic() - begun
    assert [outcome.state for outcome in found] == ["200"] * 8
    assert took < 8 * 0.4


def test_the_pause_holds_behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NAMES, "paper.example", "127.0.0.1")
    with Server(site({"/a": PAGE, "/b": PAGE})) as proxy:
        via = {"proxy": proxy.url()[:-1]}
        urls = [(f"http://paper.example/{path}", via) for path in "ab"]
        monkeypatch.setenv("http_proxy", proxy.url())
        found = fetch(*urls, settings={"PRESSWATCH_DELAY": 0.3})
        assert [outcome.state for outcome in found] == ["200", "200"]
        assert proxy.paths() == ["/robots.txt", "/a", "/b"]
        assert min(gaps(proxy)) >= 0.25


def test_the_pause_survives_a_restart() -> None:
    store = SimpleNamespace(hosts=ForgetfulHosts())
    store.hosts.remember("127.0.0.1", time.time(), None, "")
    with Server(site({"/a": PAGE})) as server:
        begun = time.monotonic()
        fetch(server.url("/a"), servers=[server], store=store, settings={"PRESSWATCH_DELAY": 0.3})
    assert server.asked[0].at - begun >= 0.25


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_quiet_gets_it(status: int) -> None:
    store = SimpleNamespace(hosts=ForgetfulHosts())

    def script(asked: Asked) -> Answer:
        if asked.path == "/robots.txt":
            return http("", 404)
        return http("slow down", status, retry_after="120")

    with Server(script) as server:
        found = fetch(*(server.url(f"/{n}") for n in range(20)), servers=[server], store=store)
        assert len(server.asked) == 2  # robots.txt and one page
        assert {outcome.state for outcome in found} == {"host parked"}
        # and after a restart
        again = SimpleNamespace(hosts=ForgetfulHosts())
        again.hosts.rows = dict(store.hosts.rows)
        (later,) = fetch(server.url("/0"), servers=[server], store=again)
        assert len(server.asked) == 2
    assert isinstance(later.error, HostParked)
    assert later.error.until == pytest.approx(time.time() + 120, abs=10)
    (why,) = {row[2] for row in store.hosts.rows.values()}
    assert why == f"HTTP {status}, Retry-After 120"


def test_it_is_asked_again_when_the_time_is_up() -> None:
    answers = iter([http("", 404), http("", 429, retry_after="1"), PAGE, PAGE])
    store = SimpleNamespace(hosts=ForgetfulHosts())
    with Server(lambda asked: next(answers)) as server:
        assert fetch(server.url("/a"), servers=[server], store=store)[0].state == "host parked"
        time.sleep(1.1)
        assert fetch(server.url("/a"), servers=[server], store=store)[0].state == "200"


def test_crawls_of_one_process_share_the_turns() -> None:
    hosts = Hosts(delay=0.1)
    starts: list[float] = []

    async def visit() -> None:
        async with hosts.turn("a.example", lambda: False):
            starts.append(time.monotonic())

    async def both() -> None:
        await asyncio.gather(*(visit() for _ in range(4)))

    wait_for(both())
    assert min(b - a for a, b in pairwise(starts)) >= 0.099


def test_a_stopping_crawl_does_not_sit_out_the_pause() -> None:
    hosts = Hosts(delay=30.0)
    stopping = False

    async def visit() -> None:
        async with hosts.turn("a.example", lambda: stopping):
            pass

    async def stop_soon() -> list[object]:
        nonlocal stopping
        await visit()
        waiting = asyncio.gather(*(visit() for _ in range(50)), return_exceptions=True)
        await asyncio.sleep(0.1)
        stopping = True
        return list(await waiting)

    begun = time.monotonic()
    assert {type(one) for one in wait_for(stop_soon())} == {Stopping}
    assert time.monotonic() - begun < 2


class Impatient(Fetch):
    """Is closed while fifty requests wait for a host that wants a minute between two."""

    name = "impatient"

    def got(self, response: object) -> None:
        super().got(response)
        raise CloseSpider("enough")


def test_closing_a_crawl_gives_back_what_waits() -> None:
    with Server(
        site({f"/{n}": PAGE for n in range(50)}, http("User-agent: *\nAllow: /"))
    ) as server:
        store = SimpleNamespace(hosts=ForgetfulHosts())
        begun = time.monotonic()
        crawler = run_spider(
            Impatient,
            [f"127.0.0.1:{server.port}"],
            store=store,
            wanted=[server.url(f"/{n}") for n in range(50)],
            settings={"PRESSWATCH_DELAY": 1.0},
        )
        assert time.monotonic() - begun < 5
        assert len(server.asked) == 2
    states = [outcome.state for outcome in crawler.spider.outcomes]
    assert sorted(set(states)) == ["200", "stopping"]
    assert not any(getattr(one.error, "final", False) for one in crawler.spider.outcomes)


class Clock:
    """A clock that can be set."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def test_without_retry_after_parks_grow_and_a_good_answer_ends_that() -> None:
    clock = Clock()
    hosts = Hosts(clock=clock)
    waits = []
    for _ in range(12):
        waits.append(hosts.park("a.example", 503, None).until - clock.now)
        clock.now += waits[-1] + 1
        assert hosts.parked_until("a.example") == 0.0
    assert waits[:3] == [FIRST_PARK, FIRST_PARK * 2, FIRST_PARK * 4]
    assert max(waits) == LONGEST_PARK
    hosts.answered("a.example")
    assert hosts.park("a.example", 503, None).until - clock.now == FIRST_PARK


@pytest.mark.parametrize("jump", [-timedelta(days=3650), timedelta(days=400)])
def test_a_clock_that_jumps_parks_nobody_for_years(jump: timedelta) -> None:
    clock = Clock()
    memory = ForgetfulHosts()
    memory.remember("a.example", clock.now, clock.now + 600, "HTTP 429")
    clock.now += jump.total_seconds()
    assert Hosts(memory, clock=clock).parked_until("a.example") == 0.0


def test_crawl_delay_is_capped() -> None:
    hosts = Hosts(delay=1.0)
    hosts.slow_down("a.example", 3600)
    assert hosts.delay_of("a.example") == LONGEST_CRAWL_DELAY
    hosts.slow_down("a.example", 0.1)
    assert hosts.delay_of("a.example") == 1.0


NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        ("999999999", LONGEST_PARK),
        (format_datetime(datetime.fromtimestamp(NOW + 90, UTC), usegmt=True), 90.0),
        (format_datetime(datetime.fromtimestamp(NOW - 90, UTC), usegmt=True), 0.0),
        ("", None),
        (None, None),
        ("soon", None),
        ("-5", None),
        ("١٢", None),
    ],
)
def test_retry_after(said: str | None, means: float | None) -> None:
    assert seconds_of(said, NOW) == means


def test_a_host_that_does_not_answer_is_left_alone() -> None:
    clock = Clock()
    hosts = Hosts(clock=clock)

    def times_out(times: int) -> None:
        for _ in range(times):
            hosts.timed_out("paper.example")

    times_out(TIMEOUTS - 1)
    hosts.answered("paper.example")
    times_out(TIMEOUTS - 1)
    assert not hosts.parked_until("paper.example")  # not in a row
    times_out(1)
    assert hosts.parked_until("paper.example") == clock.now + FIRST_PARK
    for _ in range(9):  # once after each park, and it is still down
        clock.now = hosts.parked_until("paper.example") + 1
        assert not hosts.parked_until("paper.example")
        times_out(1)
    assert hosts.parked_until("paper.example") == clock.now + LONGEST_SILENCE
    hosts.answered("paper.example")
    times_out(TIMEOUTS)
    assert hosts.parked_until("paper.example") == clock.now + FIRST_PARK


def test_of_two_sources_at_one_host_the_longer_pause_counts() -> None:
    hosts = Hosts(delay=1.0)
    hosts.at_least("a.example", 30)
    hosts.at_least("a.example", 2)
    assert hosts.delay_of("a.example") == 30
