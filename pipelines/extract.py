"""Page → Article: the text and facts of a page, read in a killable worker."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self, cast
from urllib.parse import urlsplit

from scrapy.crawler import Crawler

from pipelines import site_boilerplate
from pipelines.bounds import bounded
from pipelines.canonical import canonical_url
from pipelines.credits import read_credits
from pipelines.extractors import record
from pipelines.extractors.reading import PageStatus, Reading
from pipelines.losses import Unreadable, about
from pipelines.pages_joined import Fetcher, read_whole
from pipelines.reading.binary import is_binary
from pipelines.reading_pool import DEADLINE, ReadingPool
from pipelines.site_learning import without_recurring
from pipelines.stage import Stage
from presswatch.values import Article, Credit, Fact, Page
from storage import Store

#: names of the facts that say what kind of page it was
STATUS_FACT = "page"
VARIANT_FACT = "variant"
NEXT_FACT = "next page"
LATER_FACT = "later page of"
#: lines cut for these reasons may still say whose text it is: "Quelle: dpa" under the body
MAY_CREDIT = frozenset(
    ("byline or date", "after the body", "not in articleBody", "author box", "link")
)
#: control characters, but for tab, newline and the wires' mark of an end (\x03)
_CONTROLS = re.compile(r"[\x00-\x02\x04-\x08\x0b-\x1f\x7f-\x9f]")
#: characters; a longer cut line is another text
CREDIT_LINE = 160


@dataclass(frozen=True, slots=True)
class Tags:
    """Whose tag is whose, besides what the gazetteer knows."""

    own: tuple[str, ...] = ()  #: what the source signs with: no credit to somebody else
    known: Mapping[str, str] = field(
        default_factory=dict
    )  #: tag → registrable domain of its outlet


NO_TAGS = Tags()


class Extract(Stage):
    """Reads pages. What kind of page it was is a fact, for `admit` to judge."""

    def __init__(self, store: Store, pool: ReadingPool | None = None) -> None:
        super().__init__(store)
        self._pool = pool
        self._crawler: Crawler | None = None
        self._tags: dict[str, Tags] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The stage, with a pool of workers as the settings want it."""
        stage = super().from_crawler(crawler)
        stage._crawler = crawler
        stage._pool = ReadingPool(
            workers=crawler.settings.getint("PRESSWATCH_WORKERS", 0),
            deadline=crawler.settings.getfloat("PRESSWATCH_PAGE_DEADLINE", DEADLINE),
        )
        return stage

    async def process_item(self, page: Page) -> Article:
        """The page's article. Raises ExtractionFailed."""
        if page.media_type == record.MEDIA_TYPE:
            return article_of(page, bounded(record.extract(page)), self._tags_of(page.source))
        if self._pool is None:
            self._pool = ReadingPool()
        with about(page):
            if is_binary(page.body):
                raise Unreadable("bytes that are no text")
            whole = await read_whole(self.store, self._pool, page, self._fetcher())
            reading = without_recurring(self.store, page, bounded(whole.reading))
            return replace(article_of(page, reading, self._tags_of(page.source)), parts=whole.parts)

    def _fetcher(self) -> Fetcher | None:
        """The spider, if it is one that can bring further pages."""
        spider = self._crawler.spider if self._crawler else None
        return cast("Fetcher", spider) if hasattr(spider, "further") else None

    def close_spider(self) -> None:
        """End the workers with the crawl."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _tags_of(self, source: str) -> Tags:
        """The tags that count on a source's pages."""
        if source not in self._tags:
            found = self.store.sources.find(source)
            known = self.store.credits.tags() | self.store.sources.signatures()
            self._tags[source] = Tags(found.signature if found else (), known)
        return self._tags[source]


def article_of(page: Page, reading: Reading, tags: Tags = NO_TAGS) -> Article:
    """The article that a reading makes of its page."""
    reading = _printable(reading)
    return Article(
        page=page,
        url=canonical_url(reading.url or page.url, page.url) or page.url,
        title=reading.title or _CONTROLS.sub("", page.link.title or ""),
        text=reading.text,
        authors=reading.authors,
        published_at=reading.published_at,
        modified_at=reading.modified_at,
        language=reading.language,
        credits=_credits(page, reading, tags),
        facts=(*reading.facts, *_page_facts(reading)),
        links=reading.links,
        description=reading.description,
        image=reading.image,
        section=reading.section,
        tags=reading.tags,
        partial=reading.partial,
        recurring=tuple(cut.line for cut in reading.cuts if cut.reason == site_boilerplate.REASON),
        extractor=reading.extractor,
    )


def _printable(reading: Reading) -> Reading:
    """Without control characters: an escape sequence in a headline would reach a terminal."""
    return replace(
        reading,
        text=_CONTROLS.sub("", reading.text),
        title=_CONTROLS.sub("", reading.title),
        authors=tuple(_CONTROLS.sub("", author) for author in reading.authors),
    )


def _page_facts(reading: Reading) -> tuple[Fact, ...]:
    """What kind of page it was, where that matters later."""
    facts = []
    if reading.status is not PageStatus.ARTICLE:
        facts.append(Fact(STATUS_FACT, reading.status.value, reading.because))
    if reading.variant:
        facts.append(Fact(VARIANT_FACT, reading.variant, reading.url or ""))
    if reading.next_page:
        facts.append(Fact(NEXT_FACT, reading.next_page, "link"))
    if reading.first_page:
        facts.append(Fact(LATER_FACT, reading.first_page, "link"))
    return tuple(facts)


def _credits(page: Page, reading: Reading, tags: Tags) -> tuple[Credit, ...]:
    """The credits in the text and the markup; failing those, in short lines that were cut."""
    host = urlsplit(page.url).hostname or ""
    bylines = (fact.value for fact in reading.facts if fact.name == "author")
    found = read_credits(
        reading.text,
        host=host,
        signature=tags.own,
        authors=tuple(dict.fromkeys((*bylines, *reading.authors))),
        language=reading.language,
        claims=reading.claims,
        links=reading.links,
        learned=tags.known,
    )
    return found or _credits_of_cuts(reading, host, tags)


def _credits_of_cuts(reading: Reading, host: str, tags: Tags) -> tuple[Credit, ...]:
    cut = [c.line for c in reading.cuts if c.reason in MAY_CREDIT and len(c.line) <= CREDIT_LINE]
    for line in (*reading.beside, *cut):
        found = read_credits(
            line, host=host, signature=tags.own, language=reading.language, learned=tags.known
        )
        if found:
            return tuple(_off_the_text(credit) for credit in found)
    return ()


def _off_the_text(credit: Credit) -> Credit:
    """The credit without a place in the text: its line is no part of it."""
    quote = credit.quote
    return Credit(
        credit.name, credit.tag, credit.place, credit.agency, credit.domains, credit.url, quote
    )
