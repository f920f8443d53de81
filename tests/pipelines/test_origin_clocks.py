"""Where a story came from when nobody says: the clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipelines.origin import choose_origin
from presswatch.values import Credit, OriginKind, Place
from tests.pipelines.members import MIDNIGHT, NOON, SEEN, hours, member


def test_without_credits_the_earliest_is_only_the_earliest_copy_seen() -> None:
    origin = choose_origin(
        [member(1, "valley.example", hours(1)), member(2, "metro.example", NOON)]
    )
    assert (origin.kind, origin.article) == (OriginKind.EARLIEST, 2)
    assert origin.kind.value == "earliest copy seen"
    assert origin.confidence < 0.7
    assert "metro has the earliest time, 2026-11-03 12:00 UTC" in origin.because


@pytest.mark.parametrize(
    ("claim", "seen"),
    [
        (hours(5), hours(1)),  # published after we saw it
        (NOON + timedelta(days=900), SEEN),  # in the future
        (datetime(1970, 1, 1, 8, tzinfo=UTC), SEEN),  # a default of some software
    ],
)
def test_a_claim_that_the_clocks_contradict_does_not_count(claim: datetime, seen: datetime) -> None:
    liar = member(1, "valley.example", claim, seen=seen)
    other = member(2, "metro.example", NOON, seen=hours(1))
    assert choose_origin([liar, other]).article == 2


def test_the_feed_is_asked_when_the_page_is_silent() -> None:
    silent = member(1, "valley.example", None, door=hours(-3))
    assert choose_origin([silent, member(2, "metro.example", NOON)]).article == 1


def test_the_feed_gives_the_time_when_the_page_gives_the_date() -> None:
    coarse = member(1, "valley.example", MIDNIGHT, door=hours(3))
    assert choose_origin([coarse, member(2, "metro.example", NOON)]).article == 2


def test_a_date_without_a_time_may_be_any_moment_of_the_day() -> None:
    coarse = member(1, "valley.example", MIDNIGHT, words=300)
    precise = member(2, "metro.example", NOON, words=310)
    origin = choose_origin([coarse, precise])
    assert origin.article == 2
    assert "cannot tell" in origin.because
    assert origin.confidence <= 0.3


def test_a_date_of_the_day_before_is_earlier() -> None:
    coarse = member(1, "valley.example", MIDNIGHT - timedelta(days=1))
    origin = choose_origin([coarse, member(2, "metro.example", NOON, words=900)])
    assert (origin.article, origin.kind) == (1, OriginKind.EARLIEST)
    assert "2026-11-02 (claimed)" in origin.because


def test_where_the_clocks_cannot_tell_the_most_complete_is_likelier() -> None:
    short = member(1, "valley.example", MIDNIGHT, words=100)
    long = member(2, "metro.example", MIDNIGHT, words=400)
    assert choose_origin([short, long]).article == 2


def test_where_the_clocks_cannot_tell_an_agency_is_likelier() -> None:
    copy = member(1, "valley.example", MIDNIGHT, words=400)
    assert choose_origin([copy, member(2, "aninews.in", MIDNIGHT, words=300)]).article == 2


def test_where_the_clocks_cannot_tell_who_says_agencies_is_no_origin() -> None:
    unnamed = Credit("unnamed agencies", "agencies", Place.SOURCE_LINE, "agencies")
    borrowed = member(1, "valley.example", MIDNIGHT, unnamed, words=400)
    assert choose_origin([borrowed, member(2, "metro.example", MIDNIGHT, words=300)]).article == 2


def test_no_clock_at_all_is_unknown() -> None:
    origin = choose_origin(
        [member(1, "valley.example", None, words=90), member(2, "metro.example", None, words=300)]
    )
    assert (origin.kind, origin.article) == (OriginKind.UNKNOWN, 2)
    assert origin.confidence <= 0.1


def test_first_seen_decides_when_nobody_claims_anything() -> None:
    first = member(1, "valley.example", None, seen=NOON)
    later = member(2, "metro.example", None, seen=hours(5))
    assert choose_origin([first, later]).article == 1


def test_one_article_alone() -> None:
    origin = choose_origin([member(1, "valley.example")])
    assert (origin.kind, origin.article) == (OriginKind.EARLIEST, 1)
    assert origin.because.startswith("Only valley carries this text so far")


def test_no_members_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one"):
        choose_origin([])
