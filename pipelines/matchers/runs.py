"""Runs of tokens: (begin, end) in order, not overlapping. All that is asked of them, as arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Edges = NDArray[np.int64]  #: (runs, 2): begin and end of each
Places = NDArray[np.int64]  #: where something stands in a text, in order
Sums = NDArray[np.int32]  #: (tokens + 1,): how many of the first n tokens are so

_NEVER = [1 << 62, 1 << 62]  #: places that no text has


def total(sums: Sums, edges: Edges) -> int:
    """How many tokens of the runs are so."""
    if not len(edges):
        return 0
    at: list[int] = sums.take(edges.ravel()).tolist()
    return sum(at[1::2]) - sum(at[::2])


def covering(hits: Places, gram: int, gap: int) -> Edges:
    """The runs of tokens that stand in a hit gram, with gaps of up to `gap` between them closed."""
    if not len(hits):
        return np.zeros((0, 2), dtype=np.int64)
    apart = (hits[1:] - hits[:-1] > gram + gap).nonzero()[0]
    edges = np.empty((len(apart) + 1, 2), dtype=np.int64)
    edges[0, 0], edges[1:, 0] = hits[0], hits[apart + 1]
    edges[-1, 1], edges[:-1, 1] = hits[-1] + gram, hits[apart] + gram
    return edges


def closed(edges: Edges, gap: int, run: int) -> Edges:
    """Runs with gaps of up to `gap` between them closed, then those under `run` dropped."""
    return closed_of(edges, gap, run)[0]


def closed_of(edges: Edges, gap: int, run: int) -> tuple[Edges, Edges]:
    """The same, and the runs that they are made of.

    A loop: two texts share a handful of runs, and arrays that small cost more than they save.
    """
    kept: list[int] = []
    parts: list[list[int]] = []
    since = 0  # the parts of the run that goes on
    begin = end = -gap - 1
    for edge in [*edges.tolist(), _NEVER]:
        if edge[0] - end > gap:
            if end - begin >= run:
                kept += (begin, end)
            else:
                del parts[since:]
            since, begin = len(parts), edge[0]
        end = edge[1]
        parts.append(edge)
    return _edges(kept), _edges(parts[:-1])


def _edges(numbers: list[int] | list[list[int]]) -> Edges:
    return np.array(numbers, dtype=np.int64).reshape(-1, 2)


def mask(edges: Edges, size: int) -> Flags:
    """(runs, 2) → (size,): true inside the runs."""
    change = np.zeros(size + 1, dtype=np.int8)
    change[edges[:, 0]] = 1
    change[edges[:, 1]] = -1
    return change[:-1].cumsum(dtype=np.int8).view(np.bool_)


def within(places: Places, edges: Edges) -> Flags:
    """Which places, sorted, stand inside the runs."""
    inside: Flags = edges.ravel().searchsorted(places, side="right") & 1 == 1
    return inside


def runs(covered: Flags) -> Edges:
    """(runs, 2): begin and end of each stretch of true."""
    padded = np.zeros(len(covered) + 2, dtype=np.bool_)
    padded[1:-1] = covered
    return np.flatnonzero(padded[1:] != padded[:-1]).reshape(-1, 2)
