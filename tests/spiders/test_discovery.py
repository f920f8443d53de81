"""From a bare homepage to the doors worth polling."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import Any

import pytest
from scrapy import signals
from scrapy.http import HtmlResponse, Response, XmlResponse

from presswatch.values import DoorKind
from spiders.discover import Discover
from spiders.discovery import Found, best, declared, from_robots, hub_of, news_first, ranked
from tests.crawling import Server, http, run_spider, site

NOW = datetime.now(UTC)


def rss(
    count: int = 3, age: timedelta = timedelta(hours=1), where: str = "a", extra: str = ""
) -> bytes:
    items = "".join(
        f"<item><title>Story number {n}</title><link>/{where}/story-{n}</link>"
        f"<pubDate>{format_datetime(NOW - age * (n + 1))}</pubDate></item>"
        for n in range(count)
    )
    return http(
        f"<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>t</title>"
        f"{extra}{items}</channel></rss>",
        content_type="application/rss+xml",
    )


def news_sitemap(count: int = 3) -> bytes:
    urls = "".join(
        f"<url><loc>/s/story-{n}</loc><n:news><n:publication_date>{NOW.isoformat()}"
        f"</n:publication_date><n:title>Story {n}</n:title></n:news></url>"
        for n in range(count)
    )
    return http(
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        f"xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>{urls}</urlset>",
        content_type="application/xml",
    )


def index(*urls: str) -> bytes:
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return http(
        f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</sitemapindex>"
    )


def home(*links: str, body: str = "") -> bytes:
    return http(f"<!doctype html><html><head>{''.join(links)}</head><body>{body}</body></html>")


def alternate(href: str, kind: str = "application/rss+xml", title: str = "") -> str:
    return f"<link rel='alternate' type='{kind}' href='{href}' title='{escape(title)}'>"


def discover(pages: dict[str, bytes], robots: str | None = None) -> tuple[list[Found], Any, Server]:
    """The doors found, the spider, and the server that was asked."""
    found: list[Found] = []

    class Kept(Discover):
        def __init__(self, store: Any = None, **kwargs: Any) -> None:
            super().__init__(**kwargs)

        @classmethod
        def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> Any:
            crawler.signals.connect(kept, signals.item_scraped)
            return super().from_crawler(crawler, *args, **kwargs)

    def kept(item: Found) -> None:
        found.append(item)

    with Server(site({}, None)) as server:
        answer = None if robots is None else http(robots.replace("HOST", server.url()[:-1]))
        server.script = site(pages, answer)
        crawler = run_spider(Kept, [f"127.0.0.1:{server.port}"], url=server.url())
    return found, crawler.spider, server


def paths(found: list[Found]) -> list[str]:
    return [(door.url.split("/", 3)[3]) for door in found]


# ── real crawls ──


def test_a_declared_feed_and_a_news_sitemap_from_robots() -> None:
    found, _, server = discover(
        {"/": home(alternate("/feed.xml")), "/feed.xml": rss(), "/news.xml": news_sitemap()},
        "User-agent: *\nSitemap: HOST/news.xml\nDisallow: /x\n",
    )
    assert [(door.kind, door.items) for door in found] == [("feed", 3), ("sitemap", 3)]
    assert server.paths() == ["/robots.txt", "/", "/feed.xml", "/news.xml"]  # and nothing guessed
    assert found[0].newest_at is not None
    assert NOW - found[0].newest_at < timedelta(hours=2)
    assert best(found) == found  # each has links that the other does not


def test_nothing_declared_and_common_paths_tried_in_turn() -> None:
    found, _, server = discover(
        {"/": home(), "/rss.xml": rss(), "/sitemap_news.xml": news_sitemap()}
    )
    assert paths(found) == ["rss.xml", "sitemap_news.xml"]
    assert {door.note for door in found} == {"a common path"}
    assert len(server.asked) < 10


def test_links_of_the_front_page_when_nothing_else() -> None:
    body = "".join(
        f"<a href='/2026/11/a-long-story-{n}'>A headline that is long enough {n}</a>"
        for n in range(9)
    )
    found, spider, _ = discover({"/": home(body=body)})
    (door,) = found
    assert (door.kind, door.items) == (DoorKind.FRONT_PAGE, 9)
    assert best(found) == [door]
    assert "HTTP 404" in {reason.state for reason in spider.missed.values()}


def test_an_index_leads_to_its_news_sitemap() -> None:
    found, _, _ = discover(
        {
            "/": home(),
            "/index.xml.gz": index("/video-sitemap.xml", "/old.xml", "/news-now.xml"),
            "/news-now.xml": news_sitemap(),
            "/feed/": rss(),
        },
        "Sitemap: /index.xml.gz",
    )
    assert paths(found) == ["news-now.xml", "feed/"]
    assert found[0].note.startswith("in the index http")


def test_of_a_series_of_sitemaps_the_index_is_the_door() -> None:
    found, _, _ = discover(
        {
            "/": home(),
            "/all.xml": index("/sitemap-2026-11.xml"),
            "/sitemap-2026-11.xml": news_sitemap(),
        },
        "Sitemap: /all.xml",
    )
    assert paths(found) == ["all.xml"]
    assert found[0].items == 3
    assert "sitemap-2026-11.xml" in found[0].note


def test_a_page_that_lists_the_feeds_is_read() -> None:
    listing = home(body="<a href='/world/rss.xml'>World</a> <a href='/sport/rss.xml'>Sport</a>")
    found, _, _ = discover(
        {
            "/": home(body="<a href='/rss'>RSS feeds</a>"),
            "/rss": listing,
            "/world/rss.xml": rss(where="world"),
            "/sport/rss.xml": rss(where="sport"),
        }
    )
    assert paths(found) == ["world/rss.xml", "sport/rss.xml"]
    assert len(best(found)) == 2


def test_json_feeds_atom_and_hubs() -> None:
    hub = "<atom:link rel='hub' href='https://hub.example/'/>"
    json_feed = http(
        '{"version":"https://jsonfeed.org/version/1.1","title":"t","hubs":[{"type":"WebSub",'
        '"url":"https://hub.example/j"}],"items":[{"id":"1","url":"/j/1","title":"t"}]}'
    )
    found, _, _ = discover(
        {
            "/": home(alternate("/a.xml"), alternate("/f.json", "application/feed+json")),
            "/a.xml": rss(extra=hub),
            "/f.json": json_feed,
        }
    )
    assert [door.hub for door in found] == ["https://hub.example/", "https://hub.example/j"]


def test_feeds_behind_a_home_that_refuses() -> None:
    found, spider, server = discover({"/": http("who are you?", 403), "/feed/": rss()})
    assert paths(found) == ["feed/"]
    assert spider.missed[server.url()].state == "HTTP 403"


def test_robots_are_obeyed() -> None:
    found, _, server = discover(
        {"/": home(alternate("/private/feed.xml")), "/private/feed.xml": rss()},
        "User-agent: *\nDisallow: /private/",
    )
    assert found == []
    assert "/private/feed.xml" not in server.paths()


def test_a_site_that_declares_hundreds_of_feeds_is_not_asked_for_all() -> None:
    links = [alternate(f"/f/{n}.rss") for n in range(300)]
    pages = {f"/f/{n}.rss": rss(where=f"f{n}") for n in range(300)}
    found, _, server = discover({"/": home(*links), **pages})
    assert len(server.asked) <= 42
    assert len(best(found)) == 5


# ── pure ──


def page(html: str, url: str = "https://a.example/") -> HtmlResponse:
    return HtmlResponse(url, body=html.encode(), encoding="utf-8")


def test_what_a_page_declares() -> None:
    html = f"""<head><base href="https://cdn.example/x/">
    {alternate("feed.xml")} {alternate("/wp-json/oembed/1.0/embed", "application/json+oembed")}
    {alternate("/comments/feed/", title="Comments")} {alternate("feed://b.example/rss")}
    {alternate("/de/", "text/html")} {alternate("javascript:alert(1)")} {alternate("http://[bad/")}
    <link rel="alternate" hreflang="de" href="https://a.example/de/">
    </head><a href="/service/rss/">RSS</a><a href="/feedback">Tell us</a><a href="/rssi">x</a>"""
    assert [(c.url, c.note) for c in declared(page(html))] == [
        ("https://cdn.example/x/feed.xml", "declared by the page"),
        ("http://b.example/rss", "declared by the page"),
        ("https://cdn.example/service/rss/", "linked from the page"),
        ("https://cdn.example/comments/feed/", "declared by the page (comments)"),
    ]


@pytest.mark.parametrize("body", [b"", b"\0" * 100, b"<" * 5000, b"<a>" * 5000, b"plain"])
def test_odd_pages_declare_nothing(body: bytes) -> None:
    assert declared(HtmlResponse("https://a.example/", body=body, encoding="utf-8")) == []
    assert declared(Response("https://a.example/", body=body)) == []


def test_sitemaps_for_news_come_first() -> None:
    urls = ["/video-sitemap.xml", "/sitemap.xml", "/post-sitemap.xml", "/news.xml", "/sitemap.xml"]
    found = from_robots([*urls, "javascript:x"], "https://a.example/")
    assert paths_of(found) == [
        "/news.xml",
        "/post-sitemap.xml",
        "/sitemap.xml",
        "/video-sitemap.xml",
    ]
    assert news_first([]) == []


def paths_of(found: list[Any]) -> list[str]:
    return [one.url.removeprefix("https://a.example") for one in found]


def door(
    url: str, links: str, age_days: float | None = 0.1, per_day: float = 10.0, **more: Any
) -> Found:
    newest = None if age_days is None else NOW - timedelta(days=age_days)
    kind = more.pop("kind", DoorKind.FEED)
    return Found(kind, url, len(links), newest, per_day=per_day, links=tuple(links), **more)


def test_rank_by_freshness_then_yield() -> None:
    doors = [
        door("comments", "abc", note="declared by the page (comments)"),
        door("asleep", "abcdef", 90),
        door("slow", "abc", per_day=2),
        door("front", "abcdefgh", None, 0, kind=DoorKind.FRONT_PAGE),
        door("undated", "abc", None, 0),
        door("empty", ""),
        door("busy", "abc", per_day=50),
    ]
    order = [one.url for one in ranked(doors, NOW)]
    assert order == ["busy", "slow", "asleep", "undated", "front", "comments", "empty"]


def test_a_further_door_has_to_bring_something() -> None:
    all_news = door("all", "abcdefghij", per_day=30)
    sport = door("sport", "abc", per_day=9)
    local = door("local", "xyz", per_day=3)
    front = door("front", "uvw", kind=DoorKind.FRONT_PAGE)
    assert [one.url for one in best([sport, front, local, all_news], now=NOW)] == ["all", "local"]
    assert best([front], now=NOW) == [front]
    assert best([]) == []


def test_hub_in_the_link_header() -> None:
    headers = {"Link": '<https://a.example/feed>; rel="self", </hub>; rel="hub"'}
    assert (
        hub_of(XmlResponse("https://a.example/f", headers=headers, body=b"<rss/>"))
        == "https://a.example/hub"
    )
    assert hub_of(XmlResponse("https://a.example/f", body=b"<rss/>")) is None
