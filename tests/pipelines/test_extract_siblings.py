"""Texts that stand in several elements, one beside the other."""

from __future__ import annotations

import pytest

from pipelines.extractors.combined import extract
from tests.pipelines.pages import page
from tests.pipelines.test_extract_boxes import LONG, TEXT

TITLE = "Council votes to rebuild the lighthouse"
STORM = (
    "The winter storm of nine years ago took the lamp of the old lighthouse and forty metres of the "
    "breakwater, and the harbour has been dark since.",
    "The harbour master was on the pier that night and saw the lamp go out, as she has told the "
    "council many times.",
    "Three ships ran aground in the following winter, and the insurers asked the council for a plan "
    "that never came.",
)
COMMENTS = (
    "The council should have done this years ago, the lighthouse matters more than the breakwater.",
    "Nonsense, the money would be better spent on the harbour road, which is full of holes.",
    "Agree with Marwood, the harbour needs a lamp and the fishing levy is there for that work.",
)


def lines(main: str) -> list[str]:
    html = (
        f'<html lang="en"><head><title>{TITLE}</title></head><body><nav><a href="/">Home</a></nav>'
        f"<h1>{TITLE}</h1><main>{main}</main><footer><p>© 2026 The Harbour Gazette</p></footer></body></html>"
    )
    return extract(page(html)).text.split("\n")


def run(texts: tuple[str, ...] | list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    ("first", "second", "at"),
    [
        ("part1", "part2", 7),
        ("body", "paywall", 7),
        ("article-body", "article-body-more", 2),
        ("article-body", "article-body-more", 6),
        ("article-body", "article-body-more", 7),
        ("article__intro", "article__content", 4),
        ("article__intro", "article__content", 7),
    ],
)
def test_a_text_in_two_boxes_is_read_whole(first: str, second: str, at: int) -> None:
    a, b = "".join(TEXT[:at]), "".join(TEXT[at:])
    boxes = f"<div class={first}>{a}</div><div class=ad>Advertisement</div><div class={second}>{b}</div>"
    assert lines(f"<article>{boxes}</article>") == LONG
    assert lines(boxes.replace("div", "section")) == LONG


@pytest.mark.parametrize("at", [4, 6, 7])
def test_a_text_in_two_articles_is_read_whole(at: int) -> None:
    a, b = "".join(TEXT[:at]), "".join(TEXT[at:])
    assert lines(f"<article>{a}</article><article>{b}</article>") == LONG


HEADS = [
    "<h2>Storm takes the lamp</h2>",
    "<header><h3>Storm takes the lamp</h3><time>3 May 2025</time></header>",
    '<p class="title"><a href="/storm">Storm takes the lamp of the lighthouse</a></p>',
    '<div class="headline">Storm takes the lamp</div>',
]


@pytest.mark.parametrize("head", HEADS)
def test_another_story_below_stays_out(head: str) -> None:
    text = "".join(TEXT)
    story = head + run(STORM)
    assert lines(f"<article>{text}</article><article>{story}</article>") == LONG
    assert lines(f"<article><div>{text}</div><div class=more-story>{story}</div></article>") == LONG
    assert lines(f"<article>{text}</article><div class=more-story>{story}</div>") == LONG


def test_comments_without_a_telling_name_stay_out() -> None:
    said = "".join(f"<div class=k><b>Hans M.</b><p>{text}</p></div>" for text in COMMENTS)
    text = "".join(TEXT)
    assert lines(f"<article><div>{text}</div><div class=leser>{said}</div></article>") == LONG


def test_an_offer_below_without_a_telling_name_stays_out() -> None:
    offer = (
        "Would you like to have the news of the harbour every morning, before the tide and the coffee?",
        "Our letter from the harbour reaches nine thousand readers each day, and costs nothing at all.",
        "You can leave it whenever you like, and we never give your address to anybody else.",
    )
    text = "".join(TEXT)
    assert (
        lines(f"<article><div class=story>{text}</div><div class=nl>{run(offer)}</div></article>")
        == LONG
    )
