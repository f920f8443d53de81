"""A site is learned as its pages arrive: later pages are read with it, earlier ones by a replay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
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


TEASERS = (
    "Ferry turns back in the fog", "A keeper looks at forty winters", "Fishing levy to rise again",
    "Nine boats for a regatta", "Who painted the old pier?", "Choir sings for a new roof",
    "Market moves to the quay", "Storm warning lifted at noon",
)  # fmt: skip


def teasers(number: int) -> tuple[str, ...]:
    """Headlines of other stories: another choice under each article, no two lines the same."""
    return tuple(f"{TEASERS[(number + n) % 8]} on Isle {number}-{n}" for n in range(6))


def test_what_stands_below_the_end_of_the_body_is_cut_though_it_never_recurs(store: Store) -> None:
    for number in range(STORIES):
        read(store, a_page(number, "The week on our islands", *teasers(number)))
    first, last = text_of(store, 0), text_of(store, STORIES - 1)
    assert teasers(0)[-1] in first
    assert last == prose(STORIES - 1)

    assert isinstance(
        read(store, a_page(0, "The week on our islands", *teasers(5), days=2)), Unchanged
    )  # other teasers, and we know them now: no silent edit
    replayed = replace(a_page(0, "The week on our islands", *teasers(0)), again=True)
    assert isinstance(read(store, replayed), Revision)
    assert text_of(store, 0) == prose(0)


def test_a_paragraph_below_the_learned_end_is_never_cut(store: Store) -> None:
    for number in range(STORIES):
        read(store, a_page(number, "The week on our islands", *teasers(number)))
    late = "The council will meet again in March, and the harbour master has asked for an answer."
    read(store, a_page(90, "The week on our islands", *teasers(90), late))
    assert late in text_of(store, 90)
    assert teasers(90)[0] in text_of(store, 90)  # in doubt all of it stays
    read(store, a_page(91, "The week on our islands", CREDIT, *teasers(91)))
    assert text_of(store, 91) == f"{prose(91)}\n{CREDIT}"


def test_a_heading_over_facts_of_the_story_is_no_end(store: Store) -> None:
    for number in range(STORIES):
        words = [w.strip(".,") for w in prose(number).split("\n")[1].split() if len(w) > 6]
        facts = tuple(f"{a} {b}" for a, b in pairwise(words[:5]))
        read(store, a_page(number, "What is known so far", *facts, f"{words[0]} once more"))
    assert "What is known so far" in text_of(store, STORIES - 1)
