"""Walls, challenges and errors must not slip through; an article must never be refused."""

from __future__ import annotations

import pytest

from pipelines.extractors.combined import extract
from pipelines.extractors.reading import PageStatus
from tests.pipelines.notices import CHALLENGES, CONSENT, ERRORS, LISTS, NOT_FOUND, STUBS, VIDEOS
from tests.pipelines.pages import NEWS, PARAGRAPHS, article, page

NOTICES = [
    (kind, name, html)
    for kind, pages in (
        (PageStatus.CHALLENGE, CHALLENGES),
        (PageStatus.CONSENT, CONSENT),
        (PageStatus.NOT_FOUND, NOT_FOUND),
        (PageStatus.ERROR, ERRORS),
        (PageStatus.STUB, STUBS),
        (PageStatus.VIDEO, VIDEOS),
        (PageStatus.LIST, LISTS),
    )
    for name, html in pages.items()
]
URLS = {
    PageStatus.LIST: "https://gazette.example/sport/",
    PageStatus.VIDEO: "https://gazette.example/video/lighthouse",
}


@pytest.mark.parametrize(
    ("kind", "html"), [(k, h) for k, _, h in NOTICES], ids=[f"{k}: {n}" for k, n, _ in NOTICES]
)
def test_a_page_that_is_no_article_is_known_and_says_why(kind: PageStatus, html: str) -> None:
    got = extract(page(html, URLS.get(kind, "https://gazette.example/2026/11/lighthouse-vote")))
    assert (
        got.status in (kind, PageStatus.EMPTY) if kind is PageStatus.VIDEO else got.status is kind
    )
    assert got.because


ABOUT = {
    "about cookies": (
        "Court rules on cookie banners",
        "The court said on Monday that a cookie banner must let people refuse consent as easily "
        "as they can give it, and that partners may not track anyone who has refused.",
    ),
    "about a 404": (
        "Why so many links end in “page not found”",
        "A study of ten million links found that a quarter of all pages that were online ten years "
        "ago are gone. The error 404, page not found, is what remains of them.",
    ),
    "about robots": (
        "Are you a robot? The end of the captcha",
        "The puzzle that asks whether you are human has had its day, say researchers who taught a "
        "machine to solve it faster than any person can.",
    ),
    "about an outage": (
        "“Service unavailable”: what brought the tax portal down",
        "An internal server error kept two million people from filing their returns on Sunday, and "
        "maintenance that was announced for the night did not begin until noon.",
    ),
    "about access": (
        "Access denied: how a town lost its beach",
        "For sixty years anyone could walk down to the water at Lantern Cove. Then came the fence.",
    ),
}


@pytest.mark.parametrize("name", ABOUT)
def test_an_article_about_such_a_page_is_an_article(name: str) -> None:
    title, first = ABOUT[name]
    body = "".join(f"<p>{p}</p>" for p in (first, *PARAGRAPHS))
    got = extract(page(article(body, title=title)))
    assert got.status is PageStatus.ARTICLE
    assert first in got.text


def test_a_consent_box_on_an_article_is_cut_and_the_article_stays() -> None:
    box = CONSENT["a wall in English"].partition("<body>")[2].partition("</body>")[0]
    got = extract(page(article(before=f'<div class="cookie-consent">{box}</div>', ld=NEWS)))
    assert got.status is PageStatus.ARTICLE
    assert got.text.split("\n") == list(PARAGRAPHS)


def test_a_short_item_with_a_date_is_an_article() -> None:
    got = extract(page(article(f"<p>{PARAGRAPHS[0]}</p>", ld=NEWS)))
    assert got.status is PageStatus.ARTICLE


def test_an_article_that_ends_at_the_front_page_is_gone() -> None:
    asked = "https://gazette.example/2026/11/lighthouse-vote"
    got = extract(page(article(), "https://gazette.example/", asked=asked))
    assert got.status is PageStatus.NOT_FOUND


def test_a_live_blog_is_an_article_of_its_own_kind() -> None:
    got = extract(page(article(ld={**NEWS, "@type": "LiveBlogPosting"})))
    assert got.status is PageStatus.LIVE_BLOG


def test_a_paywall_after_half_the_text_makes_it_partial() -> None:
    wall = "<div class='gate'><p>Subscribe to continue reading this article.</p></div>"
    ld = {**NEWS, "isAccessibleForFree": False, "wordCount": 900}
    got = extract(page(article(after=wall, ld=ld)))
    assert got.status is PageStatus.ARTICLE
    assert got.partial
