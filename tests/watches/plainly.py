"""What a query means, said a second time and as simply as can be: whole texts, no index, no SQL.

`Wish` is written as a person would type it by `typed`, and asked of an article by `holds`. Nothing
here imports the query language it is the measure of.
"""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal


@dataclass(frozen=True)
class Piece:
    """An article, as far as a query may ask of it."""

    title: str
    text: str
    source: str
    outlet: str | None
    language: str | None
    credits: tuple[tuple[str, str, str | None], ...]  #: (name, tag, agency)


@dataclass(frozen=True)
class Said:
    """A word or phrase."""

    words: str
    begins: bool = False
    column: str | None = None


@dataclass(frozen=True)
class Close:
    """Words or phrases near each other."""

    said: tuple[str, ...]
    distance: int
    column: str | None = None


@dataclass(frozen=True)
class Known:
    """source:, language:, credit:"""

    field: Literal["source", "language", "credit"]
    value: str
    begins: bool = False


@dataclass(frozen=True)
class Without:
    wish: Wish
    sign: bool = False  #: written as - instead of NOT


@dataclass(frozen=True)
class Both:
    wishes: tuple[Wish, ...]
    written: bool = False  #: with AND


@dataclass(frozen=True)
class Either:
    wishes: tuple[Wish, ...]


Wish = Said | Close | Known | Without | Both | Either


def typed(wish: Wish) -> str:
    """As a person types it."""
    match wish:
        case Said(words, begins, column):
            star = "*" if begins else ""
            plain = re.fullmatch(r"[\w'+-]+", words) and words[0] not in "+-"
            return f"{column}:" * bool(column) + (f"{words}{star}" if plain else f'"{words}{star}"')
        case Close(said, distance, column):
            inside = " ".join(f'"{s}"' if " " in s else s for s in said)
            return f"{column}:" * bool(column) + f"NEAR({inside}, {distance})"
        case Known(field, value, begins):
            star = "*" if begins else ""
            return f'{field}:"{value}{star}"' if " " in value else f"{field}:{value}{star}"
        case Without(inner, sign):
            return f"-({typed(inner)})" if sign else f"NOT ({typed(inner)})"
        case Both(wishes, written):
            return (" AND " if written else " ").join(f"({typed(w)})" for w in wishes)
        case Either(wishes):
            return " OR ".join(f"({typed(w)})" for w in wishes)


def holds(wish: Wish, piece: Piece) -> bool:
    """Whether the article is one of those that are asked for."""
    match wish:
        case Said(words, begins, column):
            return any(
                _places(words, begins, column_words) for column_words in _columns(piece, column)
            )
        case Close(said, distance, column):
            return any(_close(said, distance, words) for words in _columns(piece, column))
        case Known():
            return _known(wish, piece)
        case Without(inner):
            return not holds(inner, piece)
        case Both(wishes):
            return all(holds(w, piece) for w in wishes)
        case Either(wishes):
            return any(holds(w, piece) for w in wishes)


@cache
def words_of(text: str) -> list[str]:
    """Small, without accents, split at whatever is no letter or digit."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", bare.lower())


def _columns(piece: Piece, column: str | None) -> list[list[str]]:
    chosen = {"title": [piece.title], "text": [piece.text], None: [piece.title, piece.text]}[column]
    return [words_of(c) for c in chosen]


def _places(phrase: str, begins: bool, words: list[str]) -> list[int]:
    wanted = words_of(phrase)
    found = []
    for start in range(len(words) - len(wanted) + 1):
        here = words[start : start + len(wanted)]
        last = here[-1].startswith(wanted[-1]) if begins else here[-1] == wanted[-1]
        if here[:-1] == wanted[:-1] and last:
            found.append(start)
    return found


def _close(said: tuple[str, ...], distance: int, words: list[str]) -> bool:
    """Each ends at most `distance` words before the beginning of the last of them."""
    places = [[(p, p + len(words_of(s))) for p in _places(s, False, words)] for s in said]
    beginnings = [begin for spans in places for begin, _ in spans]
    return any(
        all(
            any(begin <= last and last - end <= distance for begin, end in spans)
            for spans in places
        )
        for last in beginnings
    )


def _known(wish: Known, piece: Piece) -> bool:
    if wish.field == "language":
        return piece.language == wish.value.lower()
    names = [piece.source, piece.outlet]
    if wish.field == "credit":
        names = [said for credit in piece.credits for said in credit]
    small = [n.lower() for n in names if n is not None]
    return any(
        n.startswith(wish.value.lower()) if wish.begins else n == wish.value.lower() for n in small
    )


WORDS = ("radar", "coast", "coastal", "frigate", "frigates", "budget", "strike", "ferry", "café", "joint",
         "exercise", "covid-19", "it's", "Über", "mine", "not", "and")  # fmt: skip
SOURCES = (
    ("gazette", "The Gazette"),
    ("naval-news", "Naval News"),
    ("naval-weekly", None),
    ("bote", "Der Bote"),
)
CREDITS = ((), (("Agence France-Presse", "AFP", "afp"),), (("Reuters", "Reuters", "reuters"), ("dpa", "dpa", None)),
           (("Strait Wire", "SW", None),))  # fmt: skip


BLANK = Piece("", "", "", None, None, ())  #: matches only what is a list of what is not wanted


def press(pieces: int = 60) -> list[Piece]:
    """Articles of few words, so that every question has some that answer it and some that do not."""
    dice = random.Random(5)
    made = []
    for _ in range(pieces):
        source, outlet = dice.choice(SOURCES)
        title = " ".join(dice.choices(WORDS, k=dice.randint(1, 4)))
        text = ". ".join(" ".join(dice.choices(WORDS, k=dice.randint(1, 6))) for _ in range(3))
        language = dice.choice(("en", "de", "ms", None))
        made.append(Piece(title.title(), text, source, outlet, language, dice.choice(CREDITS)))
    return made
