"""`presswatch crawl --json`: what happens in a crawl, one JSON object a line, for other programs.

{"event": "door", "at": …, "source": …, "kind": "feed", "url": …, "state": "working", "new": 3}
{"event": "article", "at": …, "source": …, "url": …, "title": …, "verdict": "new story"}
{"event": "lost", "at": …, "source": …, "url": …, "reason": "HTTP 404", "detail": …}
{"event": "end", "at": …, "outcome": "finished", "exit_code": 0, "pages": …, "articles": …, …}
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler

from presswatch.crawl import Outcome
from presswatch.values import Joins, NewStory, Revision, Unchanged
from spiders.signals import DoorAsked, PageLost, door_asked, page_lost

_VERDICTS: dict[type, str] = {NewStory: "new story", Joins: "joins a story", Revision: "revision",
                              Unchanged: "unchanged"}  # fmt: skip


class JsonLines:
    """A Scrapy extension that writes to standard output."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connected for the length of the crawl."""
        lines = cls()
        crawler.signals.connect(lines.door, door_asked)
        crawler.signals.connect(lines.lost, page_lost)
        crawler.signals.connect(lines.stored, signals.item_scraped)
        crawler.signals.connect(lines.dropped, signals.item_dropped)
        return lines

    def door(self, asked: DoorAsked) -> None:
        """A door answered, or did not."""
        write("door", **asdict(asked))

    def lost(self, page: PageLost) -> None:
        """A request brought no page."""
        write("lost", **asdict(page))

    def stored(self, item: Any) -> None:
        """A page came through the pipelines."""
        article = item.fingerprint.article
        write("article", source=article.page.source, url=article.page.url, title=article.title,
              verdict=_VERDICTS[type(item)])  # fmt: skip

    def dropped(self, item: Any, exception: Exception) -> None:
        """A page turned out to be no article."""
        page = getattr(exception, "about", None) or getattr(item, "page", item)
        write("lost", source=getattr(page, "source", None), url=getattr(page, "url", None),
              reason=getattr(exception, "reason", type(exception).__name__),
              detail=getattr(exception, "detail", str(exception)))  # fmt: skip


def write(event: str, **fields: Any) -> None:
    """One line."""
    sys.stdout.write(line(event, **fields) + "\n")
    sys.stdout.flush()


def line(event: str, **fields: Any) -> str:
    """An event as JSON."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"event": event, "at": at, **fields}, ensure_ascii=False)


def summed_up(outcome: Outcome) -> str:
    """The last line of a crawl."""
    return line("end", outcome=outcome.reason, exit_code=outcome.exit_code,
                failing=list(outcome.failed_sources), **asdict(outcome.tally))  # fmt: skip
