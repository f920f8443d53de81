"""Tags learned from confirmed copies."""

from __future__ import annotations

from itertools import count

import pytest

from pipelines.credits import read_credits, unknown_tags
from pipelines.learn_tags import Proposal, Sighting, as_learned, propose_tags
from presswatch.values import Place

CEDAR = "cedar-observer.example"
BODY = "The bridge across the river reopened on Tuesday.\nWorkers had closed it in spring."


def sightings(
    tag: str, stories: int, copied_from: str | None = CEDAR, copiers: int = 3, first: int = 1
) -> list[Sighting]:
    numbers = count(first)
    return [
        Sighting(tag, Place.CLOSING, f"paper{n % copiers}.example", next(numbers), copied_from)
        for n in range(stories)
    ]


def test_a_tag_that_keeps_showing_on_the_copies_of_one_outlet() -> None:
    (proposal,) = propose_tags(sightings("CVO", 5))
    assert proposal == Proposal("CVO", CEDAR, 5, 3, 1.0, 0)
    assert proposal.because().startswith("3 outlets show 'CVO' on copies of cedar-observer.example")
    assert as_learned([proposal]) == {"CVO": CEDAR}


@pytest.mark.parametrize(
    ("what", "seen"),
    [
        ("too few stories", sightings("CVO", 2)),
        ("one copier: a reporter's initials", sightings("JD", 9, copiers=1)),
        ("a desk that copies from everybody", sightings("Desk", 4) + sightings("Desk", 4, "b.example", first=9)),
        ("a section on pieces that are no copies", sightings("Opinion", 4) + sightings("Opinion", 9, None, first=9)),
        ("never on a copy", sightings("Opinion", 9, None)),
        ("the same story again and again", sightings("CVO", 1) * 9),
        ("nothing", []),
    ],
)  # fmt: skip
def test_what_is_not_proposed(what: str, seen: list[Sighting]) -> None:
    assert propose_tags(seen) == (), what


def test_the_outlets_own_pages_neither_help_nor_hurt() -> None:
    own = [Sighting("CVO", Place.CLOSING, CEDAR, n, None) for n in range(100, 130)]
    assert propose_tags(sightings("CVO", 5) + own) == propose_tags(sightings("CVO", 5))


def test_some_strangers_are_copies_whose_origin_nobody_watches() -> None:
    strangers = sightings("CVO", 5, None, first=50)
    (proposal,) = propose_tags(sightings("CVO", 5) + strangers)
    assert proposal.strangers == 5


def test_the_order_does_not_matter_and_the_best_comes_first() -> None:
    seen = sightings("CVO", 5) + sightings("MTR", 8, "metro.example", first=50)
    assert [p.tag for p in propose_tags(seen)] == ["MTR", "CVO"]
    assert propose_tags(reversed(seen)) == propose_tags(seen)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        (f"{BODY}\n— CVO", [("CVO", Place.CLOSING)]),
        (f"{BODY} (CVO)", [("CVO", Place.CLOSING)]),
        (f"{BODY}\n— Cedar Observer", [("Cedar Observer", Place.CLOSING)]),
        (f"{BODY}\nvia CVO", [("CVO", Place.SOURCE_LINE)]),
        (f"ASHFORD (CVO) — {BODY}", [("CVO", Place.DATELINE)]),
        (f"By CVO\n{BODY}", [("CVO", Place.BYLINE)]),
        (f"{BODY}\n— DSA", []),
        (f"{BODY}\n(Reuters)", []),
        (f"{BODY}\n— and so it goes", []),
        (f"{BODY} It moved to Harrisburg (PA)", []),
        (BODY, []),
        ("", []),
    ],
)
def test_unknown_tags_in_the_places_of_credits(text: str, tags: list[tuple[str, Place]]) -> None:
    assert list(unknown_tags(text, host="valley.example")) == tags


def test_what_was_learned_is_a_credit_from_then_on() -> None:
    text = f"{BODY}\n— CVO"
    learned = as_learned(propose_tags(sightings("CVO", 5)))
    assert read_credits(text, host="valley.example") == ()
    (credit,) = read_credits(text, host="valley.example", learned=learned)
    assert credit.domains == (CEDAR,)
    assert unknown_tags(text, host="valley.example", learned=learned) == ()
