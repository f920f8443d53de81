"""What a person types to search or to watch → SQL that cannot fail.

ministry "joint exercise" OR drill            words, phrases, OR; AND is implied
frigate -budget    frigate NOT budget         without
frigat*   "joint exerc*"                      beginnings of words
NEAR(radar coast, 5)   radar NEAR/5 coast     at most five words between; ten where none is named
title:frigate   title:(frigate OR corvette)   one column: title or text
source:naval-news   source:"Naval News"       the source's name or title; source:naval* begins so
language:de   credit:AFP   credit:*           of that language; crediting AFP; crediting anybody

query = read_query(typed)                     # UsageError: one readable line
where = query.where("a")                      # a condition on `articles a`
db.execute(f"select a.id from articles a where {where.sql}", where.values)
query.words                                   # FTS5, for snippets and ranks; None: only facts
"""

from __future__ import annotations

from dataclasses import dataclass

from presswatch.errors import UsageError
from storage.query.parser import Parser
from storage.query.sql import Condition, condition, fts5
from storage.query.tree import Node, Or, wanted_words, wants_something

__all__ = ["Condition", "Query", "read_query", "to_fts5"]

LONGEST = 10_000  #: characters
_SHOWN = 60  #: characters of a query in a message


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood."""

    text: str  #: as typed
    tree: Node

    def where(self, articles: str = "a") -> Condition:
        """The condition for a statement that reads `articles` under this alias."""
        return condition(self.tree, articles)

    @property
    def words(self) -> str | None:
        """An FTS5 expression of any of the words asked for: what a snippet should show."""
        words = tuple(wanted_words(self.tree))
        return fts5(Or(words) if len(words) > 1 else words[0]) if words else None

    @property
    def match(self) -> str | None:
        """The whole query as FTS5; None where it asks for more than words."""
        return fts5(self.tree)


def read_query(typed: str) -> Query:
    """Raises UsageError, in one readable line, for what cannot be searched."""
    text = typed.strip()
    shown = " ".join(text[:_SHOWN].split()) + ("…" if len(text) > _SHOWN else "")
    shown = "".join(c if c.isprintable() else "?" for c in shown)
    if len(text) > LONGEST:
        raise UsageError(f"the query {shown!r} is longer than {LONGEST} characters")
    try:
        tree = Parser(text).tree()
    except UsageError as error:
        raise UsageError(f"{error} (in {shown!r})" if shown else str(error)) from None
    if not wants_something(tree):
        raise UsageError(f"the query {shown!r} only says what is not wanted; add what is")
    return Query(text, tree)


def to_fts5(query: str) -> str:
    """The query as one FTS5 expression. Raises UsageError also for what is more than words."""
    match = read_query(query).match
    if match is None:
        raise UsageError(
            "source:, language: and credit: cannot be searched here; make a watch of it"
        )
    return match
