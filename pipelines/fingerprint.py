"""Article → Fingerprint: what we compare instead of whole texts (pipelines/sampling.py says how much)."""

from __future__ import annotations

from hashlib import sha256

from pipelines.sets import ordered
from pipelines.stage import Stage
from pipelines.text import Reading, read
from presswatch.values import Article, Fingerprint, Grams


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article, without its credit lines."""
    reading = read(without(article.text, credit_spans(article)))
    said = f"{article.title}\n{article.text}"
    digest = sha256(said.encode("utf-8", "replace")).hexdigest()
    return Fingerprint(article, sample(reading), len(reading), digest)


def sample(reading: Reading) -> Grams:
    """The sample of a reading: sorted, unique."""
    return ordered(reading.grams[reading.sampled])


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
