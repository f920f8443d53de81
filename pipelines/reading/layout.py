"""Pages that are laid out in tables: the cells are boxes, and what they hold is text, no data.

An engine reads a table as data: one line a row, the menu beside the text in it. So a table of which a
cell holds most of the page's prose, as several paragraphs, is turned into plain boxes first.
"""

from __future__ import annotations

from collections import Counter

from lxml.html import HtmlElement

from pipelines.reading.blocks import Block

#: characters; a paragraph of prose
PARAGRAPH = 80
#: 0..1, of the page's prose: a cell with so much is the place of the text
MOST = 0.5
#: paragraphs; a cell of a data table holds one
FEWEST = 2
PARTS = frozenset(("table", "tbody", "thead", "tfoot", "tr", "td", "th"))


def unwrap_layout(blocks: list[Block]) -> None:
    """Makes boxes of the layout tables around the blocks, in place. Data tables stay."""
    total = 0
    prose: Counter[HtmlElement] = Counter()
    paragraphs: Counter[HtmlElement] = Counter()
    for block in blocks:
        if len(block.text) < PARAGRAPH or block.linked * 2 >= len(block.text):
            continue
        total += len(block.text)
        for node in (block.node, *block.node.iterancestors("td", "th")):
            if node.tag in ("td", "th"):
                prose[node] += len(block.text)
                paragraphs[node] += 1
    for cell, length in prose.items():
        if length >= MOST * total and paragraphs[cell] >= FEWEST:
            table = next(cell.iterancestors("table"), None)
            if table is not None:
                _unwrap(table)


def _unwrap(table: HtmlElement) -> None:
    """The table and its own rows and cells become boxes; tables within it are judged by themselves."""
    waiting = [table]
    while waiting:
        node = waiting.pop()
        node.tag = "div"
        waiting += [child for child in node if child.tag in PARTS and child.tag != "table"]
