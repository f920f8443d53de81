"""An article that is cut into pages is one article: its further pages are read and joined.

The next page is named by the page itself (pipelines/reading/links.py). It is fetched by the spider,
with the manners of any request; in a replay it is read from disk. A page that brings nothing new
(comments that are numbered, a server that ignores the number) ends the article.

A live blog is one article too: its older entries stand on its further pages. They are read again at every
look, for an entry that is added at the top moves others from page to page; so there are fewer of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from pipelines.bounds import is_full
from pipelines.extractors.reading import PageStatus, Reading
from pipelines.losses import ExtractionFailed
from pipelines.reading.blocks import squeezed
from pipelines.reading_pool import ReadingPool
from presswatch.values import Fact, Page
from storage import Store

#: pages of one article; more is a series or a trap
MOST_PAGES = 20
#: pages of one live blog: each look asks for all of them
MOST_LIVE = 6
JOINED = (PageStatus.ARTICLE, PageStatus.LIVE_BLOG)
#: letters; a shorter line may stand on two pages of a text
REPEATED = 12
PART_FACT = "page"


class Fetcher(Protocol):
    """A spider that can bring one more page of an article."""

    async def further(self, first: Page, url: str) -> Page | None:
        """The page at `url`; None, and a row of `fetches`, when it did not come."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The whole article, and the pages besides the first that it was read from."""

    reading: Reading
    parts: tuple[Page, ...] = ()


async def read_whole(
    store: Store, pool: ReadingPool, page: Page, fetcher: Fetcher | None
) -> Joined:
    """The page's article with its further pages. Raises ExtractionFailed for the first page only."""
    whole = first = await pool.read(page)
    parts: list[Page] = []
    seen = {page.url, page.link.url}
    following = first.next_page if first.status in JOINED else None
    most = MOST_LIVE if first.status is PageStatus.LIVE_BLOG else MOST_PAGES
    while following and following not in seen and len(parts) + 1 < most and not is_full(whole.text):
        seen.add(following)
        part = await _bring(store, page, following, fetcher)
        try:
            reading = await pool.read(part) if part else None
        except ExtractionFailed:
            reading = None
        if part is None or reading is None:
            return Joined(_cut_short(whole, following), tuple(parts))
        more = _new_lines(whole, reading)
        if not more or reading.status not in JOINED:
            break
        parts.append(part)
        whole = _with(whole, reading, more, f"page {len(parts) + 1}", following)
        following = reading.next_page
    return Joined(whole, tuple(parts))


async def _bring(store: Store, page: Page, url: str, fetcher: Fetcher | None) -> Page | None:
    """From disk in a replay, else by the spider; kept on disk like any other page."""
    if page.again:
        capture = store.log.capture(url)
        if capture is None:
            return None
        body, headers, status = store.warc.read(capture.raw)
        return replace(
            page, url=url, body=body, headers=headers, status=status, raw=capture.raw,
            fetched_at=capture.fetched_at,
        )  # fmt: skip
    part = await fetcher.further(page, url) if fetcher else None
    if part is None or not part.keep:
        return part
    return replace(part, raw=store.warc.append(part))


def _new_lines(whole: Reading, reading: Reading) -> list[str]:
    """The lines of a further page, without the lead and the notes that every page repeats."""
    told = {squeezed(line) for line in (*whole.text.split("\n"), whole.title)}
    return [
        line
        for line in reading.text.split("\n")
        if line.strip() and (len(squeezed(line)) < REPEATED or squeezed(line) not in told)
    ]


def _with(whole: Reading, reading: Reading, more: list[str], name: str, url: str) -> Reading:
    return replace(
        whole,
        text="\n".join((whole.text, *more)),
        facts=(*whole.facts, Fact(name, url, "link")),
        beside=reading.beside,
        links=tuple(dict.fromkeys((*whole.links, *reading.links))),
        cuts=(*whole.cuts, *reading.cuts),
        partial=whole.partial or reading.partial,
    )


def _cut_short(whole: Reading, url: str) -> Reading:
    """The article as far as it could be had; a page of it did not come."""
    return replace(whole, partial=True, facts=(*whole.facts, Fact("missing page", url, "link")))
