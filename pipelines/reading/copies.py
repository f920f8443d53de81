"""A text that is on the page twice: once for wide screens and once for phones. The second copy goes.

A refrain or a quotation that comes again is no copy: that is a run of several paragraphs in the same order.
"""

from __future__ import annotations

from pipelines.reading.blocks import squeezed
from pipelines.reading.boxes import ENDED
from pipelines.reading.placing import Passage
from pipelines.reading.surroundings import PROSE

#: paragraphs in a row, and letters; a chorus or a statement given again has fewer
FEWEST = 3
LETTERS = 250


def cut_copies(passages: list[Passage]) -> None:
    """Each run of paragraphs that stood there before, in the same order, with the short lines among them."""
    texts = [p.text for p in passages if not p.cut and _is_paragraph(p)]
    if len(set(texts)) == len(texts):
        return
    kept = [p for p in passages if not p.cut]
    keys = [squeezed(p.text) for p in kept]
    prose = [n for n, p in enumerate(kept) if _is_paragraph(p)]
    first: dict[str, int] = {}
    run: list[int] = []  #: places in `prose` of a repeated run
    before = -2
    for place, n in enumerate(prose):
        seen = first.setdefault(keys[n], place)
        if seen == place or (run and seen != before + 1):
            _cut(kept, keys, prose, run, before)
            run = []
        if seen != place:
            run.append(place)
            before = seen
    _cut(kept, keys, prose, run, before)


def _is_paragraph(passage: Passage) -> bool:
    """Whether it has sentences: what a list names is named again by the headings below it."""
    return len(passage.text) >= PROSE and ENDED.search(passage.text) is not None


def _cut(kept: list[Passage], keys: list[str], prose: list[int], run: list[int], last: int) -> None:
    """Marks the passages of a run, whose last one stood at `last` before, if it is a copy."""
    letters = sum(len(keys[prose[place]]) for place in run)
    whole = (
        bool(run) and len(run) > 1 and last + 1 == run[0] == len(run)
    )  # all that was there so far
    if not whole and (len(run) < FEWEST or letters < LETTERS):
        return
    begin, end = prose[run[0]], prose[run[-1]]
    said = set(keys[:begin])
    while end + 1 < len(kept) and keys[end + 1] in said and not _is_paragraph(kept[end + 1]):
        end += 1
    while begin > 0 and keys[begin - 1] in keys[: begin - 1] and not _is_paragraph(kept[begin - 1]):
        begin -= 1
    for n in range(begin, end + 1):
        if keys[n] in said:
            kept[n].cut = "printed before"
