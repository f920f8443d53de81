"""Runs of tokens, against the plainest way to say the same."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipelines.matchers.runs import closed, closed_of, covering, mask, runs, total, within

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


@given(hits, st.integers(0, 5), st.integers(1, 8))
def test_closed_drops_what_is_short_after_small_gaps_are_filled(
    places: list[int], gap: int, run: int
) -> None:
    flags = np.zeros(61, dtype=np.bool_)
    flags[places] = True
    filled = flags.copy()
    for one, following in itertools.pairwise(places):
        filled[one:following] |= following - one - 1 <= gap
    wanted = [(begin, end) for begin, end in runs(filled).tolist() if end - begin >= run]
    whole, parts = closed_of(runs(flags), gap, run)
    assert list(map(tuple, whole.tolist())) == wanted
    inside = [edge for edge in runs(flags).tolist() if any(b <= edge[0] < e for b, e in wanted)]
    assert parts.tolist() == inside
    assert np.array_equal(closed(runs(flags), gap, run), whole)


@given(hits, hits)
def test_total_counts_the_tokens_of_the_runs_that_are_so(so: list[int], places: list[int]) -> None:
    flags, inside = np.zeros((2, 61), dtype=np.bool_)
    flags[so], inside[places] = True, True
    sums = np.concatenate(([0], flags.cumsum(dtype=np.int32)))
    assert total(sums, runs(inside)) == len({*so} & {*places})
