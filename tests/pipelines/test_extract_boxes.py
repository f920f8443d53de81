"""Boxes whose names lie, and boxes whose names do not."""

from __future__ import annotations

import pytest

from pipelines.extractors.combined import extract
from tests.pipelines.pages import PARAGRAPHS, article, page

LONG = [
    *PARAGRAPHS,
    "The lamp is to be built by a workshop in Tollern that has made lamps for ships since 1888, "
    "and its glass comes from across the strait.",
    "Marwood said the first ships could be led in by the new light before the autumn fogs, if the "
    "ice of the winter does not break the scaffold of the lighthouse.",
    "The council is to vote again in June on the colour of the tower, which has been white since "
    "the war and was striped in red before that.",
    "Fishermen who watched the vote from the gallery sang on the way home to the harbour, and the "
    "baker opened two hours early to sell them bread.",
]
TEXT = [f"<p>{p}</p>" for p in LONG]


def lines(body: str) -> list[str]:
    return extract(page(article(body))).text.split("\n")


@pytest.mark.parametrize(
    "name",
    ["paywall", "subscription-content", "article-social", "topic-privacy", "highlights", "promo",
     "disclaimer", "sidebar-story", "premium-content", "newsletter-article", "cookie-story", "piano"],
)  # fmt: skip
def test_the_rest_of_a_text_stays_whatever_its_wrapper_is_called(name: str) -> None:
    assert lines(f'{"".join(TEXT[:6])}<div class="{name}">{"".join(TEXT[6:])}</div>') == LONG
    assert lines(f'{"".join(TEXT[:3])}<section id="{name}">{"".join(TEXT[3:])}</section>') == LONG


BOXES = [
    '<div class="promo"><p>Our harbour walk leaves every Sunday from the town hall, and the tea is free of charge.</p></div>',
    '<div class="paywall"><p>Readers of the Gazette know more of what goes on in the whole of the county.</p>'
    "<p>Three months of it are yours for one crown, and you can leave whenever you would like to.</p>"
    "<p>Those who stay with us get a calendar with pictures of boats in the mail every December.</p>"
    '<form action="/buy"><input type="email"></form></div>',
    '<div class="sidebar"><p><a href="/1">The storm took the lamp of the lighthouse in a night of nine years ago.</a></p>'
    '<p><a href="/2">The harbour council has met in the fish market since the lights of the hall failed.</a></p>'
    '<p><a href="/3">The breakwater lost forty metres and the council has not touched it since then.</a></p></div>',
    '<div class="factbox"><p>The lighthouse was built in 1871, and its keeper lived below the lamp with his family.</p>'
    "<p>Its light was seen from twenty miles away until the storm, and ships set their clocks by it.</p>"
    "<p>The council has owned the tower since the war, and has never paid for any repair of it.</p></div>",
]  # fmt: skip


@pytest.mark.parametrize("box", BOXES)
def test_a_box_that_is_what_its_name_says_is_cut(box: str) -> None:
    assert lines("".join([*TEXT[:5], box, *TEXT[5:]])) == LONG
    assert lines("".join([*TEXT, box])) == LONG
