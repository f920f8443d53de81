"""How many grams of a text we keep.

A gram is kept when its hash is divisible by `rate(tokens)` (FracMinHash: Irber et al., "Lightweight
compositional analysis of metagenomes with FracMinHash", 2022). Unlike MinHash this keeps
containment: the share of a text's sample that is in another's estimates the share of the text.
A rate that divides another keeps all of its grams, so short and long texts meet.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: (tokens, one gram in …): short texts are sampled densely so that a brief still has enough grams
RATES = ((100, 2), (300, 4))
RATE = 8  #: for longer texts; 16 loses passages of 30 words, 4 doubles the index (table 2)


def rate(tokens: int) -> int:
    """One gram in how many is sampled from a text of that many tokens."""
    for under, every in RATES:
        if tokens < under:
            return every
    return RATE


#: the rate of each number of tokens; the last is that of all longer texts
_BY_TOKENS = np.array([rate(tokens) for tokens in range(RATES[-1][0] + 1)], dtype=np.int64)


def rates(tokens: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same of many texts, in the same shape."""
    return _BY_TOKENS.take(tokens, mode="clip")
