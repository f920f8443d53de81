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
LOOKED_FOR = 300  #: corrections, the weightiest; each is looked for in each copy
#: earlier versions that are compared, and characters of all of them: a live blog has hundreds, and each
#: edit of it would stop the crawl for seconds
VERSIONS, CHARACTERS = 16, 1_000_000
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

    `versions` of the origin, oldest first, the present one last; `copies` as (article, text). Of many
    versions the first and the last are compared: most copies are of the first, and what the last edit
    corrected differs from those before it.
    """
    points = [(point, sought) for point in _corrections(versions) if (sought := _sought(point))]
    if not points:
        return []
    read = [(article, _line(text)) for article, text in copies]
    found: list[Uncorrected] = []
    for point, sought in points[:LOOKED_FOR]:
        carried = tuple(article for article, line in read if sought.is_in(line))
        if carried:
            found.append(Uncorrected(point.change, point.corrected_at, carried))
        if len(found) == TOLD:
            break
    return found


def _corrections(versions: Sequence[Version]) -> list[Uncorrected]:
    """Each earlier version against the present one; a change that was taken back is none."""
    if not versions:
        return []
    now = versions[-1]
    seen: set[tuple[str, str]] = set()
    points: list[Uncorrected] = []
    for version in _worth_comparing(versions[:-1], len(now.text)):
        for change in changes_between(version.title, version.text, now.title, now.text):
            key = (change.before, change.after)
            if change.weight is Weight.HEADLINE or not change.before or key in seen:
                continue
            seen.add(key)
            points.append(Uncorrected(change, version.until))
    return sorted(points, key=lambda p: p.change.weight)


def _worth_comparing(earlier: Sequence[Version], size: int) -> Sequence[Version]:
    most = max(2, min(VERSIONS, CHARACTERS // max(1, size)))
    if len(earlier) <= most:
        return earlier
    return [*earlier[: most // 2], *earlier[-(most // 2) :]]


@dataclass(frozen=True, slots=True)
class _Sought:
    """Phrases as `_line` writes them: a text with all of the old and not all of the new is stale."""

    old: tuple[str, ...]
    new: tuple[str, ...] = ()

    def is_in(self, line: str) -> bool:
        return all(p in line for p in self.old) and not (
            self.new and all(p in line for p in self.new)
        )


def _sought(point: Uncorrected) -> _Sought | None:
    """What a copy would have to hold; None where that is too little to tell."""
    change = point.change
    if change.whole:
        line = _line(change.before)
        return _Sought((line,)) if len(change.before.split()) >= FEW and line.strip() else None
    old = _line(f"{change.left} {change.before}"), _line(f"{change.before} {change.right}")
    new = _line(f"{change.left} {change.after}"), _line(f"{change.after} {change.right}")
    if len(" ".join(old).split()) < FEW or not all(p.strip() for p in old):
        return None
    return _Sought(old, new if change.after and all(p.strip() for p in new) else ())


def _line(text: str) -> str:
    """Plain words between spaces: a phrase is found at the speed of `in`."""
    return f" {' '.join(plain(t) for t in tokens(text) if t != BREAK)} "
