"""How text is read for comparison. Nobody rolls their own.

A text becomes a row of token numbers (pipelines/words.py): what an editor changes without changing
the text is folded away. What is compared are grams, runs of a few tokens, as one number each.

Scripts without spaces are read one token a character, with longer grams.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.once import once
from pipelines.sampling import rate
from pipelines.words import CAPITAL, CUT, FLAG_BITS, NUMBER, Codes, Places, Vocabulary
from presswatch.values import Grams

Tokens = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int32]

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

_vocabulary = Vocabulary()


_NAME = CAPITAL  #: … in mid-sentence
_QUOTED, _NEXT = 4, 8  #: stands inside quotation marks; begins a paragraph


class Ranked(NamedTuple):
    """The grams of a text in order of their numbers."""

    grams: Grams  #: sorted; one that occurs twice stands here twice
    places: Places  #: where in the text each of them stands


@dataclass(eq=False)
class Reading:
    """A text as it is compared. All arrays run over its tokens."""

    tokens: Tokens
    flags: NDArray[np.uint8]  #: what each of them is: NUMBER, _NAME, _QUOTED, _NEXT
    gram: int  #: tokens a gram

    def __len__(self) -> int:
        return len(self.tokens)

    def at_rest(self) -> Reading:
        """The same, without all that can be worked out again: a fifth of the memory."""
        return Reading(self.tokens, self.flags, self.gram)

    @once
    def quoted(self) -> Flags:
        """Which stand inside quotation marks."""
        return self._are(_QUOTED)

    @once
    def paragraph(self) -> Numbers:
        """Which paragraph each stands in; those without a word are not counted."""
        paragraph = self._are(_NEXT).astype(np.int32)
        return np.add.accumulate(paragraph, out=paragraph)

    @once
    def grams(self) -> Grams:
        """Gram i starts at token i; len(tokens) - gram + 1 of them, in text order."""
        return hashed(self.tokens, self.gram)

    @once
    def sampled(self) -> Places:
        """Where the grams stand that are its sample."""
        one_in = np.uint64(rate(len(self.tokens)) - 1)
        places: Places = (self.grams & one_in == 0).nonzero()[0]
        return places

    @once
    def ranked(self) -> Ranked:
        """Its grams, to be met with those of others."""
        places = self.grams.argsort()
        return Ranked(self.grams.take(places), places)

    @once
    def facts(self) -> Places:
        """Where its numbers stand, and its names: words with a capital in mid-sentence."""
        return (self.flags & (NUMBER | _NAME)).nonzero()[0]

    def numbers(self, places: Places) -> int:
        """How many of the tokens at these places are numbers."""
        return int(np.count_nonzero(self.flags[places] & NUMBER))

    @once
    def vocabulary(self) -> Tokens:
        """Its tokens, sorted."""
        return np.sort(self.tokens)

    def _are(self, flag: int) -> Flags:
        are: Flags = self.flags & flag != 0
        return are


@lru_cache(maxsize=32)
def read(text: str) -> Reading:
    """Read a text. The last few readings are kept: a newcomer is read once."""
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    codes, sorts = _characters(text)
    begins, ends = _places(sorts)
    packed = _vocabulary.look_up(text, codes, begins, ends)
    flags = packed.astype(np.uint8)
    _mark(flags, sorts, begins)
    gram = WIDE_GRAM if 2 * np.count_nonzero(sorts == _ALONE) > len(packed) else GRAM
    return Reading(packed >> np.uint64(FLAG_BITS), flags, gram)


def _mark(flags: NDArray[np.uint8], sorts: NDArray[np.uint8], begins: Places) -> None:
    """What the signs around them say of the tokens.

    There are few signs, so each is placed among the tokens, and not each token among the signs.
    """
    signs = (sorts >= _STOP).nonzero()[0]
    ahead_of = begins.searchsorted(signs)
    signs = signs[: ahead_of.searchsorted(len(begins))]  # without those behind the last token
    kinds, ahead_of = sorts[signs], ahead_of[: len(signs)]
    flags[:1] &= NUMBER  # a capital after a sign makes no name
    flags[ahead_of] &= NUMBER
    flags[ahead_of[kinds == _BREAK]] |= _NEXT
    if np.count_nonzero(kinds == _QUOTE):
        quoted = _odd(kinds) * np.uint8(_QUOTED)
        stretches = np.empty_like(ahead_of)  # tokens after each sign
        np.subtract(ahead_of[1:], ahead_of[:-1], out=stretches[:-1])
        stretches[-1] = len(begins) - ahead_of[-1]
        flags[ahead_of[0] :] |= quoted.repeat(stretches)


def _odd(kinds: NDArray[np.uint8]) -> Flags:
    """After which signs the quotation marks since the paragraph began are odd in number.

    A loop: a text has some fifty signs, and arrays that small cost more than they save.
    """
    odd, after = False, []
    for kind in kinds.tolist():
        odd = kind != _BREAK and odd is not (kind == _QUOTE)
        after.append(odd)
    return np.array(after, dtype=np.bool_)


def _characters(text: str) -> tuple[Codes, NDArray[np.uint8]]:
    """The code point of every character, and what it is to us."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    sorts = _SORTS.take(codes, mode="clip")
    if not text.isascii() and np.maximum.reduce(codes) >= _PLANE:
        for n in (codes >= _PLANE).nonzero()[0].tolist():
            sorts[n] = _sort(text[n])
    at = text.find(CUT)
    while at >= 0:
        if sorts[at - 1 : at + 3].tolist() == [_WORD, 0, _BREAK, _WORD]:
            sorts[at : at + 2] = _WORD
        at = text.find(CUT, at + 2)
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


_MIX, _SPREAD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_FIRST_SHIFT, _SECOND_SHIFT = np.uint64(32), np.uint64(29)


def hashed(tokens: Tokens, gram: int) -> Grams:
    """One 64-bit number for every run of `gram` tokens; overflow wraps and is meant to."""
    count = len(tokens) - gram + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    mixed = tokens[:count].copy()
    for step in range(1, gram):
        mixed *= _MIX
        mixed += tokens[step : step + count]
    mixed ^= mixed >> _FIRST_SHIFT
    mixed *= _SPREAD
    mixed ^= mixed >> _SECOND_SHIFT
    return mixed


@lru_cache(maxsize=2)  # all copies of a story are compared with one article
def offsets(text: str) -> NDArray[np.int64]:
    """(tokens, 2): where each token of `read(text)` begins and ends in the text, in characters.

    Only for texts in NFC, as stored; another form is read but its offsets are approximate.
    """
    return np.stack(_places(_characters(text)[1]), axis=1)
