"""Keeps the stock grams true as articles come and go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines import stock as rules
from pipelines.kinds import Kinds, Newcomer, Slots
from storage.index import Index
from storage.index_stock import EVERYWHERE

Keys = NDArray[np.uint64]
Change = tuple[int, str]  #: (key, outlet or EVERYWHERE) that became stock or ceased to be

_NO_KEYS: Keys = np.zeros(0, dtype=np.uint64)


class Sight(NamedTuple):
    """Who holds some keys: posting n says that `slots[n]` holds `keys[which[n]]`."""

    keys: Keys  #: sorted, unique
    which: NDArray[np.int64]
    slots: NDArray[np.int64]
    everywhere: Keys = _NO_KEYS  #: keys of the same text that are stock for all: not looked up

    def of(self, chosen: NDArray[np.bool_]) -> Sight:
        """Only these of the keys."""
        kept = chosen[self.which]
        return Sight(self.keys[chosen], (np.cumsum(chosen) - 1)[self.which[kept]], self.slots[kept])

    def with_holder(self, slot: int) -> Sight:
        """The same with one more holder of all keys."""
        own = np.arange(len(self.keys))
        return Sight(
            self.keys,
            np.concatenate((self.which, own)),
            np.concatenate((self.slots, np.full_like(own, slot))),
        )


class Restock:
    """The stock grams of an index, kept true."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._kinds = Kinds(index)

    def clear(self) -> None:
        """Forgets which articles are of a kind: after a rollback."""
        self._kinds.clear()

    def arrived(self, slot: int, sight: Sight) -> set[Change]:
        """An article was added: asks again about those of its keys that it may have tipped.

        `sight` is who held its keys before.
        """
        facts, known = self._index.facts, self._index.stock.of(EVERYWHERE)
        newcomer = Newcomer(self._index, slot, sight.slots, len(sight.everywhere))
        outlets = [facts.outlets.names[facts.outlet[slot]]]
        changes: set[Change] = set()
        tipped = self._tipped(slot, sight)
        if np.count_nonzero(tipped):
            changes = self._ask(sight.of(tipped).with_holder(slot), outlets, newcomer)
        unsure = [k for k in sight.everywhere.tolist() if newcomer.rank < known[k]]
        if unsure:
            unsure = self._go_on(unsure, newcomer)
        if unsure:
            changes |= self._ask(self._look(np.array(unsure, dtype=np.uint64)), outlets, newcomer)
        return changes

    def _go_on(self, keys: list[int], newcomer: Newcomer) -> list[int]:
        """Those of the keys, stock for all, that may not be after a newcomer; of the others it only
        changes who is asked."""
        left = set(keys)
        for key, first in self._kinds.going_on(keys, newcomer):
            self._index.stock.tighten(key, self._bound(first))
            left.discard(key)
        return sorted(left)

    def _bound(self, first: Slots) -> int:
        """The rank from which on a new holder is not asked."""
        full = len(first) == rules.ASKED_ANYWHERE
        return int(self._index.facts.rank[first[-1]]) if full else rules.NO_BOUND

    def _tipped(self, slot: int, sight: Sight) -> NDArray[np.bool_]:
        """The keys of which one more holder is among the first, who are asked, or may make a crowd."""
        facts, count, which = self._index.facts, len(sight.keys), sight.which
        anywhere = np.bincount(which, minlength=count) + 1
        tipped: NDArray[np.bool_] = anywhere >= rules.CROWD
        if not count or anywhere.max() < rules.UNLIKE_HERE:
            return tipped
        first = facts.rank[sight.slots] < facts.rank[slot]
        many = anywhere >= rules.UNLIKE_ANYWHERE
        if np.count_nonzero(many):
            ahead = np.bincount(which[first], minlength=count)
            tipped |= many & (ahead < rules.ASKED_ANYWHERE)
        here = facts.outlet[sight.slots] == facts.outlet[slot]
        several = np.bincount(which[here], minlength=count) + 1 >= rules.UNLIKE_HERE
        if np.count_nonzero(several):
            ahead = np.bincount(which[first & here], minlength=count)
            tipped |= several & (ahead < rules.ASKED_HERE)
        return tipped

    def left(self, keys: Keys) -> set[Change]:
        """An article was removed: asks again about all of its keys."""
        self._kinds.forget(keys.tolist())
        return self._ask(self._look(keys), None)

    def _look(self, keys: Keys) -> Sight:
        return Sight(keys, *self._index.holders(keys))

    def _ask(
        self, sight: Sight, outlets: Sequence[str] | None, newcomer: Newcomer | None = None
    ) -> set[Change]:
        """Compares what should be stock with what is, writes the difference and returns it."""
        order = np.lexsort((self._index.facts.rank[sight.slots], sight.which))
        which, slots = sight.which[order], sight.slots[order]
        ends = np.searchsorted(which, np.arange(len(sight.keys) + 1)).tolist()
        changes: set[Change] = set()
        known: dict[bytes, tuple[int, dict[str, int]]] = {}
        for n, key in enumerate(sight.keys.tolist()):
            holders = slots[ends[n] : ends[n + 1]]
            question = holders.tobytes()  # the grams of a footer have the same holders
            if question in known:
                self._kinds.same(key, known[question][0])
            else:
                known[question] = key, self._should(key, holders, outlets, newcomer)
            changes |= self._correct(key, known[question][1], outlets)
        return changes

    def _should(
        self,
        key: int,
        holders: NDArray[np.int64],
        outlets: Sequence[str] | None,
        newcomer: Newcomer | None,
    ) -> dict[str, int]:
        """Outlet → bound of where a gram with these holders (by rank) is stock."""
        facts = self._index.facts
        if rules.crowded(facts.outlet[holders]):
            return {EVERYWHERE: -1}
        first = holders[: rules.ASKED_ANYWHERE]
        if self._kinds.anywhere(key, first, newcomer):
            return {EVERYWHERE: self._bound(first)}
        found: dict[str, int] = {}
        printed = facts.outlet[holders]
        names = facts.outlets.names
        for name in outlets or [names[n] for n in set(printed.tolist())]:
            here = holders[printed == facts.outlets.number(name)][: rules.ASKED_HERE]
            if self._kinds.here(here):
                found[name] = rules.NO_BOUND
        return found

    def _correct(
        self, key: int, should: dict[str, int], outlets: Sequence[str] | None
    ) -> set[Change]:
        stock = self._index.stock
        if EVERYWHERE in should:
            was = [EVERYWHERE] if key in stock.of(EVERYWHERE) else []
        elif outlets is None:
            was = stock.outlets(key)
        else:
            was = [o for o in (*outlets, EVERYWHERE) if key in stock.of(o)]
        gone = [(key, o) for o in was if o not in should]
        new = [(key, o) for o in should if o not in was]
        if EVERYWHERE in (o for _, o in gone) and outlets is not None:
            return self._ask(
                self._look(np.array([key], dtype=np.uint64)), None
            )  # outlets were not kept up while all had it
        if gone:
            stock.drop(gone)
        stock.put((key, o, n) for o, n in should.items() if stock.of(o).get(key) != n)
        return {*gone, *new}
