"""Pages of excerpts are no articles; articles above, among and made of excerpts are."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from pipelines.extractors.combined import extract
from pipelines.extractors.reading import PageStatus
from tests.pipelines.pages import page
from tests.pipelines.wires import prose

HOME = "https://gazette.example"
LINES = [line for n in range(8) for line in prose(n).split("\n")]


def headline(n: int) -> str:
    return " ".join(LINES[n % len(LINES)].split()[:7])


def excerpt(n: int, words: int = 30) -> str:
    return " ".join(f"{LINES[(n + 3) % len(LINES)]} {LINES[(n + 4) % len(LINES)]}".split()[:words])


def posts(count: int) -> str:
    return "".join(
        f'<article class="post-{n} post"><h2><a href="/2026/11/story-{n}/">{headline(n)}</a></h2>'
        f"<div>November {n % 28 + 1}, 2026 by Jane Doe</div><p>{excerpt(n)}</p>"
        f'<a href="/2026/11/story-{n}/">Read more</a></article>'
        for n in range(count)
    )


def cards(count: int) -> str:
    return "".join(
        f'<div class="card"><a href="/news/{n}"><h3>{headline(n)}</h3></a><p>{excerpt(n)}</p></div>'
        for n in range(count)
    )


def wrapped(count: int) -> str:
    return "".join(
        f'<li><a href="/news/{n}"><h3>{headline(n)}</h3><p>{excerpt(n)}</p></a></li>'
        for n in range(count)
    )


def covered(count: int) -> str:
    return "".join(
        f'<article class="t"><a class="cover" href="/news/{n}"></a><h3>{headline(n)}</h3><p>{excerpt(n)}</p></article>'
        for n in range(count)
    )


def unboxed(count: int) -> str:
    return "".join(
        f'<h3><a href="/news/{n}">{headline(n)}</a></h3><p>{excerpt(n)}</p>' for n in range(count)
    )


def no_headings(count: int) -> str:
    return "".join(
        f'<div class="item"><div><a href="/news/{n}">{headline(n)}</a></div><div>{excerpt(n)}</div></div>'
        for n in range(count)
    )


SHAPES = (posts, cards, wrapped, covered, unboxed, no_headings)
shapes = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
Shape = Callable[[int], str]


def site(main: str, title: str, head: str = "", body: str = "") -> str:
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head><body class='{body}'>"
        "<nav><a href='/'>Home</a> <a href='/sport/'>Sport</a></nav>"
        f"<main>{main}</main><footer><p>© 2026 The Harbour Gazette.</p></footer></body></html>"
    )


def ld(node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


STORIES = ld(
    [{"@type": "NewsArticle", "headline": headline(n), "url": f"{HOME}/news/{n}"} for n in range(4)]
)
LISTS: dict[str, tuple[str, str, str, str]] = {
    "a section": ("/sport/", "<h1>Sport</h1>", "", ""),
    "a tag": ("/tag/lighthouse/", "<h1>Posts tagged lighthouse</h1>", "", "archive tag"),
    "an author": ("/author/jane/", f"<h1>Jane Doe</h1><p>{excerpt(7, 60)}</p>", "", "author"),
    "a search": ("/?s=lighthouse", "<h1>Results for: old lighthouse repair vote</h1>", "", ""),
    "the front page": ("/", "", "", "home"),
    "with its type": ("/news", f"<h1>News</h1><p>{excerpt(5)}</p>", ld({"@type": "CollectionPage"}), ""),
    "with its stories' JSON-LD": ("/news", "<h1>News</h1>", STORIES, ""),
}  # fmt: skip


@shapes
@pytest.mark.parametrize("name", LISTS)
def test_a_page_of_excerpts_is_a_list(name: str, shape: Shape) -> None:
    path, above, head, body = LISTS[name]
    got = extract(page(site(above + shape(10), "The Harbour Gazette", head, body), HOME + path))
    assert got.status is PageStatus.LIST, got.because
    assert got.because


def test_three_posts_are_a_list_where_address_and_body_say_so() -> None:
    html = site(f"<h1>Sailing</h1>{posts(3)}", "Sailing", body="archive category")
    assert extract(page(html, f"{HOME}/category/sailing/")).status is PageStatus.LIST
    assert extract(page(html, f"{HOME}/2026/11/sailing")).status is PageStatus.ARTICLE


TITLE = "Council votes to rebuild the lighthouse after nine years"
DATED = f"<h1>{TITLE}</h1><p>3 November 2026</p>"


@shapes
def test_a_brief_above_related_stories_is_an_article(shape: Shape) -> None:
    brief = f"<article>{DATED}<p>{excerpt(2, 50)}</p></article>"
    related = f"<section class='related'><h2>Related</h2>{shape(10)}</section>"
    got = extract(page(site(brief + related, TITLE), f"{HOME}/news/17"))
    assert got.status is PageStatus.ARTICLE, got.because


@shapes
def test_an_article_above_related_stories_is_an_article(shape: Shape) -> None:
    text = "".join(f"<p>{line}</p>" for line in LINES[:8])
    also = "<p><a href='/news/99'>Read also: the ferry is late once more</a></p>"
    html = site(
        f"<article><h1>Late ferry</h1>{text}{also}{text}</article>{shape(12)}", "Late ferry"
    )
    assert extract(page(html, f"{HOME}/news/17")).status is PageStatus.ARTICLE


@pytest.mark.parametrize("shape", [posts, cards, unboxed], ids=lambda shape: shape.__name__)
@pytest.mark.parametrize("head", ["", '<meta property="og:type" content="article">'])
def test_a_briefing_of_ten_items_is_an_article(shape: Shape, head: str) -> None:
    title = "Morning briefing: ten things to know on Tuesday"
    top = f"<h1>{title}</h1><div>By Jane Doe | November 3, 2026</div><p>{excerpt(1, 40)}</p>"
    html = site(f"<article>{top}{shape(10)}</article>", title, head)
    assert extract(page(html, f"{HOME}/news/morning-briefing")).status is PageStatus.ARTICLE


def test_a_list_of_things_to_buy_is_an_article() -> None:
    items = unboxed(10).replace('href="/news/', 'href="https://shop.test/')
    html = site(
        f"<h1>The ten best radios</h1><p>{excerpt(1, 40)}</p>{items}", "The ten best radios"
    )
    assert extract(page(html, f"{HOME}/best/radios")).status is PageStatus.ARTICLE
