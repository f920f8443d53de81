"""Texts within reach: those read lately are kept, the others are fetched and read again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.fingerprint import sampled, without
from pipelines.matchers.overlap import Text
from pipelines.stock import stock_paragraphs
from pipelines.text import Reading, ordered, read
from presswatch.values import Grams
from storage.index import Index, keys_of

Keys = NDArray[np.uint64]

ROOM = 8 << 20  #: bytes of texts kept, some 300 of them (docs/tracing.md, "Storage")
SAMPLES = 2048  #: samples kept, some 2 kB each


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """The sampled grams of a text."""

    keys: Keys  #: sorted, unique
    in_order: Keys  #: the same as they stand in the text, some more than once
    paragraphs: NDArray[np.int32]  #: the paragraph of each of those


class Shelf:
    """The texts of articles in the index, by slot."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._texts: OrderedDict[int, Text] = OrderedDict()
        self._samples: OrderedDict[int, Sample] = OrderedDict()
        self._stale: set[int] = set()
        self._held = 0  #: bytes of texts

    def clear(self) -> None:
        """Nothing is kept."""
        self._texts.clear()
        self._stale.clear()
        self._samples.clear()
        self._held = 0

    def text(self, slot: int) -> Text:
        """The text of an article, with what of it is stock by now."""
        text = self._texts.get(slot)
        if text is None:
            stored = self._index.stored(slot)
            reading = read(without(stored.text, stored.cuts))
            text = dress(self._index, reading, stored.outlet, stored.title, stored.language)
            self.put(slot, text)
        elif slot in self._stale:
            text = dress(self._index, text.reading, text.outlet, text.title, text.language)
            self.put(slot, text)
        else:
            self._texts.move_to_end(slot)
        return text

    def put(self, slot: int, text: Text, *, dressed: bool = True) -> None:
        """Keeps a text that was read already; those asked for longest ago make room."""
        self._let_go(slot)
        self._texts[slot] = text
        if not dressed:
            self._stale.add(slot)
        self._held += text.bytes
        while self._held > ROOM and len(self._texts) > 1:
            self._let_go(next(iter(self._texts)))

    def restock(self, slot: int) -> None:
        """What is stock has changed: the text is dressed again when it is next asked for."""
        if slot in self._texts:
            self._stale.add(slot)

    def drop(self, slot: int) -> None:
        """The article is gone."""
        self._let_go(slot)
        self._samples.pop(slot, None)

    def sample(self, slot: int) -> Sample:
        """What was sampled of an article."""
        sample = self._samples.get(slot)
        if sample is None:
            keys, paragraphs = self._index.sample(slot)
            sample = Sample(ordered(keys), keys, paragraphs)
            self._samples[slot] = sample
            if len(self._samples) > SAMPLES:
                self._samples.popitem(last=False)
        return sample

    def _let_go(self, slot: int) -> None:
        text = self._texts.pop(slot, None)
        self._stale.discard(slot)
        if text is not None:
            self._held -= text.bytes


def bare(reading: Reading, outlet: str, title: str, language: str | None) -> Text:
    """A reading to be put on the shelf before anything is asked of it."""
    return Text(reading, _NO_GRAMS, _NO_GRAMS, _NO_GRAMS, _NO_GRAMS, outlet, title, language)


def dress(index: Index, reading: Reading, outlet: str, title: str, language: str | None) -> Text:
    """A reading as one side of a comparison, under the stock text known now."""
    at = sampled(reading).nonzero()[0]
    grams = reading.grams[at]
    known = index.stock.known(keys_of(grams), outlet)
    sample, distinct, stock = ordered(grams), None, _NO_GRAMS
    if known.any():
        distinct = ordered(grams[~known])
        stock = _stock_grams(reading, stock_paragraphs(reading.paragraph[at], known))
    return Text(
        reading, np.sort(reading.grams), sample, sample if distinct is None else distinct, stock,
        outlet, title, language,
    )  # fmt: skip


def _stock_grams(reading: Reading, paragraphs: NDArray[np.int64]) -> Grams:
    """The grams that stand wholly in these paragraphs."""
    if not len(paragraphs):
        return _NO_GRAMS
    inside = np.zeros(int(reading.paragraph[-1]) + 1, dtype=np.bool_)
    inside[paragraphs] = True
    starts = reading.paragraph[: len(reading.grams)]
    ends = reading.paragraph[reading.gram - 1 :]
    return ordered(reading.grams[inside[starts] & inside[ends]])


_NO_GRAMS: Grams = np.zeros(0, dtype=np.uint64)
