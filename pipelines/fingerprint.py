"""Article → Fingerprint: what we compare instead of whole texts.

A gram is kept when its hash is divisible by `rate(tokens)` (FracMinHash: Irber et al., "Lightweight
compositional analysis of metagenomes with FracMinHash", 2022). Unlike MinHash this keeps
containment: the share of a text's sample that is in another's estimates the share of the text.
A rate that divides another keeps all of its grams, so short and long texts meet.
"""

from __future__ import annotations

from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from pipelines.sets import ordered
from pipelines.stage import Stage
from pipelines.text import Reading, read
from presswatch.values import Article, Fingerprint, Grams

#: (tokens, one gram in …): short texts are sampled densely so that a brief still has enough grams
RATES = ((100, 2), (300, 4))
RATE = 8  #: for longer texts; 16 loses passages of 30 words, 4 doubles the index (table 2)


def rate(tokens: int) -> int:
    """One gram in how many is sampled from a text of that many tokens."""
    for under, every in RATES:
        if tokens < under:
            return every
    return RATE


def rates(tokens: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same of many texts, in the same shape."""
    every = np.full(tokens.shape, RATE)
    for under, one_in in reversed(RATES):
        every[tokens < under] = one_in
    return every


def sampled(reading: Reading) -> NDArray[np.bool_]:
    """Which grams of a reading belong to its sample."""
    chosen: NDArray[np.bool_] = (reading.grams & np.uint64(rate(len(reading)) - 1)) == 0
    return chosen


def sample(reading: Reading) -> Grams:
    """The sample of a reading: sorted, unique."""
    return ordered(reading.grams[sampled(reading)])


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article, without its credit lines."""
    reading = read(without(article.text, credit_spans(article)))
    said = f"{article.title}\n{article.text}"
    return Fingerprint(
        article, sample(reading), len(reading), sha256(said.encode("utf-8", "replace")).hexdigest()
    )


def credit_spans(article: Article) -> tuple[tuple[int, int], ...]:
    """Where the article's credit lines stand in its text: sorted, not overlapping."""
    spans: list[tuple[int, int]] = []
    for begin, end in sorted(c.span for c in article.credits if c.span is not None):
        if spans and begin < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        elif begin < end:
            spans.append((begin, end))
    return tuple(spans)


def without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text with the spans blanked: same length, so offsets still hold."""
    for begin, end in spans:
        text = text[:begin] + " " * (end - begin) + text[end:]
    return text


class TakeFingerprint(Stage):
    """The stage: pure, but a stage like the others."""

    def process_item(self, article: Article) -> Fingerprint:
        """The article's fingerprint."""
        return fingerprint(article)
