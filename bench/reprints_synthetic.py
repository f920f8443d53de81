"""Articles without end, for speed and growth: invented words, real proportions. Nothing of a corpus.

Words follow Zipf's law over 30,000 invented ones, some of them names and numbers; an article has 60
to 1,600 words (median 500) in paragraphs of two or three sentences, every fourth a quotation. A
third (35 %) are copies: cut from the bottom, with a new lead and a local paragraph, on average eight
hours after the original; three in ten copies are of one original in twenty, so that some stories
have dozens. Every outlet of 300 prints its own footer and one of its five author boxes. Dates run
on, 2,000 articles a day.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np

from presswatch.values import Article, Link, Page

OUTLETS, BOXES = 300, 5
A_DAY = 2_000
COPIES = 0.35
LAG, OLDEST = 430, 5_000  #: originals that came between an original and its copy: mean, most
WIDELY, ONE_IN = 0.3, 20  #: this share of the copies is of one original in so many
_START = datetime(2026, 1, 1, tzinfo=UTC)
_WEIGHTS = 1 / (np.arange(30_000) + 2.7)  # Zipf's law as Mandelbrot corrected it
_SHARES = np.cumsum(_WEIGHTS / _WEIGHTS.sum())[:-1]


def articles(count: int, seed: int = 1) -> Iterator[Article]:
    """The same articles for the same seed."""
    press = _Press(seed)
    for n in range(count):
        yield press.article(n)


class Writer:
    """Writes paragraphs."""

    def __init__(self, seed: int) -> None:
        self._chance, self._numbers = random.Random(seed), np.random.default_rng(seed)
        self._lexicon = _lexicon(self._chance)

    def paragraph(self, words: int, *, quoted: bool = False) -> str:
        """So many words, in sentences."""
        ranks = np.searchsorted(_SHARES, self._numbers.random(words))
        chosen = [self._lexicon[r] for r in ranks.tolist()]
        sentences = [" ".join(chosen[n : n + 18]) for n in range(0, words, 18)]
        said = ". ".join(s[0].upper() + s[1:] for s in sentences)
        return f"“{said}.”" if quoted else f"{said}."


class _Press(Writer):
    """Writes articles and copies them."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._footers = [self.paragraph(40) for _ in range(OUTLETS)]
        self._boxes = [[self.paragraph(25) for _ in range(BOXES)] for _ in range(OUTLETS)]
        self._originals: list[list[str]] = []

    def article(self, n: int) -> Article:
        """The next article; one out of three is a copy of an earlier one."""
        if self._originals and self._chance.random() < COPIES:
            rows = self._copied()
        else:
            rows = self._written()
            self._originals.append(rows)
        outlet = n * 7919 % OUTLETS
        rows = [*rows, self._chance.choice(self._boxes[outlet]), self._footers[outlet]]
        name = f"paper{outlet}"
        url = f"https://{name}.example/{n}"
        at = _START + timedelta(days=n / A_DAY)
        page = Page(url, name, b"", at, Link(url))
        return Article(page, url, rows[0][:60], "\n".join(rows), published_at=at, language="en")

    def _written(self) -> list[str]:
        words = min(1600, max(60, int(self._chance.lognormvariate(6.2, 0.7))))
        return [self.paragraph(45, quoted=n % 4 == 2) for n in range(max(1, words // 45))]

    def _copied(self) -> list[str]:
        back = min(OLDEST, int(self._chance.expovariate(1 / LAG)))
        which = len(self._originals) - 1 - back % len(self._originals)
        if self._chance.random() < WIDELY:
            which -= which % ONE_IN
        rows = self._originals[which]
        kept = rows[: max(1, int(len(rows) * self._chance.uniform(0.4, 1)))]
        return [self.paragraph(25), *kept, self.paragraph(35)]


def _lexicon(chance: random.Random) -> list[str]:
    """Words by frequency, short ones first; beyond the first 200 one in twelve is a name, one in
    thirty a number."""
    parts = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    words = [
        "".join(chance.choices(parts, k=1 + n // 2_000 % 4 + (n > 300))) for n in range(30_000)
    ]
    for n in range(200, len(words)):
        if n % 30 == 7:
            words[n] = str(chance.randint(2, 9_999))
        elif n % 12 == 5:
            words[n] = words[n].capitalize()
    return words
