"""A page as the rules for its kind see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from pipelines.page_kinds.teasers import Teasers, path_of, teasers_of
from pipelines.reading.blocks import Block, squeezed
from pipelines.reading.facts import Facts
from pipelines.reading.json_ld import ARTICLE_TYPES, addresses, text, types
from pipelines.reading.said import Said
from pipelines.reading.shown_date import date_in

#: blocks under the headline where date and byline stand
HEAD = 12
#: characters of a line that tells a date or a name
DATELINE = 160


@dataclass(frozen=True)
class Sight:
    """What was read off a page, and what follows from it."""

    said: Said
    blocks: list[Block]
    text: str
    facts: Facts
    places: Sequence[int] = ()  #: indexes of the blocks that the text stands in

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses that the page goes by."""
        own = (self.said.url, *self.said.links.get("canonical", ())[:1], self.said.meta("og:url"))
        return frozenset(url for url in own if url.startswith(("http", "file")))

    @cached_property
    def teasers(self) -> Teasers:
        """The teasers on it."""
        return teasers_of(self.blocks, self.addresses)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Every type that its JSON-LD speaks of."""
        return frozenset(kind for node in self.said.nodes for kind in types(node))

    @cached_property
    def own_text(self) -> int:
        """Characters of the text that stand in no teaser."""
        inside = sum(len(self.blocks[n].text) for n in self.places if n in self.teasers.inside)
        return max(0, len(self.text) - inside)

    @cached_property
    def body_class(self) -> frozenset[str]:
        """The names that the page's own element has."""
        if not self.blocks:
            return frozenset()
        body = next((e for e in self.blocks[0].node.iterancestors("body")), self.blocks[0].node)
        return frozenset((body.get("class") or "").lower().split())

    @cached_property
    def headline_at(self) -> int | None:
        """Where the page's heading stands: the first h1 that has words, or the line of its title."""
        first = next((n for n, b in enumerate(self.blocks) if _is_h1(b.node)), None)
        key = squeezed(self.facts.title)
        same = next((n for n, b in enumerate(self.blocks) if key and b.key == key), None)
        return first if same is None else same

    @cached_property
    def signed(self) -> bool:
        """Whether a date or the author stands under the headline."""
        at = self.headline_at
        if at is None:
            return False
        for n in range(at + 1, min(len(self.blocks), at + 1 + HEAD)):
            if n in self.teasers.inside:
                break
            if len(self.blocks[n].text) <= DATELINE and self._signs(self.blocks[n]):
                return True
        return False

    def _signs(self, block: Block) -> bool:
        if date_in(block.text) or block.node.tag == "time":
            return True
        if next(block.node.iter("time"), None) is not None:
            return True
        return any(author in block.text for author in self.facts.authors)

    @cached_property
    def is_front(self) -> bool:
        """Whether it is the front page of its site."""
        return not path_of(self.said.url)

    @cached_property
    def dated_in_head(self) -> bool:
        """Whether meta say when it was published."""
        return any(f.name == "published" and f.where.startswith("meta") for f in self.facts.said)

    @cached_property
    def describes_itself(self) -> bool:
        """Whether its JSON-LD describes an article that is this page, and not one it links to."""
        articles = [n for n in self.said.nodes if set(types(n)) & set(ARTICLE_TYPES)]
        if not articles or self.is_front:
            return False
        paths = {path_of(url).partition("?")[0] for url in self.addresses} - {""}
        named = [{path.lower() for path in addresses(node)} for node in articles]
        if any(paths & names for names in named) or (len(articles) == 1 and not named[0]):
            return True
        titles = {squeezed(t) for t in (self.said.title, self.said.meta("og:title"), *self.h1s)}
        headlines = {squeezed(text(n.get("headline")) or text(n.get("name"))) for n in articles}
        return any(headline in title for headline in headlines - {""} for title in titles)

    @cached_property
    def h1s(self) -> tuple[str, ...]:
        """The headings of the first rank that are no teaser's."""
        return tuple(
            b.text for n, b in enumerate(self.blocks)
            if _is_h1(b.node) and not (b.linked and n in self.teasers.headlines)
        )[:6]  # fmt: skip


def _is_h1(node: HtmlElement) -> bool:
    parent = node.getparent()
    return node.tag == "h1" or (parent is not None and parent.tag == "h1")
