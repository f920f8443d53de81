"""Articles without end, for speed and growth: invented words, real proportions. Nothing of a corpus.

Words follow Zipf's law over 30,000 invented ones; an article has 60 to 1,600 words (median 500) in
paragraphs of about 45; four in ten are copies of one of the last 2,000 originals, cut, with a new
lead and a local paragraph; every outlet of 300 prints its own footer; dates run on, 2,000 a day.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np

from presswatch.values import Article, Link, Page

OUTLETS = 300
A_DAY = 2_000
_START = datetime(2026, 1, 1, tzinfo=UTC)


def articles(count: int, seed: int = 1) -> Iterator[Article]:
    """The same articles for the same seed."""
    chance, numbers = random.Random(seed), np.random.default_rng(seed)
    lexicon = _lexicon(chance)
    footers = [_paragraph(lexicon, numbers, 40) for _ in range(OUTLETS)]
    recent: list[list[str]] = []
    for n in range(count):
        if recent and chance.random() < 0.4:
            rows = _copied(chance.choice(recent), lexicon, numbers, chance)
        else:
            rows = _written(lexicon, numbers, chance)
            recent.append(rows)
            del recent[:-2000]
        yield _article(n, [*rows, footers[n * 7919 % OUTLETS]])


_WEIGHTS = 1 / (np.arange(30_000) + 2.7)  # Zipf's law as Mandelbrot corrected it
_SHARES = np.cumsum(_WEIGHTS / _WEIGHTS.sum())[:-1]


def _article(n: int, rows: list[str]) -> Article:
    outlet = f"paper{n * 7919 % OUTLETS}"
    url = f"https://{outlet}.example/{n}"
    at = _START + timedelta(days=n / A_DAY)
    page = Page(url, outlet, b"", at, Link(url))
    return Article(page, url, rows[0][:60], "\n".join(rows), published_at=at, language="en")


def _written(lexicon: list[str], numbers: np.random.Generator, chance: random.Random) -> list[str]:
    words = min(1600, max(60, int(chance.lognormvariate(6.2, 0.7))))
    return [_paragraph(lexicon, numbers, 45) for _ in range(max(1, words // 45))]


def _copied(
    rows: list[str], lexicon: list[str], numbers: np.random.Generator, chance: random.Random
) -> list[str]:
    kept = rows[: max(1, int(len(rows) * chance.uniform(0.4, 1)))]
    return [_paragraph(lexicon, numbers, 25), *kept, _paragraph(lexicon, numbers, 35)]


def _paragraph(lexicon: list[str], numbers: np.random.Generator, words: int) -> str:
    ranks = np.searchsorted(_SHARES, numbers.random(words))
    chosen = [lexicon[r] for r in ranks.tolist()]
    return " ".join(chosen).capitalize() + "."


def _lexicon(chance: random.Random) -> list[str]:
    parts = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    return ["".join(chance.choices(parts, k=1 + n // 2_000 % 4 + (n > 300))) for n in range(30_000)]
