"""What two texts are to each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.matchers import judge
from pipelines.matchers.overlap import Text, overlap
from pipelines.matchers.recurring import filled_in_twice
from pipelines.shelf import dress
from pipelines.text import read
from presswatch.values import Kind
from tests.pipelines.wires import Desk, prose

INDEX = Desk().tracer._index
WEATHER = (
    "{town} will see {sky} on {day}, with a high of {high} degrees and an overnight low of {low}"
    " degrees, the weather office said.\nWinds will be light at {wind} kilometres per hour, with"
    " gusts of up to {gust} kilometres per hour near the coast. Humidity will be around {wet}"
    " percent.\nDrivers should allow extra time for their journeys and check the roads first."
)
TODAY = {"town": "Lower Marsh", "sky": "light rain", "day": "Monday", "high": 12, "low": 4,
         "wind": 17, "gust": 43, "wet": 81}  # fmt: skip


def text(words: str, outlet: str = "gazette", title: str = "A headline") -> Text:
    return dress(INDEX, read(words), outlet, title, "en")


def kind(a: str, b: str, outlets: tuple[str, str] = ("gazette", "courier")) -> Kind | None:
    one, other = text(a, outlets[0]), text(b, outlets[1])
    there, back = judge(overlap(one, other)), judge(overlap(other, one))
    assert there == back, "evidence is symmetric"
    return there.kind


def lines(words: str, *numbers: int) -> str:
    rows = words.split("\n")
    return "\n".join(rows[n] for n in numbers)


def test_the_same_text_is_a_copy() -> None:
    assert kind(prose(1), prose(1)) is Kind.COPY


def test_cut_to_a_third_is_a_copy() -> None:
    assert kind(prose(1, 9), lines(prose(1, 9), 0, 1, 2)) is Kind.COPY


def test_reordered_with_a_new_lead_and_a_local_paragraph_is_a_copy() -> None:
    edited = "\n".join((prose(7, 1), lines(prose(1), 2, 1, 0, 4, 3), prose(8, 1)))
    assert kind(prose(1), edited) is Kind.COPY


def test_unrelated_texts_are_nothing() -> None:
    assert kind(prose(1), prose(2)) is None


def test_a_passage_in_the_middle_of_another_piece_is_partial() -> None:
    piece = "\n".join((prose(5, 4), lines(prose(1), 2), prose(6, 4)))
    assert kind(prose(1), piece) is Kind.PARTIAL


def test_a_short_story_set_whole_into_a_long_piece_is_partial() -> None:
    piece = "\n".join((prose(5, 3), prose(1, 2), prose(6, 4)))
    assert kind(prose(1, 2), piece) is Kind.PARTIAL


def test_the_same_long_quotation_is_a_shared_source() -> None:
    statement = "“" + prose(9, 1, 120).strip(".") + "”, the statement said."
    one = "\n".join((prose(1, 3), statement, prose(2, 2)))
    other = "\n".join((prose(3, 2), statement, prose(4, 3)))
    assert kind(one, other) is Kind.SHARED_SOURCE


def test_a_copy_that_is_mostly_quotation_is_still_a_copy() -> None:
    interview = "\n".join(
        f"“{line}” she said. {prose(n, 1, 12)}" for n, line in enumerate(prose(9).split("\n"))
    )
    assert kind(interview, lines(interview, 0, 1, 2, 3)) is Kind.COPY


def test_a_headline_with_its_first_lines_inside_another_piece_is_a_brief() -> None:
    """Twenty-four words of a long article: far too little, were it not for the headline."""
    headline = "Ferry to sail from Lower Marsh again"
    opening = " ".join(prose(1, 8).split()[:24])
    column = f"{prose(5, 1)}\n{headline.upper()}\n{opening}.\n{prose(6, 3)}"
    article, other = text(prose(1, 8), title=headline), text(column, "courier", "In brief")
    assert judge(overlap(article, other)).kind is Kind.PARTIAL
    assert judge(overlap(other, article)) == judge(overlap(article, other))
    bare = text(column.replace(headline.upper(), "Elsewhere"), "courier", "In brief")
    assert judge(overlap(article, bare)).kind is None


def test_one_changed_figure_in_a_short_text_is_an_edit() -> None:
    brief = (
        "The council of Lower Marsh will repair 14 lamps on the quay before the storms. "
        + prose(3, 1, 60)
    )
    assert kind(brief, brief.replace("14", "16")) is Kind.COPY


@pytest.mark.parametrize("other", ["4,200", "4.200", "4200"])
def test_a_figure_in_thousands_is_one_figure(other: str) -> None:
    words = "The council of Lower Marsh will spend 2,400 crowns on the lamps of the quay. "
    piece = words + prose(3, 6, 60)
    assert kind(piece, piece.replace("2,400", other)) is Kind.COPY
    shorter = "\n".join(piece.replace("2,400", other).split("\n")[:5])
    assert kind(piece, shorter) is Kind.COPY


def test_a_line_set_in_changes_no_fact() -> None:
    """An advertisement full of names inside a copied passage is no changed frame."""
    rows = prose(1, 6).split("\n")
    set_in = [rows[0], "Also read: Anna Berg and Tom Hill in Port Selka 12 May", *rows[1:]]
    assert kind(prose(1, 6), "\n".join(set_in)) is Kind.COPY


def test_the_weather_of_another_day_is_nothing() -> None:
    tomorrow = TODAY | {"day": "Tuesday", "high": 15, "low": 7, "wind": 9, "gust": 31, "wet": 64}
    assert kind(WEATHER.format(**TODAY), WEATHER.format(**tomorrow)) is None


def test_the_weather_of_the_same_day_reprinted_is_a_copy() -> None:
    report = WEATHER.format(**TODAY)
    assert kind(report, lines(report, 0, 1) + "\n" + prose(4, 1, 15)) is Kind.COPY


TREMOR = (
    "A tremor of strength {strength} was felt {far} kilometres north of {town} at {time} on {day},"
    " the observatory in the capital said in a first notice to the press. It lay so deep that no"
    " damage was to be expected, and the fire brigades of the district had no calls. People who felt"
    " it can fill in a form on the pages of the observatory, which helps it to draw its maps."
)
FELT = {"strength": "3.4", "far": 61, "town": "Lower Marsh", "time": "4:22", "day": "Monday"}


def test_the_facts_of_a_format_may_stand_ahead_of_all_that_two_issues_share() -> None:
    other = {"strength": "4.8", "far": 19, "town": "Ashby", "time": "17:05", "day": "Friday"}
    assert kind(TREMOR.format(**FELT), TREMOR.format(**other)) is None
    assert kind(TREMOR.format(**FELT), TREMOR.format(**FELT | {"day": "Mon"})) is Kind.COPY
    anew = (
        f"Windows rattled in 12 villages. {TREMOR.format(**FELT).partition('the observatory')[2]}"
    )
    assert kind(TREMOR.format(**FELT), anew) is Kind.COPY, "a lead of its own fills in no pattern"


def test_one_outlet_repeating_its_background_is_not_a_copy() -> None:
    follow_up = "\n".join((prose(5, 2), lines(prose(1, 4), 0, 1)))
    assert kind(prose(1, 4), follow_up, ("gazette", "gazette")) is not Kind.COPY
    assert kind(prose(1, 4), follow_up, ("gazette", "courier")) is Kind.COPY


@pytest.mark.parametrize(
    ("one", "other", "twice"),
    [
        ("Lower Marsh weather for Monday", "Upper Marsh weather for Friday", True),
        ("Stocks close higher on Monday", "Stocks close higher on Friday", True),
        ("Stocks close higher on Monday", "Stocks close higher", False),
        ("Bridge closed for repairs", "Minister resigns over bridge", False),
    ],
)
def test_headlines_filled_in_twice(one: str, other: str, twice: bool) -> None:
    assert filled_in_twice(one, other) is twice


@given(st.integers(0, 40), st.integers(1, 6), st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_containment_is_monotone(seed: int, kept: int, added: int) -> None:
    """Leaving more of the original in a copy never lowers the share of the original in it."""
    whole = prose(seed, 6)
    rows = whole.split("\n")
    own = prose(seed + 1000, added) if added else ""
    shares = []
    for count in range(1, kept + 1):
        pair = overlap(text(whole), text("\n".join((*rows[:count], own)), "courier"))
        shares.append(pair.a.share)
        assert pair.b.share <= 1.0
    assert shares == sorted(shares)


@given(st.integers(0, 30), st.lists(st.integers(0, 5), min_size=1, max_size=6, unique=True))
@settings(max_examples=40, deadline=None)
def test_a_selection_of_paragraphs_is_contained(seed: int, chosen: list[int]) -> None:
    whole = prose(seed, 6)
    pair = overlap(text(whole), text(lines(whole, *chosen), "courier"))
    assert pair.b.share > 0.99
    assert abs(pair.a.share - len(chosen) / 6) < 0.05


@given(
    st.integers(0, 30),
    st.sampled_from([" ", "  ", "\t", "\u00a0"]),
    st.sampled_from(['"', "“", "«"]),
    st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_whitespace_quotes_and_case_change_nothing(
    seed: int, space: str, mark: str, caps: bool
) -> None:
    closing = {'"': '"', "“": "”", "«": "»"}[mark]
    rows = prose(seed, 5).split("\n")
    plain = "\n".join([*rows, f'"{prose(seed + 50, 1, 12)}" he said'])
    changed = "\n".join([*rows, f"{mark}{prose(seed + 50, 1, 12)}{closing} he said"])
    changed = changed.replace(" ", space)
    changed = changed.upper() if caps else changed
    pair = overlap(text(plain), text(changed, "courier"))
    assert judge(pair).kind is Kind.COPY
    assert pair.a.share == pair.b.share == 1.0


def test_empty_texts_match_nothing() -> None:
    assert kind("", prose(1)) is None
    assert kind("", "") is None
    assert np.isfinite(overlap(text(""), text("")).a.share)
