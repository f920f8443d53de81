"""How much of what one article sets off is done at once.

A newcomer may tip a gram that hundreds of articles hold, or take the lead of a story of hundreds:
seconds of work in which a crawl would stand still. A crawl does some of it with each article that
comes, and the rest when it ends (`pipelines/upkeep.py`); what waits is in the table `upkeep`.
"""

from __future__ import annotations

from typing import NamedTuple


class Patience(NamedTuple):
    """None: all of it."""

    pairs: int | None  #: of stored texts that are compared again; a block of them more at most
    copies: int | None  #: that are told anew


ALL = Patience(None, None)
A_MOMENT = Patience(1_000, 30)  #: some 0.3 s for each on one core (docs/reliability.md, fuzz)


class Allowance:
    """How many more of something may be done now; any number without `most`."""

    def __init__(self, most: int | None) -> None:
        self.left = most

    @property
    def spent(self) -> bool:
        return self.left == 0

    def take(self) -> bool:
        """One is done, if there is one left."""
        if self.spent:
            return False
        if self.left is not None:
            self.left -= 1
        return True
