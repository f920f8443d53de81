"""Who wrote it: JSON-LD, then meta, then the byline on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from pipelines.reading.blocks import Block, squeezed
from pipelines.reading.byline_shown import (
    Claim,
    bare_names,
    fuller,
    lines,
    marked,
    shown_of,
)
from pipelines.reading.json_ld import texts
from pipelines.reading.names import BY, party_in, people_in
from pipelines.reading.said import Said
from presswatch.values import Fact

META = (
    "author", "parsely-author", "sailthru.author", "byl", "article:author", "dc.creator",
    "dcterms.creator", "cxenseparse:author", "citation_author", "article:author_name",
    "vr:author", "rbauthors", "mediator_author", "og:article:author",
)  # fmt: skip
#: there the last name may stand first: "Doe, Jane A."
LIBRARIES = ("dc.creator", "dcterms.creator", "citation_author")
INVERTED = re.compile(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)?)")
#: the names, and what was written where
Named = tuple[tuple[str, ...], tuple[Fact, ...]]


def authors_of(said: Said, tree: HtmlElement, blocks: list[Block], title: str) -> Named:
    """The authors' names, and what the page wrote where. People first; else who is named.

    A single word ("Todd", a handle) is only taken when no place has a full name.
    """
    site = said.own_keys()
    places: list[list[Claim]] = []
    handle: Named | None = None
    for claims in (_json_ld(said), _meta(said), marked(tree, said.url), lines(blocks, title)):
        places.append(list(claims))
        names, facts = _people(places[-1], site)
        if any(" " in name for name in names):
            return shown_of(names, blocks), facts
        handle = handle or ((names, facts) if names else None)
    if handle:
        return tuple(fuller(name, blocks) for name in handle[0]), handle[1]
    names, facts = _people(list(bare_names(blocks, title)), site)
    return (names, facts) if names else _party(places, site)


def _party(places: list[list[Claim]], site: set[str]) -> Named:
    """The desk, agency or outlet that is named where an author should be; the site itself last."""
    for own_allowed in (False, True):
        for place in places:
            for written, where, _ in place:
                party = party_in(written)
                if party and (own_allowed or squeezed(party) not in site):
                    return (party,), (Fact("author", written[:300], where),)
    return (), ()


def _people(place: list[Claim], site: set[str]) -> Named:
    """The people named in one place, without the site itself."""
    facts: list[Fact] = []
    names: dict[str, str] = {}
    for written, where, strict in place:
        found = [name for name in people_in(written, strict) if squeezed(name) not in site]
        if found:
            facts.append(Fact("author", written[:300], where))
        for name in found:
            names.setdefault(squeezed(name), name)
    return tuple(names.values()), tuple(facts)


def _json_ld(said: Said) -> Iterator[Claim]:
    node = said.article or {}
    written = node.get("author") or node.get("creator") or node.get("Author")
    for one in written if isinstance(written, list) else [written]:
        if isinstance(one, dict) and not one.get("name") and one.get("@id"):
            one = next((n for n in said.nodes if n.get("@id") == one["@id"] and n.get("name")), one)
        kind = str(one.get("@type", "")) if isinstance(one, dict) else ""
        for name in texts(one):
            if not name.startswith("http"):
                yield name, "json-ld", "Person" not in kind


def _meta(said: Said) -> Iterator[Claim]:
    for key in META:
        values = [v for v in said.metas.get(key, ()) if not v.startswith(("http", "/", "@"))]
        if len(values) > 5 and key == "author":
            continue
        if values:
            for value in values[:5]:
                turned = INVERTED.fullmatch(value) if key in LIBRARIES else None
                yield f"{turned[2]} {turned[1]}" if turned else value, f"meta {key}", True
            if any(people_in(value) for value in values[:5]):
                return
    for n in ("1", "2"):  # written for cards: "Written by", "Jane Doe"
        label, value = said.meta(f"twitter:label{n}"), said.meta(f"twitter:data{n}")
        if BY.fullmatch(label) and people_in(value):
            yield value, f"meta twitter:data{n}", True
