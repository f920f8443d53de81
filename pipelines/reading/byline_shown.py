"""Who wrote it, as the page shows it: elements marked as the author's, and lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from lxml.etree import Element
from lxml.html import HtmlElement

from pipelines.reading.blocks import Block, squeezed
from pipelines.reading.names import LABELLED, SOFT_BY, SURE_BY, party_in, people_in
from pipelines.reading.nobody import without_job
from pipelines.reading.shown_date import date_in

#: what is written, where, and whether only full names count there
Claim = tuple[str, str, bool]
#: in the class of an element that holds the author
_NAMED = re.compile(
    "[Aa]uthor|[Bb]yline|ByLine|[Aa]utor|auteur|writer|username|contributor|reporter"
)
_IDENTIFIED = re.compile("author|byline")
#: in a link to an author's own page
_LINKED = re.compile(
    "/(?:authors?|autor|autoren|autori|autorin|auteur|by|profile?|people|redakteur|reporter|staff|"
    "journalist|contributors?)/"
)
MOST = 60  #: marked elements that are looked at
#: a byline has so many characters
LONGEST = 120
#: words in a class of an element around it that say: of another article, or of a comment
ELSEWHERE = frozenset(
    ("comment", "comments", "commentlist", "related", "recommended", "recentcomments", "popular",
     "trending", "teaser", "reply", "recirc")
)  # fmt: skip
WORDS = re.compile(r"[^a-z]+")


def marked(tree: HtmlElement, url: str) -> Iterator[Claim]:
    """Elements marked as the author's, the first that holds a name and those beside it."""
    marked = [e for e in islice(_marked(tree), MOST) if not _names_section(e, url)]
    holders = {
        parent for element in marked if element.tag != "html" for parent in element.iterancestors()
    }
    own = set(marked)
    home: set[HtmlElement] = set()
    for element in marked:
        if element in holders and any(
            e.text_content().strip() for e in element.iterdescendants() if e in own
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


def _marked(tree: HtmlElement) -> Iterator[HtmlElement]:
    """In reading order. One walk costs a third of the XPath with as many contains()."""
    named: dict[str | None, bool] = {None: False}  # a page has few classes, on many elements
    for element in tree.iter(Element):
        told = element.get
        classes = told("class")
        if classes not in named:
            named[classes] = _NAMED.search(classes) is not None
        if (
            named[classes]
            or told("rel") == "author"
            or told("itemprop") in ("author", "creator")
            or _IDENTIFIED.search(told("id") or "")
            or (element.tag == "a" and _LINKED.search(told("href") or ""))
        ):
            yield element


def _names_section(element: HtmlElement, url: str) -> bool:
    """Whether a link only looks like one to an author: "/people/" is a section of some papers."""
    href = element.get("href") or ""
    found = PEOPLE.search(href) if element.tag == "a" and not element.get("rel") else None
    return found is not None and found[0] in urlsplit(url).path


def _elsewhere(element: HtmlElement) -> bool:
    for node in (element, *element.iterancestors()):
        if node.tag in ("aside", "nav", "head"):
            return True
        if node.tag in ("article", "main", "body"):
            return False
        if not ELSEWHERE.isdisjoint(WORDS.split((node.get("class") or "").lower())):
            return True
    return False


def lines(blocks: list[Block], title: str) -> Iterator[Claim]:
    """Lines such as "By Jane Doe" after the title, or "Author: Jane Doe" under the text."""
    start = headline_at(blocks, title)
    for block in blocks[start : start + 25]:
        if len(block.text) > 100:
            continue
        written = _signed(block.text)
        if not written:
            continue
        dated = re.search(r"\d|\b(?:under|unter|in|@)\b", written) is not None
        if people_in(written, not dated) or (not LABELLED.match(written) and party_in(written)):
            yield written, "line", not dated
            return
    for block in blocks[start + 3 :]:
        if len(block.text) <= 120 and AT_END.match(block.text) and people_in(block.text):
            yield block.text, "line", True
            return


def _signed(text: str) -> str | None:
    """The part of a line from its "by" on, if it has one: at its start, after what kind of text
    it is, or in a line that also says when."""
    if GLUED_BY.match(text):
        return f"{text[:2]} {text[2:]}"
    if SURE_BY.match(text) or LABELLED.match(text) or REPORTS.fullmatch(text):
        return LISTED.sub("", text)
    if (soft := SOFT_BY.match(text)) and _only_names(text[soft.end() :]):
        return text
    late = LATE_BY.match(text) or (date_in(text) and MID_BY.search(text))
    return LISTED.sub("", text[late.start(1) :]) if late else None


def _only_names(text: str) -> bool:
    """Whether nothing but names stands here, and what joins them."""
    names = people_in(text)
    left = len(squeezed(text)) - sum(len(squeezed(name)) for name in names)
    return bool(names) and left <= LONGEST_JOINT * (len(names) - 1)


def bare_names(blocks: list[Block], title: str) -> Iterator[Claim]:
    """Lines right under the headline that hold a person's name and at most a date besides."""
    start = headline_at(blocks, title)
    for block in blocks[start + 1 : start + NEAR]:
        if (
            len(block.text) > 60
            or block.linked  # to a tag; a link to an author is marked
            or block.node.tag in NO_SIGNATURE
            or block.text.endswith((".", ":", "?", "!"))
        ):
            continue
        rest = DATED.sub("", block.text).strip(" \t|-–—•·,()")
        parts = [without_job(part.strip()) for part in rest.split("/")]
        named = all(
            BARE.fullmatch(part) and [n.casefold() for n in people_in(part)] == [part.casefold()]
            for part in parts
        )
        if named and not set(rest.split()) <= set(title.split()):
            yield rest, "name under the title", True
            return


def headline_at(blocks: list[Block], title: str) -> int:
    """Where the headline stands."""
    key = squeezed(title)
    here = next((n for n, b in enumerate(blocks) if key and b.key == key), None)
    if here is None:
        here = next((n for n, b in enumerate(blocks) if b.node.tag == "h1"), 0)
    return here


def fuller(name: str, blocks: list[Block]) -> str:
    """The full name for a first name, where a line of the page begins with it."""
    if not name.isalpha() or not name[0].isupper():
        return name
    for block in blocks:
        if block.text.startswith(f"{name} ") and len(block.text) <= 200:
            words = block.text.split(maxsplit=3)[:3]
            two = " ".join(words[:2]).rstrip(",:")
            alone = (
                len(words) == 2
                or words[2] in ("-", "–", "—", "|", "ist", "is")
                or words[1].endswith(",")
            )
            if alone and people_in(two) == (two,):
                return two
    return name


def shown_of(names: tuple[str, ...], blocks: list[Block]) -> tuple[str, ...]:
    """Of several names in the markup those that sign the text, where a byline says which.

    Some publishers list the editors of an article as its authors in JSON-LD.
    """
    if len(names) < 2:
        return names
    for block in blocks:
        if len(block.text) <= 100 and (SURE_BY.match(block.text) or GLUED_BY.match(block.text)):
            line = block.text.casefold()
            signed = tuple(name for name in names if name.casefold() in line)
            if signed:
                return signed
    return names


#: "ByJane Doe": two elements without a space between
GLUED_BY = re.compile(r"(?:By|Von)(?=[A-ZÀ-Þ][a-zà-ÿ])")
#: "A column by Jane Doe", "06.11.2026 13:30 von Jane Doe"
LATE_BY = re.compile(
    r"(?:(?:an? |eine? |une? )?(?:column|opinion|commentary|analysis|interview|report|story|kolumne|kommentar|gastbeitrag|(?:blog )?beitrag|artikel|text|interview|analyse|bericht|chronique|tribune)|[\d./:,\s-]{8,25}(?:uhr)?)\s+((?:by|von|par)\s+\S.*)$",
    re.IGNORECASE,
)
#: "Posted on 19 December 2026 by Jane Doe"
MID_BY = re.compile(r"\W((?:by|von|par|por)\s+\S.*)$", re.IGNORECASE)
#: "By Jane Doe, in News, Business": what follows is no name
LISTED = re.compile(r",?\s+(?:in|under|unter|mit|im|with)\s(?!.*\s(?:and|und)\s.+\sin\s).*$")
#: "홍길동 기자 hong@gazette.example"
REPORTS = re.compile(r"[^\W\d_]{2,5}\s?(?:기자|특파원|記者)(?:\s+\S+@\S+)?")
LONGEST_JOINT = 4  #: letters
AT_END = re.compile(
    r"\W*(?:(?:autor(?:in|en|es|a)?|authors?|text|reporting|fuente|auteure?|autore|автор|текст)\s*:|autor(?:in|en)?\b|"
    r"(?:责编|责任编辑|責任編輯|记者|記者)\s*[:：])\s*\S",
    re.IGNORECASE,
)
#: blocks under the headline among which a bare name may be the author's
NEAR = 8
NO_SIGNATURE = frozenset(("h1", "h2", "h3", "figcaption", "li", "nav", "figure"))
#: a date and what goes with it in a line
DATED = re.compile(
    r"^[\d./:\s]{6,20}|(?:(?<=[a-zà-ÿ])|\b)(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2},?\s(?:19|20)\d\d).*$",
    re.IGNORECASE,
)
BARE = re.compile(r"[^\W\d_][\w.'’-]+(?:\s[^\W\d_][\w.'’-]*){1,3}")
PEOPLE = re.compile(r"/people/")
