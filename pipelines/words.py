"""Words as numbers: two that an editor or a scanner may take for one another are one number.

What is folded away: case, accents, apostrophes, UK and US spelling, the letters that optical
character recognition mixes up, and two letters swapped by a hasty finger. Folding too much does no
harm: grams of four tokens are compared, never tokens alone.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from secrets import randbits

import numpy as np
from numpy.typing import NDArray

Packed = NDArray[np.uint64]  #: the number of a word above, its flags below
Codes = NDArray[np.uint32]  #: code points
Places = NDArray[np.int64]

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
CUT = "-\n"  #: a line break that cuts a word in two


def fold(word: str) -> str:
    """The word without what an editor or a scanner changes: 'Organised' → 'adegilnorz'-like."""
    return _folded(word, (*_LOOKALIKES, *_MISREAD))


def fold_lightly(word: str) -> str:
    """The same where words are told to a reader: two names that differ stay two."""
    return _folded(word, _LOOKALIKES)


def _folded(word: str, lookalikes: tuple[tuple[str, str], ...]) -> str:
    word = word.casefold().replace(CUT, "")
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


class Vocabulary:
    """Word as written → hash of its folded form, with its flags in the low bits.

    A table of fixed size: a word stands in one of two places that its key names, and is worked out
    again when others have taken both. All words of a text are looked up at once.
    """

    BITS = 19  #: 524,288 places, 8 MB

    def __init__(self) -> None:
        self._words = np.zeros((1 << self.BITS, 2), dtype=np.uint64)  #: (key, packed)

    def look_up(self, text: str, codes: Codes, begins: Places, ends: Places) -> Packed:
        """The words of a text that begin and end there."""
        keys = _keys(codes, begins, ends)
        found = self._words.take(self._first(keys), axis=0)
        packed: Packed = found[:, 1].copy()
        others = (found[:, 0] != keys).nonzero()[0]
        if len(others):
            found = self._words.take(self._second(keys[others]), axis=0)
            packed[others] = found[:, 1]
            unknown = others[found[:, 0] != keys[others]]
            if len(unknown):
                edges = zip(begins[unknown].tolist(), ends[unknown].tolist(), strict=True)
                packed[unknown] = self._learn(keys[unknown], [text[b:e] for b, e in edges])
        return packed

    def _learn(self, keys: Packed, words: list[str]) -> Packed:
        """Words that stood in neither place a moment ago."""
        made = {word: _pack(word) for word in words}
        packed = np.array([made[word] for word in words], dtype=np.uint64)
        first = self._first(keys)
        place = np.where(self._words[first, 0] != 0, self._second(keys), first)
        self._words[place, 0], self._words[place, 1] = keys, packed
        return packed

    def _first(self, keys: Packed) -> Places:
        """Where a word stands, …"""
        return (keys >> np.uint64(64 - self.BITS)).astype(np.int64)

    def _second(self, keys: Packed) -> Places:
        """… or, if another has taken that place."""
        return (keys & np.uint64((1 << self.BITS) - 1)).astype(np.int64)


NUMBER, CAPITAL = 1, 2
FLAG_BITS = 8


def _pack(word: str) -> int:
    number = not word.isalpha() and _COUNTS.fullmatch(word) is not None
    flags = NUMBER * number | CAPITAL * word[0].isupper()
    digest = blake2b(fold(word).encode("utf-8", "surrogatepass"), digest_size=7).digest()
    return int.from_bytes(digest, "big") << FLAG_BITS | flags


_LONG = 0x10000  #: characters of a text for which the powers are worked out beforehand
_BASE = randbits(64) | 1  #: secret, so that no page can make up words of one key
_POWERS = np.cumprod(np.full(_LONG, _BASE, dtype=np.uint64))
_INVERSES = np.cumprod(np.full(_LONG, pow(_BASE, -1, 1 << 64), dtype=np.uint64))


def _keys(codes: Codes, begins: Places, ends: Places) -> Packed:
    """One number for the characters of each word: differences of a running polynomial hash."""
    powers = _POWERS[: len(codes)] if len(codes) <= _LONG else np.resize(_POWERS, len(codes))
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    (codes * powers).cumsum(out=sums[1:])
    keys: Packed = sums.take(ends) - sums.take(begins)
    keys *= _INVERSES.take(begins & _LONG - 1)
    keys *= np.uint64(0xD6E8FEB86659FD93)  # the high bits name the place
    return keys
