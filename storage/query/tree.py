"""What a query says, as a tree of values. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """Where words are looked for when one column is named."""

    TITLE = "title"
    TEXT = "text"


class FactName(StrEnum):
    """What is known of an article beside its words."""

    SOURCE = "source"
    LANGUAGE = "language"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One or more words in a row."""

    text: str
    prefix: bool = False  #: the last word may go on: frigat*
    column: Column | None = None  #: None: title or text


@dataclass(frozen=True, slots=True)
class Near:
    """Phrases close together in one column, in any order."""

    phrases: tuple[Phrase, ...]
    distance: int  #: most words between the end of any of them and the beginning of the last
    column: Column | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """source:, language: or credit:. Compared without regard to the case of ASCII letters."""

    name: FactName
    value: str
    prefix: bool = False  #: the value may go on


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that `part` does not match."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """All of them; at least two."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them; at least two."""

    parts: tuple[Node, ...]


Node = Phrase | Near | Fact | Not | And | Or


def wants_something(node: Node) -> bool:
    """Whether it asks for anything: an article without words, source or credit must not match."""
    return not _matches_nothing_said(node)


def _matches_nothing_said(node: Node) -> bool:
    match node:
        case Not(part):
            return not _matches_nothing_said(part)
        case And(parts):
            return all(_matches_nothing_said(p) for p in parts)
        case Or(parts):
            return any(_matches_nothing_said(p) for p in parts)
        case _:
            return False


def wanted_words(node: Node) -> Iterator[Phrase | Near]:
    """The words that are asked for; those after NOT are left out."""
    match node:
        case Phrase() | Near():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from wanted_words(part)
