"""Bytes → tree, once a page. Every later step works on this tree or on a copy of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import (
    HtmlComment,
    HtmlElement,
    HtmlEntity,
    HTMLParser,
    HtmlProcessingInstruction,
    document_fromstring,
)

from pipelines.losses import Unreadable
from pipelines.reading.charset import decode

#: references to characters that XML has no place for; one `&#8;` loses trafilatura a whole article
REFERENCES = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));"
)
#: the characters themselves. The pattern takes 3 ms a page, to ask the bytes for them a tenth of that
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
CONTROL_BYTES = bytes(n for n in range(32) if n not in b"\t\n\r")
NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())
#: a doctype that closes itself, or `<html/>`, makes libxml2 stop at once; both stand at the beginning
SELF_CLOSING = re.compile(r"<(!doctype[^<>]*?|html\b[^<>]*?)/\s*>", re.IGNORECASE)
BEGINNING = 20_000  #: characters
#: libxml2 cuts the tree at 255 levels unless it is told that the tree is huge
DEEPEST = 250
#: every element is an HtmlElement: lxml.html asks Python for the class of each, for forms and inputs
ONE_CLASS = etree.ElementDefaultClassLookup(
    element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction, entity=HtmlEntity
)
#: characters of a script that are looked through
MUCH = 500_000


def read_html(body: bytes, content_type: str | None = None) -> tuple[str, HtmlElement]:
    """The page as text without control characters, and as a tree. Raises Unreadable."""
    text = _without_control(decode(body, content_type))
    text = SELF_CLOSING.sub(r"<\1>", text[:BEGINNING], count=2) + text[BEGINNING:]
    if "<" not in text:
        raise Unreadable("no markup in it")
    tree = _tree(text, huge=False)
    if tree is None or _is_cut(tree):
        tree = _tree(text, huge=True)
    if tree is None or len(tree) == 0:
        raise Unreadable("no HTML tree could be made of it")
    return text, tree


def parse(body: bytes, content_type: str | None = None) -> HtmlElement:
    """The page as a tree, without comments and control characters. Raises Unreadable."""
    return read_html(body, content_type)[1]


def _without_control(text: str) -> str:
    raw = text.encode("utf-8", "replace")
    some = len(raw.translate(None, CONTROL_BYTES)) < len(raw)
    if some or any(sequence in raw for sequence in NONCHARACTERS):
        text = CONTROL.sub("", text)
    return REFERENCES.sub("", text)


def _tree(text: str, huge: bool) -> HtmlElement | None:
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False,
        huge_tree=huge,
    )  # fmt: skip
    parser.set_element_class_lookup(ONE_CLASS)
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _is_cut(tree: HtmlElement) -> bool:
    """Whether libxml2 gave up at its depth limit."""
    last = tree
    depth = 0
    while len(last):
        last, depth = last[-1], depth + 1
        if depth > DEEPEST:
            return True
    return False


def script_texts(tree: HtmlElement) -> Iterator[str]:
    """What stands in the page's scripts, each up to `MUCH` characters."""
    return (script.text[:MUCH] for script in tree.iter("script") if script.text)
