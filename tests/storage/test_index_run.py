"""Runs of postings, against the plainest way to say the same."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from storage.index_run import KEY_BITS, Run, merged, packed

LAST = (1 << KEY_BITS) - 1
#: few keys, so that some are posted often, and the ends of the ranges
keys = st.one_of(st.integers(0, 5), st.integers(LAST - 3, LAST), st.integers(0, LAST))
postings = st.lists(st.tuples(keys, st.integers(1, 50)), max_size=60)


def run_of(pairs: list[tuple[int, int]]) -> Run:
    each = [packed(np.array([key], dtype=np.uint64), slot) for key, slot in pairs]
    return Run(np.sort(np.concatenate([np.zeros(0, dtype=np.uint64), *each])))


@given(postings, st.sets(keys))
def test_the_holders_of_a_key_are_those_posted_under_it(
    posted: list[tuple[int, int]], asked: set[int]
) -> None:
    wanted = sorted(asked)
    which, slots = run_of(posted).holders(np.array(wanted, dtype=np.uint64))
    found = [(wanted[w], s) for w, s in zip(which.tolist(), slots.tolist(), strict=True)]
    assert found == sorted((key, slot) for key, slot in posted if key in asked)


@given(postings, postings, st.sets(keys))
def test_merging_loses_nothing(
    old: list[tuple[int, int]], young: list[tuple[int, int]], asked: set[int]
) -> None:
    wanted = np.array(sorted(asked), dtype=np.uint64)
    (whole,) = merged([run_of(old)], run_of(young).postings)
    both = sorted(
        (w, s)
        for run in (run_of(old), run_of(young))
        for w, s in zip(*map(np.ndarray.tolist, run.holders(wanted)), strict=True)
    )
    assert list(zip(*map(np.ndarray.tolist, whole.holders(wanted)), strict=True)) == both


def test_runs_of_like_size_are_merged_and_a_much_larger_one_is_left_alone() -> None:
    large, small = run_of([(n, 1) for n in range(50)]), run_of([(7, 2)])
    assert [len(run) for run in merged([large], small.postings, 8)] == [50, 1]
    assert [len(run) for run in merged([large, small], small.postings, 8)] == [50, 2]
