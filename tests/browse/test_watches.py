"""Watches: what they found, and how they are written on a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as xml

import pytest
from filelock import FileLock

from storage.browse import chart
from storage.browse.pages.watch_form import slug
from storage.watches.file import put_watch, read_watches
from storage.watches.mentions import Day
from tests.browse.conftest import Visitor
from tests.browse.newsroom import WATCHES, Newsroom, build
from tests.browse.test_story_page import words_of

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_list_counts_raw_and_independent(visitor: Visitor) -> None:
    said = words_of(visitor.page("/watches?days=0"))
    assert "Night boats night OR &#34;late boat&#34; 6 2 6" in said
    assert "german language:de 2 1 2" in said
    assert "nothing zeppelin 0 0 0 nothing" in said


def test_a_watch_shows_stories_passages_volume_and_who_leads(visitor: Visitor) -> None:
    html = visitor.page("/watch/night-boat?days=0")
    said = words_of(html)
    assert "articles 6 independent origins 2 outlets 6" in said
    assert "<mark>night</mark>" in html
    assert "5 of its articles match" in said
    assert "Articles a day at most" in said
    assert "Share of all articles at most" in said
    assert said.index("Maren News Agency", said.index("Who leads")) < said.index(
        "Gull Post", said.index("Who leads")
    )


def test_a_watch_that_found_nothing_says_so(visitor: Visitor) -> None:
    assert "No article of the last 7 days matches" in visitor.page("/watch/nothing?days=7")


def test_its_stories_are_a_filter_of_the_front_page(visitor: Visitor) -> None:
    said = words_of(visitor.page("/?days=0&watch=german")).partition("New articles")[0]
    assert "Wärmespeicher" in said
    assert "Cracks in hull" not in said


def test_a_watch_as_a_table_and_as_a_feed(visitor: Visitor) -> None:
    rows = list(csv.DictReader(io.StringIO(visitor.page("/watch/night-boat.csv"))))
    assert len(rows) == 6
    feed = xml.fromstring(visitor.page("/watch/night-boat/feed.atom"))
    assert len(feed.findall(f"{ATOM}entry")) == 6
    assert feed.findtext(f"{ATOM}title") == "presswatch: Night boats"


def test_an_article_names_the_watches_it_matches(visitor: Visitor, room: Newsroom) -> None:
    assert 'href="/watch/night-boat"' in visitor.page(f"/article/{room.article['ferry']}")


def test_watches_are_compared(visitor: Visitor) -> None:
    said = words_of(visitor.page("/watches/compare?watch=night-boat&watch=german&days=0"))
    assert "Night boats 6 2 6" in said
    assert "No article matches two of them" in said
    assert "Tick at least two" in visitor.page("/watches/compare?watch=german")


def test_where_nobody_may_write_no_form_is_shown(visitor: Visitor) -> None:
    assert "New watch" not in visitor.page("/watches")
    assert "Save as a watch" not in visitor.page("/search?q=night")
    for path in ("/watches/new", "/watch/german/edit", "/watch/german/delete"):
        assert visitor.get(path).status_code == 403
    assert visitor.post("/watches/new", {"query": "x", "title": "y"}).status_code == 403


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Visitor, Path]]:
    folder = tmp_path_factory.mktemp("desk")
    room = build(folder / "presswatch.db")
    file = folder / "watches.toml"
    file.write_text("# ours\n", "utf8")
    for watch in WATCHES:
        put_watch(file, watch)
    visitor = Visitor(room.path, watches=file)
    yield visitor, file
    visitor.close()


def test_a_search_becomes_a_watch(desk: tuple[Visitor, Path]) -> None:
    visitor, file = desk
    assert '/watches/new?query=bank%20branches"' in visitor.page("/search?q=bank+branches")
    form = visitor.page("/watches/new?query=bank%20branches")
    assert ">bank branches</textarea>" in form
    assert "3 articles" in words_of(form)
    answer = visitor.post("/watches/new", {"query": "bank branches", "title": "Börse & Bank"})
    assert answer.headers["location"] == "/watch/borse-bank?said=saved"
    assert "Saved, and applied" in visitor.page(answer.headers["location"])
    assert "articles 3 independent origin 1 outlets 3" in words_of(
        visitor.page("/watch/borse-bank")
    )
    assert file.read_text("utf8").startswith("# ours")
    assert {w.name for w in read_watches(file)} >= {"borse-bank", "german"}


def test_a_watch_is_changed_and_removed(desk: tuple[Visitor, Path]) -> None:
    visitor, _ = desk
    visitor.post("/watch/nothing/edit", {"query": "seed vault", "title": "Seeds", "note": ""})
    assert "Seed vault" in words_of(visitor.page("/watch/nothing?days=0"))
    answer = visitor.post("/watch/nothing/delete", {}, form="/watch/nothing/edit")
    assert "The watch was removed" in visitor.page(answer.headers["location"])
    assert visitor.get("/watch/nothing").status_code == 404


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"query": "", "title": "x"}, "write a word to search for"),
        ({"query": "(night", "title": "x"}, "("),
        ({"query": "night", "title": "German"}, "already"),
        ({"query": "night", "title": "夜"}, "Latin letters"),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_stays(
    desk: tuple[Visitor, Path], form: dict[str, str], message: str
) -> None:
    visitor, file = desk
    before = file.read_text("utf8")
    answer = visitor.post("/watches/new", form)
    assert answer.status_code == 400
    assert message in words_of(answer.text)
    assert f'value="{form["title"]}"' in answer.text
    assert file.read_text("utf8") == before


def test_another_site_cannot_send_the_form(desk: tuple[Visitor, Path]) -> None:
    visitor, file = desk
    before = file.read_text("utf8")
    answer = visitor.post_from_elsewhere("/watches/new", {"query": "night", "title": "evil"})
    assert answer.status_code == 403
    assert file.read_text("utf8") == before


def test_while_a_crawl_writes_the_file_waits(desk: tuple[Visitor, Path]) -> None:
    visitor, file = desk
    with FileLock(f"{file.with_name('presswatch.db')}.lock", is_singleton=False):
        answer = visitor.post("/watches/new", {"query": "harbour", "title": "Waiting"})
    assert answer.headers["location"] == "/watches?said=waiting"
    assert "waiting" in {w.name for w in read_watches(file)}


def test_a_title_becomes_a_name() -> None:
    assert slug("  Ölpreis: 100 $! ") == "olpreis-100"


def days(n: int) -> list[Day]:
    return [Day(date.fromordinal(739000 + i).isoformat(), i % 3, 10) for i in range(n)]


def test_many_days_are_added_up() -> None:
    assert [b.days for b in (*chart.binned(days(30))[:1], *chart.binned(days(300))[:1])] == [1, 7]
    assert sum(b.mentions for b in chart.binned(days(1000))) == sum(d.mentions for d in days(1000))
    drawn = chart.counted(chart.binned(days(30)))
    assert drawn is not None
    assert max(bar.height for bar in drawn.bars) == 100
    assert drawn.top == "2"
    assert chart.counted([]) is None
