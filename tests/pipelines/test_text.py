"""How text is read for comparison."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.sets import ordered
from pipelines.text import GRAM, WIDE_GRAM, offsets, read
from pipelines.words import fold
from tests.pipelines.wires import prose


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organised", "organized"), ("Colour", "color"), ("travelled", "traveled"),
        ("defence", "defense"), ("theatre", "theater"), ("analyse", "analyze"),
        ("café", "cafe"), ("MODERN", "modern"), ("modern", "modem"), ("without", "withotu"),
        ("Spiel", "spie1"), ("first", "fir5t"), ("behind", "bchind"), ("found", "fouud"),
        ("after", "atter"), ("harbour", "har-\nbour"),
    ],
)  # fmt: skip
def test_what_an_editor_or_a_scanner_changes_is_folded_away(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("12", "21"), ("rise", "fall"), ("1000", "1001")])
def test_numbers_and_other_words_are_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("marks", ['"{}"', "“{}”", "„{}“", "«{}»"])
def test_quotation_is_marked_whatever_the_marks(marks: str) -> None:
    reading = read("The mayor said " + marks.format("we will rebuild it") + " and left.\nHe left.")
    assert reading.quoted.tolist() == [False] * 3 + [True] * 4 + [False] * 4


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    reading = read("“We will\nThey did")
    assert reading.quoted.tolist() == [True, True, False, False]


def test_names_and_numbers() -> None:
    reading = read("Rain fell on Lower Marsh. Some 40 streets flooded.")
    assert reading.facts.tolist() == [3, 4, 6]
    assert [reading.numbers(reading.facts[n : n + 1]) for n in range(3)] == [0, 0, 1]


@pytest.mark.parametrize("number", ["40", "5th", "2bn", "F16", "1000s"])
def test_a_number_may_have_a_unit(number: str) -> None:
    assert read(f"they saw {number} there").numbers(np.arange(4)) == 1


@pytest.mark.parametrize("word", ["fir5t", "F8I", "a1lies", "Hou5e"])
def test_a_misread_word_is_no_number(word: str) -> None:
    assert read(f"they saw {word} there").numbers(np.arange(3)) == 0


def test_a_word_cut_in_two_by_a_line_break_is_one_word() -> None:
    whole, cut = "The harbour council met again.", "The har-\nbour council met again."
    assert np.array_equal(read(whole).grams, read(cut).grams)
    assert [cut[a:b] for a, b in offsets(cut)][1] == "har-\nbour"


def test_whitespace_and_punctuation_do_not_matter() -> None:
    text = prose(3)
    other = text.replace(" ", "  ").replace(".", "!")
    assert np.array_equal(read(text).grams, read(other).grams)


def test_scripts_without_spaces_are_read_by_character() -> None:
    reading = read("台風は日曜日に沖縄を通過した")
    assert reading.gram == WIDE_GRAM
    assert len(reading) == 14
    assert read("A plain sentence of six words").gram == GRAM


def test_offsets_point_at_the_tokens() -> None:
    text = "«It’s over», said Ms. Ö. Åberg (42)."
    assert [text[b:e] for b, e in offsets(text)] == [
        "It", "s", "over", "said", "Ms", "Ö", "Åberg", "42",
    ]  # fmt: skip
    assert len(offsets(text)) == len(read(text))


def test_nothing_is_read_as_nothing() -> None:
    for text in ("", "\n\n", "…—!", "one two"):
        assert len(read(text).grams) == 0


def test_hashes_do_not_depend_on_the_process() -> None:
    assert int(read("four plain English words").grams[0]) == 15105171654596582897


def test_ordered_is_unique() -> None:
    numbers = np.array([5, 1, 5, 3, 1], dtype=np.uint64)
    assert ordered(numbers).tolist() == [1, 3, 5]
