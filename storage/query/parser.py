"""Tokens → a tree. OR binds loosest, then AND (which may be left out), then NOT, then NEAR.

either = both ("OR" both)*
both   = single (["AND"] single)*
single = "NOT" single | [field] atom
atom   = "(" either ")" | NEAR(…) | phrase ("NEAR" phrase)*
"""

from __future__ import annotations

from dataclasses import replace

from presswatch.errors import UsageError
from storage.query.tokens import Kind, Token, has_words, tokens
from storage.query.tree import And, Column, Fact, FactName, Near, Node, Not, Or, Phrase

DEEPEST = 20  #: brackets inside brackets
MOST = 1000  #: words and fields; FTS5 and SQLite take more, a reader does not
NEAR_WORDS = 10  #: distance of a NEAR that names none
FARTHEST = 10_000


class Parser:
    """Reads one query; `tree()` raises UsageError, in one readable line."""

    def __init__(self, query: str) -> None:
        self._left = tokens(query)
        self._left.reverse()
        self._deep = 0
        self._field: Column | FactName | None = None
        if sum(t.kind in (Kind.WORD, Kind.PHRASE, Kind.NEAR_GROUP) for t in self._left) > MOST:
            raise UsageError(f"more than {MOST} words; make several watches of it")

    def tree(self) -> Node:
        node = self._either()
        if self._left:
            raise UsageError("a ) has no ( before it")
        if node is None:
            raise UsageError("write a word to search for")
        return node

    def _next(self) -> Kind | None:
        return self._left[-1].kind if self._left else None

    def _either(self) -> Node | None:
        """None: nothing was there but marks without a letter or digit."""
        parts = [self._both()]
        while self._next() is Kind.OR:
            self._left.pop()
            parts.append(self._both())
        return _joined(Or, _whole(parts, "OR"))

    def _both(self) -> Node | None:
        parts: list[Node | None] = []
        after_and = False
        while self._next() not in (None, Kind.CLOSE, Kind.OR):
            if self._next() is Kind.AND:
                if after_and or not any(parts):
                    raise UsageError("AND needs a word before it and one after it")
                self._left.pop()
                after_and = True
                continue
            part = self._single()
            if after_and and part is None:
                raise UsageError("AND needs a word before it and one after it")
            after_and = False
            parts.append(part)
        if after_and:
            raise UsageError("AND needs a word before it and one after it")
        return _joined(And, [p for p in parts if p is not None])

    def _single(self) -> Node | None:
        negated, seen = False, False
        while self._next() is Kind.NOT:
            self._left.pop()
            negated, seen = not negated, True
        if seen and self._next() in (None, Kind.CLOSE, Kind.OR, Kind.AND):
            raise UsageError("NOT needs a word after it")
        node = self._atom()
        if seen and node is None:
            raise UsageError("NOT needs a word after it")
        return Not(node) if negated and node is not None else node

    def _atom(self) -> Node | None:
        token = self._left.pop()
        match token.kind:
            case Kind.OPEN:
                return self._group()
            case Kind.FIELD:
                return self._in_field(token.text)
            case Kind.NEAR_GROUP:
                return self._near_group(token)
            case Kind.WORD | Kind.PHRASE:
                return self._said(token)
            case _:
                raise UsageError("NEAR stands between two words, or as NEAR(one two, 5)")

    def _group(self) -> Node | None:
        self._deep += 1
        if self._deep > DEEPEST:
            raise UsageError(f"more than {DEEPEST} brackets inside each other")
        node = self._either()
        if not self._left:
            raise UsageError("a ( is open to the end; close it, or leave it out")
        self._left.pop()
        self._deep -= 1
        return node

    def _in_field(self, name: str) -> Node | None:
        if self._field is not None:
            raise UsageError(
                f"{name}: stands inside {self._field}:( … ); take it out of the brackets"
            )
        if self._next() in (None, Kind.CLOSE, Kind.AND, Kind.OR, Kind.NOT, Kind.NEAR):
            raise UsageError(
                f"{name}: needs a word right after the colon; NOT stands before {name}:"
            )
        self._field = Column(name) if name in tuple(Column) else FactName(name)
        node = self._atom()
        self._field = None
        if node is None:
            raise UsageError(f"{name}: needs a word right after the colon")
        return node

    def _said(self, token: Token) -> Node | None:
        """A word or phrase, those that NEAR joins to it, or a fact."""
        if isinstance(self._field, FactName):
            return _fact(self._field, token)
        phrases, distance = [self._phrase(token)], NEAR_WORDS
        while self._next() is Kind.NEAR:
            near = self._left.pop()
            distance = near.distance if near.distance is not None else NEAR_WORDS
            if self._next() not in (Kind.WORD, Kind.PHRASE):
                raise UsageError("NEAR stands between two words, or as NEAR(one two, 5)")
            phrases.append(self._phrase(self._left.pop()))
        if len(phrases) > 1:
            return self._near(phrases, distance)
        if token.distance is not None and phrases[0] is not None:  # "one two"~5
            return self._near([self._phrase(t) for t in tokens(token.text)], token.distance)
        return phrases[0]

    def _near_group(self, token: Token) -> Node:
        if isinstance(self._field, FactName):
            raise UsageError(f"{self._field}: takes a name, not NEAR")
        inside = tokens(token.text)
        if any(t.kind not in (Kind.WORD, Kind.PHRASE) for t in inside):
            raise UsageError("NEAR( … ) holds words and phrases only: NEAR(one two, 5)")
        distance = token.distance if token.distance is not None else NEAR_WORDS
        return self._near([self._phrase(t) for t in inside], distance)

    def _near(self, phrases: list[Phrase | None], distance: int) -> Node:
        kept = tuple(replace(p, column=None) for p in phrases if p is not None)
        if len(kept) < 2:
            raise UsageError("NEAR needs two words: NEAR(one two, 5)")
        if distance > FARTHEST:
            raise UsageError(f"NEAR reaches {FARTHEST} words at most")
        return Near(kept, distance, self._column())

    def _phrase(self, token: Token) -> Phrase | None:
        if not has_words(token.text):
            return None
        return Phrase(token.text, token.prefix, self._column())

    def _column(self) -> Column | None:
        return self._field if isinstance(self._field, Column) else None


def _whole(parts: list[Node | None], word: str) -> list[Node]:
    if len(parts) > 1 and None in parts:
        raise UsageError(f"{word} needs a word before it and one after it")
    return [p for p in parts if p is not None]


def _joined(kind: type[And] | type[Or], parts: list[Node]) -> Node | None:
    if len(parts) > 1:
        return kind(tuple(parts))
    return parts[0] if parts else None


def _fact(name: FactName, token: Token) -> Fact:
    value = " ".join(token.text.split())
    anything = name is FactName.CREDIT and token.prefix and not value
    if not value and not anything:
        raise UsageError(f"{name}: needs a name after the colon")
    if name is FactName.LANGUAGE and not (
        len(value) in (2, 3) and value.isascii() and value.isalpha() and not token.prefix
    ):
        raise UsageError("language: takes a code of ISO 639, two letters: language:en")
    return Fact(name, value.lower() if name is FactName.LANGUAGE else value, token.prefix)
