"""Plain paragraphs become HTML: a dozen marks are all the manuscripts use.

Blocks stand between empty lines: `## subheading`, `> quotation`, `- item` lines, `| cell | cell`
lines, or a paragraph. Inside: `*emphasis*`, `**strong**`, `[text](address)`.
"""

from __future__ import annotations

import re
from html import escape

LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
STRONG = re.compile(r"\*\*([^*]+)\*\*")
EMPHASIS = re.compile(r"\*([^*]+)\*")


def blocks(text: str) -> list[str]:
    """The blocks of a text, each without its line breaks at the ends."""
    return [b.strip() for b in re.split(r"\n\s*\n", text.strip()) if b.strip()]


def inline(text: str) -> str:
    """One run of text as HTML; line breaks are spaces."""
    safe = escape(" ".join(text.split()), quote=False)
    safe = LINK.sub(r'<a href="\2">\1</a>', safe)
    return EMPHASIS.sub(r"<em>\1</em>", STRONG.sub(r"<strong>\1</strong>", safe))


def block_html(block: str) -> str:
    """One block as HTML."""
    lines = block.splitlines()
    if block.startswith("## "):
        return f"<h2>{inline(block[3:])}</h2>"
    if block.startswith("> "):
        return f"<blockquote><p>{inline(' '.join(x.lstrip('> ') for x in lines))}</p></blockquote>"
    if block.startswith("- "):
        return f"<ul>{''.join(f'<li>{inline(x[2:])}</li>' for x in lines)}</ul>"
    if block.startswith("| "):
        return f"<table>{''.join(_row(x) for x in lines)}</table>"
    return f"<p>{inline(block)}</p>"


def _row(line: str) -> str:
    cells = line.strip("| ").split("|")
    return f"<tr>{''.join(f'<td>{inline(c)}</td>' for c in cells)}</tr>"
