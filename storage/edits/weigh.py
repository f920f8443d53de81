"""Which changes matter: headline, numbers, negations and names first; times of day never.

A change of figures or of a "not" is what a corrector and a competitor look for; a comma is not a
change at all (`diff` does not see it), and "Updated 10:42" is a clock, not news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from storage.edits.diff import Diff, Fate, Mark, Piece, Row, diff_texts, plain, tokens

CONTEXT = 3  #: words on either side, so that a bare number can be found again in another text


class Weight(IntEnum):
    """The order in which changes are told."""

    HEADLINE = 0
    NUMBER = 1
    NEGATION = 2
    NAME = 3
    WORDS = 4
    TRIVIAL = 9


WORDS_FOR = {
    Weight.HEADLINE: "headline",
    Weight.NUMBER: "figure",
    Weight.NEGATION: "negation",
    Weight.NAME: "name",
    Weight.WORDS: "wording",
    Weight.TRIVIAL: "trivial",
}


@dataclass(frozen=True, slots=True)
class Change:
    """Some words that became others, with the words around them."""

    weight: Weight
    before: str  #: empty when something was added
    after: str  #: empty when something was cut
    left: str = ""
    right: str = ""
    whole: bool = False  #: a whole paragraph

    @property
    def said(self) -> str:
        """The kind of the change, in a word."""
        return WORDS_FOR[self.weight]


_NUMBER = re.compile(r"\d")
_STAMP = re.compile(r"\b(?:updated|last modified|aktualisiert|stand(?=:))\W+(?=\S*\d|\w+ \d)", re.I)
#: 10:42, or 10.42 with a word for it: "2.50" alone is a figure
_CLOCK = re.compile(r"\b(?:[01]?\d|2[0-3])(?::[0-5]\d\b|\.[0-5]\d\s?(?:uhr|h|[ap]\.?m)\b)", re.I)
_STAMP_LINE = 8  #: words; a longer line that holds a time of day is a sentence
_NOT = {
    "not", "no", "never", "none", "without", "neither", "nor", "cannot", "isn't", "wasn't", "don't",
    "didn't", "doesn't", "won't", "nicht", "kein", "keine", "keinen", "nie", "ohne", "pas", "jamais",
    "sin", "nunca", "tidak", "bukan", "tanpa",
}  # fmt: skip


def changes_between(title: str, text: str, new_title: str, new_text: str) -> list[Change]:
    """What became different, the weightiest first; nothing that is only a time of day."""
    found = []
    if [plain(t) for t in tokens(title)] != [plain(t) for t in tokens(new_title)]:
        found.append(Change(Weight.HEADLINE, title, new_title))
    found += changes_in(diff_texts(text, new_text))
    return sorted((c for c in found if c.weight is not Weight.TRIVIAL), key=lambda c: c.weight)


def changes_in(diff: Diff) -> list[Change]:
    """Each place where a diff differs."""
    found: list[Change] = []
    for row in diff.rows:
        match row.fate:
            case Fate.CHANGED:
                found += _inside(row.pieces, stamp=_is_stamp(row.pieces))
            case Fate.REMOVED | Fate.ADDED:
                found.append(_whole(row))
    return found


def _whole(row: Row) -> Change:
    before = " ".join(p.before for p in row.pieces)
    after = " ".join(p.after for p in row.pieces)
    weight = Weight.TRIVIAL if _is_clock(before or after) else Weight.WORDS
    return Change(weight, before, after, whole=True)


def _is_stamp(pieces: Sequence[Piece]) -> bool:
    """Whether the line is nothing but a stamp: "Updated 10:42", "Last modified 3 May 2026, 10:42"."""
    return any(
        _is_clock(" ".join(side))
        for side in zip(*((p.before, p.after) for p in pieces), strict=True)
    )


def _inside(pieces: Sequence[Piece], *, stamp: bool) -> list[Change]:
    found = []
    place = 0
    while place < len(pieces):
        if pieces[place].mark is Mark.SAME:
            place += 1
            continue
        end = place
        while end < len(pieces) and pieces[end].mark is not Mark.SAME:
            end += 1
        before = " ".join(p.before for p in pieces[place:end] if p.before)
        after = " ".join(p.after for p in pieces[place:end] if p.after)
        left = pieces[place - 1].before.split()[-CONTEXT:] if place else []
        right = pieces[end].before.split()[:CONTEXT] if end < len(pieces) else []
        after_a_stamp = _STAMP.search(" ".join([*left, after]))
        weight = Weight.TRIVIAL if stamp or after_a_stamp else weigh(before, after)
        found.append(Change(weight, before, after, " ".join(left), " ".join(right)))
        place = end
    return found


def weigh(before: str, after: str) -> Weight:
    """The weight of some words becoming others."""
    gone, come = before.split(), after.split()
    if _numbers(gone) != _numbers(come):
        return Weight.NUMBER
    if {plain(w) for w in gone} & _NOT != {plain(w) for w in come} & _NOT:
        return Weight.NEGATION
    if _names(gone) != _names(come):
        return Weight.NAME
    return Weight.WORDS


def _is_clock(words: str) -> bool:
    """A short line with a time of day, or that says it is an update's."""
    if len(words.split()) > _STAMP_LINE:
        return False
    sentence = words.rstrip().endswith((".", "!", "?"))
    return _STAMP.match(words) is not None or (not sentence and _CLOCK.search(words) is not None)


def _numbers(words: Sequence[str]) -> list[str]:
    return sorted(plain(w) for w in words if _NUMBER.search(w))


def _names(words: Sequence[str]) -> list[str]:
    return sorted(plain(w) for w in words if w[:1].isupper())
