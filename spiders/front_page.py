"""Front pages: for sites with neither feed nor sitemap, the links that look like articles."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from parsel import Selector
from scrapy.http import Response, TextResponse

from presswatch.values import DoorKind, Link
from spiders.door import DoorSpider, NotADoor
from spiders.links import link, site

MOST = 300  #: links taken from one front page
HEADLINE = 20  #: characters: shorter link texts are navigation ("Sport", "Read more")
NOT_ARTICLES = re.compile(
    r"/(tag|tags|topic|topics|author|authors|category|section|login|register|account|subscribe|newsletter|"
    r"about|contact|impressum|datenschutz|privacy|terms|search|suche|page/\d+)(/|$)|"
    r"\.(jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|css|js|xml|rss)$",
    re.IGNORECASE,
)


class FrontPage(DoorSpider):
    """scrapy crawl front_page [-a source=NAME]"""

    name = "front_page"
    kinds = (DoorKind.FRONT_PAGE,)


def read(response: Response) -> list[Link]:
    """Links of the same site that look like articles, in the page's order."""
    if not isinstance(response, TextResponse) or b"<" not in response.body[:2000]:
        raise NotADoor("not an HTML page")
    here = site(response.url)
    found: dict[str, Link] = {}
    page = Selector(text=response.text, type="html")
    for anchor in page.xpath("//a[@href]"):
        text = " ".join("".join(anchor.xpath(".//text()").getall()).split())
        one = link(
            response.url, anchor.attrib["href"], title=text, at=None, door=DoorKind.FRONT_PAGE
        )
        if one is None or one.url in found or site(one.url) != here:
            continue
        if looks_like_article(one.url, text):
            found[one.url] = one
    return list(found.values())[:MOST]


def looks_like_article(url: str, text: str) -> bool:
    """A headline's length of text, and a path that is no section's."""
    parts = urlsplit(url)
    if parts.path in ("", "/") or NOT_ARTICLES.search(parts.path):
        return False
    last = [p for p in parts.path.split("/") if p][-1]
    wordy = last.count("-") >= 3 or bool(re.search(r"\d{4,}", parts.path))
    return len(text) >= HEADLINE or (wordy and len(text) >= HEADLINE // 2)
