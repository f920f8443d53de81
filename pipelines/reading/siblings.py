"""The text's further parts: elements beside the one that holds most of it.

A text is cut into `article__intro` and `article__content`, into two sections around an advertisement, even
into two <article>. The engine takes one of them, or all. What goes on beside the body's element has paragraphs
of the same make, right before or after its own, speaks of the same, and has no headline of its own: another
story below, printed in full, has one.
"""

from __future__ import annotations

from collections import Counter

from lxml.html import HtmlElement

from pipelines.reading.blocks import Block, squeezed
from pipelines.reading.boxes import (
    ENDED,
    FEWEST,
    FORMS,
    GAP,
    OWN_PROSE,
    PROSE_SHARE,
    SHARED,
    extent,
    is_inside,
    is_prose,
    look,
    stems,
)
from pipelines.reading.filling import Added, insert
from pipelines.reading.hints import Hints
from pipelines.reading.phrases import spoken_to_reader
from pipelines.reading.placing import Passage
from pipelines.reading.read_also import LINK_WORDS
from pipelines.reading.surroundings import (
    HEADINGS,
    PROSE,
    TAGS,
    Roots,
    article_around,
    between,
    giveaway,
)  # fmt: skip

#: paragraphs, where the engine kept them all or the element is called like the body's
FEW = 2
#: of its words, those that the text has as well, where nothing else speaks for it: in the corpus 0.34 in the
#: median and less than this in 15 % of the ends of a text, and in 90 % of other texts
ALIKE = 0.2
#: words; so short a beginning says little of what the text speaks of
LITTLE = 60
#: blocks under the headline
UNDER = 12
#: blocks; a longer part is no part
LONGEST = 400


def parts(
    passages: list[Passage], blocks: list[Block], root: HtmlElement | None, hints: Hints
) -> tuple[Roots, Added]:
    """`root` and the elements beside it that go on with the text; their paragraphs become passages."""
    if root is None:
        return frozenset(), []
    search = _Beside(passages, blocks, root, hints)
    if not search.kept:
        return frozenset((root,)), []
    search.go(1)
    search.go(-1)
    taken = {p.at for p in passages}
    added: Added = []
    for n in sorted(search.found - taken):
        added.append((blocks[n].text, "in a part beside the body"))
        insert(passages, Passage(blocks[n].text, n))
    return frozenset(search.roots), added


class _Beside:
    """Looks for further parts from either end of the text."""

    def __init__(
        self, passages: list[Passage], blocks: list[Block], root: HtmlElement, hints: Hints
    ) -> None:
        self.blocks = blocks
        self.root = root
        self.above = set(root.iterancestors())
        self.roots = {root}
        self.titles = {squeezed(title) for title in hints.titles}
        self.by_engine = {p.at for p in passages if p.at is not None and not p.cut}
        home = frozenset((root,))
        self.kept = sorted(
            at
            for at in self.by_engine
            if len(blocks[at].text) >= PROSE and between(blocks[at], home) is not None
        )
        inner = blocks[self.kept[0] : self.kept[-1]] if self.kept else []
        self.subheadings = {look(block) for block in inner if block.node.tag in HEADINGS}
        self.looks = {look(blocks[at]) for at in self.kept}
        self.said = {blocks[at].key for at in self.kept}
        self.found: set[int] = set()

    def go(self, step: int) -> None:
        """Takes parts after (1) or before (-1) the text, as long as one follows on the other."""
        end = self.kept[-1] if step > 0 else self.kept[0]
        n = end + step
        while 0 <= n < len(self.blocks) and abs(n - end) <= GAP + 1:
            block = self.blocks[n]
            if block.node.tag == "h1" and not is_inside(block, self.root):
                return
            if is_prose(block) and look(block) in self.looks and not is_inside(block, self.root):
                part = self._outermost(block)
                first, last = extent(self.blocks, part, n)
                if not self._goes_on(part, first, last, step):
                    return
                self.roots.add(part)
                end = n = last if step > 0 else first
            n += step

    def _outermost(self, block: Block) -> HtmlElement:
        """The element with the block that stands beside the body's element, or beside one around it."""
        node = block.node
        while (parent := node.getparent()) is not None and parent not in self.above:
            node = parent
        return node

    def _goes_on(self, part: HtmlElement, first: int, last: int, step: int) -> bool:
        """Whether the element holds a part of the text."""
        if part.tag in TAGS or giveaway(part) in OWN_PROSE or last - first > LONGEST:
            return False
        prose = self._prose(part, first, last)
        by_engine = all(n in self.by_engine for n in prose)
        fewest = FEW if by_engine or self._named_alike(part) else FEWEST
        if (
            len(prose) < fewest
            or not self._made_alike(prose, first, last)
            or not self._same_article(part, prose)
            or self._headed(part, first, prose[0], step)
            or next(part.iter(*FORMS), None) is not None
            or not self._speaks_of_it(part, prose)
        ):
            return False
        self.found.update(prose)
        return True

    def _prose(self, part: HtmlElement, first: int, last: int) -> list[int]:
        home = frozenset((part,))
        return [
            n
            for n in range(first, last + 1)
            if is_prose(block := self.blocks[n])
            and look(block) in self.looks
            and block.key not in self.said
            and not spoken_to_reader(block.text)
            and not any(giveaway(node) for node in between(block, home) or [])
        ]

    def _made_alike(self, prose: list[int], first: int, last: int) -> bool:
        """Whether it is a run of paragraphs: comments have a name and a time between, and each its own box."""
        held = self.blocks[first : last + 1]
        others = sum(
            block.node.tag not in HEADINGS and look(block) not in self.looks for block in held
        )
        total = sum(len(block.text) for block in held)
        homes = Counter(self.blocks[n].node.getparent() for n in prose)
        return (
            others * 2 <= len(prose)
            and max(homes.values()) * 2 > len(prose)
            and sum(len(self.blocks[n].text) for n in prose) >= PROSE_SHARE * total
        )

    def _named_alike(self, part: HtmlElement) -> bool:
        """Whether it stands right beside the body's element and is called like it: `story`, `story-more`."""
        own, other = self.root.get("class") or "", part.get("class") or ""
        return (
            part.tag == self.root.tag
            and part.getparent() is self.root.getparent()
            and (own == other or (bool(own) and other.startswith(own) and "foot" not in other))
        )

    def _same_article(self, part: HtmlElement, prose: list[int]) -> bool:
        """Whether its paragraphs are in the same <article>, or it is one beside that of the text."""
        own = article_around(self.root)
        if all(article_around(self.blocks[n].node) is own for n in prose):
            return True
        return (
            part.tag == "article"
            and own is not None
            and own.getparent() is part.getparent()
            and next(part.iter("header", "time"), None) is None
        )

    def _headed(self, part: HtmlElement, first: int, begin: int, step: int) -> bool:
        """Whether it opens with a headline, as another story does."""
        if step < 0:
            opening = self.blocks[first:begin]
            return any(
                b.key not in self.titles and (b.node.tag in HEADINGS or _teases(b)) for b in opening
            ) or any(
                self._is_headline(b, part)
                for b in self.blocks[begin : self.kept[0]]
                if b.node.tag in HEADINGS
            )
        ahead = self.blocks[self.kept[-1] + 1 : first]
        return any(self._is_headline(b, part) for b in ahead if b.node.tag in HEADINGS) or any(
            self._is_headline(b, part) for b in self.blocks[first:begin]
        )

    def _is_headline(self, block: Block, part: HtmlElement) -> bool:
        """Whether it is a line of no sentence that is none of the text's subheadings, nor a caption or the like."""
        own = article_around(self.root)
        section = (
            own is not None
            and part.tag != "article"
            and self._named_alike(part)
            and part.get("class") == self.root.get("class")
        )
        return not (
            look(block) in self.subheadings
            or (section and block.node.tag in ("h2", "h3", "h4"))
            or (look(block) in self.looks and ENDED.search(block.text))
            or spoken_to_reader(block.text)
            or any(giveaway(n) for n in between(block, frozenset((part,))) or [] if n.tag != "h1")
        )

    def _speaks_of_it(self, part: HtmlElement, prose: list[int]) -> bool:
        told = stems(self.blocks[n].text for n in prose)
        text = stems(self.blocks[n].text for n in self.kept)
        least = ALIKE
        if part.tag != "article":
            alike = self._named_alike(part)
            if alike or self._under_title(prose[0]):
                least = SHARED
            if alike and len(text) < min(len(told), LITTLE):
                least = SHARED / 2
        return len(told & text) >= least * min(len(told), len(text))

    def _under_title(self, begin: int) -> bool:
        """Whether it stands between the headline and the text."""
        near = self.blocks[max(0, begin - UNDER) : begin] if begin < self.kept[0] else []
        return any(block.key in self.titles for block in near)


def _teases(block: Block) -> bool:
    """Whether it is a headline that leads elsewhere."""
    return block.linked * 2 > len(block.text) and block.text.count(" ") >= LINK_WORDS
