"""Whether a word was put in the place of another, or only moved with the words around it. Pure.

"Marsh 61, Brandt 39" that became "Brandt 39, Marsh 61" says the same; "Marsh 39, Brandt 61" does not.
"""

from __future__ import annotations

import re

from pipelines.terms import Terms

#: the words around, the nearer the weightier
_AROUND = ((1, 4), (2, 2), (3, 1))
#: of 14: below this the place is another one
_SAME_PLACE = 6
#: places of a word that are looked at: in a table it may stand 1,000 times
_PLACES = 32
#: words on each side that tell the place where it stood from the one where it stands
_FARTHEST = 8
#: words of a list on each side that are looked at
_LONGEST_LIST = 24
#: what stands between the names of a list besides commas
_AND_WORDS = "and or und oder et ou y e i o en of och eller og и та і"
_AND = frozenset(_AND_WORDS.split())
_COMMA = re.compile(r"\W*")
_ENDS = re.compile(r"[.!?…:;\n。！？]")

Run = tuple[int, int]  #: first term and the one after the last


def in_place(before: Terms, old: Run, after: Terms, new: Run) -> bool:
    """Whether what stands there now has the neighbours of what stood there, and neither moved with its own."""
    return (
        _alike(before, old, after, new) >= _SAME_PLACE
        and not _moved(before, old, after, new)
        and not _moved(after, new, before, old)
    )


def listed(before: Terms, old: Run, after: Terms, new: Run) -> bool:
    """Whether two names changed places in a list of names: "Brandt, Marsh and Plum"."""
    a, b = before.keys[slice(*old)], after.keys[slice(*new)]
    return _holds(before, old, b) and _holds(after, new, a)


def _alike(a: Terms, run: Run, b: Terms, other: Run) -> int:
    """How many of the words around are the same, by weight; where a paragraph ends, it ends for both."""
    sides = ((run[0], other[0], -1), (run[1] - 1, other[1] - 1, 1))
    return sum(
        weight
        for at, there, way in sides
        for distance, weight in _AROUND
        if _key(a, at + way * distance) == _key(b, there + way * distance)
    )


def _key(terms: Terms, at: int) -> str:
    return terms.keys[at] if 0 <= at < len(terms.keys) else ""


def _moved(a: Terms, run: Run, b: Terms, other: Run) -> bool:
    """Whether these words stand elsewhere on the other side, next to a neighbour that is gone from here."""
    words = a.keys[slice(*run)]
    length = len(words)
    return any(
        b.keys[p : p + length] == words and _along(a, run, b, other, (p, p + length))
        for p in b.places.get(words[0], [])[:_PLACES]
        if p != other[0]
    )


def _along(a: Terms, run: Run, b: Terms, here: Run, there: Run) -> bool:
    """The nearest words that tell the two places apart decide."""
    for distance in range(_FARTHEST):
        tells = False
        for side, way in ((0, -distance - 1), (1, distance)):
            word = _key(a, run[side] + way)
            stayed, went = (_key(b, place[side] + way) == word for place in (here, there))
            if word and went and not stayed:
                return True
            tells = tells or stayed != went
        if tells:
            return False
    return False


def _holds(terms: Terms, run: Run, words: tuple[str, ...]) -> bool:
    """Whether these words stand in the list around a run."""
    begin, end = run
    first, last = max(0, begin - _LONGEST_LIST), min(len(terms.keys), end + _LONGEST_LIST)
    while begin > first and _of_list(terms, begin - 1) and _goes_on(terms, begin):
        begin -= 1
    while end < last and _of_list(terms, end) and _goes_on(terms, end):
        end += 1
    return set(words) <= set(terms.keys[begin:end])


def _of_list(terms: Terms, at: int) -> bool:
    word = terms.written(at, at + 1)
    return word[0].isupper() or word in _AND


def _goes_on(terms: Terms, at: int) -> bool:
    gap = terms.gap(at)
    return _COMMA.fullmatch(gap) is not None and not _ENDS.search(gap)
