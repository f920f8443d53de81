"""Reading one page for a person: from the web, with all manners, or from a file."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess

from pipelines.extract import article_of
from pipelines.extractors.reading import Reading
from pipelines.losses import ExtractionFailed
from pipelines.reading_pool import ReadingPool
from pipelines.site_learning import without_recurring
from presswatch.crawl import settings
from presswatch.errors import UsageError
from presswatch.values import Article, Link, Page
from spiders.sources import read_watchlist
from storage import open_store
from storage.addresses import registrable


@dataclass(frozen=True, slots=True)
class Read:
    """A page, what was read off it, and the article that it makes."""

    page: Page
    reading: Reading
    article: Article

    def to_json(self) -> dict[str, Any]:
        """Plain JSON: what a script may want."""
        a, r = self.article, self.reading
        return {
            "url": self.page.url, "canonical": a.url, "status": r.status.value, "because": r.because,
            "title": a.title, "authors": list(a.authors), "language": a.language,
            "published_at": a.published_at.isoformat() if a.published_at else None,
            "modified_at": a.modified_at.isoformat() if a.modified_at else None,
            "section": a.section, "tags": list(a.tags), "description": a.description,
            "image": a.image, "partial": a.partial, "next_page": r.next_page, "text": a.text,
            "credits": [{"name": c.name, "place": c.place.value, "quote": c.quote} for c in a.credits],
            "facts": [asdict(fact) for fact in a.facts], "cuts": [asdict(cut) for cut in r.cuts],
            "added": [asdict(line) for line in r.added], "extractor": a.extractor,
        }  # fmt: skip


def read_page(where: str, *, url: str | None, extractor: str, sources: Path, db: str) -> Read:
    """Reads the page at a URL or in a file. Raises UsageError with what to do, ExtractionFailed."""
    if where.startswith(("http://", "https://")):
        page = _fetched(where, extractor, sources)
    else:
        page = _from_file(Path(where), url, extractor)
    pool = ReadingPool(workers=1)
    try:
        reading = asyncio.run(pool.read(page))
    except ExtractionFailed as loss:
        raise UsageError(f"{where}: nothing could be read: {loss}") from None
    finally:
        pool.close()
    reading = _as_its_site_is_known(page, reading, db)
    return Read(page, reading, article_of(page, reading))


def _fetched(url: str, extractor: str, sources: Path) -> Page:
    """The page, asked for like any other: robots.txt, guard, limits. The contact is the watchlist's."""
    if not sources.exists():
        raise UsageError(
            f"{sources}: no such file; it names the contact that we ask with: presswatch init"
        )
    made = settings({"ITEM_PIPELINES": {}, "EXTENSIONS": {}})
    contact = read_watchlist(sources).contact
    made.set("USER_AGENT", f"{made['USER_AGENT']} (+{contact})", priority="cmdline")
    process = AsyncCrawlerProcess(made)
    crawler = process.create_crawler("look")
    found: list[Page] = []
    crawler.signals.connect(lambda item: found.append(item), signals.item_scraped, weak=False)
    process.crawl(crawler, url=url, extractor=extractor)
    process.start()
    if found:
        return found[0]
    missed = getattr(crawler.spider, "missed", None)
    why = f"{missed.state} {missed.detail}".strip() if missed else "no answer"
    raise UsageError(f"{url}: {why}")


def _from_file(path: Path, url: str | None, extractor: str) -> Page:
    if not path.is_file():
        raise UsageError(f"{path}: no such file; a page on the web begins with http:// or https://")
    address = url or path.resolve().as_uri()
    return Page(
        address, "", path.read_bytes(), datetime.now(UTC), Link(address), extractor=extractor
    )


def _as_its_site_is_known(page: Page, reading: Reading, db: str) -> Reading:
    """Without the lines that the database knows as the site's own, if it watches that site."""
    if not Path(db).exists():
        return reading
    store = open_store(db)
    try:
        source = store.sources.of_domain(registrable(page.url))
        if source is None:
            return reading
        return without_recurring(store, replace(page, source=source), reading)
    finally:
        store.close()
