"""How text is read for comparison. Nobody rolls their own.

A text becomes a row of token numbers. What an editor changes without changing the text is folded
away first: case, accents, apostrophes, quotation marks, UK and US spelling, the letters that
optical character recognition mixes up, and two letters swapped by a hasty finger. Folding too much
does no harm: grams of four tokens are compared, never tokens alone.

Scripts without spaces are read one token a character, with longer grams.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from presswatch.values import Grams

Tokens = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int32]

GRAM = (
    4  #: tokens a gram; 3 matches chance phrases, 5 loses edited lines (docs/tracing.md, table 3)
)
WIDE_GRAM = 8  #: the same for scripts without spaces, one token a character

_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: a word, a character of a script without spaces, or a sign that says where we are
_ITEM = re.compile(rf'[^\W_{_UNSPACED}]+|["“”„«»\n.!?。！？「」『』]|[{_UNSPACED}]')
_UNSPACED_CHARACTER = re.compile(rf"[{_UNSPACED}]")

_NUMBER, _CAPITAL, _STOP, _QUOTE, _BREAK = 1, 2, 4, 8, 16
_SIGNS = (
    dict.fromkeys('"“”„«»「」『』', _QUOTE) | dict.fromkeys(".!?。！？", _STOP) | {"\n": _BREAK}
)
_FLAG_BITS = 8

#: word endings that differ between the two spellings of English; order matters
_SPELLING = (
    (re.compile(r"is(e[sdr]?|ing|ations?)$"), r"iz\1"),
    (re.compile(r"ys(e[sdr]?|ing)$"), r"yz\1"),
    (re.compile(r"our(s|ed|ing|ite|ites|able|ful|less)?$"), r"or\1"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
    (re.compile(r"ll(ed|ing|ers?)$"), r"l\1"),
    (re.compile(r"(enc|ens)e(s?)$"), r"ens\2"),
)
#: what optical character recognition confuses, made one
_LOOKALIKES = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("1", "l"), ("i", "l"), ("0", "o"))


def fold(word: str) -> str:
    """The word without what an editor or a scanner changes: 'Organised' → 'adegilnorz'-like."""
    word = word.casefold()
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in apart if not unicodedata.combining(c))
    if word.isdigit() or not word:
        return word
    if len(word) > 4:
        for ending, instead in _SPELLING:
            word = ending.sub(instead, word)
    for seen, meant in _LOOKALIKES:
        word = word.replace(seen, meant)
    return word[0] + "".join(sorted(word[1:]))


class _Vocabulary(dict[str, int]):
    """Item as written → hash of its folded form, with its flags in the low bits."""

    ROOM = 400_000  #: words kept, about 40 MB; then it starts afresh

    def __missing__(self, item: str) -> int:
        if len(self) >= self.ROOM:
            self.clear()
        sign = _SIGNS.get(item)
        if sign is not None:
            packed = sign
        else:
            flags = _NUMBER * any(c.isdigit() for c in item) | _CAPITAL * item[0].isupper()
            digest = blake2b(fold(item).encode(), digest_size=7).digest()
            packed = int.from_bytes(digest, "big") << _FLAG_BITS | flags
        self[item] = packed
        return packed


_vocabulary = _Vocabulary()


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text as it is compared. All arrays run over its tokens."""

    tokens: Tokens
    quoted: Flags  #: stands inside quotation marks
    number: Flags
    name: Flags  #: has a capital in mid-sentence
    paragraph: Numbers  #: which paragraph, from 0
    grams: Grams  #: gram i starts at token i; len(tokens) - gram + 1 of them, in text order
    gram: int  #: tokens a gram

    def __len__(self) -> int:
        return len(self.tokens)


@lru_cache(maxsize=32)
def read(text: str) -> Reading:
    """Read a text. The last few readings are kept: a newcomer is read once."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    items = _ITEM.findall(text)
    packed = np.array(list(map(_vocabulary.__getitem__, items)), dtype=np.uint64)
    flags = (packed & np.uint64(255)).astype(np.uint8)
    sign = flags & (_STOP | _QUOTE | _BREAK)
    word = sign == 0
    paragraph = np.cumsum(flags & _BREAK != 0, dtype=np.int32)
    quoted = _inside_quotes(flags & _QUOTE != 0, paragraph)
    after_sign = np.ones(len(items), dtype=np.bool_)
    after_sign[1:] = ~word[:-1]
    name = (flags & _CAPITAL != 0) & ~after_sign
    tokens = packed[word] >> np.uint64(_FLAG_BITS)
    gram = GRAM
    if _UNSPACED_CHARACTER.search(text) and 2 * len(_UNSPACED_CHARACTER.findall(text)) > len(
        tokens
    ):
        gram = WIDE_GRAM
    number = flags & _NUMBER != 0
    return Reading(
        tokens, quoted[word], number[word], name[word], paragraph[word], hashed(tokens, gram), gram
    )


def _inside_quotes(quote: Flags, paragraph: Numbers) -> Flags:
    """Which items stand between quotation marks: an odd number of marks since the paragraph began."""
    marks = np.cumsum(quote)
    if not len(marks) or not marks[-1]:
        return np.zeros(len(quote), dtype=np.bool_)
    begins = np.searchsorted(paragraph, np.arange(paragraph[-1] + 1))
    before = np.where(begins > 0, marks[begins - 1], 0)
    inside: Flags = np.equal((marks - before[paragraph]) % 2, 1)
    return inside


def hashed(tokens: Tokens, gram: int) -> Grams:
    """One 64-bit number for every run of `gram` tokens; overflow wraps and is meant to."""
    count = len(tokens) - gram + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    mixed = tokens[:count].copy()
    for step in range(1, gram):
        mixed *= np.uint64(0x9E3779B97F4A7C15)
        mixed += tokens[step : step + count]
    mixed ^= mixed >> np.uint64(32)
    mixed *= np.uint64(0xD6E8FEB86659FD93)
    mixed ^= mixed >> np.uint64(29)
    return mixed


def ordered(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Sorted, each once. A third of the time of np.unique on arrays of this size."""
    numbers = np.sort(numbers)
    if len(numbers) < 2:
        return numbers
    first = np.ones(len(numbers), dtype=np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return numbers[first]


def offsets(text: str) -> NDArray[np.int64]:
    """(tokens, 2): where each token of `read(text)` begins and ends in the text, in characters.

    Only for texts in NFC, as stored; another form is read but its offsets are approximate.
    """
    return np.array(
        [found.span() for found in _ITEM.finditer(text) if found.group() not in _SIGNS],
        dtype=np.int64,
    ).reshape(-1, 2)
