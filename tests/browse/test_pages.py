"""Each page shows what the database holds, and an empty one says what to do next."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree as xml

import pytest

from tests.browse.conftest import Visitor, addresses
from tests.browse.newsroom import OUTLETS, Newsroom
from tests.browse.test_story_page import words_of

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_front_page_lists_stories_by_pick_up(visitor: Visitor) -> None:
    said = words_of(visitor.page("/"))
    order = [said.index(t) for t in ("Cracks in hull end", "Four bank branches", "Seed vault")]
    assert order == sorted(order)
    assert "2 verbatim" in said
    assert "Weather" not in said.partition("New articles")[0]
    assert "changed at its source since" in said
    assert "timeout" in said  # a source that fails
    assert "Edited after publication" in said


def test_its_filters_filter(visitor: Visitor) -> None:
    german = words_of(visitor.page("/?days=0&language=de")).partition("New articles")[0]
    assert "Wärmespeicher" in german
    assert "Cracks in hull" not in german
    assert (
        "Seed vault"
        not in words_of(visitor.page("/?source=gull-post")).partition("New articles")[0]
    )
    assert "Weather" in words_of(visitor.page("/?alone=1"))
    assert "No story of the last 1 day was carried" in words_of(
        visitor.page("/?days=1&language=xx")
    )


def test_the_article_shows_its_text_facts_clocks_and_earlier_words(
    visitor: Visitor, room: Newsroom
) -> None:
    html = visitor.page(f"/article/{room.article['ferry']}")
    said = words_of(html)
    for part in (
        "The vessel carried 312 passengers",
        "We first read it",
        "1 change after publication",
    ):
        assert part in said
    assert "<del>132</del>" in html
    assert "verbatim" in words_of(visitor.page(f"/article/{room.article['ferry-tallow']}"))
    assert '<mark title="read as a credit">— MNA</mark>' in visitor.page(
        f"/article/{room.article['ferry-tallow']}"
    )


def test_a_search_groups_by_story_and_marks_the_words(visitor: Visitor) -> None:
    html = visitor.page("/search?q=night")
    assert "<mark>night</mark>" in html
    assert "6 articles" in words_of(html)
    assert "2 independent texts" in words_of(html)


@pytest.mark.parametrize(
    "query",
    ['"', "NOT x", "()", "a AND", "title:", "'", "\\", "*", "NEAR(", "\x00", "-", "ferry\x02"],
)
def test_a_search_that_cannot_be_understood_gives_a_message(visitor: Visitor, query: str) -> None:
    for path in ("/search", "/search.csv", "/search.atom"):
        assert visitor.get(path, params={"q": query}).status_code in (200, 400)


def test_a_search_as_a_table(visitor: Visitor) -> None:
    rows = list(csv.DictReader(io.StringIO(visitor.page("/search.csv?q=night"))))
    assert len(rows) == 6
    assert {row["outlet"] for row in rows} >= {"Sorrel Herald", "Coast Digest"}


@pytest.mark.parametrize(
    "path", ["/feed.atom", "/search.atom?q=night", "/source/maren-agency/feed.atom"]
)
def test_feeds_are_atom(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    feed = xml.fromstring(answer.text)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert feed.findtext(f"{ATOM}title")
    for entry in feed.findall(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}id", "").startswith("urn:presswatch:")
        assert entry.find(f"{ATOM}link").get("href", "").startswith("http://localhost/")  # type: ignore[union-attr]
    assert feed.findall(f"{ATOM}entry")


def test_sources_say_what_is_wrong_and_what_to_do(visitor: Visitor) -> None:
    said = words_of(visitor.page("/sources"))
    assert "2 sources fail" in said
    assert "refuses us" in said
    assert "ask the publisher" in said
    assert "1 source reads worse than before" in said
    assert "The Gull Post 0% of the latest 20 pages have an author, 85% before" in said
    assert all(title in said for title in OUTLETS.values())


def test_a_source_has_a_page_of_its_own(visitor: Visitor) -> None:
    said = words_of(visitor.page("/source/gull-post"))
    assert "edited from Maren News Agency" in said
    assert "consent wall" in said
    assert (
        "20 95 % 100 % 0 % 100 % 402 alarm 0% of the latest 20 pages have an author, 85% before"
        in said
    )


def test_who_reprints_whom(visitor: Visitor) -> None:
    said = words_of(visitor.page("/who"))
    assert "dpx *" in said
    assert "+36 min" in said
    assert "Tallow Bay Times Brinemoor Echo 1 1" in said
    assert "Tallow Bay Times Brinemoor Echo 1 1" not in words_of(visitor.page("/who?proven=1"))


@pytest.mark.parametrize(
    ("path", "next_step"),
    [
        ("/", "presswatch add"),
        ("/sources", "presswatch add"),
        ("/who", "crawl, or import"),
        ("/search?q=x", "Try fewer words"),
    ],
)
def test_an_empty_database_says_what_to_do_next(nobody: Visitor, path: str, next_step: str) -> None:
    assert next_step in words_of(nobody.page(path))


def test_the_navigation_is_the_same_everywhere_datasette_included(
    visitor: Visitor, room: Newsroom
) -> None:
    for path in [
        *addresses(room),
        "/presswatch",
        "/presswatch/articles",
        "/presswatch/articles/1",
        "/presswatch/failing_doors",
    ]:
        html = visitor.page(path)
        for label in ("Stories", "Sources", "Reprints", "Tables"):
            assert f">{label}</a>" in html, path


def test_the_tables_are_described_and_faceted(visitor: Visitor) -> None:
    html = visitor.page("/presswatch/articles")
    assert "Articles, one row for each canonical address" in html
    assert "Publication as the page claims it" in html
    assert "source=tallow-times" in html


def test_canned_queries_are_there(visitor: Visitor) -> None:
    assert "Copies without credit" in visitor.page("/presswatch")
    rows = visitor.get("/presswatch/failing_doors.json?_shape=array").json()
    assert {row["source"] for row in rows} == {"quiet-page", "coast-digest"}
