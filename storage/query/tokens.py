"""What was typed → tokens. Whatever is no syntax is a word: `it's`, `covid-19`, `C++`."""

from __future__ import annotations

import difflib
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import Enum, auto

from presswatch.errors import UsageError
from storage.query.tree import Column, FactName

FIELDS = (*Column, *FactName)
#: fields of other tools: whoever types one means a field and not a word
_FOREIGN = (
    "after",
    "author",
    "before",
    "date",
    "domain",
    "headline",
    "lang",
    "outlet",
    "site",
    "url",
)
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # ends an SQL text, or cannot be stored
_QUOTES = str.maketrans("“”„‟«»", '""""""')
_PIECE = re.compile(
    r'(?P<open>\()|(?P<close>\))|(?P<phrase>"[^"]*"\*?(?:~\d+)?)|(?P<word>[^\s()"]+)|(?P<stray>")'
)
_NEAR_END = re.compile(r"\s*,\s*(\d+)?\s*$")


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()  #: between two words
    NEAR_GROUP = auto()  #: NEAR( … ), whole
    FIELD = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query."""

    kind: Kind
    text: str = ""  #: of a word or phrase; the name of a field; what stands inside NEAR( … )
    prefix: bool = False
    distance: int | None = None  #: of NEAR, where it is written


_OPERATORS = {
    "AND": Kind.AND, "&": Kind.AND, "&&": Kind.AND, "OR": Kind.OR, "|": Kind.OR, "||": Kind.OR,
    "NOT": Kind.NOT,
}  # fmt: skip


def tokens(query: str) -> list[Token]:
    """Raises UsageError, in one readable line."""
    return list(_read(_UNREADABLE.sub(" ", query).translate(_QUOTES)))


def _read(text: str) -> Iterator[Token]:
    at = 0
    while found := _PIECE.search(text, at):
        at = found.end()
        piece = found.group()
        if found["open"]:
            yield Token(Kind.OPEN)
        elif found["close"]:
            yield Token(Kind.CLOSE)
        elif found["phrase"]:
            yield _phrase(piece)
        elif found["stray"]:
            raise UsageError('a " is open to the end; close it, or leave it out')
        elif piece[0] in "+-" and (len(piece) > 1 or text[at : at + 1] in ('"', "(")):
            if piece[0] == "-":
                yield Token(Kind.NOT)
            at = found.start() + 1  # what follows the sign is read for itself
        elif piece in _OPERATORS:
            yield Token(_OPERATORS[piece])
        elif near := re.fullmatch(r"NEAR(?:/(\d+))?", piece):
            if text[at : at + 1] == "(" and near[1] is None:
                at = _end_of_group(text, at)
                yield _near_group(text[found.end() + 1 : at - 1])
            else:
                yield Token(Kind.NEAR, distance=int(near[1]) if near[1] else None)
        elif field := _field(piece, text[at : at + 1]):
            yield Token(Kind.FIELD, field)
            at = found.start() + len(field) + 1
        else:
            yield _word(piece)


def _word(piece: str) -> Token:
    text = piece.rstrip("*")
    return Token(Kind.WORD, text, prefix=text != piece)


def _phrase(piece: str) -> Token:
    inside, _, rest = piece[1:].partition('"')
    distance = int(rest.partition("~")[2]) if "~" in rest else None
    text = inside.rstrip("* ") if inside.rstrip().endswith("*") else inside
    return Token(
        Kind.PHRASE, text, prefix=text != inside or rest.startswith("*"), distance=distance
    )


def _field(piece: str, following: str) -> str | None:
    """The name of a field that the piece begins with."""
    name, colon, rest = piece.partition(":")
    if not colon or not (name.isascii() and name.isalpha()) or rest.startswith("//"):
        return None
    small = name.lower()
    if small in FIELDS:
        if not rest and following not in ('"', "("):
            raise UsageError(f"{name}: needs a word right after the colon, without a blank")
        return small
    meant = difflib.get_close_matches(small, (*FIELDS, *_FOREIGN), n=1, cutoff=0.75)
    if meant and (rest or following in ('"', "(")):
        instead = f"did you mean {meant[0]}:? " if meant[0] in FIELDS else ""
        raise UsageError(
            f"there is no field {name}:, only {': '.join(FIELDS)}:; {instead}"
            f'to search for the words, write "{name} …" in quotes'
        )
    return None


def _end_of_group(text: str, start: int) -> int:
    """The place after the bracket that closes the one at `start`; brackets in quotes are words."""
    quoted = False
    for at in range(start + 1, len(text)):
        if text[at] == '"':
            quoted = not quoted
        elif not quoted and text[at] == ")":
            return at + 1
        elif not quoted and text[at] == "(":
            raise UsageError("NEAR( … ) holds words and phrases, no further brackets")
    raise UsageError("NEAR( is open to the end; write NEAR(one two, 5)")


def _near_group(inside: str) -> Token:
    end = _NEAR_END.search(inside)
    distance = int(end[1]) if end and end[1] else None
    return Token(Kind.NEAR_GROUP, inside[: end.start()] if end else inside, distance=distance)


_asking = threading.Lock()
_probe: list[sqlite3.Connection] = []


def has_words(text: str) -> bool:
    """Whether the search index sees a word in it. Asked of the index: it has its own Unicode."""
    if any(c.isalnum() and c < "\u0250" for c in text):
        return True
    with _asking:
        if not _probe:
            _probe.append(sqlite3.connect(":memory:", check_same_thread=False))
            _probe[0].executescript(
                "create virtual table said using fts5(words, tokenize='unicode61 remove_diacritics 2');"
                "create virtual table seen using fts5vocab(said, 'row');"
            )
        _probe[0].execute("delete from said")
        _probe[0].execute("insert into said values (?)", [text])
        with closing(_probe[0].execute("select count(*) from seen")) as counted:
            return bool(counted.fetchone()[0])
