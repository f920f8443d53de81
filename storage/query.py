"""What a person types into a search box → an FTS5 expression that cannot fail.

    ministry "joint exercise" OR drill          words, phrases, OR; AND is implied
    title:frigate -budget   frigate NOT budget  one column; without
    frigat*                                     beginnings of words

Read by luqum, so that `it's`, `covid-19` and `C++` are words and not syntax.
"""

from __future__ import annotations

import re

from luqum.exceptions import ParseError
from luqum.parser import parser
from luqum.tree import (
    AndOperation,
    Group,
    Item,
    Not,
    OrOperation,
    Phrase,
    Plus,
    Prohibit,
    SearchField,
    UnknownOperation,
    Word,
)

from presswatch.errors import UsageError

COLUMNS = ("title", "text")
_PLAIN = re.compile(r"[^\s()\"]+")
_OPERATORS = {"AND", "OR", "NOT"}


def to_fts5(query: str) -> str:
    """Raises UsageError, in one readable line, for what cannot be searched."""
    text = _protect(query.strip())
    if not text:
        raise UsageError("write a word to search for")
    try:
        tree = parser.parse(text)
    except (ParseError, ValueError):
        raise UsageError(
            f"cannot read the search {query!r}: check quotes and brackets, and write words around AND, OR, NOT"
        ) from None
    positive, negative = _split(tree)
    if not positive:
        raise UsageError(f"the search {query!r} only says what is not wanted; add a word that is")
    made = " AND ".join(positive)
    return f"({made}) NOT ({' OR '.join(negative)})" if negative else made


def _protect(query: str) -> str:
    """Puts quotes around words whose punctuation luqum would read as syntax."""

    def quoted(found: re.Match[str]) -> str:
        word = found.group()
        if word[0] in "-+" and len(word) > 1:
            return word[0] + named(word[1:])
        return named(word)

    def named(word: str) -> str:
        field, colon, rest = word.partition(":")
        if colon and field.casefold() in COLUMNS:
            return f"{field.casefold()}:" + (quoted_word(rest) if rest else "")
        return quoted_word(word)

    def quoted_word(word: str) -> str:
        if word in _OPERATORS or re.fullmatch(r"\w+\*?", word):
            return word
        return '"' + word.replace("\\", " ") + '"'

    parts = re.split(r'("[^"]*")', query)
    return "".join(
        p if p.startswith('"') and p.endswith('"') and len(p) > 1 else _PLAIN.sub(quoted, p)
        for p in parts
    )


def _split(node: Item) -> tuple[list[str], list[str]]:
    """(what must be there, what must not)."""
    if isinstance(node, Not | Prohibit):
        return [], [_expression(node.children[0])]
    if isinstance(node, AndOperation | UnknownOperation):
        positive: list[str] = []
        negative: list[str] = []
        for child in node.children:
            yes, no = _split(child)
            positive += yes
            negative += no
        return positive, negative
    return [_expression(node)], []


def _expression(node: Item) -> str:
    match node:
        case Word():
            return _term(node.value)
        case Phrase():
            return _term(node.value[1:-1])
        case Group() | Plus():
            return f"({to_expression(node.children[0])})"
        case OrOperation():
            return "(" + " OR ".join(to_expression(c) for c in node.children) + ")"
        case SearchField():
            return f"{{{node.name}}} : ({to_expression(node.expr)})"
        case _:
            return f"({to_expression(node)})"


def to_expression(node: Item) -> str:
    """A part of a query that stands for itself."""
    positive, negative = _split(node)
    if not positive:
        raise UsageError("NOT needs something to be taken from: write a word before it")
    made = " AND ".join(positive)
    return f"({made}) NOT ({' OR '.join(negative)})" if negative else made


def _term(text: str) -> str:
    star = "*" if text.endswith("*") else ""
    words = text.rstrip("*").replace('"', " ").strip()
    if not re.search(r"\w", words):
        raise UsageError(f"{text!r} has no letters or digits to search for")
    return f'"{words}"{star}'
