"""What a site offers a crawler, read off its homepage, robots.txt, feeds and sitemaps. Pure.

`spiders/discover.py` asks the questions in the order of this page: what the homepage declares, what
robots.txt names, then paths that many sites use, then, when nothing else works, the front page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

from parsel import Selector
from scrapy.http import Response, TextResponse

from presswatch.values import DoorKind, Link
from spiders.sitemap import news_first

#: where feeds lie that no page declares, commonest first (WordPress, Drupal, Hugo, Ghost, Blogger …)
FEED_PATHS = (
    "/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/rss/", "/feeds/",
    "/index.rss", "/feed.json", "/news/rss", "/?feed=rss2", "/feeds/posts/default",
)  # fmt: skip
#: where news sitemaps and sitemap indexes lie that robots.txt does not name, commonest first
SITEMAP_PATHS = (
    "/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/googlenews.xml",
    "/sitemap/news.xml", "/news_sitemap.xml", "/sitemap.xml", "/sitemap_index.xml",
    "/sitemap-index.xml", "/wp-sitemap.xml", "/sitemaps.xml", "/sitemap.xml.gz",
)  # fmt: skip
FRESH = timedelta(days=3)  #: a door whose newest item is older than this may be asleep
ASLEEP = timedelta(days=30)  #: and is, when it is older than this
MOST_DECLARED = 15  #: feeds tried of those that a page declares; some declare hundreds of sections
BRINGS = 0.1  #: share of links that a further door must add to be worth polling

_FEED_TYPES = re.compile(
    r"application/(?:rss|atom|rdf)\+xml|application/feed\+json|(?:text|application)/xml"
)
_FEED_HREF = re.compile(
    r"(?:^|[/._-])(?:rss|feeds?|atom)(?:\d*\.(?:xml|rss|json|php|aspx?))?/?(?:[?#]|\Z)|"
    r"\.(?:rss|atom)\Z|[?&]feed=|//feeds?\.|//rss\.",
    re.I,
)
_COMMENTS = re.compile(r"comments?\b|kommentar|commentaire|comentario", re.I)
_OEMBED = re.compile(r"oembed|wp-json", re.I)
_HUB = re.compile(rb"<(?:\w+:)?link\b[^>]{0,500}>", re.I)
_HREF = re.compile(rb"""href\s*=\s*["']([^"']+)""", re.I)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A URL that may be a door."""

    kind: DoorKind
    url: str
    note: str  #: who named it: "declared by the page", "named in robots.txt" …


@dataclass(frozen=True, slots=True)
class Found:
    """A door that works."""

    kind: DoorKind
    url: str
    items: int  #: links it offers now
    newest_at: datetime | None  #: of its newest dated item
    hub: str | None = None  #: WebSub hub, where it has one
    note: str = ""
    per_day: float = 0.0  #: dated items a day, over the span it shows
    home: str = ""  #: what was asked for
    links: tuple[str, ...] = field(default=(), repr=False)

    def age(self, now: datetime) -> timedelta:
        """Time since its newest item; the largest there is when no item is dated."""
        return now - self.newest_at if self.newest_at else timedelta.max


def declared(response: Response) -> list[Candidate]:
    """The feeds that an HTML page declares in its head, then those it links to."""
    if not isinstance(response, TextResponse) or b"<" not in response.body[:5000]:
        return []
    page = Selector(text=response.text, type="html")
    base = urljoin(response.url, page.xpath("string(//base/@href)").get() or "")
    found: dict[str, Candidate] = {}
    for element in page.xpath("//link[@href][@rel]")[:500]:
        attributes = element.attrib
        if "alternate" in attributes["rel"].lower().split() and _is_feed(attributes):
            _add(
                found, base, attributes["href"], attributes.get("title", ""), "declared by the page"
            )
    for href in page.xpath("//a/@href").getall()[:5000]:
        if _FEED_HREF.search(href.strip()):
            _add(found, base, href, "", "linked from the page")
    return sorted(found.values(), key=lambda c: "comments" in c.note)[:MOST_DECLARED]


def _is_feed(attributes: dict[str, str]) -> bool:
    kind = attributes.get("type", "").strip().lower()
    href = attributes["href"]
    if _OEMBED.search(href) or "oembed" in kind:
        return False
    if kind == "application/json":
        return bool(_FEED_HREF.search(href))
    return bool(_FEED_TYPES.match(kind)) or (not kind and bool(_FEED_HREF.search(href)))


def _add(found: dict[str, Candidate], base: str, href: str, title: str, note: str) -> None:
    try:
        url = urljoin(base, href.strip())
        parts = urlsplit(url)
    except ValueError:
        return
    if parts.scheme == "feed":  # feed:https://… and feed://…, an old habit
        url = "http:" + url[5:] if url.startswith("feed://") else url[5:]
    if urlsplit(url).scheme in ("http", "https"):
        if _COMMENTS.search(urlsplit(url).path) or _COMMENTS.search(title):
            note += " (comments)"
        found.setdefault(url, Candidate(DoorKind.FEED, url, note))


def from_robots(sitemaps: Sequence[str], origin: str) -> list[Candidate]:
    """The sitemaps that robots.txt names: those for news first."""
    urls = [urljoin(origin, url.strip()) for url in sitemaps]
    urls = [url for url in dict.fromkeys(urls) if urlsplit(url).scheme in ("http", "https")]
    return [Candidate(DoorKind.SITEMAP, url, "named in robots.txt") for url in news_first(urls)]


def numbered(url: str) -> bool:
    """Is this one sitemap of a series: sitemap-2026-11.xml, post-sitemap12.xml, ?page=3?"""
    parts = urlsplit(url)
    return bool(re.search(r"\d", parts.path.rpartition("/")[2] + parts.query))


def guesses(kind: DoorKind, home: str) -> list[Candidate]:
    """The paths that many sites use, on this host."""
    paths = FEED_PATHS if kind is DoorKind.FEED else SITEMAP_PATHS
    return [Candidate(kind, urljoin(home, path), "a common path") for path in paths]


def measured(candidate: Candidate, response: Response, links: Sequence[Link], home: str) -> Found:
    """The door, with what it yields now."""
    now = datetime.now(UTC)
    dates = sorted(link.published_at for link in links if link.published_at is not None)
    note = candidate.note
    if dates and now - dates[-1] > ASLEEP:
        note += f", silent since {dates[-1]:%Y-%m-%d}"
    span = (now - dates[0]) / timedelta(days=1) if dates else 0.0
    return Found(
        candidate.kind, candidate.url, len(links), dates[-1] if dates else None,
        hub_of(response), note, len(dates) / max(span, 1.0), home, tuple(link.url for link in links),
    )  # fmt: skip


def hub_of(response: Response) -> str | None:
    """The WebSub hub that a feed names: in its Link header, its XML or its JSON."""
    for header in response.headers.getlist("Link"):
        for part in header.decode("latin-1").split(","):
            url, _, parameters = part.strip().partition(">")
            if re.search(r'rel="?hub\b', parameters):
                return str(urljoin(response.url, url.lstrip("<")))
    head = response.body[:20_000]
    for element in _HUB.findall(head):
        href = _HREF.search(element)
        if href and re.search(rb"""rel\s*=\s*["']hub["']""", element):
            return str(urljoin(response.url, href[1].decode("utf-8", "replace")))
    hub = re.search(rb'"hubs"\s*:\s*\[\s*\{[^}]{0,300}"url"\s*:\s*"([^"]+)"', head)
    return str(urljoin(response.url, hub[1].decode("utf-8", "replace"))) if hub else None


def ranked(found: Iterable[Found], now: datetime | None = None) -> list[Found]:
    """Best first: awake, not of comments, feeds and sitemaps before front pages, then by yield."""
    at = now or datetime.now(UTC)

    def rank(door: Found) -> tuple[bool, bool, bool, int, float, int]:
        age = door.age(at)
        sleep = 0 if age <= FRESH else 1 if age <= ASLEEP else 2
        return (
            door.items == 0, "(comments)" in door.note, door.kind is DoorKind.FRONT_PAGE,
            sleep, -door.per_day, -door.items,
        )  # fmt: skip

    return sorted(found, key=rank)


def best(found: Iterable[Found], most: int = 5, now: datetime | None = None) -> list[Found]:
    """The doors worth polling: each adds links that those before it do not have.

    A feed or a sitemap that is awake always comes before a front page, which is only taken when
    there is neither.
    """
    chosen: list[Found] = []
    known: set[str] = set()
    for door in ranked(found, now):
        links = set(door.links)
        if not links or len(chosen) == most or (door.kind is DoorKind.FRONT_PAGE and chosen):
            continue
        if len(links - known) >= BRINGS * len(links):
            chosen.append(door)
            known |= links
    return chosen
