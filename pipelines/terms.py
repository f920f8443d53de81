"""A paragraph as its facts are compared: a number in words or figures is one term, of one value. Pure.

"Three people" and "3 people", "two thousand" and "2,000" are house style, and no change.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from pipelines.fact_words import FactWords
from pipelines.paragraphs import Paragraph

#: what stands between the parts of one number; not a dash: "20–30" are two
_INSIDE = re.compile(r"[\s\u2010\u2011-]*")
_HUNDRED, _THOUSAND = 100, 1000
_FRENCH_80 = (4, 20)


@dataclass(frozen=True)
class Terms:
    """The words of a paragraph; the parts of a number are one."""

    paragraph: Paragraph
    words: FactWords
    keys: tuple[str, ...]  #: as compared: numbers by value
    edges: tuple[tuple[int, int], ...]  #: first word and the one after the last

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each term stands there."""
        return Counter(self.keys)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each term stands."""
        places: dict[str, list[int]] = {}
        for at, key in enumerate(self.keys):
            places.setdefault(key, []).append(at)
        return places

    @cached_property
    def forms(self) -> frozenset[str]:
        """The words as they are written."""
        return frozenset(m.group() for m in self.paragraph.found)

    @cached_property
    def shouted(self) -> bool:
        """Whether all of it is in capitals."""
        return self.paragraph.text.isupper()

    def written(self, begin: int, end: int) -> str:
        """Those terms as they stand in the text."""
        first, last = self.edges[begin][0], self.edges[end - 1][1] - 1
        found = self.paragraph.found
        return self.paragraph.text[found[first].start() : found[last].end()]

    def gap(self, at: int) -> str:
        """What stands ahead of a term: space, a comma, a full stop."""
        found, first = self.paragraph.found, self.edges[at][0]
        begin = found[first - 1].end() if first else 0
        return self.paragraph.text[begin : found[first].start()]

    def is_number(self, at: int) -> bool:
        """Whether it is a figure, a number in words, or an amount such as "half"."""
        if self.keys[at][0].isdigit():
            return True
        return (
            bool(self.words.amounts) and self.written(at, at + 1).casefold() in self.words.amounts
        )

    def denies(self, at: int) -> bool:
        """Whether it is a negation; beside a number some are none: "No. 10", "3 mai"."""
        word = self.written(at, at + 1).casefold().replace("’", "'")
        if word not in self.words.negations:
            return False
        beside = (n for n in (at - 1, at + 1) if 0 <= n < len(self.keys))
        return word not in self.words.unsure or not any(self._figure(n) for n in beside)

    def _figure(self, at: int) -> bool:
        """Whether it is a number in figures: "no one" denies."""
        return self.paragraph.words[self.edges[at][0]][0].isdigit()


def terms_of(paragraph: Paragraph, words: FactWords) -> Terms:
    """The terms of a paragraph in that language."""
    keys = paragraph.words
    if words.telling.isdisjoint(keys):
        return Terms(paragraph, words, keys, tuple((n, n + 1) for n in range(len(keys))))
    joined: list[str] = []
    edges: list[tuple[int, int]] = []
    at = 0
    while at < len(keys):
        value, end = None, at
        if keys[at] in words.telling:
            value, end = _Number(paragraph, words).read(at)
        joined.append(keys[at] if value is None else str(value))
        edges.append((at, max(end, at + 1)))
        at = edges[-1][1]
    return Terms(paragraph, words, tuple(joined), tuple(edges))


class _Number:
    """Reads one number, word by word."""

    def __init__(self, paragraph: Paragraph, words: FactWords) -> None:
        self._paragraph, self._words = paragraph, words
        self._whole = 0  #: thousands
        self._part: int | None = None
        self._last = 0

    def read(self, at: int) -> tuple[int | None, int]:
        """Its value and where it ends; none if there is no number in words."""
        begin = at
        while (value := self._value(at, begin=at == begin)) is not None and self._take(value):
            at += 1
            at += self._joins(at)
        if self._part is None and not self._whole:
            return None, at
        return self._whole + (self._part or 0), at

    def _value(self, at: int, *, begin: bool = False) -> int | None:
        """What a word adds, if it goes on with the number ahead of it."""
        found = self._paragraph.found
        if at >= len(found):
            return None
        value = self._words.numbers.get(found[at].group().casefold())
        apart = self._paragraph.text[found[at - 1].end() : found[at].start()] if at else ""
        return value if begin or _INSIDE.fullmatch(apart) else None

    def _take(self, value: int) -> bool:
        if value < _HUNDRED or (value % _HUNDRED == 0 and _HUNDRED < value < _THOUSAND):
            return self._add(value)
        if value > _THOUSAND and (self._part is not None or self._whole):
            return False  # a term of its own, as behind figures: "3 million", "three million"
        if value == _HUNDRED:
            if self._part is not None and self._part >= _HUNDRED:
                return False
            self._part = (self._part or 1) * _HUNDRED
        elif self._whole:
            return False
        else:
            self._whole, self._part = (self._part or 1) * value, None
        self._last = value
        return True

    def _add(self, value: int) -> bool:
        part, last = self._part, self._last
        if part is None or (last in (_HUNDRED, 200, 300, 500) and value < _HUNDRED):
            self._part = (part or 0) + value
        elif (last, value) == _FRENCH_80 and "vingt" in self._words.numbers:
            self._part, value = part - last + 80, 80
        elif self._tens(last, value):
            self._part = part + value
        else:
            return False
        self._last = value
        return True

    def _tens(self, last: int, value: int) -> bool:
        """ "Twenty-three"; "soixante-dix"."""
        if last % 10 or not 20 <= last < _HUNDRED:
            return False
        return value < 10 or (value < 20 and last in (60, 80) and "vingt" in self._words.numbers)

    def _joins(self, at: int) -> int:
        """1 where "and" goes on with the number: "one hundred and five"."""
        found = self._paragraph.found
        if at >= len(found) or found[at].group().casefold() not in self._words.joining:
            return 0
        after = self._value(at + 1)
        if after is None or after >= _HUNDRED or not _INSIDE.fullmatch(self._ahead(at)):
            return 0
        if self._last >= _HUNDRED:
            return int(self._last == _HUNDRED or "and" not in self._words.joining)
        return int("and" not in self._words.joining and self._tens(self._last, after))

    def _ahead(self, at: int) -> str:
        found = self._paragraph.found
        return self._paragraph.text[found[at - 1].end() : found[at].start()]
