"""/who: who reprints whom, as a matrix and as a table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import sqrt
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from storage.browse.access import open_for
from storage.browse.page import answer, chosen, read
from storage.browse.reads.who import Flow, Reprints, reprints
from storage.log import stamp

TABLES = ("copies", "articles", "stories", "sources")
SIDE = 14  #: rows and columns of the matrix: as many as can be read
LISTED = 200  #: rows of the table
PERIODS = ((7, "7 days"), (30, "30 days"), (365, "a year"), (0, "all time"))


@dataclass(frozen=True, slots=True)
class Matrix:
    """The largest origins across, the largest takers down."""

    origins: list[str]
    outlets: list[str]
    cells: dict[tuple[str, str], Flow]
    most: int

    def shade(self, flow: Flow) -> int:
        """1..5 by the square root, so that small numbers are still seen apart."""
        return max(1, min(5, round(5 * sqrt(flow.copies / max(self.most, 10)))))


async def page(datasette: Any, request: Any) -> Any:
    """The view that Datasette calls."""
    db = await open_for(datasette, request, *TABLES)
    proven, days = bool(chosen(request, "proven")), chosen(request, "days")
    since = stamp(datetime.now(UTC) - timedelta(days=min(days, 36500))) if days else None
    seen = await _remembered(db, proven, days, since)
    flows = [f for f in seen.flows if not f.itself]
    return await answer(
        datasette, request, "who.html", db, here="who", matrix=_matrix([f for f in flows if f.origin in seen.names]),
        agencies=_matrix([f for f in flows if f.origin not in seen.names]), flows=flows[:LISTED],
        more=len(flows) - LISTED, dependence=seen.dependence[:LISTED], names=seen.names, proven=proven, days=days,
        periods=PERIODS,
    )  # fmt: skip


KEPT_S = 60  #: adding up 60,000 links takes a third of a second: once a minute is often enough
_kept: WeakKeyDictionary[Any, dict[tuple[bool, int], tuple[float, Reprints]]] = WeakKeyDictionary()


async def _remembered(db: Any, proven: bool, days: int, since: str | None) -> Reprints:
    """The figures, at most a minute old."""
    kept = _kept.setdefault(db, {})
    at, seen = kept.get((proven, days), (0.0, None))
    if seen is None or monotonic() - at > KEPT_S:
        seen = await read(db, _look, proven, since)
        if days in dict(PERIODS):  # a number that someone made up is not kept
            kept[proven, days] = (monotonic(), seen)
    return seen


def _look(conn: Any, proven: bool, since: str | None) -> Reprints:
    return reprints(conn, proven=proven, since=since)


def _matrix(flows: list[Flow]) -> Matrix:
    given: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for flow in flows:
        given[flow.origin] += flow.copies
        taken[flow.outlet] += flow.copies
    origins = [name for name, _ in given.most_common(SIDE)]
    outlets = [name for name, _ in taken.most_common(SIDE)]
    cells = {(f.outlet, f.origin): f for f in flows}
    return Matrix(origins, outlets, cells, max((f.copies for f in flows), default=1))
