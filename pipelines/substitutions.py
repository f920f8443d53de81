"""Words that stand for other words in a text that is otherwise the same. Pure.

Numbers, names and negations carry the facts: "15,000" that became "50,000", "not" that is gone.
Quotations carry somebody's words. Spelling, case and order of words do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from rapidfuzz.distance import Levenshtein

from pipelines.paragraphs import Paragraph


class Substance(StrEnum):
    """What was changed, the weightiest first."""

    NUMBER = "number"
    NAME = "name"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Substitution:
    """Some words and what they became; "" where there is nothing on that side."""

    kind: Substance
    before: str
    after: str

    def words(self) -> str:
        """For a reader: "'15,000' became '50,000'"."""
        if not self.after:
            return f"'{self.before}' removed"
        if not self.before:
            return f"'{self.after}' added"
        return f"'{self.before}' became '{self.after}'"


#: a longer run of other words is another sentence, not another word
_LONGEST_RUN = 6

_NUMERAL_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
    " thousand million billion trillion half double triple zwei drei vier fünf sechs sieben acht neun"
    " zehn elf zwölf hundert tausend million millionen milliarde milliarden deux trois quatre cinq six"
    " sept huit neuf dix cent mille milliard milliards dos tres cuatro cinco seis siete ocho nueve diez"
    " cien mil millón millones dois duas três quatro sete oito nove dez cem milhão milhões bilhão"
    " bilhões due tre quattro cinque sei sette otto nove dieci cento mila milione milioni"
)
_NEGATION_WORDS = (
    "not never no none without nor neither cannot isn't aren't wasn't weren't don't doesn't didn't"
    " won't wouldn't can't couldn't shouldn't hasn't haven't hadn't denies denied deny refused"
    " nicht kein keine keinen keiner keinem nie niemals ohne weder pas jamais aucun aucune sans ni"
    " nunca jamás ningún ninguna sin não nem jamais nenhum nenhuma sem mai nessun nessuna senza"
    " niet geen nooit zonder inte aldrig ingen utan ikke aldri aldrig не нет никогда без ні немає"
    " nie nigdy bez değil asla tidak bukan tanpa нема"
)
_NUMERALS = frozenset(_NUMERAL_WORDS.split())
_NEGATIONS = frozenset(_NEGATION_WORDS.split())
_QUOTED = re.compile(r"“([^“”\n]+)”|„([^„“”\n]+)[“”]|«([^«»\n]+)»|\"([^\"\n]+)\"|「([^「」\n]+)」")
#: shorter ones are scare quotes and titles
_SHORTEST_QUOTE = 4
#: two quotations with more words in common are one, altered
_SAME_QUOTE = 0.55
#: quotations of a text that are looked at: each is compared with each
_QUOTES = 100


def substitutions(before: Paragraph, after: Paragraph) -> Iterator[Substitution]:
    """The facts that changed between two versions of a paragraph."""
    for op in Levenshtein.opcodes(before.words, after.words):
        if op.tag == "equal":
            continue
        old = before.found[op.src_start : op.src_end]
        new = after.found[op.dest_start : op.dest_end]
        if max(len(old), len(new)) <= _LONGEST_RUN:
            yield from _judge(before, old, after, new)


_Found = Sequence[re.Match[str]]


def _judge(before: Paragraph, old: _Found, after: Paragraph, new: _Found) -> Iterator[Substitution]:
    numbers = _numbers(old), _numbers(new)
    if len(numbers[0]) == len(numbers[1]):
        for a, b in zip(*numbers, strict=True):
            if _replaced(before, a, after, b):
                yield Substitution(Substance.NUMBER, a, b)
    names = _names(before.text, old), _names(after.text, new)
    if all(names) and _replaced(before, names[0], after, names[1]):
        yield Substitution(Substance.NAME, names[0], names[1])
    denials = _negations(old), _negations(new)
    if bool(denials[0]) != bool(denials[1]):
        yield Substitution(Substance.NEGATION, denials[0], denials[1])


def _replaced(before: Paragraph, old: str, after: Paragraph, new: str) -> bool:
    """Whether one went and the other came; words that only changed places are as many on both sides.

    Counted, for the number that came may stand elsewhere in the paragraph as well.
    """
    had, has = before.counts, after.counts
    went, came = set(normal_all(old)), set(normal_all(new))
    return (
        went != came
        and any(had[word] > has[word] for word in went)
        and any(has[word] > had[word] for word in came)
    )


@lru_cache(maxsize=512)  # the copies of a story quote the same
def normal_all(words: str) -> tuple[str, ...]:
    """Every word as it is compared."""
    return Paragraph(words).words


def _numbers(found: _Found) -> list[str]:
    return [m.group() for m in found if m.group()[0].isdigit() or m.group().casefold() in _NUMERALS]


def _negations(found: _Found) -> str:
    said = (m.group() for m in found)
    return " ".join(w for w in said if w.casefold().replace("’", "'") in _NEGATIONS)


def _names(text: str, found: _Found) -> str:
    """The run as written when it is one name: capitals in mid-sentence, nothing else."""
    if not found or not all(m.group()[0].isupper() for m in found):
        return ""
    before = text[: found[0].start()].rstrip(" \"“„«'’(")
    if not before or before[-1] in ".!?:…。！？\n" or text.isupper():
        return ""
    return text[found[0].start() : found[-1].end()]


@dataclass(frozen=True, slots=True)
class Quotes:
    """What became of the quotations."""

    altered: tuple[tuple[str, str], ...]  #: (before, after): the words differ
    shortened: int


def quotes_between(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Quotes:
    """The quotations of the first text whose words are different in the second.

    One that is simply gone was cut with its paragraph, which is said elsewhere.
    """
    said = f" {' '.join(w for p in after for w in p.words)} "
    others = _quotes(after)
    altered: list[tuple[str, str]] = []
    shortened = 0
    for quote, words in _quotes(before).items():
        if f" {' '.join(words)} " in said or not others:
            continue
        near, theirs = max(others.items(), key=lambda other: _likeness(words, other[1]))
        if f" {' '.join(theirs)} " in f" {' '.join(words)} ":
            shortened += 1
        elif _likeness(words, theirs) >= _SAME_QUOTE:
            altered.append((quote, near))
    return Quotes(tuple(altered), shortened)


def _likeness(words: tuple[str, ...], other: tuple[str, ...]) -> float:
    return float(Levenshtein.normalized_similarity(words, other))


def _quotes(paragraphs: Sequence[Paragraph]) -> dict[str, tuple[str, ...]]:
    """The quotations of a text, each once, and their words."""
    said = (m for p in paragraphs for m in _QUOTED.finditer(p.text))
    quotes = (next(group for group in m.groups() if group is not None) for m in said)
    found = ((quote, normal_all(quote)) for quote in quotes)
    return dict(islice((f for f in found if len(f[1]) >= _SHORTEST_QUOTE), _QUOTES))
