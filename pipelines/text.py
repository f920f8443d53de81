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
from secrets import randbits

import numpy as np
from numpy.typing import NDArray

from presswatch.values import Grams

Tokens = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int32]
Codes = NDArray[np.uint32]  #: code points
Places = NDArray[np.int64]

GRAM = (
    4  #: tokens a gram; 3 matches chance phrases, 5 loses edited lines (docs/tracing.md, table 3)
)
WIDE_GRAM = 8  #: the same for scripts without spaces, one token a character

#: code points of scripts that put no spaces between words
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF),
    (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
#: what a character is to us; 0 stands between tokens
_WORD, _ALONE, _STOP, _QUOTE, _BREAK = 1, 2, 4, 8, 16
_SIGNS = (
    dict.fromkeys('"“”„«»「」『』', _QUOTE) | dict.fromkeys(".!?。！？", _STOP) | {"\n": _BREAK}
)


def _sort(character: str) -> int:
    """What a character is to us."""
    if any(first <= ord(character) <= last for first, last in _UNSPACED):
        return _ALONE
    return _SIGNS.get(character) or _WORD * character.isalnum()


_PLANE = 0x10000
_SORTS = np.array([chr(code).isalnum() for code in range(_PLANE)], dtype=np.uint8)
for _first, _last in _UNSPACED:
    _SORTS[_first : _last + 1] = _ALONE
_SORTS[[ord(sign) for sign in _SIGNS]] = list(_SIGNS.values())

#: word endings that differ between the two spellings of English; order matters
_SPELLING = (
    (re.compile(r"is(e[sdr]?|ing|ations?)$"), r"iz\1"),
    (re.compile(r"ys(e[sdr]?|ing)$"), r"yz\1"),
    (re.compile(r"our(s|ed|ing|ite|ites|able|ful|less)?$"), r"or\1"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
    (re.compile(r"ll(ed|ing|ers?)$"), r"l\1"),
    (re.compile(r"(enc|ens)e(s?)$"), r"ens\2"),
)
#: a word without these is spelled one way: one look for most, instead of six
_MAY_DIFFER = re.compile(r"is|ys|our|tre|ll|en[cs]e")
#: what optical character recognition confuses, made one
_LOOKALIKES = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("1", "l"), ("i", "l"), ("0", "o"))
#: what a bad scan confuses besides; Harrow and Barrow are one then, which tracing can bear
_MISREAD = (("5", "s"), ("8", "b"), ("c", "e"), ("h", "b"), ("u", "n"), ("f", "t"))
#: a number, with its unit or what makes it a name: "5th", "2bn", "F16"; not "fir5t", which was misread
_COUNTS = re.compile(r"\d+\D{0,2}|\D{0,3}\d{2,}\D?")
_CUT = "-\n"  #: a line break that cuts a word in two


def fold(word: str) -> str:
    """The word without what an editor or a scanner changes: 'Organised' → 'adegilnorz'-like."""
    return _folded(word, (*_LOOKALIKES, *_MISREAD))


def fold_lightly(word: str) -> str:
    """The same where words are told to a reader: two names that differ stay two."""
    return _folded(word, _LOOKALIKES)


def _folded(word: str, lookalikes: tuple[tuple[str, str], ...]) -> str:
    word = word.casefold().replace(_CUT, "")
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in apart if not unicodedata.combining(c))
    if word.isdigit() or not word:
        return word
    if len(word) > 4 and _MAY_DIFFER.search(word):
        for ending, instead in _SPELLING:
            word = ending.sub(instead, word)
    for seen, meant in lookalikes:
        word = word.replace(seen, meant)
    return word[0] + "".join(sorted(word[1:]))


class _Vocabulary:
    """Word as written → hash of its folded form, with its flags in the low bits.

    A table of fixed size: a word stands in one of two places that its key names, and is worked out
    again when others have taken both. All words of a text are looked up at once.
    """

    BITS = 19  #: 524,288 places, 8 MB

    def __init__(self) -> None:
        self._words = np.zeros((1 << self.BITS, 2), dtype=np.uint64)  #: (key, packed)

    def look_up(self, text: str, codes: Codes, begins: Places, ends: Places) -> Tokens:
        """The words of a text that begin and end there."""
        keys = _keys(codes, begins, ends)
        found = self._words.take((keys >> np.uint64(64 - self.BITS)).astype(np.int64), axis=0)
        packed: Tokens = found[:, 1].copy()
        others = (found[:, 0] != keys).nonzero()[0]
        if len(others):
            place = keys[others] & np.uint64((1 << self.BITS) - 1)
            found = self._words.take(place.astype(np.int64), axis=0)
            packed[others] = found[:, 1]
            for n in others[found[:, 0] != keys[others]].tolist():
                packed[n] = self._put(int(keys[n]), text[begins[n] : ends[n]])
        return packed

    def _put(self, key: int, word: str) -> int:
        """A word that stood in neither place a moment ago."""
        first, second = key >> 64 - self.BITS, key & (1 << self.BITS) - 1
        if self._words[first, 0] == key:  # twice in one text
            return int(self._words[first, 1])
        packed = _pack(word)
        self._words[second if self._words[first, 0] else first] = key, packed
        return packed


_NUMBER, _CAPITAL = 1, 2
_FLAG_BITS = 8


def _pack(word: str) -> int:
    number = _COUNTS.fullmatch(word) is not None
    flags = _NUMBER * number | _CAPITAL * word[0].isupper()
    digest = blake2b(fold(word).encode("utf-8", "surrogatepass"), digest_size=7).digest()
    return int.from_bytes(digest, "big") << _FLAG_BITS | flags


_BASE = randbits(64) | 1  #: secret, so that no page can make up words of one key
_POWERS = np.cumprod(np.full(_PLANE, _BASE, dtype=np.uint64))
_INVERSES = np.cumprod(np.full(_PLANE, pow(_BASE, -1, 1 << 64), dtype=np.uint64))


def _keys(codes: Codes, begins: Places, ends: Places) -> Tokens:
    """One number for the characters of each word: differences of a running polynomial hash."""
    powers = _POWERS[: len(codes)] if len(codes) <= _PLANE else np.resize(_POWERS, len(codes))
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    (codes * powers).cumsum(out=sums[1:])
    keys: Tokens = sums.take(ends) - sums.take(begins)
    keys *= _INVERSES.take(begins & _PLANE - 1)
    keys *= np.uint64(0xD6E8FEB86659FD93)  # the high bits name the place
    return keys


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
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    codes, sorts = _characters(text)
    begins, ends = _places(sorts)
    packed = _vocabulary.look_up(text, codes, begins, ends)
    tokens, flags = packed >> np.uint64(_FLAG_BITS), packed.astype(np.uint8)
    mid_sentence, paragraph, quoted = _signs(sorts, begins)
    gram = WIDE_GRAM if 2 * np.count_nonzero(sorts == _ALONE) > len(tokens) else GRAM
    return Reading(
        tokens, quoted, flags & _NUMBER != 0, (flags & _CAPITAL != 0) & mid_sentence, paragraph,
        hashed(tokens, gram), gram,
    )  # fmt: skip


def _signs(sorts: NDArray[np.uint8], begins: Places) -> tuple[Flags, Numbers, Flags]:
    """Of each token: no sign since the last one? which paragraph? inside quotation marks?

    There are few signs, so each is placed among the tokens, and not each token among the signs.
    """
    signs = (sorts >= _STOP).nonzero()[0]
    kinds, ahead_of = sorts[signs], begins.searchsorted(signs)
    mid_sentence = np.ones(len(begins) + 1, dtype=np.bool_)
    mid_sentence[0] = False
    mid_sentence[ahead_of] = False
    breaks, quotes = kinds == _BREAK, kinds == _QUOTE
    paragraph = _passed(ahead_of[breaks], len(begins))
    quoted = np.zeros(len(begins), dtype=np.bool_)
    if quotes.any():  # an odd number of marks since the paragraph began
        before = np.concatenate(([0], quotes.cumsum()[breaks]))
        quoted = (_passed(ahead_of[quotes], len(begins)) - before[paragraph]) & 1 == 1
    return mid_sentence[:-1], paragraph, quoted


def _passed(ahead_of: Places, tokens: int) -> Numbers:
    """How many signs stand ahead of each token, given the token that each sign is ahead of."""
    passed: Numbers = np.bincount(ahead_of, minlength=tokens + 1)[:tokens].cumsum(dtype=np.int32)
    return passed


def _characters(text: str) -> tuple[Codes, NDArray[np.uint8]]:
    """The code point of every character, and what it is to us."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    sorts = _SORTS.take(codes, mode="clip")
    if not text.isascii():
        for n in (codes >= _PLANE).nonzero()[0].tolist():
            sorts[n] = _sort(text[n])
    at = text.find(_CUT)
    while at >= 0:
        if sorts[at - 1 : at + 3].tolist() == [_WORD, 0, _BREAK, _WORD]:
            sorts[at : at + 2] = _WORD
        at = text.find(_CUT, at + 2)
    return codes, sorts


def _places(sorts: NDArray[np.uint8]) -> tuple[Places, Places]:
    """Where each token begins and ends: a word, or a character of a script without spaces."""
    word = np.zeros(len(sorts) + 2, dtype=np.bool_)
    np.equal(sorts, _WORD, out=word[1:-1])
    edges = (word[1:] != word[:-1]).nonzero()[0]
    begins, ends = edges[::2], edges[1::2]
    alone = (sorts == _ALONE).nonzero()[0]
    if len(alone):
        begins, ends = np.concatenate((begins, alone)), np.concatenate((ends, alone + 1))
        order = np.argsort(begins)
        begins, ends = begins[order], ends[order]
    return begins, ends


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
    first = np.empty(len(numbers), dtype=np.bool_)
    first[0] = True
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return numbers[first]


def offsets(text: str) -> NDArray[np.int64]:
    """(tokens, 2): where each token of `read(text)` begins and ends in the text, in characters.

    Only for texts in NFC, as stored; another form is read but its offsets are approximate.
    """
    return np.stack(_places(_characters(text)[1]), axis=1)
