"""robots.txt by RFC 9309: in a real crawl, against each way in which a server can behave."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from itertools import pairwise
from types import SimpleNamespace

import pytest

from spiders.manners.notices import ForgetfulNotices, Standing
from spiders.manners.rules import Rules, read_robots, token_of
from tests.crawling import Answer, Asked, Server, fetch, http, site

PAGE = http("<p>a page</p>")


def states(robots: bytes, *paths: str) -> list[str]:
    with Server(site({"/a": PAGE, "/private/b": PAGE}, robots)) as server:
        found = fetch(*(server.url(path) for path in paths), servers=[server])
        return [outcome.state for outcome in found]


def test_of_forty_disallowed_urls_none_is_fetched() -> None:
    async def slowly() -> AsyncIterator[bytes]:
        await asyncio.sleep(0.3)  # the time in which Scrapy's own middleware lets requests through
        yield http("User-agent: *\nDisallow: /private/")

    def script(asked: Asked) -> Answer:
        return slowly() if asked.path == "/robots.txt" else PAGE

    with Server(script) as server:
        urls = [server.url(f"/private/{n}") for n in range(40)]
        found = fetch(*urls, servers=[server])
        assert server.paths() == ["/robots.txt"]
    assert len(found) == 40
    assert {str(outcome.error) for outcome in found} == {"robots.txt says Disallow: /private/"}


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_4xx_allows(status: int) -> None:
    assert states(http("no", status), "/a") == ["200"]


@pytest.mark.parametrize("status", [500, 502])
def test_5xx_disallows_everything(status: int) -> None:
    assert states(http("oops", status), "/a") == ["robots.txt unreachable"]


def test_503_parks_the_host_and_keeps_its_pages_for_later() -> None:
    assert states(http("later", 503), "/a", "/private/b") == ["host parked", "host parked"]


def test_a_hanging_robots_disallows_everything() -> None:
    async def hang() -> AsyncIterator[bytes]:
        await asyncio.sleep(2.5)
        yield b""

    def script(asked: Asked) -> Answer:
        return hang() if asked.path == "/robots.txt" else PAGE

    with Server(script) as server:
        settings = {"DOWNLOAD_TIMEOUT": 0.5}
        (found,) = fetch(server.url("/a"), servers=[server], settings=settings)
        assert server.paths() == ["/robots.txt"]
    assert found.state == "timeout"
    assert str(found.error).startswith("robots.txt unreachable: ")


def test_a_redirect_loop_is_left_after_five_hops_and_counts_as_none() -> None:
    with Server(site({"/a": PAGE}, http("", 302, location="/robots.txt"))) as server:
        (found,) = fetch(server.url("/a"), servers=[server])
        assert server.paths() == ["/robots.txt"] * 6 + ["/a"]
    assert found.state == "200"


def test_a_redirected_robots_is_read_where_it_lies() -> None:
    pages = {"/a": PAGE, "/elsewhere.txt": http("User-agent: *\nDisallow: /a")}
    with Server(site(pages, http("", 301, location="/elsewhere.txt"))) as server:
        (found,) = fetch(server.url("/a"), servers=[server])
    assert found.state == "disallowed by robots.txt"


def test_of_5_mb_the_first_500_kib_count() -> None:
    head = b"User-agent: *\nDisallow: /private/\n"
    filler = b"# nothing to see here\n" * (5_000_000 // 22)
    robots = http(head + filler + b"Disallow: /a\n")
    assert states(robots, "/a", "/private/b") == ["200", "disallowed by robots.txt"]


def test_of_an_endless_one_the_first_500_kib_count() -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /private/\n"
        while True:
            yield b"# nothing to see here\n" * 1000
            await asyncio.sleep(0)

    def script(asked: Asked) -> Answer:
        return endless() if asked.path == "/robots.txt" else PAGE

    with Server(script) as server:
        found = fetch(server.url("/a"), server.url("/private/b"), servers=[server])
    assert [outcome.state for outcome in found] == ["200", "disallowed by robots.txt"]


def test_an_html_page_says_nothing() -> None:
    page = "<!doctype html><html><body><pre>\nUser-agent: *\nDisallow: /\n</pre>"
    assert states(http(page), "/a") == ["200"]


def test_deny_and_allow() -> None:
    assert states(http("User-agent: *\nDisallow: /"), "/a") == ["disallowed by robots.txt"]
    assert states(http("User-agent: *\nAllow: /"), "/a") == ["200"]
    ours = "User-agent: presswatch\nDisallow: /a\n\nUser-agent: *\nDisallow:\n"
    assert states(http(ours), "/a", "/private/b") == ["disallowed by robots.txt", "200"]


def test_crawl_delay_spaces_the_requests() -> None:
    robots = http("User-agent: *\nCrawl-delay: 0.4")
    with Server(site({"/a": PAGE}, robots)) as server:
        fetch(*[server.url("/a")] * 3, servers=[server])
        starts = [asked.at for asked in server.asked]
    assert min(b - a for a, b in pairwise(starts)) >= 0.35  # as the server sees it
    assert len(starts) == 4


def test_the_target_of_a_redirect_is_asked_for_its_own_rules() -> None:
    pages = {"/a": http("", 302, location="/private/b"), "/private/b": PAGE}
    with Server(site(pages, http("User-agent: *\nDisallow: /private/"))) as server:
        (found,) = fetch(server.url("/a"), servers=[server])
        assert server.paths() == ["/robots.txt", "/a"]
    assert found.state == "disallowed by robots.txt"


def test_dont_obey_robotstxt_has_no_effect() -> None:
    with Server(site({"/a": PAGE}, http("User-agent: *\nDisallow: /"))) as server:
        (found,) = fetch((server.url("/a"), {"dont_obey_robotstxt": True}), servers=[server])
    assert found.state == "disallowed by robots.txt"


def test_the_next_crawl_does_not_ask_again_for_a_day() -> None:
    store = SimpleNamespace(notices=ForgetfulNotices())
    with Server(site({"/a": PAGE}, http("User-agent: *\nDisallow: /x"))) as server:
        for _ in range(2):
            fetch(server.url("/a"), servers=[server], store=store)
        assert server.paths() == ["/robots.txt", "/a", "/a"]
        (kept,) = store.notices.rows.values()
    assert kept.holds(time.time())
    assert not kept.holds(time.time() + 86_401)


def test_what_could_not_be_had_is_not_remembered() -> None:
    store = SimpleNamespace(notices=ForgetfulNotices())
    with Server(site({"/a": PAGE}, http("", 500))) as server:
        fetch(server.url("/a"), servers=[server], store=store)
    assert store.notices.rows == {}


def test_reading_is_pure() -> None:
    notice = read_robots(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /x\nSitemap: /s.xml", 9e9)
    assert notice.standing is Standing.SAYS
    rules = Rules(notice.text, "presswatch")
    assert rules.refuse("http://a.example/x/y") == "Disallow: /x"
    assert rules.refuse("http://a.example/y") is None
    assert rules.sitemaps == ("/s.xml",)


def test_the_rule_that_is_shown_is_one_of_our_group() -> None:
    text = "User-agent: other\nDisallow: /x/very/long\n\nUser-agent: *\nDisallow: /x\n"
    assert Rules(text, "presswatch").refuse("http://a.example/x/very/long") == "Disallow: /x"


def test_wildcards_take_no_time() -> None:
    text = "User-agent: *\n" + f"Disallow: /{'*a' * 40}*b$\n" * 500
    begun = time.monotonic()
    assert Rules(text, "presswatch").refuse("http://a.example/" + "a" * 2000) is None
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize(
    "agent", ["presswatch/1.0 (+mailto:a@example.org)", "Presswatch", "presswatch (x)"]
)
def test_the_token_is_the_first_word_of_the_user_agent(agent: str) -> None:
    assert token_of(agent) == "presswatch"


def test_a_group_for_a_name_that_ours_begins_with_is_not_ours() -> None:
    text = "User-agent: *\nDisallow: /private\n\nUser-agent: Press\nDisallow: /x\nCrawl-delay: 9"
    rules = Rules(text, "presswatch")
    assert rules.refuse("http://a.example/private/a") == "Disallow: /private"
    assert rules.refuse("http://a.example/x") is None
    assert rules.crawl_delay is None
    ours = Rules(f"{text}\n\nUser-agent: PressWatch/1.0\nDisallow: /y", "presswatch")
    assert ours.refuse("http://a.example/y") == "Disallow: /y"
    assert ours.refuse("http://a.example/private/a") is None
