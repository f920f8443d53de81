"""Teasers: a headline that is a link to another page of the site, and the excerpt under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from statistics import median
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipelines.reading.blocks import Block
from pipelines.reading.surroundings import HEADINGS

#: share of a line that must be a link
LINKED = 0.8
#: a headline has so many words, or characters where words have no spaces
WORDS, CHARACTERS = 3, 8
#: elements around a line, from its own, in which its link is looked for
UPWARDS = 5
#: boxes that look alike: fewer are chance
ALIKE = 3
#: a box so many times the usual size (and so many characters) is a text with a link in it
OUTSIZE, LONG = 5, 500
#: under a headline without a box of its own, an excerpt has so many blocks and characters
EXCERPT_BLOCKS, EXCERPT = 3, 600
_ELSEWHERE = frozenset(("nav", "footer"))
_CARDS = frozenset(("article", "li"))
_RANKS = frozenset(("h2", "h3", "h4"))
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Teasers:
    """The teasers of a page."""

    boxed: int  #: how many stand in a box of their own
    flat: int  #: how many only stand above their excerpt
    inside: frozenset[int]  #: indexes of the blocks that belong to one
    headlines: frozenset[int]  #: of these, the headlines

    @property
    def count(self) -> int:
        """How many there are."""
        return self.boxed + self.flat


NONE = Teasers(0, 0, frozenset(), frozenset())


def teasers_of(blocks: list[Block], addresses: frozenset[str]) -> Teasers:
    """The teasers among `blocks`, on a page that goes by these addresses."""
    lines = _linked_lines(blocks, addresses)
    if len(lines) < ALIKE:
        return NONE
    boxes = _boxes(blocks, lines)
    held: dict[HtmlElement, list[int]] = {}
    for n, block in enumerate(blocks):
        box = next((e for e in _upwards(block.node) if e in boxes), None)
        if box is not None:
            held.setdefault(box, []).append(n)
    boxed = _alike({box: held[box] for box in held if len(held[box]) > 1}, blocks)
    inside = {n for box in boxed for n in held[box]}
    flat = {n: _excerpt(blocks, n, lines) for n in lines if n not in inside}
    flat = {n: below for n, below in flat.items() if below}
    headlines = (inside & lines.keys()) | flat.keys()
    inside |= flat.keys() | {n for below in flat.values() for n in below}
    return Teasers(len(boxed), len(flat), frozenset(inside), frozenset(headlines))


def path_of(url: str) -> str:
    """What tells two pages of a site apart."""
    parts = urlsplit(url)
    return parts.path.rstrip("/").lower() + (f"?{parts.query}" if parts.query else "")


def _upwards(node: HtmlElement) -> Iterator[HtmlElement]:
    yield node
    yield from node.iterancestors()


def _linked_lines(blocks: list[Block], addresses: frozenset[str]) -> dict[int, str]:
    """Index of each line that is a link to another page of the site → that page."""
    site = _Site(addresses)
    found: dict[int, str] = {}
    for n, block in enumerate(blocks):
        linked = block.linked >= LINKED * len(block.text)
        if not (linked or block.node.tag in _RANKS) or not _is_headline(block):
            continue
        if any(e.tag in _ELSEWHERE for e in block.node.iterancestors()):
            continue
        path = site.page(_link(block)) if linked else _covered(block, site)
        if path:
            found[n] = path
    return found


class _Site:
    """Which links lead to other pages of the site."""

    def __init__(self, addresses: frozenset[str]) -> None:
        self._base = min(addresses, default="")
        self._sites = {_site(url) for url in addresses}
        self._own = {path_of(url) for url in addresses} | {""}
        self._known: dict[str, str | None] = {}

    def page(self, a: HtmlElement | None) -> str | None:
        """The page that it leads to, if that is another one of the site."""
        href = (a.get("href") or "").strip() if a is not None else ""
        if href not in self._known:
            self._known[href] = self._page(href)
        return self._known[href]

    def _page(self, href: str) -> str | None:
        if not href or href.startswith("#") or len(href) > 2000:
            return None
        try:
            target = str(urljoin(self._base, href))
            path = path_of(target)
            return path if _site(target) in self._sites and path not in self._own else None
        except ValueError:
            return None


def _covered(block: Block, site: _Site) -> str | None:
    """The one page that all links of a card lead to, where they lie over it or under it."""
    card = next((e for e in islice(block.node.iterancestors(), UPWARDS) if e.tag in _CARDS), None)
    if card is None:
        return None
    paths = {path for a in card.iter("a") if (path := site.page(a))}
    return paths.pop() if len(paths) == 1 else None


def _is_headline(block: Block) -> bool:
    words = block.text.count(" ") + 1
    if block.node.tag in HEADINGS and words > 1:
        return True
    return words >= WORDS or (not block.text.isascii() and len(block.text) >= CHARACTERS)


def _site(url: str) -> str:
    """The last two labels of the host: a paper's sections may have hosts of their own."""
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])


def _link(block: Block) -> HtmlElement | None:
    inner = next((a for a in block.node.iter("a") if a.get("href")), None)
    if inner is not None:
        return inner
    return next((e for e in islice(block.node.iterancestors(), UPWARDS) if e.tag == "a"), None)


def _boxes(blocks: list[Block], lines: dict[int, str]) -> set[HtmlElement]:
    """For each linked line the largest element that leads to no other page."""
    leads: dict[HtmlElement, set[str]] = {}
    for n, path in lines.items():
        for element in _upwards(blocks[n].node):
            leads.setdefault(element, set()).add(path)
    found = set()
    for n in lines:
        alone = [e for e in _upwards(blocks[n].node) if len(leads[e]) == 1]
        if alone:
            found.add(alone[-1])
    return found


def _alike(held: dict[HtmlElement, list[int]], blocks: list[Block]) -> set[HtmlElement]:
    """The boxes that have others of their kind, beside them or by their name, and of their size."""
    if len(held) < ALIKE:
        return set()
    sizes = {box: sum(len(blocks[n].text) for n in inside) for box, inside in held.items()}
    most = max(LONG, OUTSIZE * median(sizes.values()))
    names = Counter(_name(box) for box in held)
    beside = Counter((box.tag, box.getparent()) for box in held)
    return {
        box
        for box in held
        if sizes[box] <= most
        and max(names[_name(box)], beside[(box.tag, box.getparent())]) >= ALIKE
    }


def _name(box: HtmlElement) -> tuple[object, str]:
    first = (box.get("class") or "").split(maxsplit=1)[:1]
    return box.tag, _DIGITS.sub("", first[0] if first else "")


def _excerpt(blocks: list[Block], at: int, lines: dict[int, str]) -> list[int]:
    """The blocks of prose under a linked heading that has no box of its own."""
    if blocks[at].node.tag not in HEADINGS:
        return []
    below = []
    for n in range(at + 1, min(len(blocks), at + 1 + EXCERPT_BLOCKS)):
        if n in lines or blocks[n].node.tag in HEADINGS:
            break
        below.append(n)
    return below if 0 < sum(len(blocks[n].text) for n in below) <= EXCERPT else []
