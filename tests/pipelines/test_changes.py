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


def told(before: str, after: str, language: str | None = "en") -> tuple[str, ...]:
    found = what_changed("t", before, (), "t", after, (), language=language)
    return tuple(s.words() for s in found.substitutions)


EXCHANGED = [
    ("The board voted eleven to four.", "The board voted four to eleven.", "eleven", "four"),
    (
        "At noon the count gave Marsh 61 percent, Brandt 39 percent and the rest nothing.",
        "At noon the count gave Marsh 39 percent, Brandt 61 percent and the rest nothing.",
        "39",
        "61",
    ),
    (
        "At noon the count gave Marsh 61 percent, Brandt 39.",
        "At noon the count gave Marsh 39 percent, Brandt 61.",
        "39",
        "61",
    ),
    (
        "At noon the count gave Marsh 61 percent, Brandt 39 and the rest nothing.",
        "At noon the count gave Brandt 61 percent, Marsh 39 and the rest nothing.",
        "Brandt",
        "Marsh",
    ),
    ("The crash left 3 dead and 5 hurt.", "The crash left 5 dead and 3 hurt.", "3", "5"),
    ("Ash Town won the cup tie 3-2 at home.", "Ash Town won the cup tie 2-3 at home.", "2", "3"),
    (
        "In Ash the list of Jane Marsh won 61 seats.\nIn Elm the list of Tom Brandt won 39 seats.",
        "In Ash the list of Jane Marsh won 39 seats.\nIn Elm the list of Tom Brandt won 61 seats.",
        "39",
        "61",
    ),
]


@pytest.mark.parametrize(("before", "after", "a", "b"), EXCHANGED)
def test_figures_and_names_that_changed_places_without_their_neighbours(
    before: str, after: str, a: str, b: str
) -> None:
    assert set(told(before, after)) & {f"'{a}' became '{b}'", f"'{b}' became '{a}'"}
    assert told(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "At noon the count gave Marsh 61, Brandt 39.",
            "At noon the count gave Brandt 39, Marsh 61.",
        ),
        (
            "The count gave Marsh 61 percent, Brandt 39 percent.",
            "The count gave Brandt 39 percent, Marsh 61 percent.",
        ),
        ("The crash left 3 dead and 5 hurt.", "The crash left 5 hurt and 3 dead."),
        ("It was said by Brandt, Marsh and Plum.", "It was said by Plum, Brandt and Marsh."),
        ("It was said by Marsh and Brandt.", "It was said by Brandt and Marsh."),
        (
            "The quay in Ash has 20 berths. The quay in Elm has 30 berths.",
            "The quay in Elm has 30 berths. The quay in Ash has 20 berths.",
        ),
        (
            "On Monday, 300 people of Ash met on the quay to see it.",
            "Some 300 people of Ash met on the quay on Monday to see it.",
        ),
    ],
)
def test_figures_and_names_that_moved_with_their_neighbours(before: str, after: str) -> None:
    assert told(before, after) == told(after, before) == ()


@pytest.mark.parametrize(
    ("language", "before", "after", "said"),
    [
        ("de", "Die Brücke öffnet am 3. Mai wieder.", "Die Brücke öffnet am 3. Juni wieder.", ()),
        ("fr", "Le pont rouvre le 3 mai au public.", "Le pont rouvre le 3 juin au public.", ()),
        (None, "Le pont rouvre le 3 mai au public.", "Le pont rouvre le 3 juin au public.", ()),
        ("it", "Il ponte riapre il 3 mai a tutti.", "Il ponte riapre il 3 giugno a tutti.", ()),
        (
            "it",
            "Il ponte non apre mai di notte.",
            "Il ponte non apre di notte.",
            ("'mai' removed",),
        ),
        ("en", "It is a mortal sin to say so.", "It is a mortal vice to say so.", ()),
        (None, "It is a mortal sin to say so.", "It is a mortal vice to say so.", ()),
        ("en", "It went due to the bank.", "It went two to the bank.", ()),
        ("en", "It went to No. 10 again.", "It went to number 10 again.", ()),
        ("en", "It did not reach them.", "It did reach them.", ("'not' removed",)),
        (None, "It did not reach them.", "It did reach them.", ("'not' removed",)),
        ("pl", "To nie jest nowy most.", "To jest nowy most.", ("'nie' removed",)),
    ],
)
def test_each_language_has_its_own_words_for_numbers_and_negations(
    language: str | None, before: str, after: str, said: tuple[str, ...]
) -> None:
    assert told(before, after, language) == said


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "Some three people", "Some 3 people"),
        (None, "Some three people", "Some 3 people"),
        ("en", "Some twenty-three people", "Some 23 people"),
        ("en", "Some one hundred and five people", "Some 105 people"),
        ("en", "Some two thousand three hundred people", "Some 2,300 people"),
        ("en", "Some 1.5 million people", "Some 1,500,000 people"),
        ("en", "Some two million people", "Some 2 million people"),
        ("de", "Etwa dreiundzwanzig Menschen", "Etwa 23 Menschen"),
        ("de", "Etwa drei Millionen Menschen", "Etwa 3 Millionen Menschen"),
        ("fr", "Environ quatre-vingt-dix personnes", "Environ 90 personnes"),
        ("es", "Unas treinta y tres personas", "Unas 33 personas"),
        ("pt", "Cerca de vinte e duas pessoas", "Cerca de 22 pessoas"),
        ("it", "Circa ventotto persone", "Circa 28 persone"),
        ("nl", "Ruim drieëntwintig mensen", "Ruim 23 mensen"),
        ("sv", "Omkring tjugotre personer", "Omkring 23 personer"),
        ("da", "Omkring treogtyve personer", "Omkring 23 personer"),
    ],
)
def test_how_a_number_is_written_is_house_style(
    language: str | None, before: str, after: str
) -> None:
    line = "{} ab cd ef gh, she said: “{} ab cd ef.”"
    old, new = line.format(before, before), line.format(after, after)
    assert told(old, new, language) == ()
    assert not what_changed("t", old, (), "t", new, (), language=language).facts_in_text


def test_another_number_in_words_is_told_as_it_is_written() -> None:
    said = told("Some twenty-three people came.", "Some 24 people came.")
    assert said == ("'twenty-three' became '24'",)


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
