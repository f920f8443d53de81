"""What a crawl tells whoever shows it (presswatch/progress.py, json_lines.py)."""

from __future__ import annotations

from dataclasses import dataclass

from scrapy.crawler import Crawler


@dataclass(frozen=True, slots=True)
class DoorAsked:
    """A door was asked, and this came of it."""

    source: str
    kind: str
    url: str
    state: str
    detail: str = ""
    new: int = 0  #: links that were not known


@dataclass(frozen=True, slots=True)
class PageLost:
    """A page was asked for and did not come."""

    source: str
    url: str
    reason: str
    detail: str = ""


def tell_lost(crawler: Crawler, page: PageLost) -> None:
    """Says it to whoever listens, and counts it."""
    crawler.signals.send_catch_log(page_lost, page=page)
    crawler.stats.inc_value("presswatch/lost")


#: Scrapy signals; each is sent with one argument: `asked`, `page`
door_asked = object()
page_lost = object()
