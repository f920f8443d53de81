"""An article on several pages is one article: fetched politely, joined, and joined again by a replay."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.admit import Admit
from pipelines.extract import article_of
from pipelines.extractors.combined import extract
from pipelines.extractors.reading import PageStatus, Reading
from pipelines.losses import Variant
from pipelines.pages_joined import MOST_LIVE, MOST_PAGES, Joined, read_whole
from presswatch.values import DoorKind, Link, Page
from presswatch.verifying import verify
from storage import Store, open_store
from tests.pipelines.pages import article, page
from tests.pipelines.wires import prose

BASE = "https://gazette.example/lighthouse"
LEAD = "The lamp is to shine again, and everybody is to pay for it, the council says."


class Pool:
    """Reads in this process: what is tested here is the joining, not the workers."""

    async def read(self, one: Page) -> Reading:
        return extract(one)


class Site:
    """Brings the pages that it has, and notes what it was asked for."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    async def further(self, first: Page, url: str) -> Page | None:
        self.asked.append(url)
        html = self.pages.get(url)
        return replace(first, url=url, body=html.encode()) if html else None


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(str(tmp_path / "desk.db"), writer=True)
    yield made
    made.close()


def part(number: int, last: int, *, links: str = "rel", text: str = "") -> str:
    lines = (LEAD, *(text or prose(number)).split("\n"))
    here, there = number + 1, f"{BASE}?page={number + 1}"
    head = f'<link rel="next" href="{there}">' if links == "rel" and number < last else ""
    after = f'<p class="pages"><a href="{there}">{here}</a></p>' if links == "number" else ""
    body = "".join(f"<p>{line}</p>" for line in lines)
    return article(body, head=head, after=after if number < last else "")


def whole(store: Store, site: Site, first: str, url: str = BASE) -> Joined:
    one = page(first, url)
    return asyncio.run(read_whole(store, Pool(), one, site))  # type: ignore[arg-type]


@pytest.mark.parametrize("links", ["rel", "number"])
def test_the_pages_are_one_text_without_what_each_repeats(store: Store, links: str) -> None:
    site = Site({f"{BASE}?page={n}": part(n, 3, links=links) for n in (2, 3)})
    got = whole(store, site, part(1, 3, links=links))
    assert site.asked == [f"{BASE}?page=2", f"{BASE}?page=3"]
    assert [p.url for p in got.parts] == site.asked
    wanted = [LEAD, *prose(1).split("\n"), *prose(2).split("\n"), *prose(3).split("\n")]
    assert got.reading.text.split("\n") == wanted
    assert [f.name for f in got.reading.facts if f.name.startswith("page ")] == ["page 2", "page 3"]
    assert not got.reading.partial


def test_a_page_that_does_not_come_leaves_a_partial_article(store: Store) -> None:
    got = whole(store, Site({}), part(1, 2))
    assert got.reading.text.split("\n") == [LEAD, *prose(1).split("\n")]
    assert got.reading.partial
    assert ("missing page", f"{BASE}?page=2") in [(f.name, f.value) for f in got.reading.facts]


def test_numbered_comments_are_no_further_pages(store: Store) -> None:
    site = Site({f"{BASE}?page=2": part(2, 9, text=prose(1))})
    got = whole(store, site, part(1, 9))
    assert got.parts == ()
    assert got.reading.text.split("\n") == [LEAD, *prose(1).split("\n")]
    assert not got.reading.partial
    assert len(site.asked) == 1


def test_there_is_an_end_to_it(store: Store) -> None:
    site = Site({f"{BASE}?page={n}": part(n, 99) for n in range(2, 99)})
    assert len(whole(store, site, part(1, 99)).parts) == MOST_PAGES - 1


def live(number: int, last: int, *entries: int) -> str:
    """A page of a live blog: its summary, and some entries, the newest first."""
    lines = [LEAD, *(line for entry in entries for line in prose(entry).split("\n"))]
    link = f'<a href="{BASE}?page={number + 1}">Older entries</a>' if number < last else ""
    ld = {"@type": "LiveBlogPosting", "headline": "Council votes to rebuild the lighthouse"}
    return article("".join(f"<p>{line}</p>" for line in lines), after=f"<p>{link}</p>", ld=ld)


def test_a_live_blog_is_one_article_with_its_older_entries(store: Store) -> None:
    site = Site({f"{BASE}?page=2": live(2, 2, 2, 1)})
    got = whole(store, site, live(1, 2, 4, 3))
    wanted = [LEAD, *(line for entry in (4, 3, 2, 1) for line in prose(entry).split("\n"))]
    assert got.reading.text.split("\n") == wanted
    assert got.reading.status is PageStatus.LIVE_BLOG
    site.pages[f"{BASE}?page=2"] = live(2, 2, 3, 2, 1)  # a new entry has pushed one down
    later = whole(store, site, live(1, 2, 5, 4))
    assert later.reading.text.split("\n") == [LEAD, *prose(5).split("\n"), *wanted[1:]]


def test_a_live_blog_s_older_pages_are_asked_for_sparingly(store: Store) -> None:
    site = Site({f"{BASE}?page={n}": live(n, 99, n) for n in range(2, 99)})
    assert len(whole(store, site, live(1, 99, 1)).parts) == MOST_LIVE - 1


def second(door: DoorKind = DoorKind.FEED) -> Page:
    html = part(2, 2).replace("<head>", f'<head><link rel="prev" href="{BASE}">')
    one = page(html, f"{BASE}?page=2")
    return replace(one, link=Link(one.url, door=door))


def test_a_later_page_is_not_an_article_and_its_first_page_is_wanted(store: Store) -> None:
    with store.transaction():
        store.sources.ensure("gazette", "https://gazette.example/")
    one = second()
    with pytest.raises(Variant, match="later page of"):
        Admit(store).process_item(article_of(one, extract(one)))
    assert [w.link.url for w in store.frontier.waiting("gazette", 9)] == [BASE]


def test_a_later_page_from_an_archive_is_kept_since_nobody_can_fetch_the_first(
    store: Store,
) -> None:
    one = second(DoorKind.ARCHIVE)
    assert Admit(store).process_item(article_of(one, extract(one))).text


def test_a_series_is_not_taken_for_pages(store: Store) -> None:
    html = article(after=f'<p>Read also: <a href="{BASE}">The lighthouse, part one</a></p>')
    one = page(html, f"{BASE}-2")
    assert Admit(store).process_item(article_of(one, extract(one))).text


def test_a_replay_joins_from_disk_and_asks_nobody(store: Store) -> None:
    first, further = page(part(1, 2), BASE), page(part(2, 2), f"{BASE}?page=2")
    with store.transaction():
        store.sources.ensure("gazette", "https://gazette.example/")
        for one, outcome in ((first, "article"), (further, "part")):
            store.log.fetched(replace(one, raw=store.warc.append(one)), outcome)
    store.warc.sync()
    site = Site({})
    again = asyncio.run(read_whole(store, Pool(), replace(first, again=True), site))  # type: ignore[arg-type]
    assert again.reading.text.split("\n") == [LEAD, *prose(1).split("\n"), *prose(2).split("\n")]
    assert site.asked == []
    assert [c.url for c in store.log.captures()] == [BASE]
    with pytest.raises(Variant, match="that we have"):
        Admit(store).process_item(article_of(further, extract(further)))
    store.close()
    found = verify(store.path, store.path.parent / "warc")
    assert [damage for finding in found for damage in finding.damages] == []
