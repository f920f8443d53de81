"""The story: where it came from, every copy, what is stale, word by word."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from storage.browse.pages.story import _lag
from storage.reading import Told
from tests.browse.conftest import Visitor
from tests.browse.newsroom import Newsroom


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<main")[2]))


@pytest.fixture
def ferry(visitor: Visitor, room: Newsroom) -> str:
    return visitor.page(f"/story/{room.story['ferry']}")


def test_it_names_the_origin_and_says_why(ferry: str) -> None:
    said = words_of(ferry)
    assert re.search(r"Origin Maren News Agency .* because 2 of 4 copies credit MNA", said)
    assert "96 %, high" in said


def test_every_copy_stands_there_with_lag_relation_and_credit(ferry: str) -> None:
    said = words_of(ferry)
    for outlet, lag in (
        ("Tallow Bay Times", "+36 min"),
        ("Sorrel Herald", "+3 h 12 min"),
        ("Brinemoor Echo", "+1 d 7 h"),
    ):
        assert outlet in said
        assert lag in said
    assert said.count("no credit") == 3
    assert "of this comes from there" in said


def test_excerpts_stand_apart(ferry: str) -> None:
    assert "Morning digest" in words_of(ferry).partition("Excerpts elsewhere")[2]


def test_copies_that_did_not_follow_a_correction_are_listed_with_the_words(ferry: str) -> None:
    said = words_of(ferry)
    assert "4 copies still carry what was since corrected" in said
    assert re.search(r"now says 312 instead of 132 .* The vessel carried 132 passengers", said)


def test_the_most_rewritten_copy_is_compared_unless_another_is_asked_for(
    visitor: Visitor, room: Newsroom, ferry: str
) -> None:
    assert "<ins>five</ins>" in ferry
    other = visitor.page(
        f"/story/{room.story['ferry']}?copy={room.article['ferry-tallow']}&view=inline"
    )
    assert "<ins>five</ins>" not in other
    assert "<ins>132</ins>" in other


def test_unchanged_paragraphs_are_folded(ferry: str) -> None:
    assert "1 paragraph unchanged" in ferry


@pytest.mark.parametrize(
    ("story", "label", "proven"),
    [("ferry", "Origin", True), ("bank", "Earliest copy seen", False), ("seed", "Origin in dispute", False),
     ("heat", "Origin, not watched here", False)],
)  # fmt: skip
def test_the_word_origin_is_kept_for_what_is_proven(
    visitor: Visitor, room: Newsroom, story: str, label: str, proven: bool
) -> None:
    html = visitor.page(f"/story/{room.story[story]}")
    assert f'<span class="what">{label}</span>' in html
    assert ('class="provenance proven"' in html) is proven
    if story == "bank":
        said = words_of(html).partition("Nothing proves")[0]
        assert "origin" not in said.casefold()


def test_who_stands_in_for_an_agency_is_not_called_the_origin(
    visitor: Visitor, room: Newsroom
) -> None:
    html = visitor.page(f"/story/{room.story['heat']}")
    assert '<span class="tag origin">earliest copy seen</span>' in html


def test_a_story_that_nobody_picked_up_says_what_happens_next(
    visitor: Visitor, room: Newsroom
) -> None:
    assert "Nobody else carries this text so far" in visitor.page(f"/story/{room.story['weather']}")


def test_what_is_not_there_is_a_page_that_helps(visitor: Visitor) -> None:
    for path in (
        "/story/999",
        "/story/99999999999999999999",
        "/article/999",
        "/source/nobody",
        "/raw/999",
    ):
        answer = visitor.get(path)
        assert answer.status_code == 404
        assert "Go to" in answer.text


def test_an_article_that_only_says_its_day_stands_not_ahead_of_its_origin() -> None:
    at = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
    origin = cast(Told, SimpleNamespace(at=at, lag_s=None))
    day_only = cast(Told, SimpleNamespace(at=at.replace(hour=0, minute=0), lag_s=None))
    earlier = cast(Told, SimpleNamespace(at=at.replace(hour=1), lag_s=-4200))
    assert [_lag(origin, one) for one in (origin, day_only, earlier)] == [0, 0, -4200]
