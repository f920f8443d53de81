"""What a site answers at its doors, as its newsroom's system would write it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from bench.simulated_press.clock import START
from bench.simulated_press.sites import DAY, Site, Way

PATHS = {
    Way.RSS: "/feed.xml", Way.ATOM: "/atom.xml", Way.JSON: "/feed.json", Way.NEWS: "/news.xml",
    Way.INDEX: "/sitemap.xml", Way.FRONT: "/",
}  # fmt: skip
KEYS = {Way.NEWS: "sitemaps", Way.INDEX: "sitemaps", Way.FRONT: "front_pages"}
ARCHIVES = 12  #: old sitemaps that an index names beside the one of this month


def door(site: Site) -> str:
    """The address of its door."""
    return f"http://{site.host}{PATHS[site.way]}"


def shown(site: Site, at: float) -> range:
    """Which articles its door lists at a moment."""
    out = site.until(at)
    first = out - site.window
    if site.way in (Way.NEWS, Way.INDEX):  # two days, as news sitemaps do, but never nothing
        first = min(site.until(at - 2 * DAY), out - 1)
    return range(max(first, 0), out)


def body(site: Site, path: str, at: float) -> tuple[bytes, str]:
    """The document at a door's path, newest first, and its media type."""
    articles = [(n, _moment(site, n)) for n in reversed(shown(site, at))]
    if path == "/sitemap.xml":
        return _index(site, at), "application/xml"
    if path.startswith("/archive-"):
        return b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'></urlset>", "text/xml"
    return {
        Way.RSS: _rss, Way.ATOM: _atom, Way.JSON: _json, Way.NEWS: _news, Way.INDEX: _news,
        Way.FRONT: _front,
    }[site.way](site, articles)  # fmt: skip


Articles = list[tuple[int, datetime]]


def _moment(site: Site, article: int) -> datetime:
    return START + timedelta(seconds=int(site.published[article]))


def _rss(site: Site, articles: Articles) -> tuple[bytes, str]:
    ttl = f"<ttl>{site.ttl_min}</ttl>" if site.ttl_min else ""
    items = "".join(
        f"<item><title>Report {n}</title><link>{site.path(n)}</link>"
        f"<pubDate>{format_datetime(at)}</pubDate></item>" for n, at in articles
    )  # fmt: skip
    text = f"<rss version='2.0'><channel><title>{site.name}</title>{ttl}{items}</channel></rss>"
    return text.encode(), "application/rss+xml"


def _atom(site: Site, articles: Articles) -> tuple[bytes, str]:
    items = "".join(
        f"<entry><title>Report {n}</title><link href='http://{site.host}{site.path(n)}'/>"
        f"<published>{at.isoformat()}</published></entry>" for n, at in articles
    )  # fmt: skip
    text = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{site.name}</title>{items}</feed>"
    return text.encode(), "application/atom+xml"


def _json(site: Site, articles: Articles) -> tuple[bytes, str]:
    items = [
        {"id": str(n), "url": site.path(n), "title": f"Report {n}", "date_published": at.isoformat()}
        for n, at in articles
    ]  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": site.name, "items": items}
    return json.dumps(feed).encode(), "application/feed+json"


def _news(site: Site, articles: Articles) -> tuple[bytes, str]:
    urls = "".join(
        f"<url><loc>http://{site.host}{site.path(n)}</loc><n:news><n:publication_date>"
        f"{at.isoformat()}</n:publication_date><n:title>Report {n}</n:title></n:news></url>"
        for n, at in articles
    )  # fmt: skip
    text = (
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
        f" xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>{urls}</urlset>"
    )
    return text.encode(), "application/xml"


def _index(site: Site, at: float) -> bytes:
    out = site.until(at)
    last = START + timedelta(seconds=site.published[out - 1] if out else -10 * DAY)
    old = "".join(
        f"<sitemap><loc>http://{site.host}/archive-{n}.xml</loc>"
        f"<lastmod>{datetime(2026, n, 28, tzinfo=UTC).isoformat()}</lastmod></sitemap>"
        for n in range(1, ARCHIVES + 1)
    )
    return (
        "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        f"{old}<sitemap><loc>http://{site.host}/news.xml</loc><lastmod>{last.isoformat()}</lastmod>"
        "</sitemap></sitemapindex>"
    ).encode()


def _front(site: Site, articles: Articles) -> tuple[bytes, str]:
    links = "".join(
        f"<li><a href='{site.path(n)}'>Report {n}: what {site.name} has learned of it</a></li>"
        for n, _ in articles
    )
    return f"<!doctype html><html><body><ul>{links}</ul></body></html>".encode(), "text/html"
