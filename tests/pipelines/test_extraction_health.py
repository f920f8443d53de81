"""A redesign shows as text or facts that a source's pages gave before and do not give now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.extraction_health import falls, look_at_health
from storage import Store, open_store
from storage.extraction_health import Yield

WELL = Yield(200, text=0.97, title=1.0, author=0.8, date=0.99, words=420)
NOW_WELL = replace(WELL, pages=20)


@pytest.mark.parametrize(
    ("latest", "told"),
    [
        (NOW_WELL, []),
        (replace(NOW_WELL, text=0.5), ["50% of the latest 20 pages have a text, 97% before"]),
        (replace(NOW_WELL, author=0.45), ["45% of the latest 20 pages have an author, 80% before"]),
        (replace(NOW_WELL, author=0.55), []),
        (replace(NOW_WELL, words=90), ["the median text has 90 words, 420 before"]),
        (replace(NOW_WELL, pages=9, text=0.0), []),
    ],
    ids=["well", "no text", "no authors", "a few authors less", "teasers", "too few pages"],
)
def test_what_fell_is_said_in_words(latest: Yield, told: list[str]) -> None:
    assert list(falls(latest, WELL)) == told


def test_what_a_source_never_gave_cannot_fall() -> None:
    before = replace(WELL, author=0.2)
    assert list(falls(replace(NOW_WELL, author=0.0), before)) == []


def test_a_young_source_has_no_history_to_fall_off() -> None:
    assert list(falls(replace(NOW_WELL, text=0.1), replace(WELL, pages=29))) == []


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(str(tmp_path / "desk.db"), writer=True)
    with made.transaction():
        made.sources.ensure("gazette", "https://gazette.example/")
    yield made
    made.close()


def crawl(store: Store, articles: int, empty: int = 0) -> None:
    """A crawl that brought so many articles, and so many pages without a text."""
    with store.transaction():
        row = store.log.start("crawl press")
        for n in range(articles + empty):
            text = n < articles
            url = f"https://gazette.example/{row}/{n}"
            fetch = store.db.execute(
                "insert into fetches (crawl, source, url, fetched_at, outcome, reason)"
                " values (?, 'gazette', ?, '2026-11-03', ?, ?)",
                [row, url, "article" if text else "failed", None if text else "no text"],
            ).lastrowid
            if text:
                article = store.db.execute(
                    "insert into articles (url, canonical, source, title, text, authors, published_at,"
                    " first_seen_at, words, sha256, fetch) values (?, ?, 'gazette', 'A title', 'text',"
                    " '[]', '2026-11-03', '2026-11-03', 400, 'x', ?)",
                    [url, url, fetch],
                ).lastrowid
                store.db.execute("update fetches set article = ? where id = ?", [article, fetch])
    look_at_health(store)


def test_a_redesign_is_told_once_and_stays_a_row_until_it_is_over(store: Store) -> None:
    crawl(store, 40)
    assert store.extraction.alarms() == []
    crawl(store, 4, empty=14)
    crawl(store, 0, empty=4)
    (source, _, because), *others = store.extraction.alarms()
    assert (source, others) == ("gazette", [])
    assert "have a text" in because
    told = store.db.execute("select event, source, payload from outbox").fetchall()
    assert [(event, source) for event, source, _ in told] == [("extraction worse", "gazette")]
    assert because.split("%")[0].isdigit()
    crawl(store, 25)
    assert store.extraction.alarms() == []
    assert store.db.execute("select count(*) from extraction_health").fetchone()[0] == 4
