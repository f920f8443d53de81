"""Who wrote it: JSON-LD, then meta, then the byline on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import XPath
from lxml.html import HtmlElement

from pipelines.reading.blocks import Block, squeezed
from pipelines.reading.json_ld import texts
from pipelines.reading.names import SURE_BY, party_in, people_in
from pipelines.reading.said import Said
from presswatch.values import Fact

META = (
    "author", "parsely-author", "sailthru.author", "byl", "article:author", "dc.creator",
    "dcterms.creator", "cxenseparse:author", "citation_author", "article:author_name",
    "vr:author", "rbauthors", "mediator_author", "og:article:author",
)  # fmt: skip
_NAMED = " or ".join(
    f"contains(@class, '{word}')"
    for word in (
        "author",
        "Author",
        "byline",
        "Byline",
        "ByLine",
        "autor",
        "Autor",
        "auteur",
        "writer",
        "username",
        "contributor",
        "reporter",
    )
)
_LINKED = " or ".join(
    f"contains(@href, '/{word}/')"
    for word in (
        "author",
        "authors",
        "autor",
        "autoren",
        "autori",
        "auteur",
        "by",
        "profile",
        "people",
        "redakteur",
        "reporter",
    )
)
MARKED = XPath(
    "//*[@rel='author' or @itemprop='author' or @itemprop='creator'"
    f" or contains(@id, 'author') or contains(@id, 'byline') or {_NAMED}]|//a[{_LINKED}]"
)
#: words in a class of an element around it that say: of another article, or of a comment
ELSEWHERE = frozenset(
    ("comment", "comments", "commentlist", "related", "recommended", "recentcomments", "popular",
     "trending", "teaser", "reply", "recirc")
)  # fmt: skip
WORDS = re.compile(r"[^a-z]+")
#: what is written, where, and whether only full names count there
Claim = tuple[str, str, bool]
#: the names, and what was written where
Named = tuple[tuple[str, ...], tuple[Fact, ...]]
#: a byline has so many characters
LONGEST = 120


def authors_of(said: Said, tree: HtmlElement, blocks: list[Block]) -> Named:
    """The authors' names, and what the page wrote where. People first; else who is named.

    A single word ("Todd", a handle) is only taken when no place has a full name.
    """
    site = said.own_keys()
    places: list[list[Claim]] = []
    handle: Named | None = None
    for claims in (_json_ld(said), _meta(said), _marked(tree), _lines(blocks)):
        places.append(list(claims))
        found = _people(places[-1], site)
        if any(" " in name for name in found[0]):
            return found
        handle = handle or (found if found[0] else None)
    if handle:
        return handle
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
                yield value, f"meta {key}", True
            if any(people_in(value) for value in values[:5]):
                return


def _marked(tree: HtmlElement) -> Iterator[Claim]:
    """Elements marked as the author's, the first that holds a name and those beside it."""
    marked = MARKED(tree)[:60]
    holders = {
        parent for element in marked if element.tag != "html" for parent in element.iterancestors()
    }
    home: set[HtmlElement] = set()
    for element in marked:
        if element in holders and any(
            e.text_content().strip() for e in element.iterdescendants() if e in set(marked)
        ):
            continue
        text = "\n".join(piece.strip() for piece in element.itertext() if piece.strip())
        if not 2 <= len(text) <= LONGEST or _elsewhere(element):
            continue
        around = {element, *list(element.iterancestors())[:3]}
        if home and not home & around:
            continue
        sure = (
            "author" in (element.get("rel"), element.get("itemprop"))
            or "/aut" in (element.get("href") or "")
            or "vcard" in (element.get("class") or "")
        )
        if people_in(text, not sure) or (not home and party_in(text)):
            home |= around - {tree}
            yield text, "byline", not sure


def _elsewhere(element: HtmlElement) -> bool:
    for node in (element, *element.iterancestors()):
        if node.tag in ("aside", "nav", "head"):
            return True
        if node.tag in ("article", "main", "body"):
            return False
        if not ELSEWHERE.isdisjoint(WORDS.split((node.get("class") or "").lower())):
            return True
    return False


def _lines(blocks: list[Block]) -> Iterator[Claim]:
    """Lines such as "By Jane Doe" after the title."""
    start = next((n for n, block in enumerate(blocks) if block.node.tag == "h1"), 0)
    for block in blocks[start : start + 25]:
        if len(block.text) > 100:
            continue
        by = SURE_BY.match(block.text) or LATE_BY.match(block.text)
        if not by:
            continue
        written = block.text[by.start(1) if by.re is LATE_BY else 0 :]
        dated = re.search(r"\d|\b(?:under|unter|in|@)\b", written) is not None
        if people_in(written, not dated):
            yield written, "line", not dated
            return
    for block in blocks[start + 3 :]:
        if len(block.text) <= 120 and AT_END.match(block.text) and people_in(block.text):
            yield block.text, "line", True
            return


#: "A column by Jane Doe", "06.11.2026 13:30 von Jane Doe"
LATE_BY = re.compile(
    r"(?:(?:an? |eine? |une? )?(?:column|opinion|commentary|analysis|interview|report|story|kolumne|kommentar|gastbeitrag|beitrag|interview|analyse|bericht|chronique|tribune)|[\d./:,\s-]{8,25}(?:uhr)?)\s+((?:by|von|par)\s+\S.*)$",
    re.IGNORECASE,
)
AT_END = re.compile(
    r"(?:autor(?:in|en)?|author|text|reporting|fuente|auteur|autore)\s*:\s*\S", re.IGNORECASE
)
