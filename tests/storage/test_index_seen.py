"""The filter in front of the postings: it may err one way only."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from storage.index_seen import Seen


@given(st.lists(st.integers(0, (1 << 40) - 1), max_size=200))
def test_what_was_posted_is_never_denied(posted: list[int]) -> None:
    seen, keys = Seen(), np.array(posted, dtype=np.uint64)
    seen.add(keys)
    assert seen.among(keys).all()


def test_most_of_what_was_not_posted_is_denied_until_it_is_full() -> None:
    chance, seen = np.random.default_rng(1), Seen()
    while not seen.full:
        seen.add(chance.integers(0, 1 << 40, 1000, dtype=np.uint64))
    assert seen.among(chance.integers(0, 1 << 40, 20_000, dtype=np.uint64)).mean() < 0.13
