"""A word diff, as data.

Two texts become rows, one per paragraph, of pieces that are the same, removed or added. Words are
compared without their punctuation, spacing and capitals, so that a curly quote is not a change.
`rapidfuzz.distance.Levenshtein.opcodes` aligns 18,000 words in 30 ms, where difflib takes 39 s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

WORDS = 20_000  #: of each text; what lies behind is not compared, and the page says so
ISLAND = 2  #: so few common words between two changes are chance ("of the") and read as change
BREAK = "\n"


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Fate(StrEnum):
    """What became of a paragraph."""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED_FROM = "moved away"
    MOVED_HERE = "moved here"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words with one fate."""

    mark: Mark
    before: str  #: as the first text writes it; empty when added
    after: str  #: as the second text writes it; empty when removed


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph, or what stands in its place."""

    fate: Fate
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """Everything that changed between two texts."""

    rows: tuple[Row, ...]
    cut: bool = False  #: longer than WORDS: the rest was not compared

    @property
    def same(self) -> bool:
        """Nothing that a reader would call a change."""
        return all(row.fate is Fate.SAME for row in self.rows)


_TOKEN = re.compile(r"\n|[^\s]+")
_MARKS = "\"'`´“”„‟‘’‚‛«»‹›()[]{}.,;:!?…*_–—"  #: not "$", "%", "+" or "-": they change what is said


def diff_texts(before: str, after: str) -> Diff:
    """What one has to do to the first text to get the second."""
    ours, theirs = tokens(before), tokens(after)
    cut = len(ours) > WORDS or len(theirs) > WORDS
    ours, theirs = ours[:WORDS], theirs[:WORDS]
    pieces = _without_islands(_slid_to_breaks(list(_pieces(ours, theirs))))
    return Diff(_with_moves(tuple(_rows(pieces))), cut)


def tokens(text: str) -> list[str]:
    """Words as written, and one BREAK between paragraphs."""
    return _TOKEN.findall(re.sub(r"\s*\n\s*", "\n", text.strip()))


def plain(token: str) -> str:
    """A word as it is compared; punctuation that stands alone stays what it is."""
    return token.strip(_MARKS).casefold() or token


#: (mark, tokens of the first text, tokens of the second)
_Run = tuple[Mark, Sequence[str], Sequence[str]]


def _pieces(ours: list[str], theirs: list[str]) -> Iterator[_Run]:
    steps = Levenshtein.opcodes([plain(t) for t in ours], [plain(t) for t in theirs])
    for step in steps:
        a, b = ours[step.src_start : step.src_end], theirs[step.dest_start : step.dest_end]
        if step.tag == "equal":
            yield Mark.SAME, a, b
            continue
        if a:
            yield Mark.REMOVED, a, []
        if b:
            yield Mark.ADDED, [], b


def _slid_to_breaks(runs: list[_Run]) -> list[_Run]:
    """Where the same words stand before an insertion and at its end, it may as well begin earlier;
    of all such places, the one where a paragraph begins is what the editor did."""
    out = list(runs)
    for place in range(1, len(out)):
        mark, a, b = out[place]
        before, after = out[place - 1], out[place + 1] if place + 1 < len(out) else _NOTHING
        if mark is Mark.SAME or before[0] is not Mark.SAME or after[0] is not Mark.SAME:
            continue
        back = _way_to_break(before[1], a or b)
        if not back:
            continue
        kept_a, kept_b = list(before[1][-back:]), list(before[2][-back:])
        out[place - 1] = (Mark.SAME, before[1][:-back], before[2][:-back])
        if mark is Mark.ADDED:
            out[place] = (mark, [], [*kept_b, *b[:-back]])
            kept_b = list(b[-back:])
        else:
            out[place] = (mark, [*kept_a, *a[:-back]], [])
            kept_a = list(a[-back:])
        later = (Mark.SAME, [*kept_a, *after[1]], [*kept_b, *after[2]])
        out[place + 1 : place + 2] = [later]
    return [run for run in out if run[1] or run[2]]


_NOTHING: _Run = (Mark.SAME, [], [])
_FAR = 200  #: words that a change is moved at most


def _way_to_break(before: Sequence[str], run: Sequence[str]) -> int:
    """How many words further ahead the run can begin so that it is whole paragraphs."""
    most = min(len(before), len(run) - 1, _FAR)
    for back in range(most + 1):
        if run[-1 - back] == BREAK or (before[-back] if back else run[0]) == BREAK:
            return back
        if back == most or plain(run[-1 - back]) != plain(before[-1 - back]):
            break
    return 0


def _without_islands(runs: list[_Run]) -> list[_Run]:
    """Turns a lone common word or two inside a rewritten passage into part of the change."""
    out: list[_Run] = []
    for place, (mark, a, b) in enumerate(runs):
        inside = 0 < place < len(runs) - 1
        if mark is Mark.SAME and inside and len(a) <= ISLAND and BREAK not in a:
            around = _changed_before(runs, place) + _changed_after(runs, place)
            if around > 6 * len(a):
                out += [(Mark.REMOVED, a, []), (Mark.ADDED, [], b)]
                continue
        out.append((mark, a, b))
    return out


def _changed_before(runs: list[_Run], place: int) -> int:
    return sum(
        len(a) + len(b) for mark, a, b in runs[max(0, place - 2) : place] if mark is not Mark.SAME
    )


def _changed_after(runs: list[_Run], place: int) -> int:
    return sum(
        len(a) + len(b) for mark, a, b in runs[place + 1 : place + 3] if mark is not Mark.SAME
    )


def _rows(runs: list[_Run]) -> Iterator[Row]:
    """Cuts the runs into paragraphs: at every break that both texts have, and at those that only
    one of them has unless that would tear a rewritten passage apart."""
    row: list[_Run] = []
    for place, (mark, a, b) in enumerate(runs):
        alone = place + 1 == len(runs) or _starts_with_break(runs[place + 1])
        for nth, part in enumerate(_at_breaks(mark, a, b)):
            if _starts_with_break(part):
                if mark is Mark.SAME or (alone and nth == 0) or _one_sided(row, mark):
                    yield from _finished(row)
                    row = []
                continue
            row.append(part)
    yield from _finished(row)


def _one_sided(row: list[_Run], mark: Mark) -> bool:
    """Only one text has a break here, and the row holds no rewriting that it would tear apart."""
    return {m for m, _, _ in row} <= {mark, Mark.SAME}


def _starts_with_break(run: _Run) -> bool:
    return [*run[1][:1], *run[2][:1]][:1] == [BREAK]


def _at_breaks(mark: Mark, a: Sequence[str], b: Sequence[str]) -> Iterator[_Run]:
    longer = a or b
    start = 0
    for place in [*(n for n, t in enumerate(longer) if t == BREAK), len(longer)]:
        if place > start:
            yield mark, list(a[start:place]), list(b[start:place])
        if place < len(longer):
            yield mark, list(a[place : place + 1]), list(b[place : place + 1])
        start = place + 1


def _finished(row: list[_Run]) -> Iterator[Row]:
    if not row:
        return
    marks = {mark for mark, _, _ in row}
    fate = Fate.CHANGED if len(marks) > 1 else Fate(next(iter(marks)))
    yield Row(fate, tuple(_joined(row)))


def _joined(row: list[_Run]) -> Iterator[Piece]:
    """Neighbours of one mark become one piece; between two matches, removed comes before added."""
    kept: list[tuple[Mark, list[str], list[str]]] = []
    gone: list[str] = []
    come: list[str] = []

    def flush() -> None:
        if gone:
            kept.append((Mark.REMOVED, gone.copy(), []))
        if come:
            kept.append((Mark.ADDED, [], come.copy()))
        gone.clear()
        come.clear()

    for mark, a, b in row:
        if mark is Mark.SAME:
            flush()
            if kept and kept[-1][0] is Mark.SAME:
                kept[-1][1].extend(a)
                kept[-1][2].extend(b)
            else:
                kept.append((mark, list(a), list(b)))
        else:
            gone += a
            come += b
    flush()
    for mark, a, b in kept:
        yield Piece(mark, " ".join(a), " ".join(b))


def _with_moves(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """A paragraph that vanished here and stands, word for word, elsewhere was moved."""
    gone = {_key(r): n for n, r in enumerate(rows) if r.fate is Fate.REMOVED}
    out = list(rows)
    for n, row in enumerate(rows):
        if row.fate is Fate.ADDED and _key(row) in gone:
            m = gone.pop(_key(row))
            out[n] = Row(Fate.MOVED_HERE, row.pieces)
            out[m] = Row(Fate.MOVED_FROM, rows[m].pieces)
    return tuple(out)


def _key(row: Row) -> tuple[str, ...]:
    words = " ".join(p.before or p.after for p in row.pieces).split()
    return tuple(plain(w) for w in words)


@dataclass(frozen=True, slots=True)
class Shown:
    """Rows as they stand on a page: one that changed, or a fold of those that did not."""

    rows: tuple[Row, ...]
    folded: bool


def folded(diff: Diff) -> list[Shown]:
    """Unchanged paragraphs laid together, to be opened by whoever wants them."""
    shown: list[Shown] = []
    for row in diff.rows:
        fold = row.fate is Fate.SAME
        if fold and shown and shown[-1].folded:
            shown[-1] = Shown((*shown[-1].rows, row), True)
        else:
            shown.append(Shown((row,), fold))
    return shown
