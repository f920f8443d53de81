"""What an editor changed, in words: from the origin to a copy, or from one version to the next.

The headline, numbers, names and negations come first; whitespace, timestamps, case and spelling
never count. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from pipelines.crediting import names_nobody
from pipelines.fact_words import FactWords, fact_words
from pipelines.paragraphs import Alignment, Paragraph, align, comparable, normal, paragraphs_of
from pipelines.substitutions import Substance, Substitution, Sure, quotes_between, substitutions
from presswatch.values import Credit


class Headline(StrEnum):
    """What became of the headline."""

    SAME = "same"
    SHORTENED = "headline shortened"
    EXTENDED = "headline extended"
    REWRITTEN = "headline rewritten"


class CreditChange(StrEnum):
    """What became of the credit."""

    SAME = "same"
    REMOVED = "credit removed"
    ADDED = "credits"
    OTHER = "credits somebody else"


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed and matters."""

    headline: Headline = Headline.SAME
    substitutions: tuple[Substitution, ...] = ()  #: numbers, then names, then negations
    quotes_altered: tuple[tuple[str, str], ...] = ()  #: (before, after)
    quotes_shortened: int = 0
    credit: CreditChange = CreditChange.SAME
    credited: tuple[str, ...] = ()  #: whom the second text credits, when that changed
    lead_rewritten: bool = False
    cut: int = 0  #: paragraphs
    cut_from_the_end: bool = False  #: all that was cut stood at the end
    added: int = 0
    moved: int = 0
    sentences_cut: int = 0
    sentences_added: int = 0

    @property
    def facts(self) -> bool:
        """Whether the headline, a number, a name, a negation or a quotation changed."""
        return self.headline is Headline.REWRITTEN or self.facts_in_text

    @property
    def facts_in_text(self) -> bool:
        """The same of the text alone."""
        return bool(self.substitutions or self.quotes_altered)

    def of_what_it_copied(self, then: Changes) -> Changes:
        """The same, with the facts that changed from what the other text was when this one was made.

        What its source corrected later is no change of the copy's; of two versions it followed the one that it is closer to.
        """
        if _altered(then) > _altered(self):
            return self
        return replace(self, substitutions=then.substitutions, quotes_altered=then.quotes_altered)

    def to_words(self) -> tuple[str, ...]:
        """For a reader, the weightiest first; empty when nothing changed."""
        return tuple(_words(self))

    def to_json(self) -> dict[str, Any]:
        """For JSON: plain lists, strings and numbers."""
        return asdict(self)


def _altered(changes: Changes) -> int:
    return len(changes.substitutions) + len(changes.quotes_altered)


_NO_CHANGE: tuple[CreditChange, tuple[str, ...]] = (CreditChange.SAME, ())
#: substitutions told one by one; the rest are counted
_TOLD = 4


def what_changed(
    before_title: str,
    before_text: str,
    before_credits: Sequence[Credit],
    after_title: str,
    after_text: str,
    after_credits: Sequence[Credit],
    *,
    credit_kept: bool = False,
    language: str | None = None,
) -> Changes:
    """What changed from the first to the second.

    `language`: of both, where it is known; it says which words are numbers and negations. `credit_kept`, for
    a copy: whether it says where its text comes from; then nothing happened to the credit. Else it was
    removed only where there was one. Of each text some 20,000 words are compared.
    """
    before = _paragraphs(comparable(before_text), _spans(before_credits))
    after = _paragraphs(comparable(after_text), _spans(after_credits))
    ties = align(before, after)
    words = fact_words(language)
    quotes = quotes_between(ties.kept(before), after, words)
    change, credited = _NO_CHANGE if credit_kept else _credit(before_credits, after_credits)
    lead = 0 in ties.cut and 0 in ties.added
    cut = len(ties.cut) - lead
    return Changes(
        headline=_headline(before_title, after_title),
        substitutions=_substitutions(before, after, ties, words),
        quotes_altered=quotes.altered,
        quotes_shortened=quotes.shortened,
        credit=change,
        credited=credited,
        lead_rewritten=lead,
        cut=cut,
        cut_from_the_end=bool(cut) and ties.cut[-cut:] == tuple(range(len(before)))[-cut:],
        added=len(ties.added) - lead,
        moved=ties.moved,
        sentences_cut=ties.sentences_cut,
        sentences_added=ties.sentences_added,
    )


#: all copies of a story are compared with one article; two, for theirs are read on the way
_paragraphs = lru_cache(maxsize=2)(paragraphs_of)


def _spans(credits: Sequence[Credit]) -> tuple[tuple[int, int], ...]:
    """The credit lines, without overlaps."""
    spans: list[tuple[int, int]] = []
    for begin, end in sorted(c.span for c in credits if c.span is not None):
        if spans and begin < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((begin, end))
    return tuple(spans)


def _substitutions(
    before: Sequence[Paragraph], after: Sequence[Paragraph], ties: Alignment, words: FactWords
) -> tuple[Substitution, ...]:
    """Numbers first, then names, then negations; each once.

    Two that took each other's place are told where the words around them stayed; else they were moved.
    """
    found: dict[Substitution, Sure] = {}
    for i, j in ties.pairs:
        if before[i].words != after[j].words:
            for one, sure in substitutions(before[i], after[j], words):
                found[one] = min(sure, found.get(one, sure), key=list(Sure).index)
    order = list(Substance)
    told = [s for s, sure in found.items() if _told(sure, found.get(s.mirrored))]
    return tuple(sorted(told, key=lambda s: (order.index(s.kind), s.before, s.after)))


def _told(sure: Sure, mirrored: Sure | None) -> bool:
    if mirrored is None:
        return sure is not Sure.IF_MIRRORED
    return Sure.UNLESS_MIRRORED not in (sure, mirrored)


_SUFFIX = re.compile(r"\s+[|–—-]\s+[^|–—-]{2,40}$")


def _headline(before: str, after: str) -> Headline:
    """Case, quotation marks and the outlet's name behind a bar do not count."""
    for a, b in ((before, after), (_SUFFIX.sub("", before), _SUFFIX.sub("", after))):
        old, new = _plain(a), _plain(b)
        if old == new or not old or not new:
            return Headline.SAME
    if f" {' '.join(new)} " in f" {' '.join(old)} ":
        return Headline.SHORTENED
    if f" {' '.join(old)} " in f" {' '.join(new)} ":
        return Headline.EXTENDED
    return Headline.REWRITTEN


def _plain(title: str) -> tuple[str, ...]:
    return tuple(normal(w) for w in re.findall(r"\w+(?:[.,]\d+)*", title))


def _credit(
    before: Sequence[Credit], after: Sequence[Credit]
) -> tuple[CreditChange, tuple[str, ...]]:
    old, new = _named(before), _named(after)
    gained = tuple(name for name in new if name not in old)
    if old and not new:
        return CreditChange.REMOVED, ()
    if not gained:
        return CreditChange.SAME, ()
    if old and not set(old) & set(new):
        return CreditChange.OTHER, gained
    return CreditChange.ADDED, gained


def _named(credits: Sequence[Credit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.name for c in credits if not names_nobody(c)))


def _words(c: Changes) -> Iterator[str]:
    if c.headline is not Headline.SAME:
        yield c.headline.value
    yield from (s.words() for s in c.substitutions[:_TOLD])
    if len(c.substitutions) > _TOLD:
        yield _count(len(c.substitutions) - _TOLD, "more fact") + " changed"
    if c.quotes_altered:
        yield (
            "quote altered"
            if len(c.quotes_altered) == 1
            else f"{len(c.quotes_altered)} quotes altered"
        )
    if c.quotes_shortened:
        yield _count(c.quotes_shortened, "quote") + " shortened"
    if c.credit is CreditChange.REMOVED:
        yield c.credit.value
    elif c.credit is not CreditChange.SAME:
        yield f"credits {' and '.join(c.credited)}" + (
            " instead" if c.credit is CreditChange.OTHER else ""
        )
    if c.lead_rewritten:
        yield "lead rewritten"
    if c.cut:
        yield f"{_last(c.cut)} cut" if c.cut_from_the_end else f"{_count(c.cut, 'paragraph')} cut"
    if c.added:
        yield f"{_count(c.added, 'paragraph')} added"
    if c.moved:
        yield f"{_count(c.moved, 'paragraph')} moved"
    if c.sentences_cut:
        yield f"{_count(c.sentences_cut, 'sentence')} cut"
    if c.sentences_added:
        yield f"{_count(c.sentences_added, 'sentence')} added"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _last(n: int) -> str:
    return "last paragraph" if n == 1 else f"last {n} paragraphs"
