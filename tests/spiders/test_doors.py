"""What each kind of door offers, read from answers of our own writing."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta

import pytest
from scrapy.http import HtmlResponse, Response, XmlResponse

from presswatch.values import DoorKind
from spiders import feed, front_page, sitemap
from spiders.door import NotADoor
from spiders.links import MOST_LINKS

BASE = "https://gazette.example/"
NOW = datetime.now(UTC)


def rss(items: str) -> Response:
    body = f"<rss version='2.0'><channel><title>G</title>{items}</channel></rss>"
    return XmlResponse(BASE + "feed.xml", body=body.encode())


def test_rss_gives_links_titles_and_dates() -> None:
    (one,) = feed.read(
        rss(
            "<item><title>Ferry &amp;amp; port</title><link>/a#top</link><pubDate>Mon, 02 Nov 2026 08:15:00 +0100</pubDate></item>"
        )
    )
    assert one.url == BASE + "a"
    assert one.title == "Ferry & port"
    assert one.published_at == datetime(2026, 11, 2, 7, 15, tzinfo=UTC)
    assert one.door is DoorKind.FEED


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "mailto:a@b.example",
        "ftp://gazette.example/x",
        "data:text/html,x",
        "http://",
        "http://[bad/",
    ],
)
def test_a_feed_offers_only_pages_of_the_web(link: str) -> None:
    assert feed.read(rss(f"<item><title>x</title><link>{link}</link></item>")) == []


@pytest.mark.parametrize("year", ["0999", "1850", "2099"])
def test_a_date_that_cannot_be_true_is_none(year: str) -> None:
    (one,) = feed.read(
        rss(f"<item><link>/a</link><pubDate>Mon, 02 Nov {year} 08:15:00 GMT</pubDate></item>")
    )
    assert one.published_at is None


def test_json_feed() -> None:
    body = {"version": "https://jsonfeed.org/version/1.1", "items": [
        {"id": "1", "url": "/a", "title": "A", "date_published": "2026-11-02T08:15:00Z"}, {"id": "2"}, 3]}  # fmt: skip
    links = feed.read(Response(BASE + "feed.json", body=json.dumps(body).encode()))
    assert [(x.url, x.title) for x in links] == [(BASE + "a", "A")]


def test_html_where_a_feed_was_is_said() -> None:
    with pytest.raises(NotADoor, match="not a feed"):
        feed.read(Response(BASE, body=b"<!doctype html><html><body>Welcome</body></html>"))


def test_a_feed_without_end_is_capped() -> None:
    many = "".join(f"<item><link>/a{n}</link></item>" for n in range(MOST_LINKS + 50))
    assert len(feed.read(rss(many))) == MOST_LINKS


def urlset(entries: str) -> bytes:
    return (
        "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
        f" xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>{entries}</urlset>"
    ).encode()


NEWS = "<url><loc>{loc}</loc><news:news><news:publication_date>{at}</news:publication_date><news:title>T</news:title></news:news></url>"


def test_a_news_sitemap_is_newest_first_even_gzipped() -> None:
    old = NEWS.format(loc=BASE + "old", at=(NOW - timedelta(days=20)).isoformat())
    new = NEWS.format(loc=BASE + "new", at=NOW.isoformat())
    links = sitemap.read(Response(BASE + "s.xml.gz", body=gzip.compress(urlset(old + new))))
    assert [x.url for x in links] == [BASE + "new", BASE + "old"]
    assert links[0].title == "T"


def test_a_plain_sitemap_offers_what_is_recent() -> None:
    entries = f"<url><loc>{BASE}a</loc><lastmod>{NOW.date()}</lastmod></url><url><loc>{BASE}b</loc><lastmod>2019-01-01</lastmod></url>"
    assert [x.url for x in sitemap.read(Response(BASE, body=urlset(entries)))] == [BASE + "a"]


def test_an_index_names_its_sitemaps() -> None:
    body = urlset("").replace(b"urlset", b"sitemapindex")
    child = f"<sitemap><loc>{BASE}s1.xml</loc></sitemap>".encode()
    response = Response(
        BASE, body=body.replace(b"></sitemapindex>", b">" + child + b"</sitemapindex>")
    )
    assert sitemap.children(response) == [BASE + "s1.xml"]
    assert sitemap.read(response) == []


def test_entities_in_a_sitemap_read_no_file(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("https://gazette.example/secret", "utf8")
    body = f"<!DOCTYPE u [<!ENTITY x SYSTEM '{secret.as_uri()}'>]><urlset><url><loc>&x;</loc></url></urlset>"
    assert sitemap.read(Response(BASE, body=body.encode())) == []


def test_a_front_page_offers_headlines_of_its_own_site() -> None:
    html = """<html><body><nav><a href="/politics">Politics</a><a href="/tag/ferry-terminal-news">ferry terminal news from the port</a></nav>
    <a href="/2026/11/ferry-strike-ends-after-night">Ferry strike ends after a night of talks</a>
    <a href="https://www.gazette.example/news/12345">Harbour board names a new pilot chief</a>
    <a href="https://elsewhere.example/a-long-headline-of-others">A long headline of somebody else entirely</a></body></html>"""
    links = front_page.read(HtmlResponse(BASE, body=html.encode(), encoding="utf8"))
    assert [x.url for x in links] == [
        BASE + "2026/11/ferry-strike-ends-after-night",
        "https://www.gazette.example/news/12345",
    ]
