"""One side of a comparison: a text as it was read, and what of it is stock by now.

What is stock is asked when it is first needed: most texts that are compared share a phrase or two
that all the world uses, and there it is never needed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.matchers.runs import Sums
from pipelines.once import once
from pipelines.sets import ordered, shared
from pipelines.stock import stock_paragraphs
from pipelines.text import Flags, Reading, Tokens, read
from presswatch.values import Grams

#: (grams, outlet) → which of them are stock when this outlet prints them
Known = Callable[[Grams, str], NDArray[np.bool_]]

STOCKY = 0.5  #: share of distinct grams under which a text is mostly stock (table 4)

#: what is worth its room in a text at rest (docs/tracing.md, "Storage")
_AT_REST = ("_stocked", "stock", "in_stock", "stocky")
_NO_GRAMS: Grams = np.zeros(0, dtype=np.uint64)


@dataclass(eq=False, slots=True)
class Tally:
    """Running sums over a text: what counts in any run of tokens is a difference of two of them."""

    counted: Sums  #: tokens that are not stock
    told: Sums  #: of these, outside quotation marks


@dataclass(eq=False)
class Text:
    """One side of a comparison."""

    reading: Reading
    known: Known
    outlet: str = ""
    title: str = ""
    language: str | None = None

    @property
    def bytes(self) -> int:
        """Memory that it takes, when all has been asked of it."""
        return 3_000 + 56 * len(self.reading)

    @property
    def bytes_at_rest(self) -> int:
        """Memory that it takes at rest."""
        return 2_000 + 10 * len(self.reading)

    def anew(self) -> Text:
        """The same text, after what is stock has changed."""
        return Text(self.reading, self.known, self.outlet, self.title, self.language)

    def at_rest(self) -> Text:
        """The same text, without what takes much room and can be worked out again."""
        at_rest = Text(self.reading.at_rest(), self.known, self.outlet, self.title, self.language)
        own = self.__dict__
        at_rest.__dict__.update({name: own[name] for name in _AT_REST if name in own})
        return at_rest

    @once
    def headline(self) -> Tokens:
        """The tokens of its title."""
        return read(self.title).tokens

    @once
    def sample(self) -> Grams:
        """Its sampled grams, sorted and unique."""
        return ordered(self.reading.grams[self.reading.sampled])

    @once
    def distinct(self) -> Grams:
        """The sampled grams that are not stock, sorted and unique."""
        if not np.count_nonzero(self._stocked):
            return self.sample
        return ordered(self.reading.grams[self.reading.sampled[~self._stocked]])

    @once
    def stocky(self) -> bool:
        """Whether most of what we sampled of it is stock: a recurring format, or a stub."""
        return is_stocky(len(self.distinct), len(self.sample))

    @once
    def stock(self) -> Grams:
        """The grams of its stock paragraphs, sorted and unique."""
        reading, stocked = self.reading, self._stocked
        if not np.count_nonzero(stocked):
            return _NO_GRAMS
        paragraphs = stock_paragraphs(reading.paragraph[self.reading.sampled], stocked)
        if not len(paragraphs):
            return _NO_GRAMS
        inside = np.zeros(int(reading.paragraph[-1]) + 1, dtype=np.bool_)
        inside[paragraphs] = True
        tokens = inside.take(reading.paragraph)
        return ordered(reading.grams[tokens[: len(reading.grams)] & tokens[reading.gram - 1 :]])

    @once
    def in_stock(self) -> Flags:
        """Which of its grams, as they stand in it, are of its stock paragraphs."""
        ranked, stock = self.reading.ranked, self.stock
        found = np.zeros(len(ranked.grams), dtype=np.bool_)
        if len(stock):
            found[ranked.places[shared(ranked.grams, stock)]] = True
        return found

    @once
    def tally(self) -> Tally:
        """Its running sums, without its stock paragraphs."""
        return tally(~tokens_of(self.in_stock, self.reading), self.reading)

    @once
    def _stocked(self) -> Flags:
        """Which of the sampled grams are stock."""
        return self.known(self.reading.grams[self.reading.sampled], self.outlet)


def is_stocky(distinct: int, sample: int) -> bool:
    """Whether so many grams that are not stock are few, of a sample of that size."""
    return distinct < STOCKY * sample


def tokens_of(grams: Flags, reading: Reading) -> Flags:
    """Which tokens stand in these grams."""
    tokens = np.zeros(len(reading), dtype=np.bool_)
    for step in range(reading.gram if len(grams) else 0):
        tokens[step : step + len(grams)] |= grams
    return tokens


def tally(counted: Flags, reading: Reading) -> Tally:
    """The running sums of a text of which these tokens count."""
    sums = np.zeros((2, len(counted) + 1), dtype=np.int32)
    sums[0, 1:] = counted
    sums[1, 1:] = counted > reading.quoted  # counted, and not quoted
    np.add.accumulate(sums, axis=1, out=sums)
    return Tally(sums[0], sums[1])
