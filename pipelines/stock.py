"""Stock text: what an outlet prints under everything, and what everybody prints. Pure.

A gram is stock for an outlet when articles of three kinds of that outlet hold it, and stock for all
when eight kinds anywhere do, or when a crowd holds it. Articles are of a kind when their raw
samples share much, or when a chain of such articles leads from one to the other. That asks nothing
of stories or of stock itself, so the answer cannot run in a circle, and copies of one story do not
make its text stock.

Only the first holders in order of rank (a hash of the URL) are asked, so the answer depends on who
holds the gram and not on who came first, and costs the same however many hold it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

UNLIKE_HERE = 3  #: unlike articles of one outlet; 2 masks follow-ups (docs/tracing.md, table 7)
UNLIKE_ANYWHERE = 8  #: unlike articles of any outlet (table 7)
CROWD = 256  #: holders, alike or not: a gram of a recurring format finds nothing any more
ASKED_HERE = 6  #: holders asked per outlet
ASKED_ANYWHERE = 12  #: holders asked in all
ALIKE = 0.3  #: shared part of the longer text above which two are alike; 0.5 splits heavily edited
#: copies of one story and makes its text stock (table 7)
ALIKE_SHORTER = 0.5  #: or of the shorter text (table 7)
ALIKE_TOKENS = 150  #: both hold when that much is shared: more than any boilerplate …
ALIKE_SHORT = 0.4  #: … else this much of the longer text (table 7)
PARAGRAPH = 0.75  #: share of stock grams that makes a paragraph stock; at 0.6 the sentences of a
#: weather report go and nothing is left to tell two reports apart (table 7)

NO_BOUND = 2**31  #: fewer holders than are asked: each new one counts


def alike(shared: int, rate: int, tokens_a: int, tokens_b: int) -> bool:
    """Whether two texts are mostly one, by the sampled grams they share at the coarser rate."""
    common, longer = shared * rate, max(tokens_a, tokens_b)
    if common < ALIKE_TOKENS:
        return common >= ALIKE_SHORT * longer
    return common >= min(ALIKE * longer, ALIKE_SHORTER * min(tokens_a, tokens_b))


def may_be_alike(grams_a: int, grams_b: int, rate: int, tokens_a: int, tokens_b: int) -> bool:
    """Whether they would be alike if the smaller sample stood wholly in the larger."""
    return alike(min(grams_a, grams_b), rate, tokens_a, tokens_b)


def enough_unlike(slots: list[int], wanted: int, are_alike: Callable[[int, int], bool]) -> bool:
    """Whether the slots fall into that many kinds; alike ones are of a kind, and so are theirs.

    Heavily edited copies of one story need not be alike to each other, but there is a chain of
    versions between them.
    """
    left, kinds = list(slots), 0
    while left and kinds + len(left) >= wanted:
        kinds += 1
        if kinds >= wanted:
            return True
        reached = [left.pop(0)]
        while reached and left:
            slot = reached.pop()
            found = [other for other in left if are_alike(slot, other)]
            if found:
                left = [other for other in left if other not in found]
                reached += found
    return False


def stock_paragraphs(paragraphs: NDArray[np.int32], stock: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The paragraphs that are stock, given the paragraph of each sampled gram and whether it is."""
    if not stock.any():
        return np.zeros(0, dtype=np.int64)
    grams = np.bincount(paragraphs)
    known = np.bincount(paragraphs, weights=stock)
    return np.flatnonzero((grams > 0) & (known >= PARAGRAPH * grams))
