"""Which copies still carry what their origin has since corrected or withdrawn.

What an earlier version of the origin said and the present one does not is looked for, with the
words around it, in each copy. A copy is stale in a point if it has the old words there and not the
new ones: whatever the clocks say, and however the rest of it was edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.edits.diff import BREAK, plain, tokens
from storage.edits.weigh import Change, Weight, changes_between

TOLD = 12  #: corrections that are shown
FEW = 4  #: a cut paragraph counts when so many of its words in a row stand in the copy
GONE = "withdrawn"  #: state of an article that stayed gone for days (storage/rechecks.py)
MISSING = "missing"  #: gone at the last look, which proves nothing yet


@dataclass(frozen=True, slots=True)
class Version:
    """What an article said until some moment; None: what it says now."""

    title: str
    text: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Uncorrected:
    """A correction, and the copies that did not follow it."""

    change: Change
    corrected_at: str | None  #: when the correction was seen
    copies: tuple[int, ...] = ()  #: articles


def uncorrected(
    versions: Sequence[Version], copies: Iterable[tuple[int, str]]
) -> list[Uncorrected]:
    """The corrections that some copy did not follow, the weightiest first.

    `versions` of the origin, oldest first, the present one last; `copies` as (article, text).
    """
    points = _corrections(versions) if versions else []
    if not points:
        return []
    read = [(article, _Words(text)) for article, text in copies]
    found = []
    for point in points:
        carried = tuple(article for article, words in read if _carries(words, point.change))
        if carried:
            found.append(Uncorrected(point.change, point.corrected_at, carried))
    return found[:TOLD]


def _corrections(versions: Sequence[Version]) -> list[Uncorrected]:
    """Each earlier version against the present one; a change that was taken back is none."""
    now = versions[-1]
    seen: set[tuple[str, str]] = set()
    points: list[Uncorrected] = []
    for version in versions[:-1]:
        for change in changes_between(version.title, version.text, now.title, now.text):
            key = (change.before, change.after)
            if change.weight is Weight.HEADLINE or not change.before or key in seen:
                continue
            seen.add(key)
            points.append(Uncorrected(change, version.until))
    return sorted(points, key=lambda p: p.change.weight)


class _Words:
    """A text as a string of plain words between spaces: a phrase is found at the speed of `in`."""

    def __init__(self, text: str) -> None:
        self._line = _line(text)

    def has(self, phrase: str) -> bool:
        return bool(phrase.strip()) and _line(phrase) in self._line


def _line(text: str) -> str:
    return f" {' '.join(plain(t) for t in tokens(text) if t != BREAK)} "


def _carries(words: _Words, change: Change) -> bool:
    if change.whole:
        start = change.before.split()
        return len(start) >= FEW and words.has(change.before)
    old = (f"{change.left} {change.before}", f"{change.before} {change.right}")
    new = (f"{change.left} {change.after}", f"{change.after} {change.right}")
    if len(_line(" ".join(old)).split()) < FEW:
        return False
    return all(words.has(p) for p in old) and not (change.after and all(words.has(p) for p in new))
