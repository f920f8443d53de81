"""Pages that have their text twice, and texts that say something twice."""

from __future__ import annotations

import pytest

from pipelines.extractors.combined import extract
from tests.pipelines.pages import article, page
from tests.pipelines.test_extract_boxes import LONG, TEXT

ALL = "".join(TEXT)
REFRAIN = "And the light goes round, and the light goes round, and nobody is there to see it."
SAID = "“We have waited long enough,” said the harbour master, who was the first to ask for it."


def lines(body: str) -> list[str]:
    return extract(page(article(body))).text.split("\n")


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="desktop">{ALL}</div><div class="mobile">{ALL}</div>',
        ALL + ALL + ALL,
        f"<section>{ALL}</section><section>{''.join(TEXT[4:])}</section>",
        f'<div class="top">{"".join(TEXT[:3])}</div>{ALL}',
    ],
)
def test_the_second_copy_of_a_text_goes(body: str) -> None:
    assert lines(body) == LONG


def test_a_short_text_that_is_there_twice_is_read_once() -> None:
    assert lines("".join(TEXT[:2]) * 2) == LONG[:2]


@pytest.mark.parametrize("again", [[REFRAIN], [SAID], [REFRAIN, SAID]])
def test_a_refrain_or_a_quotation_given_again_stays(again: list[str]) -> None:
    text = [*LONG[:3], *again, *LONG[3:6], *again, *LONG[6:]]
    assert lines("".join(f"<p>{line}</p>" for line in text)) == text


def test_headings_that_repeat_a_list_stay() -> None:
    names = [
        "The lighthouse on the harbour wall: a lamp of its own for the first time in nine years",
        "The breakwater behind the fish market: forty metres that the storm of that winter took",
        "The road along the quay: holes since the frost, and no date for the work that is needed",
    ]
    listed = "".join(f"<li>{name}</li>" for name in names)
    told = "".join(
        f"<h3>{name}</h3>{''.join(TEXT[n : n + 3])}"
        for name, n in zip(names, (0, 3, 6), strict=True)
    )
    assert lines(f"<ul>{listed}</ul>{told}").count(names[1]) == 2
