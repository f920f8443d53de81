"""A site is learned as its pages arrive: later pages are read with it, earlier ones by a replay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipelines.extract import article_of
from pipelines.extractors.combined import extract
from pipelines.fingerprint import fingerprint
from pipelines.judge import judge
from pipelines.save import save
from pipelines.site_learning import without_recurring
from presswatch.values import Page, Revision, Unchanged, Verdict
from storage import Store, open_store
from tests.pipelines.pages import NOW, article, page
from tests.pipelines.wires import prose

SUPPORT = "The Gazette lives from the people who pay for it, and we thank every one of you."
CREDIT = "Source: Reuters"
STORIES = 26


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(str(tmp_path / "desk.db"), writer=True)
    with made.transaction():
        made.sources.ensure("gazette", "https://gazette.example/")
    yield made
    made.close()


def a_page(number: int, *foot: str, text: str = "", days: int = 0) -> Page:
    lines = (*(text or prose(number)).split("\n"), *foot)
    html = article(
        "".join(f"<p>{line}</p>" for line in lines), title=f"Story {number} of the coast"
    )
    made = page(html, f"https://gazette.example/story-{number}")
    return replace(made, fetched_at=NOW + timedelta(days=days))


def read(store: Store, one: Page) -> Verdict:
    """The page through extraction, judgement and storage, as in a crawl."""
    made = article_of(one, without_recurring(store, one, extract(one)))
    verdict = judge(store, fingerprint(made))
    with store.transaction():
        save(store, verdict)
    return verdict


def text_of(store: Store, number: int) -> str:
    row = store.articles.find(f"https://gazette.example/story-{number}")
    assert row is not None
    return store.articles.get(row).text


def test_what_stands_under_every_story_is_cut_from_later_ones(store: Store) -> None:
    for number in range(STORIES):
        read(store, a_page(number, SUPPORT, *([CREDIT] if number % 2 else [])))
    assert SUPPORT in text_of(store, 0)
    last = text_of(store, STORIES - 1)
    assert SUPPORT not in last
    assert CREDIT in last  # recurs as often, and says whose text it is
    assert last.startswith(prose(STORIES - 1)[:40])

    again = read(store, a_page(0, SUPPORT, days=2))
    assert isinstance(again, Unchanged)  # we know the site better: that is no silent edit
    assert SUPPORT in text_of(store, 0)

    edited = read(store, a_page(1, SUPPORT, "The council has since changed its mind.", days=2))
    assert isinstance(edited, Revision)

    replayed = read(store, replace(a_page(0, SUPPORT), again=True))
    assert isinstance(replayed, Revision)
    assert SUPPORT not in text_of(store, 0)
    assert store.db.execute("select count(*) from revisions").fetchone()[0] == 1


def test_one_text_under_many_addresses_teaches_nothing(store: Store) -> None:
    for number in range(STORIES):
        read(store, a_page(number, text=prose(7)))
    assert prose(7).split("\n")[-1] in text_of(store, STORIES - 1)
    assert store.db.execute("select stories from sources").fetchone()[0] == 1
    assert store.db.execute("select max(stories) from site_lines").fetchone()[0] == 1


def test_a_line_s_words_are_kept_only_once_it_recurs(store: Store) -> None:
    for number in range(6):
        read(store, a_page(number, SUPPORT))
    shown = store.db.execute("select line, stories from site_lines where line is not null")
    assert shown.fetchall() == [(SUPPORT, 6)]
