"""What stands at the edges of a text: links, credit lines, the way to the next page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml.html import HtmlElement

from pipelines.reading.blocks import Block
from pipelines.reading.said import Said
from pipelines.reading.surroundings import article_around, giveaway

#: so many paragraphs at either end may carry a credit as a link
EDGE = 3
#: blocks under the text among which a credit line is looked for, and its characters
BELOW = 4
SHORT_LINE = 160
#: links of one edge; more is a list
MOST = 12
PAGE_PARAMETER = re.compile(r"page|p|seite|pg|pagina|start_page", re.IGNORECASE)
PAGE_IN_PATH = re.compile(
    r"(?:/(?:page|seite|p)?[-/]?|[-_,](?:page|seite|p)?-?)(\d{1,2})(?=\.\w+$|/?$)", re.I
)
NEXT_WORDS = re.compile(
    r"(?:next(?: page)?|older(?: entries| posts| updates)?|ältere(?: einträge| beiträge)?|weiter|nächste seite|page suivante|suivant|siguiente|próxima|seguinte|pagina successiva|volgende|nästa|neste|næste|następna|далее|次へ|次のページ|下一页|下一頁)\W*$",
    re.IGNORECASE,
)
#: pages of an article; a number beyond is a part of its name
FURTHEST = 30


def edge_links(blocks: list[Block], places: Sequence[int], url: str) -> tuple[str, ...]:
    """Absolute http(s) links in the first and last paragraphs of the text."""
    edges = [*places[:EDGE], *places[-EDGE:]]
    found: list[str] = []
    for at in dict.fromkeys(edges):
        for a in blocks[at].node.iter("a"):
            href = (a.get("href") or "").strip()
            if (
                not href
                or len(href) > 2000
                or href.startswith(("#", "mailto:", "javascript:", "tel:"))
            ):
                continue
            try:
                absolute = urljoin(url, href)
            except ValueError:
                continue
            if absolute.startswith(("http://", "https://")):
                found.append(absolute)
    return tuple(dict.fromkeys(found))[:MOST]


def lines_below(blocks: list[Block], places: Sequence[int]) -> tuple[str, ...]:
    """Short lines right under the text that are no part of it, without captions and boxes."""
    if not places:
        return ()
    last = max(places)
    near = blocks[last + 1 : last + 1 + BELOW]
    home = article_around(blocks[last].node)
    return tuple(
        block.text
        for block in near
        if len(block.text) <= SHORT_LINE
        and article_around(block.node) is home
        and not any(giveaway(node) for node in (block.node, *list(block.node.iterancestors())[:2]))
    )


def next_page(said: Said, tree: HtmlElement, url: str) -> str | None:
    """Where the article goes on, if it is cut into pages: rel=next, or a numbered link.

    The address must be this page's own with the next number: lists and series have a "next" too.
    """
    current = _number(url)
    candidates = list(said.links.get("next", ()))
    for a in tree.iter("a"):
        text = (a.text_content() or "").strip()
        if "next" in (a.get("rel") or "") or NEXT_WORDS.fullmatch(text) or text == str(current + 1):
            href = (a.get("href") or "").strip()
            if href and not href.startswith(("#", "javascript:")) and len(href) < 2000:
                candidates.append(href)
    for href in candidates:
        try:
            absolute = urljoin(url, href)
        except ValueError:
            continue
        if _bare(absolute) == _bare(url) and _number(absolute) == current + 1:
            return absolute
    return None


def first_page(said: Said, tree: HtmlElement, url: str) -> str | None:
    """Where the article begins, if this is a later page of it: its rel=prev or its link "1".

    A number alone ends the address of many a story that is no later page of another.
    """
    if _number(url) == 1:
        return None
    own = _bare(url)
    before = list(said.links.get("prev", ()))
    first: list[str] = []
    for a in tree.iter("a"):
        href = (a.get("href") or "").strip()
        if not href or len(href) > 2000:
            continue
        if "prev" in (a.get("rel") or ""):
            before.append(href)
        elif (a.text_content() or "").strip() == "1":
            first.append(href)
    for href in (*first, *before):
        try:
            absolute = urljoin(url, href)
        except ValueError:
            continue
        if _bare(absolute) == own and _number(absolute) == 1:
            return absolute
    return None


def _number(url: str) -> int:
    """The number of the page that an address names; 1 when it names none."""
    parts = urlsplit(url)
    for key, value in parse_qsl(parts.query):
        if PAGE_PARAMETER.fullmatch(key) and value.isdigit() and len(value) <= 2:
            return int(value)
    if (found := PAGE_IN_PATH.search(parts.path)) and 1 < int(found[1]) <= FURTHEST:
        return int(found[1])
    return 1


def _bare(url: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """The address without the number of the page."""
    parts = urlsplit(url)
    path = parts.path
    if (found := PAGE_IN_PATH.search(path)) and 1 < int(found[1]) <= FURTHEST:
        path = path[: found.start()] + path[found.end() :]
    query = [(k, v) for k, v in parse_qsl(parts.query) if not PAGE_PARAMETER.fullmatch(k)]
    return parts.netloc.lower().removeprefix("www."), path.rstrip("/"), tuple(sorted(query))
