"""What the HTML head says of where a text comes from; read while the tree is at hand.

`claims_of` runs in the extraction worker and gives a small value that pickles; judging it, against
the host and the gazetteer, is the business of meta.py and canonical.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

#: a longer block of JSON-LD is a product catalogue, not an article
_LONGEST_SCRIPT = 400_000
_META = frozenset(
    [
        "syndication-source",
        "original-source",
        "dc.source",
        "dcterms.source",
        "dc.publisher",
        "dcterms.publisher",
        "news_agency",
        "newsagency",
        "agency",
        "article:source",
        "article:agency",
        "wire-source",
        "copyright",
        "dc.rights",
        "dcterms.rights",
        "source",
    ]
)
_ARTICLES = ("Article", "BlogPosting", "Report", "LiveBlogPosting", "WebPage")
_KEYS = (
    "isBasedOn",
    "sourceOrganization",
    "creditText",
    "copyrightHolder",
    "publisher",
    "provider",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing the head says."""

    where: str  #: "meta syndication-source", "json-ld isBasedOn" …
    value: str  #: a name or an absolute URL


@dataclass(frozen=True, slots=True)
class Claims:
    """All the head says of where the text comes from."""

    url: str  #: the page's own
    canonical: str | None = None
    claims: tuple[Claim, ...] = ()


def claims_of(tree: HtmlElement, url: str) -> Claims:
    """The claims in the head and the JSON-LD of a parsed page (0.3 ms, most of it the walk over the tree)."""
    canonical: str | None = None
    claims: list[Claim] = []
    for element in tree.iter("link", "meta", "script"):
        if element.tag == "meta":
            claims += _meta(element)
        elif element.tag == "script":
            if (element.get("type") or "").casefold().startswith("application/ld+json"):
                claims += _json_ld(element.text or "", url)
        elif (rel := element.get("rel")) and (href := (element.get("href") or "").strip()):
            if canonical is None and "canonical" in rel.casefold().split():
                canonical = _absolute(url, href)
            elif "syndication-source" in rel.casefold():
                claims.append(Claim("link syndication-source", _absolute(url, href)))
    return Claims(url, canonical, tuple(dict.fromkeys(claims)))


def _absolute(url: str, href: str) -> str:
    """The address that `href` means; one that no parser can read stays as written."""
    try:
        return urljoin(url, href)
    except ValueError:
        return href


def _meta(element: HtmlElement) -> Iterator[Claim]:
    name = (element.get("name") or element.get("property") or "").casefold()
    if name in _META and (value := (element.get("content") or "").strip()):
        yield Claim(f"meta {name}", value[:500])


def _json_ld(text: str, url: str) -> Iterator[Claim]:
    if len(text) > _LONGEST_SCRIPT or not any(key in text for key in _KEYS):
        return
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for node in _articles(data, depth=3):
        for key in _KEYS:
            for value in _values(node.get(key)):
                absolute = _absolute(url, value) if key == "isBasedOn" and "/" in value else value
                yield Claim(f"json-ld {key}", absolute[:500])


def _articles(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The nodes that describe an article, at the top or in a graph; not the pictures in them."""
    if isinstance(data, list) and depth:
        for item in data:
            yield from _articles(item, depth - 1)
    elif isinstance(data, dict) and depth:
        kinds = data.get("@type")
        named = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.endswith(_ARTICLES) for kind in named):
            yield data
        yield from _articles(data.get("@graph"), depth - 1)
        yield from _articles(data.get("mainEntity"), depth - 1)


def _values(value: Any) -> Iterator[str]:
    """Names and URLs in a string, a node or a list of them."""
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, list):
        for item in value[:5]:
            yield from _values(item)
    elif isinstance(value, dict):
        for key in ("name", "url", "@id"):
            if isinstance(value.get(key), str) and value[key].strip():
                yield value[key].strip()
                return
