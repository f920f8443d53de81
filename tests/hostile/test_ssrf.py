"""No route leads to a private address.

Nothing here connects elsewhere than to loopback: tests/crawling.py records such an attempt and
refuses it, and each test asserts that there was none.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from html import escape
from typing import Any

import pytest
import scrapy

from spiders.manners import guard as guard_module
from spiders.manners.guard import guard
from tests.crawling import ATTEMPTS, NAMES, Outcome, Server, fetch, http, run_spider, site
from tests.hostile.vectors import REBINDING, SCHEMES, VECTORS

PAGE = http("<p>inside</p>")
REFUSALS = {"forbidden address", "ValueError", "NotSupported"}


@pytest.fixture(autouse=True)
def rebinding(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, address in REBINDING.items():
        monkeypatch.setitem(NAMES, name, address)
    ATTEMPTS.clear()
    yield
    assert ATTEMPTS == []


@pytest.fixture
def inside() -> Iterator[Server]:
    """A server that is not meant to be reached: on loopback, and not among what is allowed."""
    with Server(site({}, PAGE)) as server:
        yield server
    assert server.asked == []


def fetch_from(server: Server, *urls: str) -> list[Outcome]:
    """Only this server is allowed, by its address."""
    return fetch(*urls, allow=[f"127.0.0.1:{server.port}"])


def test_there_are_sixty_and_more() -> None:
    assert len(set(VECTORS)) == len(VECTORS) >= 60


def test_asked_for_directly(inside: Server) -> None:
    vectors = [url for url in VECTORS if _request_takes(url)]
    vectors += [inside.url(), inside.url(host="loopback.example")]
    found = fetch(*vectors)
    assert len(found) == len(vectors) >= 60
    assert {outcome.state for outcome in found} == {"forbidden address"}


@pytest.mark.parametrize("route", ["redirect", "meta refresh"])
def test_by_way_of_another_page(route: str) -> None:
    pages = {}
    for n, vector in enumerate(VECTORS + SCHEMES):
        pages[f"/{n}"] = (
            http("", 302, location=vector.encode("utf-8").decode("latin-1"))
            if route == "redirect"
            else http(f'<meta http-equiv="refresh" content="0; url={escape(vector)}">')
        )
    with Server(site(pages)) as server:
        found = fetch_from(server, *(server.url(path) for path in pages))
        assert sorted(server.paths()) == sorted(["/robots.txt", *pages])  # each page, and no more
    assert len(found) == len(pages)
    # a redirect that is not followed is given as it is: a 302, or the page with the refresh
    taken = {outcome.state for outcome in found} - REFUSALS
    assert taken <= {"302", "200", "HTTP 302"}
    refused = sum(outcome.state == "forbidden address" for outcome in found)
    assert refused >= 60


def test_robots_txt_that_redirects_inside(inside: Server) -> None:
    for target in (*VECTORS[:3], *(f"http://{name}/robots.txt" for name in REBINDING)):
        with Server(site({"/a": PAGE}, http("", 302, location=target))) as server:
            (found,) = fetch_from(server, server.url("/a"))
            assert server.paths() == ["/robots.txt"], target
        assert found.state == "robots.txt unreachable"


class Reader(scrapy.Spider):
    """Follows every link that our reader of that door finds."""

    name = "reader"

    async def start(self) -> AsyncIterator[Any]:
        self.outcomes: list[Outcome] = []
        yield scrapy.Request(self.door)  # type: ignore[attr-defined]

    def parse(self, response: Any) -> Iterator[Any]:
        for link in self.read(response):  # type: ignore[attr-defined]
            yield scrapy.Request(link.url, self.got, errback=self.lost, dont_filter=True)

    def got(self, response: Any) -> None:
        self.outcomes.append(Outcome(response.url, response))

    def lost(self, failure: Any) -> None:
        self.outcomes.append(Outcome(failure.request.url, error=failure.value))


def feed_of(urls: list[str]) -> bytes:
    items = "".join(f"<item><title>t</title><link>{escape(url)}</link></item>" for url in urls)
    return http(f"<rss version='2.0'><channel><title>f</title>{items}</channel></rss>")


def sitemap_of(urls: list[str]) -> bytes:
    items = "".join(f"<url><loc>{escape(url)}</loc></url>" for url in urls)
    return http(f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{items}</urlset>")


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_named_by_a_door(kind: str, inside: Server) -> None:
    from importlib import import_module

    urls = [*VECTORS, *SCHEMES, inside.url("/x")]
    body = feed_of(urls) if kind == "feed" else sitemap_of(urls)
    with Server(site({"/door": body})) as server:
        crawler = run_spider(
            Reader,
            [f"127.0.0.1:{server.port}"],
            door=server.url("/door"),
            read=import_module(f"spiders.{kind}").read,
        )
        assert server.paths() == ["/robots.txt", "/door"]
    outcomes = crawler.spider.outcomes
    assert len(outcomes) >= 50  # the reader itself drops what is no http(s) link
    assert {outcome.state for outcome in outcomes} == {"forbidden address"}


@pytest.mark.parametrize("url", SCHEMES)
def test_other_schemes_read_nothing(url: str) -> None:
    if _request_takes(url):
        (found,) = fetch(url)
        assert found.state == "forbidden address"


def test_the_guard_holds_where_the_policy_does_not_look() -> None:
    """The name is harmless; the refusal is made at connect, and says which address it was."""
    (found,) = fetch("http://metadata.example/")
    assert "169.254.169.254" in str(found.error)
    assert guard().refused[-1] == ("169.254.169.254", 80)


def test_without_the_guard_the_harness_would_have_seen_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """So the tests above do test something."""
    monkeypatch.setattr(guard_module.Guard, "check", lambda self, ip, port: None)
    monkeypatch.setattr(guard_module, "self_test", lambda: None)
    (found,) = fetch("http://metadata.example/")
    assert found.state == "connection refused"
    assert ATTEMPTS == [("169.254.169.254", 80)]
    ATTEMPTS.clear()


def test_a_proxied_request_is_judged_by_its_url_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(site({"/a": PAGE})) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url())
        good, name, address = fetch(
            "http://paper.example/a", "http://printer.local/", "http://10.0.0.1/"
        )
    assert (good.state, name.state, address.state) == (
        "200",
        "forbidden address",
        "forbidden address",
    )


def _request_takes(url: str) -> bool:
    """Whether Scrapy makes a request of it at all."""
    try:
        scrapy.Request(url)
    except ValueError:
        return False
    return True
