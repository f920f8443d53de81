"""Texts within reach: those read lately are kept, the others are fetched and read again."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from pipelines.fingerprint import sampled, without
from pipelines.matchers.overlap import Text
from pipelines.stock import stock_paragraphs
from pipelines.text import Reading, ordered, read
from storage.index import Index, keys_of

ROOM = 1536  #: texts kept, about 25 kB each (docs/tracing.md, table 9)
SAMPLES = 4096  #: samples kept, under 1 kB each


class Shelf:
    """The texts of articles in the index, by slot."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._texts: OrderedDict[int, Text] = OrderedDict()
        self._samples: OrderedDict[int, NDArray[np.uint64]] = OrderedDict()
        self._stale: set[int] = set()

    def clear(self) -> None:
        """Nothing is kept."""
        self._texts.clear()
        self._stale.clear()
        self._samples.clear()

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

    def put(self, slot: int, text: Text) -> None:
        """Keeps a text that was read already."""
        self._texts[slot] = text
        self._stale.discard(slot)
        if len(self._texts) > ROOM:
            self._stale.discard(self._texts.popitem(last=False)[0])

    def restock(self, slot: int) -> None:
        """What is stock has changed: the text is dressed again when it is next asked for."""
        if slot in self._texts:
            self._stale.add(slot)

    def drop(self, slot: int) -> None:
        """The article is gone."""
        self._texts.pop(slot, None)
        self._samples.pop(slot, None)

    def keys(self, slot: int) -> NDArray[np.uint64]:
        """The keys of an article's sample: sorted, unique."""
        keys = self._samples.get(slot)
        if keys is None:
            keys = ordered(self._index.sample(slot)[0])
            self._samples[slot] = keys
            if len(self._samples) > SAMPLES:
                self._samples.popitem(last=False)
        return keys


def dress(index: Index, reading: Reading, outlet: str, title: str, language: str | None) -> Text:
    """A reading as one side of a comparison, under the stock text known now."""
    at = np.flatnonzero(sampled(reading))
    grams = reading.grams[at]
    known = index.stock.known(keys_of(grams), outlet)
    stock = reading.grams[:0]
    paragraphs = stock_paragraphs(reading.paragraph[at], known)
    if len(paragraphs):
        inside = np.zeros(int(reading.paragraph[-1]) + 1, dtype=np.bool_)
        inside[paragraphs] = True
        starts = reading.paragraph[: len(reading.grams)]
        ends = reading.paragraph[reading.gram - 1 :]
        stock = ordered(reading.grams[inside[starts] & inside[ends]])
    order = np.argsort(reading.grams)
    return Text(
        reading, order, reading.grams[order], ordered(grams), ordered(grams[~known]), stock,
        outlet, title, language,
    )  # fmt: skip
