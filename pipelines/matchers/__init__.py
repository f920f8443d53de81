"""Kinds of evidence, cheapest first. The first matcher that has an opinion decides.

A matcher is one file with `judge(pair: Overlap) -> Opinion | None`. It sees two texts compared
(pipelines/matchers/overlap.py) and nothing else: no clocks, no other articles. It must be
symmetric: the order of the two texts must not change what it says.
"""

from __future__ import annotations

from presswatch.plugs import plug

from .opinion import Matcher, Opinion
from .overlap import Overlap

#: order is a decision: what is no match at all is ruled out before anything is called a copy
MATCHERS = (
    ".same_text",  # word for word: nothing more to ask
    ".brief",  # a headline and its first lines inside another piece, however few
    ".too_little",  # after stock text is taken out, nothing is left to judge
    ".recurring",  # a recurring format: the frame agrees, the facts do not
    ".quotation",  # both quote the same third text
    ".containment",  # much of one stands in the other, or a passage does
)

_judges: tuple[Matcher, ...] = tuple(plug(name, "judge", __name__) for name in MATCHERS)


def judge(pair: Overlap) -> Opinion:
    """What the two texts are to each other."""
    for ask in _judges:
        opinion = ask(pair)
        if opinion is not None:
            return opinion
    return Opinion(None, "they share phrases, not passages")
