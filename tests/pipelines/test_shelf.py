"""The texts within reach: bounded, and the same when they are read again."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines import shelf
from storage.index import Index
from tests.pipelines.wires import Desk, article, prose


def test_texts_beyond_the_bound_are_read_again_and_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk()
    desk.add(*(article(prose(n), source=f"paper{n}") for n in range(6)))
    kept, index = shelf.Shelf(Index(desk.db)), Index(desk.db)
    texts = [kept.text(slot) for slot in range(1, 7)]
    assert all(kept.text(slot) is text for slot, text in enumerate(texts, 1))
    monkeypatch.setattr(shelf, "ROOM", 3 * max(text.bytes for text in texts))
    small = shelf.Shelf(index)
    read = [small.text(slot) for slot in range(1, 7)]
    assert small.text(6) is read[5]
    assert small.text(1) is not read[0]
    assert all(np.array_equal(a.sample, b.sample) for a, b in zip(texts, read, strict=True))
