"""Which paragraphs of one text stand in another: kept, cut, added, moved. Pure.

Paragraphs are tied by the three-word grams they share, so one that was edited, split or joined is
still kept, and one that was moved is found where it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipelines.words import fold_lightly

#: a paragraph with fewer of its grams in the other text is another paragraph
KEPT = 0.4
#: words of a line that a figure or two may leave without such grams, and how many it keeps
_SHORT, _SAME_WORDS = 12, 0.5
#: the same of a sentence, which may be like any other of its text
_SAME_SENTENCE = 0.7
#: sentences of a text that are looked at so closely: each is compared with each
_NEAR = 100
#: words a gram: `grams` is written for three
_GRAM = 3
#: places of a gram on each side of where it is expected
_AROUND = 8

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_SPACED_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
#: the same with one word a character in scripts without spaces; three times slower
_ANY_WORD = re.compile(
    rf"\d+(?:[.,:]\d+)*|[^\W\d_{_UNSPACED}]+(?:['’][^\W\d_{_UNSPACED}]+)*|[{_UNSPACED}]"
)
_HAS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”»’')\]]*\s+|(?<=[。！？])")
#: a line that only says when: "Updated: 3 May 2026, 10:15". Nothing that was read is read in another way
#: (`++`, `{0,8}+`): sixteen digits and a letter took 13 s
_STAMP = re.compile(
    r"(?:(?:last )?(?:updated?|published|posted|modified|aktualisiert|stand|veröffentlicht|publié"
    r"|mis à jour|actualizado|publicado|atualizado|aggiornato|pubblicato|обновлено|опубликовано"
    r"|更新|公開)\b.{0,12}?)?\W*+(?:(?:\d++|jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec"
    r"|dez|am|pm|utc|gmt|ist|est|uhr|at|um|on|le|el)\w{0,8}+\W*+){1,16}+",
    re.IGNORECASE,
)
#: of a text: a page of a megabyte would stop the crawl for seconds with each of its copies
_MOST_CHARACTERS, _MOST_WORDS, _MOST_LINES = 100_000, 20_000, 2_000


#: a hash of its words: of two that differ it is the same once in 2**61, and numbers are found faster
_Gram = int


@dataclass(frozen=True)
class Paragraph:
    """A line of text, and its words."""

    text: str

    @cached_property
    def form(self) -> re.Pattern[str]:
        spaced = self.text.isascii() or not _HAS_UNSPACED.search(self.text)
        return _SPACED_WORD if spaced else _ANY_WORD

    @cached_property
    def found(self) -> tuple[re.Match[str], ...]:
        """The words where they stand, one for each of `words`."""
        return tuple(self.form.finditer(self.text))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """As compared: case, accents and UK or US spelling folded away; numbers by value."""
        return tuple(map(normal, self.form.findall(self.text)))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands there."""
        return Counter(self.words)

    @cached_property
    def grams(self) -> tuple[_Gram, ...]:
        """Runs of three words; a shorter paragraph is one gram."""
        words = self.words
        if len(words) <= _GRAM:
            return (hash(words),) if words else ()
        return tuple(map(hash, zip(words, words[1:], words[2:], strict=False)))

    @cached_property
    def sentences(self) -> tuple[Paragraph, ...]:
        return tuple(Paragraph(s) for s in _SENTENCE.split(self.text) if s)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the paragraphs of two texts correspond, by their positions."""

    pairs: tuple[tuple[int, int], ...]  #: (before, after): where each kept paragraph came from
    cut: tuple[int, ...]
    added: tuple[int, ...]
    moved: int  #: how many stand in another order
    sentences_cut: int  #: inside paragraphs that were kept
    sentences_added: int

    def kept(self, before: Sequence[Paragraph]) -> list[Paragraph]:
        """Those of the first text that are in the second."""
        gone = set(self.cut)
        return [p for i, p in enumerate(before) if i not in gone]


@lru_cache(maxsize=8_192)  # some 2 MB; a press that prints many figures fills any size
def normal(word: str) -> str:
    """A word as it is compared: "Organised" and "organized", "15,000" and "15.000" are one."""
    if word[0].isdigit():
        if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", word):
            return re.sub(r"[.,]", "", word)
        return word.replace(",", ".")
    return fold_lightly(word.replace("’", "").replace("'", ""))


def comparable(text: str) -> str:
    """As much of a text as is worth comparing word by word; all of what any newspaper prints."""
    text = text[:_MOST_CHARACTERS]
    crowded = not text.isascii() and len(_HAS_UNSPACED.findall(text)) > _MOST_WORDS
    return text[:_MOST_WORDS] if crowded else text


def paragraphs_of(text: str, leave_out: Sequence[tuple[int, int]] = ()) -> tuple[Paragraph, ...]:
    """The paragraphs of a text without the spans left out (credits) and without bare timestamps.

    Of more than 2,000 lines the first are taken.
    """
    for begin, end in sorted(leave_out, reverse=True):
        text = text[:begin] + " " + text[end:]
    lines = (line.strip() for line in text.split("\n", _MOST_LINES)[:_MOST_LINES])
    return tuple(
        Paragraph(line)
        for line in lines
        if _SPACED_WORD.search(line) and not (len(line) <= 80 and _STAMP.fullmatch(line))
    )


def align(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Alignment:
    """Ties the paragraphs of two texts."""
    homes = _homes(tuple(before))
    there = set().union(*(paragraph.grams for paragraph in after))
    pairs: list[tuple[int, int]] = []
    for j, paragraph in enumerate(after):
        if _share(paragraph, homes) >= KEPT:
            expected = pairs[-1][0] + 1 if pairs else 0
            pairs.append((_home(paragraph, homes, expected), j))
    lost = dict.fromkeys(i for i, p in enumerate(before) if _share(p, there) < KEPT)
    found = [j for _, j in pairs]
    short = dict(_short(before, after, lost, pairs))
    pairs = sorted([*pairs, *short.items()], key=lambda pair: pair[1])
    kept_after = {j for _, j in pairs}
    cut = tuple(i for i in lost if i not in short)
    return Alignment(
        pairs=tuple(pairs),
        cut=cut,
        added=tuple(j for j in range(len(after)) if j not in kept_after),
        moved=len(pairs) - _in_order([i for i, _ in pairs]),
        sentences_cut=_strangers((p for i, p in enumerate(before) if i not in lost), there, after),
        sentences_added=_strangers((after[j] for j in found), homes, before),
    )


def _short(
    before: Sequence[Paragraph],
    after: Sequence[Paragraph],
    lost: Iterable[int],
    pairs: Sequence[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """Ties lines so short that two other words leave them no gram: they stand where the others stood."""
    if len(pairs) == len(after):
        return
    tied, left, last = {j: i for i, j in pairs}, list(lost), -1
    for j, paragraph in enumerate(after):
        if j in tied:
            last = tied[j]
            continue
        at = bisect_left(left, last + 1)
        if (
            at < len(left)
            and left[at] == last + 1
            and _same_words(before[last + 1], paragraph, _SAME_WORDS)
        ):
            last = left.pop(at)
            yield last, j


def _same_words(a: Paragraph, b: Paragraph, share: float) -> bool:
    size = max(len(a.words), len(b.words))
    return size <= _SHORT and (a.counts & b.counts).total() >= share * size


@lru_cache(maxsize=1)  # all copies of a story are compared with one article
def _homes(paragraphs: tuple[Paragraph, ...]) -> Mapping[_Gram, list[int]]:
    """In which paragraphs each gram stands."""
    homes: dict[_Gram, list[int]] = {}
    for i, paragraph in enumerate(paragraphs):
        for gram in set(paragraph.grams):
            homes.setdefault(gram, []).append(i)
    return homes


def _home(paragraph: Paragraph, homes: Mapping[_Gram, list[int]], expected: int) -> int:
    """Where most of its grams stand; of several such places (a table, a list), the next in order."""
    hits = Counter(i for gram in paragraph.grams for i in _near(homes.get(gram, ()), expected))
    return min(hits, key=lambda i: (-hits[i], abs(i - expected)))


def _near(homes: Sequence[int], expected: int) -> Sequence[int]:
    """Those around the place where the next paragraph would stand: a line may stand there 1,000 times."""
    if len(homes) <= 2 * _AROUND:
        return homes
    at = bisect_left(homes, expected)
    return homes[max(0, at - _AROUND) : at + _AROUND]


def _share(paragraph: Paragraph, known: Set[_Gram] | Mapping[_Gram, list[int]]) -> float:
    grams = paragraph.grams
    return sum(map(known.__contains__, grams)) / len(grams) if grams else 0.0


def _strangers(
    paragraphs: Iterable[Paragraph],
    known: Set[_Gram] | Mapping[_Gram, list[int]],
    others: Sequence[Paragraph],
) -> int:
    """Sentences of some length of which nothing is known on the other side, nor one of the same words.

    A short one has no gram left when "three" became "3" in it.
    """
    strange = [
        sentence
        for paragraph in paragraphs
        if _share(paragraph, known) < 1
        for sentence in paragraph.sentences
        if len(sentence.words) >= 5 and _share(sentence, known) < KEPT / 2
    ]
    if not any(len(s.words) <= _SHORT for s in strange[:_NEAR]):
        return len(strange)
    short = [s for p in others for s in p.sentences if len(s.words) <= _SHORT][:_NEAR]
    like = sum(
        any(_same_words(s, other, _SAME_SENTENCE) for other in short) for s in strange[:_NEAR]
    )
    return len(strange) - like


def _in_order(positions: Sequence[int]) -> int:
    """Length of the longest run that does not go back: the rest was moved."""
    tails: list[int] = []
    for position in positions:
        at = bisect_left(tails, position + 1)
        tails[at : at + 1] = [position]
    return len(tails)
