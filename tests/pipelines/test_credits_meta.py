"""What the head of a page says of where its text comes from."""

from __future__ import annotations

import json
import pickle

import pytest
from lxml import html

from pipelines.credits import Claims, claims_of, read_credits
from presswatch.values import Credit, Place

URL = "https://www.valley-post.example/2026/bridge"
PAGE = "https://cedar-observer.example/2026/the-bridge"


def claims(head: str, url: str = URL) -> Claims:
    return claims_of(html.fromstring(f"<html><head>{head}</head><body><p>x</p></body></html>"), url)


def read(head: str, url: str = URL) -> tuple[Credit, ...]:
    host = url.split("/")[2]
    return read_credits("A text.", host=host, claims=claims(head, url))


def ld(**fields: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


NAMED = [
    (f'<meta name="syndication-source" content="{PAGE}">', "cedar-observer.example", PAGE),
    (f'<meta name="original-source" content="{PAGE}">', "cedar-observer.example", PAGE),
    (f'<link rel="syndication-source" href="{PAGE}">', "cedar-observer.example", PAGE),
    ('<meta name="syndication-source" content="Reuters">', "Reuters", None),
    ('<meta name="original-source" content="Cedar Observer">', "Cedar Observer", None),
    ('<meta name="source" content="AP">', "Associated Press", None),
    ('<meta name="dc.source" content="Bernama">', "Bernama", None),
    ('<meta property="article:source" content="AFP">', "Agence France-Presse", None),
    ('<meta name="copyright" content="© The Associated Press">', "Associated Press", None),
    (ld(isBasedOn=PAGE), "cedar-observer.example", PAGE),
    (ld(isBasedOn={"@type": "NewsArticle", "url": PAGE}), "cedar-observer.example", PAGE),
    (ld(sourceOrganization={"name": "Reuters"}), "Reuters", None),
    (ld(sourceOrganization={"name": "dpa"}), "Deutsche Presse-Agentur", None),
    (ld(creditText="The Canadian Press"), "The Canadian Press", None),
    (ld(copyrightHolder={"@type": "Organization", "name": "AFP"}), "Agence France-Presse", None),
    (ld(publisher={"@type": "Organization", "name": "Associated Press"}), "Associated Press", None),
    (ld(provider={"name": "Kyodo News"}), "Kyodo News", None),
]


@pytest.mark.parametrize(("head", "name", "url"), NAMED)
def test_a_claim_that_names_somebody_else(head: str, name: str, url: str | None) -> None:
    (credit,) = read(head)
    assert (credit.place, credit.name, credit.url) == (Place.META, name, url)
    assert credit.span is None
    assert credit.quote


NOBODY = [
    "",
    f'<meta name="syndication-source" content="{URL}">',
    '<meta name="original-source" content="https://valley-post.example/">',
    '<meta name="original-source" content="https://valleypost.test/a">',
    '<meta name="source" content="Valley Media Ltd">',
    '<meta name="copyright" content="Valley Post">',
    '<meta name="copyright" content="2026">',
    '<meta name="author" content="Reuters">',
    ld(publisher={"@type": "Organization", "name": "Valley Post"}),
    ld(publisher={"@type": "Organization", "name": "Valley Media"}),
    ld(publisher={"@type": "Organization", "name": "CNN"}),
    ld(copyrightHolder={"name": "Valley Media"}),
    ld(creditText="Photo: Jane Doe"),
    ld(sourceOrganization={"name": "Valley Post"}),
    ld(image={"@type": "ImageObject", "creditText": "AP", "copyrightHolder": "AP"}),
    ld(isBasedOn=URL),
    '<script type="application/ld+json">{"@type": "NewsArticle", "creditText": </script>',
    '<script type="application/ld+json">{"@type": "ImageObject", "creditText": "AP"}</script>',
    '<script type="application/ld+json">[[[[[[[{"@type": "NewsArticle", "creditText": "AP"}]]]]]]]</script>',
]


@pytest.mark.parametrize("head", NOBODY)
def test_a_claim_that_names_nobody_else(head: str) -> None:
    assert read(head) == ()


def test_json_ld_in_a_graph_is_found() -> None:
    graph = {
        "@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"], "isBasedOn": PAGE}]
    }
    (credit,) = read(f'<script type="application/ld+json">{json.dumps(graph)}</script>')
    assert credit.url == PAGE


CANONICAL = [
    (PAGE, "cedar-observer.example"),
    ("https://apnews.com/article/bridge-1", "Associated Press"),
    ("https://www.theguardian.com/world/2026/bridge", "The Guardian"),
]


@pytest.mark.parametrize(("href", "name"), CANONICAL)
def test_a_canonical_on_another_domain(href: str, name: str) -> None:
    (credit,) = read(f'<link rel="canonical" href="{href}">')
    assert (credit.place, credit.name, credit.url) == (Place.CANONICAL, name, href)


@pytest.mark.parametrize(
    "href",
    [
        URL,
        "/2026/bridge",
        "https://m.valley-post.example/2026/bridge",
        "https://valley-post.test/2026/bridge",
        "https://cedar-observer.example/",
        "https://cedar-observer.example",
        "javascript:void(0)",
        "",
    ],
)
def test_a_canonical_that_points_home_or_nowhere(href: str) -> None:
    assert read(f'<link rel="canonical" href="{href}">') == ()


def test_an_agency_on_its_own_page_is_not_credited() -> None:
    head = ld(publisher={"name": "Associated Press"}) + '<meta name="source" content="AP">'
    assert read(head, "https://apnews.com/article/1") == ()


def test_claims_pickle() -> None:
    found = claims(ld(isBasedOn=PAGE) + f'<link rel="canonical" href="{PAGE}">')
    assert pickle.loads(pickle.dumps(found)) == found
    assert found.canonical == PAGE
