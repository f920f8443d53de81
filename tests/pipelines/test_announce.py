"""What a verdict announces: through the real tracing and saving, without a crawl."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.fingerprint import fingerprint
from pipelines.judge import judge
from pipelines.save import save
from presswatch.values import Article, Event, Link, Page, Source, Watch
from storage import Store, open_store

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = """The harbour office of Port Merrow will close its eastern basin for repairs from Monday, the harbour master said.
Some 15,000 tonnes of silt have settled there since the breakwater was lengthened, twice what the engineers had reckoned with.
Ferries to the islands will leave from the coal quay instead, and passengers are asked to allow for a longer walk.
The work is to last nine weeks and to cost four million crowns, of which the county pays a third.
Fishermen had asked for a later date, since the herring fleet lands its catch in the basin until the middle of December."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path / "desk.db", writer=True)
    with made.transaction():
        made.sources.watch(
            Source(name, f"https://{name}.example/", ours=name == "gazette")
            for name in ("gazette", "herald", "post")
        )
        made.watches.sync([Watch("basin", '"eastern basin"'), Watch("herring", "herring")])
    yield made
    made.close()


def article(
    source: str,
    text: str = TEXT,
    *,
    hours: float = 0,
    published: datetime | None = None,
    path: str = "basin",
) -> Article:
    url = f"https://{source}.example/{path}"
    at = SEEN + timedelta(hours=hours)
    page = Page(url, source, b"", at + timedelta(minutes=5), Link(url))
    return Article(
        page,
        url,
        "Eastern basin closes for nine weeks",
        text,
        published_at=published or at,
        language="en",
    )


def stored(store: Store, reading: Article) -> int:
    with store.transaction():
        return save(store, judge(store, fingerprint(reading)))


def told(store: Store, *events: Event) -> list[tuple[str, list[str], dict[str, object]]]:
    rows = store.db.execute("select event, watches, payload from outbox order by id").fetchall()
    return [(e, json.loads(w), json.loads(p)) for e, w, p in rows if not events or e in events]


def test_a_mention_is_announced_once_for_each_watch(store: Store) -> None:
    stored(store, article("herald"))
    stored(store, article("herald"))
    assert [(e, w) for e, w, _ in told(store)] == [
        ("new mention", ["basin"]),
        ("new mention", ["herring"]),
    ]


def test_what_was_published_long_ago_is_counted_and_not_announced(store: Store) -> None:
    stored(store, article("herald", published=SEEN - timedelta(days=8)))
    assert told(store) == []
    assert store.db.execute("select count(*) from mentions").fetchone() == (2,)


def test_a_story_is_announced_with_each_outlet_that_joins(store: Store) -> None:
    for hours, source in enumerate(("herald", "post", "gazette")):
        stored(store, article(source, hours=hours))
    assert [p for _, _, p in told(store, Event.SPREADING)] == [
        {"outlets": 2, "before": 1}, {"outlets": 3, "before": 2}]  # fmt: skip


def test_a_reprint_of_ours_without_credit_is_announced_once(store: Store) -> None:
    ours = stored(store, article("gazette"))
    for hours in (3, 4):
        stored(store, article("herald", hours=hours))
    ((_, _, found),) = told(store, Event.UNCREDITED)
    assert found == {"ours": ours, "credit": "stripped", "proven": False}


def test_nobody_is_told_that_we_reprint_others(store: Store) -> None:
    stored(store, article("herald"))
    stored(store, article("gazette", hours=3))
    assert told(store, Event.UNCREDITED) == []


def test_an_edit_and_the_copies_it_left_stale_are_announced(store: Store) -> None:
    stored(store, article("gazette"))
    copy = stored(store, article("herald", hours=1))
    stored(store, article("gazette", TEXT.replace("15,000", "50,000"), hours=5, published=SEEN))
    ((_, watches, edit),) = told(store, Event.EDIT)
    assert watches == ["basin", "herring"]
    assert edit["changes"] == ["'15,000' became '50,000'"]
    ((_, _, corrected),) = told(store, Event.CORRECTED)
    assert corrected["copies"] == [copy]
    assert corrected["corrections"] == ["'15,000' became '50,000'"]


def test_an_edit_that_nobody_watches_and_a_better_reading_are_announced_to_nobody(
    store: Store,
) -> None:
    plain = TEXT.replace("eastern basin", "old dock").replace("herring", "mackerel")
    first = replace(article("herald", plain), title="Dock closes")
    stored(store, first)
    stored(
        store,
        replace(
            first,
            text=plain.replace("nine", "ten"),
            page=replace(first.page, fetched_at=SEEN + timedelta(days=1)),
        ),
    )
    again = article("post", TEXT, path="again")
    stored(store, again)
    before = len(told(store))
    stored(
        store,
        replace(again, text=TEXT.replace("15,000", "50,000"), page=replace(again.page, again=True)),
    )
    assert len(told(store)) == before
    assert told(store, Event.EDIT, Event.CORRECTED) == []
