"""Runs of postings, against the plainest way to say the same."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from storage.index_run import KEY_BITS, Packed, Runs, postings_of

LAST = (1 << KEY_BITS) - 1
#: few keys, so that some are posted often, and the ends of the ranges
keys = st.one_of(st.integers(0, 5), st.integers(LAST - 3, LAST), st.integers(0, LAST))
postings = st.lists(st.tuples(keys, st.integers(1, 50)), max_size=60)


Posted = list[tuple[int, int]]


def sorted_postings(pairs: Posted) -> Packed:
    each = [postings_of(np.array([key], dtype=np.uint64), slot) for key, slot in pairs]
    return np.sort(np.concatenate([np.zeros(0, dtype=np.uint64), *each]))


def holders(runs: Runs, asked: set[int]) -> Posted:
    wanted = sorted(asked)
    which, slots = runs.holders(np.array(wanted, dtype=np.uint64))
    return sorted((wanted[w], s) for w, s in zip(which.tolist(), slots.tolist(), strict=True))


@given(st.lists(postings, min_size=1, max_size=5), st.sets(keys))
def test_the_holders_of_a_key_are_those_posted_under_it(
    posted: list[Posted], asked: set[int]
) -> None:
    runs = Runs(sorted_postings(posted[0]))
    for more in posted[1:]:
        runs.push(sorted_postings(more))
    expected = sorted((key, slot) for run in posted for key, slot in run if key in asked)
    assert runs.sizes() == [len(run) for run in posted]
    assert holders(runs, asked) == expected
    while len(runs) > 1:
        runs.merge()
        assert holders(runs, asked) == expected
    assert np.array_equal(
        runs.youngest(), sorted_postings([pair for run in posted for pair in run])
    )


@given(postings, postings, postings, st.sets(keys))
def test_a_run_may_come_after_two_were_merged(
    old: Posted, young: Posted, last: Posted, asked: set[int]
) -> None:
    runs = Runs(sorted_postings(old))
    runs.push(sorted_postings(young))
    runs.merge()
    runs.push(sorted_postings(last))
    expected = sorted((key, slot) for key, slot in [*old, *young, *last] if key in asked)
    assert holders(runs, asked) == expected
