"""What is of a kind, against the plainest way to say the same."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipelines import stock

samples = st.lists(st.sets(st.integers(0, 40), min_size=1), min_size=1, max_size=9)


@given(samples)
def test_what_each_two_share(sets: list[set[int]]) -> None:
    keys = np.array([key for one in sets for key in one], dtype=np.uint64)
    shared = stock.shared_by_each(keys, np.array([len(one) for one in sets]))
    assert shared.tolist() == [[len(a & b) for b in sets] for a in sets]


@given(st.integers(1, 9).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))))))  # fmt: skip
def test_a_chain_of_alike_articles_is_one_kind(drawn: tuple[int, set[tuple[int, int]]]) -> None:
    count, pairs = drawn
    alike = np.eye(count, dtype=np.bool_)
    kind = list(range(count))
    for a, b in pairs:
        alike[a, b] = alike[b, a] = True
        kind = [kind[a] if k == kind[b] else k for k in kind]
    assert stock.kinds(alike) == len(set(kind))


def test_alike_asks_the_longer_text_when_little_is_shared_and_either_when_much() -> None:
    shared = np.array([[50, 10, 50], [10, 30, 1], [50, 1, 400]])
    tokens = np.array([200, 60, 3200])
    assert stock.alike(shared, tokens[:, None], tokens[None]).tolist() == [
        [True, False, True],
        [False, True, False],
        [True, False, True],
    ]


@given(*[st.integers(1, 4000)] * 2, st.integers(0, 500), st.integers(0, 500))
def test_two_that_share_more_are_alike_the_rather(a: int, b: int, less: int, more: int) -> None:
    less, more = sorted((less, more))
    sizes = np.array([a, a]), np.array([b, b])
    fewer, all_of_them = stock.alike(np.array([less, more]), *sizes).tolist()
    assert all_of_them or not fewer
