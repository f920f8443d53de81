"""Numbers, names and negations that changed, and those that only moved or are written otherwise."""

from __future__ import annotations

import pytest

from pipelines.changes import what_changed


def told(before: str, after: str, language: str | None = "en") -> tuple[str, ...]:
    found = what_changed("t", before, (), "t", after, (), language=language)
    return tuple(s.words() for s in found.substitutions)


EXCHANGED = [
    (
        "Votes\nMarsh: 61 percent\nBrandt: 39 percent",
        "Votes\nMarsh: 39 percent\nBrandt: 61 percent",
        "39",
        "61",
    ),
    (
        "Marsh beat Brandt in the vote in Ash.",
        "Brandt beat Marsh in the vote in Ash.",
        "Marsh",
        "Brandt",
    ),
    (
        "Marsh will stay in the office. Brandt will leave it in the spring.",
        "Brandt will stay in the office. Marsh will leave it in the spring.",
        "Marsh",
        "Brandt",
    ),
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
            "The mayor will stay in the office. A clerk of the mayor will leave a note.",
            "A mayor will stay in the office. The clerk of the mayor will leave a note.",
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
        (
            "en",
            "The car that it went due to the bank.",
            "The car that it went two to the bank.",
            (),
        ),
        ("en", "It went to No. 10 again.", "It went to number 10 again.", ()),
        ("en", "It did not reach them.", "It did reach them.", ("'not' removed",)),
        (None, "It did not reach them.", "It did reach them.", ("'not' removed",)),
        ("en", "He got none of them today.", "He got no vote of them today.", ()),
        ("en", "There is simply no one better.", "There is simply one better.", ("'no' removed",)),
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


def test_a_short_sentence_is_not_cut_and_added_where_its_numbers_are_written_otherwise() -> None:
    line = "The weather stayed dry all week in the county. The fire left {} dead and {} hurt."
    old, new = line.format("three", "five"), line.format(3, 5)
    assert what_changed("t", old, (), "t", new, (), language="en").to_words() == ()


def test_another_number_in_words_is_told_as_it_is_written() -> None:
    said = told("Some twenty-three people came.", "Some 24 people came.")
    assert said == ("'twenty-three' became '24'",)
