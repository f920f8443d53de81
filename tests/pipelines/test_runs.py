"""Runs of tokens, against the plainest way to say the same."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipelines.matchers.runs import covering, mask, runs, within

hits = st.lists(st.integers(0, 60), unique=True).map(sorted)


@given(hits, st.integers(1, 8), st.integers(0, 5))
def test_covering_is_what_hit_grams_cover_with_small_gaps_closed(
    places: list[int], gram: int, gap: int
) -> None:
    covered = {token for place in places for token in range(place, place + gram)}
    tokens = sorted(covered)
    for one, following in itertools.pairwise(tokens):
        if following - one - 1 <= gap:
            covered.update(range(one, following))
    found = mask(covering(np.array(places, dtype=np.int64), gram, gap), 80)
    assert np.flatnonzero(found).tolist() == sorted(covered)


@given(hits)
def test_runs_and_mask_are_each_others_inverse(places: list[int]) -> None:
    flags = np.zeros(61, dtype=np.bool_)
    flags[places] = True
    edges = runs(flags)
    assert np.array_equal(mask(edges, 61), flags)
    assert within(np.arange(61), edges).tolist() == flags.tolist()
