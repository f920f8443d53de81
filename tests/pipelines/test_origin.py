"""Where a story came from: one situation a test."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from pipelines.credits import read_credits
from pipelines.origin import choose_origin, given_by
from presswatch.values import Credit, Member, OriginKind, Place
from tests.pipelines.members import AP, DSA, MIDNIGHT, NOON, REUTERS, credit, hours, member, outlet

# ── explicit credits ─────────────────────────────────────────────────────────────────────────


def test_a_copy_that_credits_a_member_proves_the_origin() -> None:
    origin = choose_origin(
        [member(1, "defencesecurityasia.com"), member(2, "valley.example", hours(2), credit(DSA))]
    )
    assert (origin.kind, origin.article) == (OriginKind.ARTICLE, 1)
    assert origin.confidence >= 0.9
    assert "valley names Defence Security Asia" in origin.because
    assert "2026-11-03 12:00 UTC" in origin.because


def test_a_credit_wins_over_an_earlier_clock_and_says_so() -> None:
    early = member(2, "valley.example", hours(-2), credit(DSA))
    origin = choose_origin([member(1, "defencesecurityasia.com"), early])
    assert (origin.kind, origin.article) == (OriginKind.ARTICLE, 1)
    assert "although valley claims 2026-11-03 10:00 UTC" in origin.because


def test_an_agency_with_only_a_date_is_still_the_origin() -> None:
    copy = member(2, "valley.example", hours(-6), credit(AP))
    origin = choose_origin([member(1, "apnews.com", MIDNIGHT + timedelta(days=1)), copy])
    assert (origin.kind, origin.article) == (OriginKind.ARTICLE, 1)


def test_an_agency_nobody_watches() -> None:
    origin = choose_origin(
        [member(1, "valley.example", hours(1), credit(AP)), member(2, "metro.example", NOON)]
    )
    assert (origin.kind, origin.agency) == (OriginKind.AGENCY, "Associated Press")
    assert origin.article == 2  # to compare with: the earliest
    assert "not in the database" in origin.because


def test_one_article_alone_may_name_its_agency() -> None:
    origin = choose_origin([member(1, "valley.example", NOON, credit(AP, Place.DATELINE))])
    assert (origin.kind, origin.agency, origin.article) == (
        OriginKind.AGENCY,
        "Associated Press",
        1,
    )


def test_a_page_elsewhere_is_a_pointer() -> None:
    url = "https://cedar.example/the-bridge"
    pointing = member(
        1, "valley.example", NOON, credit(outlet("cedar.example"), Place.CANONICAL, url)
    )
    origin = choose_origin([pointing])
    assert (origin.kind, origin.url, origin.article) == (OriginKind.POINTER, url, 1)
    assert url in origin.because


def test_a_pointer_to_a_member_is_that_member() -> None:
    home = member(1, "cedar.example", hours(3))
    url = home.url.replace("https://www.", "http://") + "/"
    copy = member(
        2, "valley.example", NOON, credit(outlet("elsewhere.example"), Place.CANONICAL, url)
    )
    origin = choose_origin([home, copy])
    assert (origin.kind, origin.article) == (OriginKind.ARTICLE, 1)
    assert origin.confidence >= 0.95


def test_a_credit_by_name_finds_the_outlet_that_no_gazetteer_knows() -> None:
    named = Credit("The Cedar Observer", "The Cedar Observer", Place.REPUBLISHED)
    origin = choose_origin(
        [member(1, "cedar-observer.example", hours(1)), member(2, "valley.example", NOON, named)]
    )
    assert (origin.kind, origin.article) == (OriginKind.ARTICLE, 1)


def test_a_chain_of_credits_is_followed_to_its_end() -> None:
    a = member(1, "defencesecurityasia.com", hours(5))
    b = member(2, "metro.example", hours(3), credit(DSA))
    c = member(3, "valley.example", hours(1), credit(outlet("metro.example"), Place.REPUBLISHED))
    origin = choose_origin([a, b, c])
    assert (origin.kind, origin.article) == (OriginKind.ARTICLE, 1)


def test_a_chain_may_end_outside() -> None:
    """The text came from Reuters; the copies are compared with the article they credit."""
    b = member(2, "aninews.in", hours(3), credit(REUTERS))
    c = member(3, "valley.example", hours(1), credit(outlet("aninews.in"), Place.REPUBLISHED))
    members = [b, c]
    origin = choose_origin(members)
    assert (origin.kind, origin.agency, origin.article) == (OriginKind.AGENCY, "Reuters", 2)
    assert given_by(origin, members) == 2


def test_customers_of_an_unwatched_agency_did_not_copy_from_each_other() -> None:
    members = [
        member(1, "valley.example", NOON, credit(AP)),
        member(2, "metro.example", hours(1), credit(AP)),
    ]
    origin = choose_origin(members)
    assert origin.kind is OriginKind.AGENCY
    assert given_by(origin, members) is None


def test_two_that_credit_each_other_do_not_loop() -> None:
    a = member(1, "cedar.example", NOON, credit(outlet("metro.example"), Place.SOURCE_LINE))
    b = member(2, "metro.example", hours(1), credit(outlet("cedar.example"), Place.REPUBLISHED))
    assert choose_origin([a, b]).article == 1
    assert choose_origin([a, b]).kind is OriginKind.ARTICLE


def test_two_that_name_each_other_with_equal_weight_are_a_conflict() -> None:
    """Neither is proven: whichever came first, both sides are told."""
    a = member(1, "cedar.example", NOON, credit(outlet("metro.example"), Place.REPUBLISHED))
    b = member(2, "metro.example", hours(1), credit(outlet("cedar.example"), Place.REPUBLISHED))
    c = member(3, "valley.example", hours(2), credit(outlet("cedar.example"), Place.CLOSING))
    assert choose_origin([a, b]).kind is OriginKind.CONFLICT
    assert choose_origin([a, b, c]).kind is OriginKind.CONFLICT


def test_who_names_the_origin_by_way_of_another_is_not_counted_as_naming_it() -> None:
    a = member(1, "cedar.example", NOON)
    b = member(2, "metro.example", hours(1), credit(outlet("cedar.example"), Place.REPUBLISHED))
    c = member(3, "valley.example", hours(2), credit(outlet("metro.example"), Place.REPUBLISHED))
    because = choose_origin([a, b, c]).because
    assert because.startswith("metro names cedar.example")
    assert "1 more by way of a source in between" in because


def test_two_credits_in_conflict_are_a_conflict() -> None:
    origin = choose_origin(
        [
            member(1, "valley.example", NOON, credit(AP)),
            member(2, "metro.example", hours(1), credit(REUTERS)),
        ]
    )
    assert origin.kind is OriginKind.CONFLICT
    assert origin.article == 1
    assert "Associated Press" in origin.because
    assert "Reuters" in origin.because


def test_a_stray_credit_does_not_contest_many() -> None:
    members = [member(n, f"paper{n}.example", hours(n), credit(DSA)) for n in range(2, 7)]
    members.append(member(7, "stray.example", hours(8), credit(AP, Place.SOURCE_LINE)))
    origin = choose_origin([member(1, "defencesecurityasia.com"), *members])
    assert (origin.kind, origin.article) == (OriginKind.ARTICLE, 1)


def test_a_joint_credit_is_no_conflict() -> None:
    both = (credit(AP), credit(REUTERS))
    origin = choose_origin(
        [member(1, "valley.example", NOON, *both), member(2, "metro.example", hours(1), *both)]
    )
    assert origin.kind is OriginKind.AGENCY


def test_unnamed_agencies_are_nobody() -> None:
    unnamed = Credit("unnamed agencies", "agencies", Place.SOURCE_LINE, "agencies")
    a = member(1, "valley.example", NOON, unnamed)
    origin = choose_origin([a, member(2, "metro.example", hours(1))])
    assert origin.kind is OriginKind.EARLIEST


def test_a_weak_place_alone_is_believed_less() -> None:
    def sure(place: Place) -> float:
        copy = member(2, "valley.example", hours(1), credit(AP, place))
        return choose_origin([member(1, "apnews.com"), copy]).confidence

    assert sure(Place.SOURCE_LINE) < sure(Place.DATELINE) < sure(Place.META)


# ── always ───────────────────────────────────────────────────────────────────────────────────

STORIES = [
    [member(1, "a.example"), member(2, "b.example", hours(1)), member(3, "c.example", MIDNIGHT)],
    [member(1, "apnews.com"), member(2, "b.example", NOON, credit(AP)), member(3, "c.example")],
    [member(1, "a.example", NOON, credit(AP)), member(2, "b.example", NOON, credit(REUTERS))],
    [member(1, "a.example", None), member(2, "b.example", None)],
]


@pytest.mark.parametrize("members", STORIES)
def test_the_order_of_the_members_does_not_matter(members: list[Member]) -> None:
    assert len({choose_origin(list(order)) for order in permutations(members)}) == 1


@pytest.mark.parametrize("members", STORIES)
def test_there_is_always_an_article_to_compare_with_and_a_sentence(members: list[Member]) -> None:
    origin = choose_origin(members)
    assert origin.article in {m.id for m in members}
    assert origin.because.endswith(".")
    assert 0 < origin.confidence < 1
    assert any(m.source in origin.because for m in members)


def test_from_text_to_origin() -> None:
    """The readers and the choice together, as the pipeline uses them."""
    text = "The bridge across the river reopened on Tuesday.\n— DSA"
    home = read_credits(text, host="defencesecurityasia.com")
    copied = read_credits(text, host="valley.example")
    origin = choose_origin(
        [
            member(1, "defencesecurityasia.com", hours(1), *home),
            member(2, "valley.example", NOON, *copied),
        ]
    )
    assert (origin.kind, origin.article) == (OriginKind.ARTICLE, 1)
    assert 'closing tag "— DSA" in valley' in origin.because
