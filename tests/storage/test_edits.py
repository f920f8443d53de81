"""Words that changed, which of them matter, and who still prints the old ones."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.browse.axis import Axis, axis_for, lanes
from storage.edits.diff import Fate, Mark, diff_texts, folded, tokens
from storage.edits.stale import Version, uncorrected
from storage.edits.weigh import Weight, changes_between
from tests.browse import texts

WORDS = st.text(alphabet="ab ,.\n—\"'", max_size=60)


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_the_diff(before: str, after: str) -> None:
    rows = diff_texts(before, after).rows
    left = [w for r in rows for p in r.pieces if p.mark is not Mark.ADDED for w in p.before.split()]
    right = [
        w for r in rows for p in r.pieces if p.mark is not Mark.REMOVED for w in p.after.split()
    ]
    assert left == [t for t in tokens(before) if t != "\n"]
    assert right == [t for t in tokens(after) if t != "\n"]


def test_punctuation_capitals_and_spacing_are_no_change() -> None:
    assert diff_texts('He said: "No."\n\n Then left', "he said “No”\nthen  left.").same


def test_a_currency_a_sign_and_a_percent_are_a_change() -> None:
    for before, after in (("$5", "€5"), ("-3", "3"), ("40%", "40")):
        assert not diff_texts(f"it is {before} now", f"it is {after} now").same


def fates(before: str, after: str) -> list[Fate]:
    return [row.fate for row in diff_texts(before, after).rows]


def test_paragraphs_are_added_removed_and_moved_as_wholes() -> None:
    a, b, c, d = texts.FERRY.split("\n")[:4]
    assert fates(f"{a}\n{b}", f"{a}\n{c}\n{b}") == [Fate.SAME, Fate.ADDED, Fate.SAME]
    assert fates(f"{a}\n{b}\n{c}", f"{a}\n{c}") == [Fate.SAME, Fate.REMOVED, Fate.SAME]
    assert fates(f"{a}\n{b}", f"{a}\n{b}\n{d}") == [Fate.SAME, Fate.SAME, Fate.ADDED]
    moved = fates(f"{a}\n{b}\n{c}\n{d}", f"{b}\n{c}\n{d}\n{a}")
    assert {Fate.MOVED_FROM, Fate.MOVED_HERE} <= set(moved)


def test_an_added_paragraph_that_begins_like_the_next_is_added_as_a_whole() -> None:
    a, b, c = (f"Station {n} is at work on {n} days." for n in ("one", "two", "three"))
    assert fates(f"{a}\n{b}", f"{a}\n{c}\n{b}") == [Fate.SAME, Fate.ADDED, Fate.SAME]
    assert fates(f"{a}\n{c}\n{b}", f"{a}\n{b}") == [Fate.SAME, Fate.REMOVED, Fate.SAME]


def test_a_split_paragraph_is_the_same_text() -> None:
    assert diff_texts("One two three. Four five six.", "One two three.\nFour five six.").same


def test_unchanged_paragraphs_are_folded_together() -> None:
    shown = folded(diff_texts("a\nb\nc one\nd\ne", "a\nb\nc two\nd\ne"))
    assert [(len(s.rows), s.folded) for s in shown] == [(2, True), (1, False), (2, True)]


def test_long_texts_take_milliseconds() -> None:
    text = "\n".join(f"word{n} and word{n * 7 % 991} of it" for n in range(4000))
    start = time.perf_counter()
    diff_texts(text, text.replace("word77 ", "changed "))
    assert time.perf_counter() - start < 2


def test_figures_come_before_negations_names_and_wording_and_clocks_never() -> None:
    before = "It was 5 km.\nShe did agree.\nMr Quill spoke.\nIt was a nice day.\nUpdated 10:42"
    after = "It was 7 km.\nShe did not agree.\nMr Doud spoke.\nIt was a fine day.\nUpdated 11:05"
    found = changes_between("Old", before, "New", after)
    assert [c.weight for c in found] == [
        Weight.HEADLINE,
        Weight.NUMBER,
        Weight.NEGATION,
        Weight.NAME,
        Weight.WORDS,
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [("The bank kept its rate at 2.50 percent.", "The bank kept its rate at 2.75 percent."),
     ("The polls close at 20:00 tonight.", "The polls close at 22:00 tonight."),
     ("They stand 5 km off the pier.", "They stand 7 km off the pier."),
     ("The home side won by 12:10 goals in the end.", "The home side won by 12:11 goals in the end.")],
)  # fmt: skip
def test_a_decimal_a_score_and_an_hour_in_a_sentence_are_figures(before: str, after: str) -> None:
    assert [c.weight for c in changes_between("t", before, "t", after)] == [Weight.NUMBER]


@pytest.mark.parametrize(
    ("before", "after"),
    [("Updated 10:42", "Updated 11:05"), ("Stand: 3.5.2026, 10.42 Uhr", "Stand: 3.5.2026, 11.05 Uhr"),
     ("3 May 2026, 10:42", "3 May 2026, 11:05"),
     ("By the newsroom of the Gazette in Tollern, updated 10:42 on Monday", "By the newsroom of the Gazette in Tollern, updated 11:05 on Monday")],
)  # fmt: skip
def test_a_stamp_is_no_change(before: str, after: str) -> None:
    assert changes_between("t", before, "t", after) == []


def test_a_copy_with_the_old_figure_is_stale_and_one_with_the_new_is_not() -> None:
    versions = [Version("t", texts.FERRY_BEFORE, "2026-11-22"), Version("t", texts.FERRY)]
    found = uncorrected(versions, [(1, texts.FERRY_EDITED), (2, texts.FERRY), (3, texts.SEED)])
    assert [(point.change.before, point.change.after, point.copies) for point in found] == [
        ("132", "312", (1,))
    ]


def test_a_correction_that_was_taken_back_leaves_nothing_stale() -> None:
    versions = [
        Version("t", texts.FERRY, "a"),
        Version("t", texts.FERRY_BEFORE, "b"),
        Version("t", texts.FERRY),
    ]
    assert not uncorrected(versions, [(1, texts.FERRY)])


def test_a_paragraph_that_the_origin_removed_is_stale_where_it_still_stands() -> None:
    cut = texts.FERRY.replace("A report of the accident board is expected in March.", "")
    found = uncorrected(
        [Version("t", texts.FERRY, "a"), Version("t", cut)], [(1, texts.FERRY), (2, cut)]
    )
    assert [point.copies for point in found] == [(1,)]


def test_hundreds_of_versions_and_copies_take_no_longer_than_a_few() -> None:
    """A live blog: every entry is a version, and the first said something that is wrong."""
    entries = [
        f"At {n} minutes past, {n * 37} crates of barley had been counted." for n in range(300)
    ]
    first = "The ferry carried 132 passengers when it ran aground near Port Merrow."
    versions = [Version("t", f"{first}\n" + "\n".join(entries[:n]), f"{n:03}") for n in range(300)]
    now = Version("t", versions[-1].text.replace("132", "312"))
    begun = time.thread_time()
    found = uncorrected([*versions, now], [(n, versions[n].text) for n in range(1, 200)])
    assert time.thread_time() - begun < 1.5  # 2.9 s when each was compared; 0.3 s now
    assert (found[0].change.before, found[0].change.after) == ("132", "312")
    assert found[0].copies == tuple(range(1, 200))


@given(st.lists(st.integers(-(10**7), 10**8), min_size=1, max_size=30))
def test_the_axis_keeps_order_and_stays_inside(lags: list[int]) -> None:
    axis = axis_for(lags)
    places = [axis.place(lag) for lag in sorted(lags)]
    assert places == sorted(places)
    assert all(2 <= x <= 98 for x in places)
    gaps = [b.x - a.x for a, b in zip(axis.ticks(), axis.ticks()[1:], strict=False)]
    assert all(gap >= 9 for gap in gaps)


def test_marks_in_one_place_get_lanes_of_their_own() -> None:
    assert lanes([2.0, 2.0, 2.5, 50.0], 1.6) == [0, 1, 2, 0]
    assert Axis(0, 0).place(0) == 2.0
