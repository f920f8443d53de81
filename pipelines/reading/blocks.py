"""A page as the list of its text blocks, in reading order, each knowing where it stands.

A block is what a reader sees as one paragraph, heading, list item or caption: the run of text
between two breaks. What never is text (scripts, styles, buttons, menus' controls) is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

#: elements whose text is never read
SILENT = frozenset(
    ("head", "script", "style", "noscript", "template", "svg", "math", "button", "select", "option",
     "textarea", "iframe", "object", "embed", "canvas", "audio", "video", "map", "datalist",
     "input", "label", "dialog", "noindex", "rt", "rp")
)  # fmt: skip
#: elements that stay within a line
INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
     "font", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike",
     "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "ruby", "rb", "picture",
     "source", "g-emoji", "amp-img", "o", "st1", "nobr")
)  # fmt: skip
#: of these, what stands within a line: the reading of a kanji, a control
SILENT_INLINE = frozenset(
    ("rt", "rp", "script", "style", "noscript", "input", "svg", "button", "template")
)
#: characters without width, put into words to guide line breaks
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u2060\ufeff"))
#: a sign of the scripts that have no spaces, for a pattern
UNSPACED = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
NOT_WORD = re.compile(r"[\W_]+")
#: the same for ASCII, with its capitals: a fifth of the time of the pattern
ASCII_SQUEEZED = {n: chr(n).lower() if chr(n).isalnum() else None for n in range(128)}
#: what of ASCII stands between words: without it the pattern has little left to find
ASCII_BETWEEN = bytes(n for n, instead in ASCII_SQUEEZED.items() if instead is None)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """One run of text, and the element that holds it."""

    text: str
    node: HtmlElement  #: the nearest element that is not inline
    linked: int  #: characters of the text that are links
    bold: int  #: characters that are bold
    key: str  #: `text`, squeezed: what two blocks are compared by


def squeezed(text: str) -> str:
    """`text` without spaces, punctuation and case."""
    if text.isascii():
        return text.translate(ASCII_SQUEEZED)
    most = text.encode("utf-8", "surrogatepass").translate(None, ASCII_BETWEEN)
    return NOT_WORD.sub("", most.decode("utf-8", "surrogatepass")).casefold()


def blocks_of(root: HtmlElement) -> list[Block]:
    """The blocks under `root`."""
    return _Walk().over(root)


class _Walk:
    """Collects text between breaks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.linked = 0
        self.bold = 0
        self.links = 0  #: depth of open <a>
        self.bolds = 0
        self.breaks = 0  #: <br> in a row

    def over(self, root: HtmlElement) -> list[Block]:
        """All blocks under `root`."""
        walk = etree.iterwalk(root, events=("start", "end"))
        holder = [root]
        skipped = None  #: its end comes next
        for event, node in walk:
            tag = node.tag
            if event == "start":
                if tag in SILENT or _hidden(node):
                    walk.skip_subtree()
                    skipped = node
                    if tag not in INLINE and tag not in SILENT_INLINE:
                        self._flush(holder[-1])
                    continue
                if tag == "br":
                    self._br(holder[-1])
                elif tag not in INLINE:
                    self._flush(holder[-1])
                    holder.append(node)
                elif tag == "a":
                    self.links += 1
                elif tag in ("b", "strong"):
                    self.bolds += 1
                self._take(node.text)
            else:
                if node is not skipped and tag != "br":
                    if tag not in INLINE:
                        self._flush(holder.pop())
                    elif tag == "a":
                        self.links -= 1
                    elif tag in ("b", "strong"):
                        self.bolds -= 1
                if node is not root:
                    self._take(node.tail)
        self._flush(root)
        return self.blocks

    def _take(self, text: str | None) -> None:
        if not text:
            return
        if text.isspace():
            self.parts.append(" ")
            return
        self.breaks = 0
        self.parts.append(text)
        if self.links:
            self.linked += len(text)
        if self.bolds:
            self.bold += len(text)

    def _br(self, holder: HtmlElement) -> None:
        self.breaks += 1
        if self.breaks == 2:
            self._flush(holder)
        else:
            self.parts.append(" ")

    def _flush(self, holder: HtmlElement) -> None:
        if self.parts:
            joined = "".join(self.parts)
            if not joined.isascii():
                joined = joined.translate(INVISIBLE)
            text = " ".join(joined.split())
            if text:
                self.blocks.append(Block(text, holder, self.linked, self.bold, squeezed(text)))
            self.parts.clear()
        self.linked = self.bold = self.breaks = 0


def _hidden(node: HtmlElement) -> bool:
    """Whether a reader never sees it."""
    if node.get("hidden") is not None and node.tag not in ("body", "html", "article", "main"):
        return True
    style = node.get("style")
    return (
        style is not None
        and HIDDEN.search(style) is not None
        and node.tag in ("span", "div", "p", "aside")
    )
