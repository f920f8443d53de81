"""Large initials: a first letter that stands in a box of its own goes back to its word.

`<p><div class="dropcap">T</div>he council …` is no HTML: the parser ends the paragraph at the <div>, and what
was one paragraph is a letter and some text without an element. The engine then loses the text, or its first letter.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from pipelines.reading.blocks import INLINE, Block, squeezed
from pipelines.reading.surroundings import PROSE

#: one letter, and the mark that opens a quotation
INITIAL = re.compile(r"[\"'“„«‘(]?[^\W\d_]")
#: elements in which a letter is an entry of its own
ENTRIES = frozenset(("li", "td", "th", "dt", "dd", "h1", "a", "body", "caption"))
WORD = re.compile(r"[^\W\d_]+")


def join_initials(blocks: list[Block]) -> None:
    """Puts large initials before the rest of their paragraphs, in the tree and among the blocks."""
    for n in range(len(blocks) - 2, -1, -1):
        block = blocks[n]
        if len(block.text) <= 2 and _is_initial(block, blocks[n + 1]):
            _join(blocks, n)


def _is_initial(block: Block, rest: Block) -> bool:
    if not INITIAL.fullmatch(block.text) or not block.text[-1].isupper() or block.linked:
        return False
    first = rest.text[:1]
    beside = _is_tail(block, rest) and first.isalpha()
    return (
        len(rest.text) >= PROSE
        and (first.islower() or beside)
        and block.node.tag not in ENTRIES
        and rest.node.tag not in ENTRIES
        and len(block.node) == 0
    )


def _is_tail(block: Block, rest: Block) -> bool:
    """Whether the rest follows in the element around, with no element of its own."""
    return block.node.getparent() is rest.node and bool((block.node.tail or "").strip())


def _join(blocks: list[Block], n: int) -> None:
    block, rest = blocks[n], blocks[n + 1]
    beginning = block.text + (" " if _is_word(blocks, n) else "")
    if _is_tail(block, rest):
        _make_paragraph(block.node, beginning)
        rest.node = block.node
    elif not _put_before(rest.node, beginning):
        return
    else:
        block.node.text = None
    rest.text = beginning + rest.text
    rest.key = squeezed(rest.text)
    del blocks[n]


def _is_word(blocks: list[Block], n: int) -> bool:
    """Whether the letter is a word by itself, "A council …": then that of the rest stands elsewhere as well."""
    found = WORD.match(blocks[n + 1].text)
    if not found or blocks[n].text[-1] not in "AÀEÉIOÓUWYZ":
        return False
    others = {w for b in blocks[:n] + blocks[n + 2 :] for w in WORD.findall(b.text.casefold())}
    return found[0] in others and blocks[n].text[-1].casefold() + found[0] not in others


def _make_paragraph(node: HtmlElement, beginning: str) -> None:
    """The initial's element becomes the paragraph, with all that follows in its line."""
    node.tag = "p"
    node.attrib.clear()
    node.text = beginning + (node.tail or "").lstrip()
    node.tail = None
    while (after := node.getnext()) is not None and after.tag in INLINE:
        node.append(after)


def _put_before(node: HtmlElement, beginning: str) -> bool:
    """Puts letters before the first text of an element."""
    for inner in node.iter():
        if inner.text and inner.text.strip():
            inner.text = beginning + inner.text.lstrip()
            return True
        if inner is not node and inner.tail and inner.tail.strip():
            inner.tail = beginning + inner.tail.lstrip()
            return True
    return False
