"""What editors and scanners do to a text, each at a level: harder than the labelled set does.

Every operation takes (paragraphs, level, chance) and gives paragraphs; the same seed, the same text.
Words and sentences set in are of our own writing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Rows = list[str]
Edit = Callable[[Rows, float, random.Random], Rows]

LOCAL = (
    "Residents along the canal say they will wait for the council meeting on Thursday before they decide.",
    "Our reporter could not reach the mill's owners by telephone on the evening of publication.",
    "The ferry office in Lower Marsh has promised an extra sailing should the crowds return.",
    "Shopkeepers on Tanner Street have put up posters asking for the same answer since the spring.",
    "A choir from the valley will sing in the market hall while the repairs are going on.",
    "Those who lost tickets in the flood may ask for new ones at the harbour kiosk until noon.",
    "The parish has kept a list of every lamp that failed during the storms of last winter.",
    "Teachers at the hill school have started a garden that feeds the kitchen twice a week.",
)
TAILS = (
    "Have you seen something we should know about? Write to the night desk of this paper.",
    "This page is printed on paper from managed forests. All rights remain with the publisher.",
    "Sign up to our morning letter and never miss a tide table again. It costs nothing.",
    "Comments close after two days. Be kind to one another and stay with the subject.",
)
_INSTEAD = dict(
    pair.split("/") for pair in (  # noqa: SIM905 (a table)
        "said/stated told/informed asked/inquired began/started big/large small/little help/assist"
        " show/reveal shows/reveals after/following before/prior about/around also/additionally but/yet"
        " because/since while/whereas many/numerous people/persons government/administration"
        " president/leader police/officers money/funds plan/proposal plans/proposals deal/agreement"
        " talks/negotiations attack/assault killed/slain hurt/injured found/discovered called/urged"
        " wants/seeks want/seek need/require needs/requires use/employ used/employed get/obtain"
        " got/obtained give/provide gave/provided make/create made/created keep/retain kept/retained"
        " think/believe thinks/believes year/twelvemonth country/nation countries/nations state/province"
        " law/statute court/tribunal case/matter report/account reports/accounts group/organisation"
        " groups/organisations official/functionary officials/functionaries company/firm companies/firms"
        " week/sennight major/significant important/crucial according/pursuant against/versus"
        " likely/probable recently/lately nearly/almost often/frequently quickly/rapidly rise/increase"
        " fall/decline rose/increased fell/declined more/greater will/shall next/coming last/previous"
    ).split()
)  # fmt: skip
_SPELLING = (
    (re.compile(r"iz(e|ed|ing|ation)\b"), r"is\1"), (re.compile(r"\b(col|hon|lab|fav|neighb)or"), r"\1our"),
    (re.compile(r"\b(cent)er\b"), r"\1re"), (re.compile(r"\b(defen)se\b"), r"\1ce"),
    (re.compile(r"\b(trave|mode|cance)l(ed|ing)\b"), r"\1ll\2"), (re.compile(r"\bprogram\b"), "programme"),
)  # fmt: skip
_CONFUSED = {
    "m": "rn", "l": "1", "i": "l", "o": "0", "e": "c", "h": "b", "c": "e", "u": "n", "n": "u",
    "a": "o", "f": "t", "s": "5", "B": "8", "S": "5", "O": "0", "g": "q", "d": "cl", "w": "vv",
}  # fmt: skip


def cut(rows: Rows, level: float, chance: random.Random) -> Rows:
    """The first part of the text is left: `level` of its words."""
    left, kept = level * sum(len(row.split()) for row in rows), []
    for row in rows:
        kept.append(row)
        left -= len(row.split())
        if left <= 0:
            break
    return kept


def lead(rows: Rows, level: float, chance: random.Random) -> Rows:
    """A new lead of so many sentences instead of the first paragraph."""
    return [*chance.sample(LOCAL, int(level)), *rows[1:]]


def local(rows: Rows, level: float, chance: random.Random) -> Rows:
    """So many paragraphs of its own set in."""
    rows = list(rows)
    for sentence in chance.sample(LOCAL, int(level)):
        rows.insert(chance.randint(1, len(rows)), sentence)
    return rows


def shuffle(rows: Rows, level: float, chance: random.Random) -> Rows:
    """`level` of the paragraphs change places."""
    moved = sorted(chance.sample(range(len(rows)), int(level * len(rows))))
    instead = dict(zip(moved, chance.sample(moved, len(moved)), strict=True))
    return [rows[instead.get(n, n)] for n in range(len(rows))]


def synonyms(rows: Rows, level: float, chance: random.Random) -> Rows:
    """`level` of the words in the table are replaced."""

    def swap(found: re.Match[str]) -> str:
        word = found.group()
        return _INSTEAD.get(word, word) if chance.random() < level else word

    return [re.sub(r"[a-z]+", swap, row) for row in rows]


def spelling(rows: Rows, level: float, chance: random.Random) -> Rows:
    """American spelling becomes British."""
    for seen, instead in _SPELLING:
        rows = [seen.sub(instead, row) for row in rows]
    return rows


def sentences(rows: Rows, level: float, chance: random.Random) -> Rows:
    """`level` of the sentence ends become commas, and of the commas sentence ends."""

    def turn(found: re.Match[str]) -> str:
        if chance.random() >= level:
            return found.group()
        sign, letter = found.groups()
        return f", and {letter.lower()}" if sign == "." else f". {letter.upper()}"

    return [re.sub(r"([.,]) (\w)", turn, row) for row in rows]


def rewording(rows: Rows, level: float, chance: random.Random) -> Rows:
    """Of 100 words `level` are dropped, doubled or change places with the next."""
    return [" ".join(_reworded(row.split(), level / 100, chance)) for row in rows]


def _reworded(words: Rows, share: float, chance: random.Random) -> Rows:
    made: Rows = []
    for word in words:
        if chance.random() >= share:
            made.append(word)
            continue
        turn = chance.randrange(3)
        if turn == 1:
            made += [word, chance.choice(("then", "now", "there", "indeed"))]
        elif turn == 2 and made:
            made.insert(-1, word)
    return made


def drop_sentences(rows: Rows, level: float, chance: random.Random) -> Rows:
    """`level` of the sentences are left out."""
    made = [
        " ".join(s for s in re.split(r"(?<=[.!?]) ", row) if chance.random() >= level)
        for row in rows
    ]
    return [row for row in made if row] or rows[:1]


def quotes(rows: Rows, level: float, chance: random.Random) -> Rows:
    """Quotations lose `level` of their words."""

    def trim(found: re.Match[str]) -> str:
        words = found.group(1).split()
        return f"“{' '.join(words[: max(3, round((1 - level) * len(words)))])}”"

    return [re.sub(r"[“\"]([^“”\"]{30,})[”\"]", trim, row) for row in rows]


def scan(rows: Rows, level: float, chance: random.Random) -> Rows:
    """Of 100 characters `level` are misread; so are spaces, at a tenth of that; lines break words."""
    return [_scanned(row, level / 100, chance) for row in rows]


def _scanned(row: str, share: float, chance: random.Random) -> str:
    made: Rows = []
    width = 0
    for at, letter in enumerate(row):
        width += 1
        if letter == " " and (chance.random() < share / 10):
            continue
        if width > 60 and letter.isalpha() and row[at - 1].isalpha() and chance.random() < 0.25:
            made.append("-\n")
            width = 0
        elif width > 60 and letter == " ":
            made.append("\n")
            width = 0
            continue
        made.append(_CONFUSED.get(letter, letter) if chance.random() < share else letter)
    return "".join(made)


def tail(rows: Rows, level: float, chance: random.Random) -> Rows:
    """So many lines of house text behind it, and one ahead."""
    return [chance.choice(TAILS), *rows, *chance.sample(TAILS, int(level))]
