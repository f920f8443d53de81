"""Archives: articles as JSONL, WARC files, folders of HTML. Brings pages without fetching any."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.crawler import Crawler

from presswatch.errors import UsageError
from presswatch.values import DoorKind, Link, Page
from spiders.archive_warc import Unread, captured, has_host
from spiders.links import site
from spiders.manners.limits import PAGE_MAXSIZE
from spiders.signals import PageLost, tell_lost
from spiders.turnstile import Turnstile
from storage import Store, open_store

ARTICLE_JSON = "application/vnd.presswatch.article+json"


class ArchiveSpider(Spider):
    """scrapy crawl archive -a files=FILE[:FILE…] [-a source=NAME]"""

    name = "archive"
    store: Store
    crawl_row: int
    turnstile: Turnstile

    def __init__(
        self, files: str | list[str] = "", source: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        names = files.split(":") if isinstance(files, str) else files
        self.files = [Path(name) for name in names if name]
        self.source = source
        self._sources: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """The spider, with the database open and its turnstile connected."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        for path in spider.files:
            if not path.exists():
                raise UsageError(f"{path}: no such file or folder")
        spider.store = open_store(crawler.settings["PRESSWATCH_DB"], writer=True)
        with spider.store.transaction():
            spider.crawl_row = spider.store.log.start("import")
        spider.turnstile = Turnstile(crawler)
        return spider

    async def start(self) -> AsyncIterator[Page]:
        """The pages of all files, as many at once as the pipelines can hold."""
        for path in self.files:
            for page in pages_of(path, self.source):
                if isinstance(page, Unread):
                    self._unread(page)
                    continue
                if not await self.turnstile.enter():
                    return
                if page.source not in self._sources:
                    self._sources.add(page.source)
                    with self.store.transaction():
                        self.store.sources.ensure(page.source, _home(page.url))
                self.crawler.stats.inc_value("presswatch/pages")
                yield replace(page, crawl=self.crawl_row)

    def _unread(self, what: Unread) -> None:
        source = self.source or site(what.url) or "import"
        with self.store.transaction():
            self.store.sources.ensure(source, _home(what.url))
            self.store.log.failed(
                what.url, source, self.crawl_row, reason=what.reason, detail=what.detail
            )
        tell_lost(self.crawler, PageLost(source, what.url, what.reason, what.detail))


def pages_of(path: Path, source: str | None) -> Iterator[Page | Unread]:
    """The pages of a JSONL file, a WARC file, an HTML file, or a folder of any of them."""
    if path.is_dir():
        for child in sorted(path.rglob("*")):
            if child.is_file() and child.name.lower().endswith(_KNOWN):
                yield from pages_of(child, source)
        return
    name = path.name.lower()
    if name.endswith((".jsonl", ".ndjson", ".json")):
        yield from _jsonl(path, source)
    elif name.endswith((".warc", ".warc.gz")):
        yield from _warc(path, source)
    elif name.endswith((".html", ".htm")):
        yield _html(path, source)
    else:
        raise UsageError(f"{path}: not .jsonl, .warc, .warc.gz, .html or a folder of them")


_KNOWN = (".jsonl", ".ndjson", ".warc", ".warc.gz", ".html", ".htm")


def _jsonl(path: Path, source: str | None) -> Iterator[Page | Unread]:
    with path.open("rb") as file:
        for number in count(1):
            line = file.readline(PAGE_MAXSIZE + 1)
            if not line:
                return
            where = f"{path.resolve().as_uri()}#line-{number}"
            if len(line) > PAGE_MAXSIZE:
                yield _too_large(where)
                while line and not line.endswith(b"\n"):  # the next article begins on the next line
                    line = file.readline(PAGE_MAXSIZE)
            elif line.strip():
                yield _article(line, where, source)


def _article(line: bytes, where: str, source: str | None) -> Page:
    try:
        row = json.loads(line)
        url = row["url"]
    except (ValueError, KeyError, TypeError, RecursionError):
        row, url = {}, ""
    if not isinstance(url, str) or not has_host(url):
        url = where  # the row in `fetches` names the line
    named = row.get("source")
    own = named if isinstance(named, str) else ""
    return _page(
        url, source or own or site(url) or "import", line,
        media_type=ARTICLE_JSON, extractor=".record", at=datetime.now(UTC),
    )  # fmt: skip


def _warc(path: Path, source: str | None) -> Iterator[Page | Unread]:
    for found in captured(path):
        if isinstance(found, Unread):
            yield found
            continue
        page = _page(
            found.url, source or site(found.url), found.body, media_type=found.media_type,
            extractor=".combined", at=found.at.astimezone(UTC),
        )  # fmt: skip
        yield replace(page, headers=found.headers)


def _html(path: Path, source: str | None) -> Page | Unread:
    url = path.resolve().as_uri()
    if path.stat().st_size > PAGE_MAXSIZE:
        return _too_large(url)
    body = path.read_bytes()
    at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return _page(
        url, source or path.parent.name, body, media_type="text/html", extractor=".combined", at=at
    )


def _too_large(url: str) -> Unread:
    return Unread(url, "too large", f"more than {PAGE_MAXSIZE:,} bytes")


def _page(
    url: str, source: str, body: bytes, *, media_type: str, extractor: str, at: datetime
) -> Page:
    return Page(
        url=url, source=source, body=body, fetched_at=at, link=Link(url, door=DoorKind.ARCHIVE),
        media_type=media_type, extractor=extractor, keep=False,
    )  # fmt: skip


def _home(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"
