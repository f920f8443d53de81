"""Counting on from what is known of the others says nothing that counting anew does not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import stock as rules
from pipelines.fingerprint import fingerprint
from pipelines.kinds import Asked, Kinds, Newcomer, packed, unpacked
from storage.index_stock import EVERYWHERE
from tests.pipelines.test_trace import newsroom
from tests.pipelines.wires import Desk, full_of_phrases

PEOPLE = 10
FIRST = 5  #: of them are asked, as ASKED_ANYWHERE are of the holders of a gram

pairs = st.sets(st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1)), max_size=14)


@given(st.permutations(range(PEOPLE)), pairs, pairs, st.data())
def test_the_bounds_hold(
    came: list[int], alike: set[tuple[int, int]], besides: set[tuple[int, int]], data: st.DataObject
) -> None:
    """Who is alike to whom is known for sure of some pairs only; a number is a rank as well."""
    are = np.eye(PEOPLE, dtype=np.bool_)
    for a, b in alike:
        are[a, b] = are[b, a] = True
    maybe, surely = are.copy(), are.copy()
    for a, b in besides:
        maybe[a, b] = maybe[b, a] = True
        surely[a, b] = surely[b, a] = False
    asked = Asked(packed(np.array(came[:1])), 1, 1)
    for one in came[1:]:
        slots = np.sort(np.append(unpacked(asked.slots), one))[:FIRST]
        if one not in slots:
            continue
        before = slots[slots != one]
        if data.draw(st.booleans()):
            before = unpacked(asked.slots)  # the last of them may be asked no more
        asked = asked.joined(
            packed(slots), int(maybe[one, before].sum()), int(surely[one, before].sum())
        )
        assert asked.least <= rules.kinds(are[slots][:, slots]) <= asked.most


def test_a_gram_is_never_counted_otherwise_than_anew() -> None:
    """Of phrases that all use, in pieces of their own and in their copies."""
    desk = Desk()
    for _ in range(4):
        desk.add(*map(full_of_phrases, range(len(desk.rows), len(desk.rows) + 40)))
        asked = desk.tracer._restock._kinds._asked
        assert len(asked) > 10
        index = desk.tracer._index
        anew = Kinds(index)
        for key, known in asked.items():
            _, holders = index.holders(np.array([key], dtype=np.uint64))
            first = holders[np.argsort(index.facts.rank[holders])][: rules.ASKED_ANYWHERE]
            assert unpacked(known.slots).tolist() == first.tolist()
            assert known.least <= anew._count(first) <= known.most


@pytest.mark.parametrize("seed", range(4))
def test_whom_a_newcomer_is_alike_to(seed: int) -> None:
    """It may be alike to all who are, and surely is to none who are not."""
    desk = Desk()
    made = newsroom(seed)
    desk.add(*made[:-1])
    index = desk.tracer._index
    others = np.flatnonzero(index.facts.article[: index.facts.end])
    some = {key for slot in others.tolist() for key in index.sample(slot)[0][::3].tolist()}
    index.stock.put((key, EVERYWHERE, rules.NO_BOUND) for key in some)
    for n, one in enumerate(made, 1):
        desk.tracer.decide(fingerprint(one))
        memory = desk.tracer._memory
        assert memory is not None
        slot = index.add(-n, memory.entry)
        sight = memory.sight
        maybe, surely = Newcomer(index, slot, sight.slots, len(sight.everywhere)).alike(others)
        counted = [Kinds(index)._count(np.array([other, slot])) == 1 for other in others]
        assert not np.count_nonzero(surely > np.array(counted))
        assert not np.count_nonzero(np.array(counted) > maybe)
        index.remove(slot)
