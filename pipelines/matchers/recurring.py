"""Recurring formats: weather, markets, results, obituaries, horoscopes.

Two issues of one format share the frame and differ in the facts, so the facts decide: the numbers
and names inside the shared frame, the grams that are not stock, and headlines that differ in
nothing but a name or a date. A true copy keeps all of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .opinion import Opinion
from .overlap import Overlap

FACTS_LOST = 0.2  #: share of the frame's numbers and names that the other lacks (table 4)
FACTS_LOST_SHORT = 0.1  #: the same when under BRIEF words are shared (table 4)
NUMBERS_LOST = 0.25  #: the same of its numbers alone, in a short text (table 4)
SAME_OUTLET_LOST = 0.05  #: two pieces of one outlet: a small change of facts is enough (table 4)
OWN_GRAMS = 0.5  #: of a text that is mostly stock, the share of its own grams that must agree
FEW = 2  #: facts that must differ; in another outlet, on one side: see FORGIVEN (table 4)
MANY, MOST = 4, 0.6  #: so many and most of its numbers: a format, however long (table 4)
FORGIVEN = 0.6  #: of the less contained text: one changed figure is an edit or a slip (table 4)
BRIEF = 100  #: shared words
SHORT = 150  #: shared words; two wrong numbers in a longer text are slips, not a format (table 4)
HEADED = (
    250  #: shared words; formats are short, so headlines of longer texts are not asked (table 4)
)
ONE_TEXT = 0.9  #: of one text: from here, or from HEADED words on, "2,400" is one figure; else two
SKELETON = 0.4  #: shared part of two headlines above which they are one headline filled in twice

_WORD = re.compile(r"\w+")


def judge(pair: Overlap) -> Opinion | None:
    """No match when the frame agrees and the facts do not."""
    a, b = pair.a.facts, pair.b.facts
    numbers = a.numbers + b.numbers
    facts = numbers + a.names + b.names
    # a fact was changed only where the other side has something else instead: a line set in is none;
    # and "2,400" is one figure, but for reports of markets, which are full of such
    short = pair.words < SHORT
    one_text = pair.words >= HEADED or max(side.share for side in pair.sides) >= ONE_TEXT
    gone = [s.numbers_lost - (s.joined if one_text and not short else 0) for s in (a, b)]
    numbers_lost = min(gone[0], b.own), min(gone[1], a.own)
    lost = min(gone[0] + a.names_lost, b.own), min(gone[1] + b.names_lost, a.own)
    if sum(numbers_lost) >= max(MANY, MOST * numbers):
        return _refuse(max(numbers_lost), "numbers")
    if (
        _too_many(pair, numbers_lost)
        and sum(numbers_lost) >= NUMBERS_LOST * numbers
        and (short or sum(lost) >= FACTS_LOST_SHORT * facts)
    ):
        return _refuse(max(numbers_lost), "numbers")
    if _too_many(pair, lost) and sum(lost) >= _allowed(pair) * facts:
        return _refuse(max(lost), "numbers and names")
    stocky = [side for side in (pair.a, pair.b) if side.text.stocky]
    if stocky and max(side.distinct_share for side in stocky) < OWN_GRAMS:
        return Opinion(None, "they share a recurring frame; what is their own differs")
    if pair.words < HEADED and filled_in_twice(pair.one.title, pair.other.title):
        return Opinion(None, "a recurring format: the headlines differ only in what was filled in")
    return None


def _too_many(pair: Overlap, lost: tuple[int, int]) -> bool:
    """A single figure that differs counts on both sides, but may be an editor's or a scanner's."""
    forgiven = not pair.same_outlet and pair.sides[1].share >= FORGIVEN
    return max(lost) >= FEW or (sum(lost) >= FEW and not forgiven)


def _allowed(pair: Overlap) -> float:
    if pair.same_outlet:
        return SAME_OUTLET_LOST
    return FACTS_LOST_SHORT if pair.words < BRIEF else FACTS_LOST


def _refuse(lost: int, what: str) -> Opinion:
    return Opinion(None, f"a recurring format: {lost} {what} in the shared frame differ")


def filled_in_twice(one: str, other: str) -> bool:
    """Whether two headlines share a skeleton and each has a name or number that the other lacks."""
    a, b = _words(one), _words(other)
    if len(a & b) < SKELETON * max(len(a), len(b)):
        return False
    return _has_fact(a - b) and _has_fact(b - a)


@lru_cache(maxsize=4096)
def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title))


def _has_fact(words: frozenset[str]) -> bool:
    return any(w[0].isupper() or w[0].isdigit() for w in words)
