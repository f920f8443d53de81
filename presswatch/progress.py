"""A live table of a crawl, for a person at a terminal: what each source brings, and what goes wrong."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Self

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from presswatch.values import Joins, NewStory, Page
from spiders.durations import in_words
from spiders.signals import DoorAsked, PageLost, door_asked, page_lost

EVERY_S = 0.5
MOST_ROWS = 12  #: sources shown at once, those that moved last
MOST_EVENTS = 4


@dataclass(slots=True)
class Row:
    """What a source has brought in this crawl."""

    name: str
    doors: int = 0
    new: int = 0  #: links its doors named that were not known
    pages: int = 0
    articles: int = 0
    copies: int = 0
    lost: int = 0
    trouble: str = ""
    moved: float = field(default_factory=time.monotonic)


class Tallies:
    """Counts what the crawl's signals tell. Knows nothing of terminals."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.events: deque[Text] = deque(maxlen=MOST_EVENTS)

    def of(self, source: str) -> Row:
        """The row of a source, which has just moved."""
        row = self.rows.setdefault(source, Row(source))
        row.moved = time.monotonic()
        return row

    def door(self, asked: DoorAsked) -> None:
        """A door answered, or did not."""
        row = self.of(asked.source)
        row.doors += 1
        row.new += asked.new
        if asked.state != "working":
            row.trouble = asked.state
            self._note(asked.source, f"{asked.kind.replace('_', ' ')}: {asked.state}", "red")

    def lost(self, page: PageLost) -> None:
        """A request brought no page."""
        self.of(page.source).lost += 1
        self._note(page.source, f"{page.reason}: {page.url}", "yellow")

    def page(self, response: Response) -> None:
        """An answer came; of pages, not of doors."""
        request = response.request
        source = request.cb_kwargs.get("source") if request is not None else None
        if source is not None:
            self.of(source.name).pages += 1

    def stored(self, item: Any) -> None:
        """A page came through the pipelines."""
        article = item.fingerprint.article
        row = self.of(article.page.source)
        if isinstance(item, NewStory | Joins):
            row.articles += 1
        if isinstance(item, Joins):
            row.copies += 1
            self._note(row.name, f"shares its text with others: {article.title}", "green")

    def dropped(self, item: Any, exception: Exception) -> None:
        """A page turned out to be no article."""
        page = getattr(exception, "about", None) or item
        if isinstance(page, Page):
            self.of(page.source).lost += 1

    def _note(self, source: str, said: str, style: str) -> None:
        self.events.append(Text.assemble((f"{source}  ", "bold"), (said, style)))


class Progress:
    """A Scrapy extension: draws the tallies twice a second, and leaves the terminal as it was."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._tallies = Tallies()
        self._console = Console(stderr=True)
        self._live = Live(console=self._console, transient=True, auto_refresh=False)
        self._task: asyncio.Task[None] | None = None
        self._began = time.monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Shown from the first request to the last."""
        progress = cls(crawler)
        tallies = progress._tallies
        for handler, what in (
            (progress.opened, signals.spider_opened), (progress.closed, signals.spider_closed),
            (tallies.door, door_asked), (tallies.lost, page_lost),
            (tallies.page, signals.response_received), (tallies.stored, signals.item_scraped),
            (tallies.dropped, signals.item_dropped),
        ):  # fmt: skip
            crawler.signals.connect(handler, what)
        return progress

    def opened(self) -> None:
        """Starts to show."""
        self._live.start()
        self._task = asyncio.get_running_loop().create_task(self._show())

    def closed(self) -> None:
        """Leaves the terminal as it was."""
        if self._task is not None:
            self._task.cancel()
        self._live.stop()

    async def _show(self) -> None:
        while True:
            took = timedelta(seconds=time.monotonic() - self._began)
            waiting = len(self._crawler.engine.downloader.active) if self._crawler.engine else 0
            sources = len(getattr(self._crawler.spider, "chosen", ()))
            self._live.update(drawn(self._tallies, took, waiting, sources), refresh=True)
            await asyncio.sleep(EVERY_S)


def drawn(tallies: Tallies, took: timedelta, waiting: int, sources: int) -> Group:
    """The table, its totals and the last events."""
    table = Table(
        box=None, padding=(0, 2, 0, 0), header_style="dim", footer_style="bold", show_footer=True
    )
    rows = list(tallies.rows.values())
    of = f" of {sources:,}" if sources else ""
    table.add_column("source", footer=f"{len(rows):,}{of} sources", no_wrap=True)
    for name in ("doors", "new", "pages", "articles", "copies", "lost"):
        total = sum(getattr(row, name) for row in rows)
        table.add_column(name, footer=_figure(total), justify="right", no_wrap=True)
    failing = sum(bool(row.trouble) for row in rows)
    table.add_column(
        "", footer=Text(f"{failing} failing" if failing else "", style="red"), no_wrap=True
    )
    for row in sorted(sorted(rows, key=lambda r: -r.moved)[:MOST_ROWS], key=lambda r: r.name):
        counts = (row.doors, row.new, row.pages, row.articles, row.copies, row.lost)
        style = "red" if row.trouble else "" if time.monotonic() - row.moved < 3 else "dim"
        table.add_row(row.name, *map(_figure, counts), Text(row.trouble, style="red"), style=style)
    state = Text(
        f"{in_words(took)}, {waiting} request{'s' if waiting != 1 else ''} under way", style="dim"
    )
    return Group(table, state, *tallies.events)


def _figure(count: int) -> str:
    return f"{count:,}" if count else "·"
