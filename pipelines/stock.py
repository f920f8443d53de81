"""Stock text: what an outlet prints under everything, and what everybody prints. Pure.

A gram is stock for an outlet when articles of three kinds of that outlet hold it, and stock for all
when eight kinds anywhere do, or when a crowd holds it: outlets that print it again and again, as they
do a recurring format. A story that hundreds of outlets print once each is none. Articles are of a kind when their raw
samples share much, or when a chain of such articles leads from one to the other. That asks nothing
of stories or of stock itself, so the answer cannot run in a circle, and copies of one story do not
make its text stock.

Only the first holders in order of rank (a hash of the URL) are asked, so the answer depends on who
holds the gram and not on who came first, and costs the same however many hold it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipelines.sampling import rates

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]

UNLIKE_HERE = 3  #: unlike articles of one outlet; 2 masks follow-ups (docs/tracing.md, table 7)
UNLIKE_ANYWHERE = 8  #: unlike articles of any outlet (table 7)
CROWD = 256  #: holders, alike or not: a gram of a recurring format finds nothing any more …
VERSIONS = 8  #: … but so many of each outlet do not count: a story and its updates are no format
ASKED_HERE = 6  #: holders asked per outlet
ASKED_ANYWHERE = 12  #: holders asked in all
ALIKE = 0.3  #: shared part of the longer text above which two are alike; 0.5 splits heavily edited
#: copies of one story and makes its text stock (table 7)
ALIKE_SHORTER = 0.5  #: or of the shorter text (table 7)
ALIKE_TOKENS = 150  #: both hold when that much is shared: more than any boilerplate …
ALIKE_SHORT = 0.4  #: … else this much of the longer text (table 7)
PARAGRAPH = 0.75  #: share of stock grams that makes a paragraph stock; at 0.6 the sentences of a
#: weather report go and nothing is left to tell two reports apart (table 7)

_HOLDER, _HOLDER_MASK = np.uint64(24), np.uint64((1 << 24) - 1)

NO_BOUND = 2**31  #: fewer holders than are asked: each new one counts


def alike(shared: Counts, tokens: Counts, others: Counts) -> Flags:
    """Which of some pairs are mostly one text; the more they share the rather.

    `shared`: sampled grams that both have; `tokens` and `others`: how long they are.
    """
    longer, shorter = np.maximum(tokens, others), np.minimum(tokens, others)
    common = shared * rates(longer)  # the coarser sample of the two is what is shared
    enough = np.minimum(ALIKE * longer, ALIKE_SHORTER * shorter)
    found: Flags = common >= np.where(common < ALIKE_TOKENS, ALIKE_SHORT * longer, enough)
    return found


def shared_by_each(keys: NDArray[np.uint64], counts: Counts) -> Counts:
    """(articles, articles): how many different keys each two share.

    `keys`: those of the first article in any order, then those of the next, and so on, 40 bits each;
    `counts`: how many each has.
    """
    held = keys << _HOLDER | np.arange(len(counts), dtype=np.uint64).repeat(counts)
    held.sort()
    grams = held >> _HOLDER
    fresh = np.ones(len(grams), dtype=np.bool_)
    np.not_equal(grams[1:], grams[:-1], out=fresh[1:])
    holds = np.zeros((len(counts), len(grams)), dtype=np.float32)
    holds[(held & _HOLDER_MASK).view(np.int64), fresh.cumsum() - 1] = 1
    shared: Counts = (holds @ holds.T).astype(np.int64)
    return shared


def kinds(alike: Flags) -> int:
    """Into how many kinds articles fall; alike ones are of a kind, and so are theirs.

    Heavily edited copies of one story need not be alike to each other, but there is a chain of
    versions between them.
    """
    near: list[int] = (alike @ (1 << np.arange(len(alike)))).tolist()  # a bit for each
    left, found = (1 << len(near)) - 1, 0
    while left:
        found += 1
        reached = left & -left
        while reached:
            left &= ~reached
            reached = left & _any_of(near, reached)
    return found


def _any_of(near: list[int], which: int) -> int:
    """What is near to any of those whose bits are set."""
    found = 0
    while which:
        found |= near[which.bit_length() - 1]
        which &= ~(1 << which.bit_length() - 1)
    return found


def crowded(outlets: NDArray[np.int32]) -> bool:
    """Whether holders printed by these outlets, one number each, are a crowd."""
    if len(outlets) < CROWD:
        return False
    return int(np.maximum(np.bincount(outlets) - VERSIONS, 0).sum()) >= CROWD


def stock_paragraphs(paragraphs: NDArray[np.int32], stock: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The paragraphs that are stock, given the paragraph of each sampled gram and whether it is."""
    known = np.bincount(paragraphs[stock])
    found: NDArray[np.int64] = (known > 0).nonzero()[0]
    return found[known[found] >= PARAGRAPH * np.bincount(paragraphs)[found]]
