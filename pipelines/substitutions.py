"""Words that stand for other words in a text that is otherwise the same. Pure.

Numbers, names and negations carry the facts: "15,000" that became "50,000", "not" that is gone.
Quotations carry somebody's words. Spelling, case and order of words do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import lru_cache
from itertools import islice

from rapidfuzz.distance import Levenshtein

from pipelines.fact_words import FactWords
from pipelines.paragraphs import Paragraph
from pipelines.places import Run, in_place, listed
from pipelines.terms import Terms, terms_of


class Substance(StrEnum):
    """What was changed, the weightiest first."""

    NUMBER = "number"
    NAME = "name"
    NEGATION = "negation"


class Sure(Enum):
    """Whether it is told where the same is found the other way round: words that only changed places."""

    SURE = "always"  #: the words around both places stayed
    UNLESS_MIRRORED = "only where it is not"
    IF_MIRRORED = "only where it is"  #: the words around stayed, but it may be no name


@dataclass(frozen=True, slots=True)
class Substitution:
    """Some words and what they became; "" where there is nothing on that side."""

    kind: Substance
    before: str
    after: str

    @property
    def mirrored(self) -> Substitution:
        """The same the other way round."""
        return Substitution(self.kind, self.after, self.before)

    def words(self) -> str:
        """For a reader: "'15,000' became '50,000'"."""
        if not self.after:
            return f"'{self.before}' removed"
        if not self.before:
            return f"'{self.after}' added"
        return f"'{self.before}' became '{self.after}'"


#: a longer run of other words is another sentence, not another word
_LONGEST_RUN = 6

_QUOTED = re.compile(r"“([^“”\n]+)”|„([^„“”\n]+)[“”]|«([^«»\n]+)»|\"([^\"\n]+)\"|「([^「」\n]+)」")
#: shorter ones are scare quotes and titles
_SHORTEST_QUOTE = 4
#: characters between two words of a sentence, at most
_GAP = 100
#: two quotations with more words in common are one, altered
_SAME_QUOTE = 0.55
#: quotations of a text that are looked at: each is compared with each
_QUOTES = 100


def substitutions(
    before: Paragraph, after: Paragraph, words: FactWords
) -> Iterator[tuple[Substitution, Sure]]:
    """The facts that changed between two versions of a paragraph."""
    ours, theirs = terms_of(before, words), terms_of(after, words)
    if ours.keys != theirs.keys:
        runs = list(_runs(ours, theirs))
        for old, new in filter(_is_short, runs):
            yield from _judge(ours, old, theirs, new)
        for old, new in filter(_is_short, _joined(runs)):
            yield from _denied(ours, old, theirs, new)


def _is_short(runs: tuple[Run, Run]) -> bool:
    return max(end - begin for begin, end in runs) <= _LONGEST_RUN


def _joined(runs: Sequence[tuple[Run, Run]]) -> Iterator[tuple[Run, Run]]:
    """Those that follow each other as one: "none" that became "no vote" is a word put in and one replaced."""
    held: tuple[Run, Run] | None = None
    for run in runs:
        if held and (held[0][1], held[1][1]) == (run[0][0], run[1][0]):
            both = (held[0][0], run[0][1]), (held[1][0], run[1][1])
            if _is_short(both):
                held = both
                continue
        if held:
            yield held
        held = run
    if held:
        yield held


def _runs(before: Terms, after: Terms) -> Iterator[tuple[Run, Run]]:
    """Where the two differ; "3-2" that became "2-3" differs in both figures, not ahead of one and behind it."""
    ops = [op for op in Levenshtein.opcodes(before.keys, after.keys) if op.tag != "equal"]
    at = 0
    while at < len(ops):
        op = ops[at]
        old, new = (op.src_start, op.src_end), (op.dest_start, op.dest_end)
        at += 1
        if at < len(ops) and {op.tag, ops[at].tag} == {"insert", "delete"}:
            between = before.keys[op.src_end : ops[at].src_start]
            if len(between) == 1 and between[0][0].isdigit():
                old, new = (old[0], ops[at].src_end), (new[0], ops[at].dest_end)
                at += 1
        yield old, new


def _judge(before: Terms, old: Run, after: Terms, new: Run) -> Iterator[tuple[Substitution, Sure]]:
    numbers = _numbers(before, old), _numbers(after, new)
    if len(numbers[0]) == len(numbers[1]):
        for a, b in zip(*numbers, strict=True):
            yield from _replaced(Substance.NUMBER, before, (a, a + 1), after, (b, b + 1))
    yield from _names(before, old, after, new)


def _denied(before: Terms, old: Run, after: Terms, new: Run) -> Iterator[tuple[Substitution, Sure]]:
    denials = _negations(before, old), _negations(after, new)
    if bool(denials[0]) != bool(denials[1]):
        yield Substitution(Substance.NEGATION, *denials), Sure.UNLESS_MIRRORED


def _replaced(
    kind: Substance, before: Terms, old: Run, after: Terms, new: Run
) -> Iterator[tuple[Substitution, Sure]]:
    """Whether one went and the other came, by how often they stand there, or by what stands around them."""
    went, came = set(before.keys[slice(*old)]), set(after.keys[slice(*new)])
    if went == came:
        return
    had, has = before.counts, after.counts
    firm = in_place(before, old, after, new)
    if firm or (
        any(had[word] > has[word] for word in went) and any(has[word] > had[word] for word in came)
    ):
        sure = Sure.SURE if firm else Sure.UNLESS_MIRRORED
        yield Substitution(kind, before.written(*old), after.written(*new)), sure


def _names(before: Terms, old: Run, after: Terms, new: Run) -> Iterator[tuple[Substitution, Sure]]:
    """Runs of capitals. Where a sentence begins any word has one: there only two that took each other's place."""
    if not (_capitals(before, old) and _capitals(after, new)) or listed(before, old, after, new):
        return
    if _in_sentence(before, old) and _in_sentence(after, new):
        yield from _replaced(Substance.NAME, before, old, after, new)
    elif in_place(before, old, after, new) and not (_common(before, old) or _common(after, new)):
        one = Substitution(Substance.NAME, before.written(*old), after.written(*new))
        yield one, Sure.IF_MIRRORED


@lru_cache(maxsize=512)  # the copies of a story quote the same
def normal_all(words: str) -> tuple[str, ...]:
    """Every word as it is compared."""
    return Paragraph(words).words


def _numbers(terms: Terms, run: Run) -> list[int]:
    return [at for at in range(*run) if terms.is_number(at)]


def _negations(terms: Terms, run: Run) -> str:
    return " ".join(terms.written(at, at + 1) for at in range(*run) if terms.denies(at))


def _capitals(terms: Terms, run: Run) -> bool:
    words = [terms.written(at, at + 1) for at in range(*run)]
    return bool(words) and all(w[0].isupper() for w in words) and not terms.shouted


def _in_sentence(terms: Terms, run: Run) -> bool:
    """Whether something of its sentence stands ahead of it."""
    first = terms.paragraph.found[terms.edges[run[0]][0]]
    before = terms.paragraph.text[max(0, first.start() - _GAP) : first.start()].rstrip(" \"“„«'’(")
    return bool(before) and before[-1] not in ".!?:…。！？\n"


def _common(terms: Terms, run: Run) -> bool:
    """Whether one of the words stands there without a capital as well."""
    words = {terms.written(at, at + 1).lower() for at in range(*run)}
    return not words.isdisjoint(terms.forms)


@dataclass(frozen=True, slots=True)
class Quotes:
    """What became of the quotations."""

    altered: tuple[tuple[str, str], ...]  #: (before, after): the words differ
    shortened: int


def quotes_between(
    before: Sequence[Paragraph], after: Sequence[Paragraph], facts: FactWords
) -> Quotes:
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
        elif _likeness(words, theirs) >= _SAME_QUOTE and not _same(quote, near, facts):
            altered.append((quote, near))
    return Quotes(tuple(altered), shortened)


def _same(quote: str, near: str, facts: FactWords) -> bool:
    """Whether they differ only in how numbers are written."""
    return terms_of(Paragraph(quote), facts).keys == terms_of(Paragraph(near), facts).keys


def _likeness(words: tuple[str, ...], other: tuple[str, ...]) -> float:
    return float(Levenshtein.normalized_similarity(words, other))


def _quotes(paragraphs: Sequence[Paragraph]) -> dict[str, tuple[str, ...]]:
    """The quotations of a text, each once, and their words."""
    said = (m for p in paragraphs for m in _QUOTED.finditer(p.text))
    quotes = (next(group for group in m.groups() if group is not None) for m in said)
    found = ((quote, normal_all(quote)) for quote in quotes)
    return dict(islice((f for f in found if len(f[1]) >= _SHORTEST_QUOTE), _QUOTES))
