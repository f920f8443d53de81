"""The texts within reach: bounded, and the same when they are read again."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines import shelf
from pipelines.stock import NO_BOUND
from storage.index import Index
from storage.index_stock import EVERYWHERE
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


@pytest.mark.parametrize("room", [1, 1 << 20])
def test_what_is_stock_is_asked_anew_after_it_changed(
    monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    """Of a text at hand, and of one at rest."""
    desk = Desk()
    desk.add(*(article(prose(n), source=f"paper{n}") for n in range(2)))
    monkeypatch.setattr(shelf, "ROOM", room)
    index = Index(desk.db)
    kept = shelf.Shelf(index)
    assert not kept.text(1).in_stock.any()
    kept.text(2)  # with little room the first is at rest now
    index.stock.put((key, EVERYWHERE, NO_BOUND) for key in kept.sample(1).keys.tolist())
    assert not kept.text(1).in_stock.any()
    kept.text(2)
    kept.restock(1)
    assert kept.text(1).in_stock.all()
    assert kept.text(1).stocky
