"""Texts within reach: those read lately are kept, the others are fetched and read again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.fingerprint import without
from pipelines.matchers.dressed import Text
from pipelines.sets import ordered
from pipelines.text import Reading, read
from storage.index import Index

Keys = NDArray[np.uint64]

ROOM = 2 << 20  #: bytes of texts at hand, some 65 of them (docs/tracing.md, "Storage")
ROOM_AT_REST = 7 << 20  #: bytes of texts kept small, some 900 more
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
        self._resting: OrderedDict[int, Text] = OrderedDict()
        self._samples: OrderedDict[int, Sample] = OrderedDict()
        self._held = self._held_at_rest = 0  #: bytes of texts

    def clear(self) -> None:
        """Nothing is kept."""
        self._texts.clear()
        self._resting.clear()
        self._samples.clear()
        self._held = self._held_at_rest = 0

    def text(self, slot: int) -> Text:
        """The text of an article, with what of it is stock by now."""
        text = self._texts.get(slot)
        if text is not None:
            self._texts.move_to_end(slot)
            return text
        text = self._resting.get(slot) or self._read(slot)
        self.put(slot, text)
        return text

    def put(self, slot: int, text: Text) -> None:
        """Keeps a text that was read already; those asked for longest ago make room."""
        self._let_go(slot)
        self._texts[slot] = text
        self._held += text.bytes
        while self._held > ROOM and len(self._texts) > 1:
            self._rest(next(iter(self._texts)))

    def restock(self, slot: int) -> None:
        """What is stock has changed: it is asked anew of the text when it is next needed."""
        for shelf in (self._texts, self._resting):
            text = shelf.get(slot)
            if text is not None:
                shelf[slot] = text.anew()

    def drop(self, slot: int) -> None:
        """The article is gone."""
        self._let_go(slot)
        self._samples.pop(slot, None)

    def sample(self, slot: int) -> Sample:
        """What was sampled of an article."""
        sample = self._samples.get(slot)
        if sample is not None:
            self._samples.move_to_end(slot)
            return sample
        keys, paragraphs = self._index.sample(slot)
        self._samples[slot] = sample = Sample(ordered(keys), keys, paragraphs)
        if len(self._samples) > SAMPLES:
            self._samples.popitem(last=False)
        return sample

    def _read(self, slot: int) -> Text:
        stored = self._index.stored(slot)
        reading = read(without(stored.text, stored.cuts))
        return dress(self._index, reading, stored.outlet, stored.title, stored.language)

    def _rest(self, slot: int) -> None:
        """A text that was not asked for lately is kept small."""
        text = self._texts.pop(slot)
        self._held -= text.bytes
        self._resting[slot] = text = text.at_rest()
        self._held_at_rest += text.bytes_at_rest
        while self._held_at_rest > ROOM_AT_REST:
            self._let_go(next(iter(self._resting)))

    def _let_go(self, slot: int) -> None:
        text = self._texts.pop(slot, None)
        if text is not None:
            self._held -= text.bytes
        text = self._resting.pop(slot, None)
        if text is not None:
            self._held_at_rest -= text.bytes_at_rest


def dress(index: Index, reading: Reading, outlet: str, title: str, language: str | None) -> Text:
    """A reading as one side of a comparison, under the stock text known when it is asked."""
    return Text(reading, index.known, outlet, title, language)
