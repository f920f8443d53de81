"""What an editor changed, in words."""

from __future__ import annotations

import json

import pytest

from pipelines.changes import Changes, CreditChange, Headline, what_changed
from presswatch.values import Credit, Place

TITLE = "Bridge reopens after a year of repairs"
LEAD = "The bridge across the river Aller reopened on Tuesday after a year of repairs."
COUNT = "About 15,000 cars crossed it on the first day, the harbour office said in Lower Ash."
QUOTE = "“We are glad that it holds and that nobody was hurt,” said the engineer Jane Harrow."
DENIAL = "The mayor said the council would not raise the toll before the end of next year."
END = "A second bridge further down the river is to be built by workers from the county."
PARAGRAPHS = [LEAD, COUNT, QUOTE, DENIAL, END]
TEXT = "\n".join(PARAGRAPHS)
AP = Credit("Associated Press", "AP", Place.CLOSING, "ap", ("apnews.com",))
DSA = Credit("Defence Security Asia", "DSA", Place.CLOSING, "dsa", ("defencesecurityasia.com",))


def text(*paragraphs: str) -> str:
    return "\n".join(paragraphs)


def changed(after: str, title: str = TITLE) -> Changes:
    return what_changed(TITLE, TEXT, (), title, after, ())


def words(after: str, title: str = TITLE) -> list[str]:
    return list(changed(after, title).to_words())


@pytest.mark.parametrize(
    "after",
    [
        TEXT,
        TEXT + "\n\n",
        TEXT.replace("\n", "\n\n\n"),
        TEXT.replace(" ", "  "),
        TEXT.upper(),
        TEXT.replace("“", '"').replace("”", '"'),
        TEXT.replace("15,000", "15.000"),
        TEXT.replace("harbour", "harbor"),
        "Updated: 3 May 2026, 10:15\n" + TEXT,
        TEXT + "\nPublished 3 May 2026",
        "03.05.2026, 10:15 Uhr\n" + TEXT,
        "May 3, 2026 10:15 am\n" + TEXT,
    ],
)
def test_space_case_spelling_marks_and_timestamps_are_no_changes(after: str) -> None:
    assert words(after) == []


SUBSTITUTIONS = [
    ("15,000", "50,000", "'15,000' became '50,000'"),
    ("15,000 cars", "16,000 cars", "'15,000' became '16,000'"),
    ("Jane Harrow", "Jane Barrow", "'Harrow' became 'Barrow'"),
    ("Jane Harrow", "Mary Plum", "'Jane Harrow' became 'Mary Plum'"),
    ("Lower Ash", "Upper Ash", "'Lower' became 'Upper'"),
    ("on Tuesday", "on Monday", "'Tuesday' became 'Monday'"),
    ("would not raise", "would raise", "'not' removed"),
    ("is to be built", "is not to be built", "'not' added"),
    ("A second bridge", "A second bridge, never a third,", "'never' added"),
]


def test_a_number_that_stands_elsewhere_in_the_paragraph_as_well_is_told() -> None:
    line = "The board voted eleven to four, and six of its members wrote a dissent of 120 pages."
    became = line.replace("to four", "to six")
    found = what_changed(TITLE, f"{TEXT}\n{line}", (), TITLE, f"{TEXT}\n{became}", ())
    assert found.to_words() == ("'four' became 'six'",)


@pytest.mark.parametrize(("old", "new", "said"), SUBSTITUTIONS)
def test_a_fact_that_changed(old: str, new: str, said: str) -> None:
    assert words(TEXT.replace(old, new))[0] == said
    assert changed(TEXT.replace(old, new)).facts


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("glad", "pleased"),
        ("reopened", "was opened again"),
        ("About 15,000 cars crossed", "Some 15,000 cars used"),
        ("further down the river", "downstream"),
        ("About", "Nearly"),
    ],
)
def test_another_word_for_the_same_is_no_fact(old: str, new: str) -> None:
    assert changed(TEXT.replace(old, new)).substitutions == ()


def test_facts_are_told_numbers_first_and_not_without_end() -> None:
    after = (
        TEXT.replace("would not", "would").replace("15,000", "50,000").replace("Harrow", "Barrow")
    )
    assert words(after)[:3] == [
        "'15,000' became '50,000'",
        "'Harrow' became 'Barrow'",
        "'not' removed",
    ]
    results = "\n".join(
        f"The team of town number {n} scored {n + 20} points this year." for n in range(9)
    )
    many = results
    for n in range(9):
        many = many.replace(f"scored {n + 20} ", f"scored {n + 70} ")
    said = what_changed("t", results, (), "t", many, ()).to_words()
    assert len([w for w in said if "became" in w]) == 4
    assert "5 more facts changed" in said


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        (TITLE, Headline.SAME),
        (TITLE.upper(), Headline.SAME),
        (f"{TITLE} | Valley Post", Headline.SAME),
        (f"{TITLE} - The Valley Post", Headline.SAME),
        ("Bridge reopens", Headline.SHORTENED),
        (f"Watch: {TITLE}", Headline.EXTENDED),
        ("River crossing open again", Headline.REWRITTEN),
        ("Bridge reopens after two years of repairs", Headline.REWRITTEN),
        ("", Headline.SAME),
    ],
)
def test_the_headline(title: str, headline: Headline) -> None:
    assert changed(TEXT, title).headline is headline


def test_a_rewritten_headline_comes_first() -> None:
    assert words(TEXT.replace("15,000", "50,000"), "Crossing open again")[0] == "headline rewritten"


LOCAL = "In Nether Ash, people watched from the quay and said they would use the ferry as before."

PARAGRAPH_CASES = [
    (text(LEAD, COUNT, QUOTE), ["last 2 paragraphs cut"]),
    (text(LEAD, COUNT, QUOTE, DENIAL), ["last paragraph cut"]),
    (text(LEAD, QUOTE, DENIAL, END), ["1 paragraph cut"]),
    (text(LEAD, DENIAL, END), ["2 paragraphs cut"]),
    (text(LEAD, COUNT, LOCAL, QUOTE, DENIAL, END), ["1 paragraph added"]),
    (text(LEAD, END, COUNT, QUOTE, DENIAL), ["1 paragraph moved"]),
    (text(LOCAL, COUNT, QUOTE, DENIAL, END), ["lead rewritten"]),
    (text(f"{LEAD} {COUNT}", QUOTE, DENIAL, END), []),
    (text(LEAD, COUNT, QUOTE, f"{DENIAL} {LOCAL}", END), ["1 sentence added"]),
    (text(LEAD, LOCAL), ["last 4 paragraphs cut", "1 paragraph added"]),
]


@pytest.mark.parametrize(("after", "said"), PARAGRAPH_CASES)
def test_paragraphs(after: str, said: list[str]) -> None:
    assert words(after) == said


def test_a_sentence_that_was_cut_inside_a_paragraph() -> None:
    before = f"{LEAD} {COUNT} {DENIAL}"
    found = what_changed("t", before, (), "t", f"{LEAD} {DENIAL}", ())
    assert found.to_words() == ("1 sentence cut",)


def test_a_quotation_whose_words_differ() -> None:
    assert "quote altered" in words(TEXT.replace("nobody was hurt", "everyone was safe"))


def test_a_quotation_that_was_shortened() -> None:
    after = TEXT.replace(
        "“We are glad that it holds and that nobody was hurt,”", "“We are glad that it holds,”"
    )
    assert "1 quote shortened" in words(after)


def test_a_quotation_that_was_cut_with_its_paragraph_is_not_altered() -> None:
    assert words(text(LEAD, COUNT, DENIAL, END)) == ["1 paragraph cut"]


CREDITS = [
    ((), (), False, CreditChange.SAME, []),  # where there was none, none was removed
    ((AP,), (AP,), False, CreditChange.SAME, []),
    ((AP,), (), False, CreditChange.REMOVED, ["credit removed"]),
    ((), (AP,), False, CreditChange.ADDED, ["credits Associated Press"]),
    ((AP,), (DSA,), False, CreditChange.OTHER, ["credits Defence Security Asia instead"]),
    ((), (DSA,), True, CreditChange.SAME, []),
    ((AP,), (DSA,), True, CreditChange.SAME, []),
]


@pytest.mark.parametrize(("before", "after", "kept", "change", "said"), CREDITS)
def test_the_credit(
    before: tuple[Credit, ...],
    after: tuple[Credit, ...],
    kept: bool,
    change: CreditChange,
    said: list[str],
) -> None:
    found = what_changed(TITLE, TEXT, before, TITLE, TEXT, after, credit_kept=kept)
    assert found.credit is change
    assert list(found.to_words()) == said


def test_credit_lines_are_no_paragraphs() -> None:
    end = f"{TEXT}\n— DSA"
    line = Credit("Defence Security Asia", "DSA", Place.CLOSING, "dsa", span=(len(TEXT), len(end)))
    assert what_changed(TITLE, end, (line,), TITLE, TEXT, ()).to_words() == ("credit removed",)


def test_scripts_without_spaces() -> None:
    before = "橋は火曜日に再開した。\n初日に15000台が通った。\n市長は料金を上げないと述べた。"
    assert what_changed("橋", before, (), "橋", before, ()).to_words() == ()
    after = before.replace("15000", "50000")
    assert what_changed("橋", before, (), "橋", after, ()).to_words() == ("'15000' became '50000'",)


def test_the_end_is_told_apart_from_the_middle_in_json() -> None:
    found = changed(text(LEAD, COUNT.replace("15,000", "50,000"), QUOTE))
    row = json.loads(json.dumps(found.to_json()))
    assert row["cut"] == 2
    assert row["cut_from_the_end"] is True
    assert row["substitutions"] == [{"kind": "number", "before": "15,000", "after": "50,000"}]


@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("", TEXT), (TEXT, ""), ("x", "y"), ("…", "!")]
)
def test_empty_and_tiny_texts(before: str, after: str) -> None:
    what_changed("", before, (), "", after, ()).to_words()
