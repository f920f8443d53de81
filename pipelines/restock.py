"""Keeps the stock grams true as articles come and go, and says whose texts that changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines import stock as rules
from pipelines.fingerprint import rate
from pipelines.matchers.overlap import is_stocky, shared
from pipelines.shelf import Shelf
from storage.index import Index
from storage.index_stock import EVERYWHERE, Stock

Keys = NDArray[np.uint64]
Change = tuple[int, str]  #: (key, outlet or EVERYWHERE) that became stock or ceased to be

HITS = 3  #: sampled grams, not stock, that two articles share before they are compared (table 2)
ROOM = 200_000  #: answers kept of each sort, up to 25 MB
SURELY = 200  #: matched words above which a match does not hang on a single gram (table 7)


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """Who holds some keys: posting n says that `slots[n]` holds `keys[which[n]]`."""

    keys: Keys  #: sorted, unique
    which: NDArray[np.int64]
    slots: NDArray[np.int64]

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

    def __init__(self, index: Index, shelf: Shelf) -> None:
        self._index, self._shelf = index, shelf
        self._alike: dict[int, bool] = {}  #: by both slots, packed
        self._kinds: dict[tuple[int, bytes], bool] = {}

    def clear(self) -> None:
        """Forgets which articles are alike: after a rollback."""
        self._alike.clear()
        self._kinds.clear()

    def arrived(self, slot: int, keys: Keys, sight: Sight) -> set[Change]:
        """An article was added: asks again about those of its keys that it may have tipped.

        `sight` is who held its keys before, without those that are stock everywhere.
        """
        facts, known = self._index.facts, self._index.stock.of(EVERYWHERE)
        rank, outlet = int(facts.rank[slot]), facts.outlets.names[facts.outlet[slot]]
        changes: set[Change] = set()
        tipped = self._tipped(slot, sight)
        if tipped.any():
            changes = self._ask(sight.of(tipped).with_holder(slot), [outlet])
        unsure = [k for k in keys.tolist() if k in known and rank < known[k]]
        if unsure:
            changes |= self._ask(self._look(np.array(unsure, dtype=np.uint64)), [outlet])
        return changes

    def _tipped(self, slot: int, sight: Sight) -> NDArray[np.bool_]:
        """The keys of which one more holder is among the first, who are asked, or makes a crowd."""
        facts, count = self._index.facts, len(sight.keys)
        first = facts.rank[sight.slots] < facts.rank[slot]
        here = facts.outlet[sight.slots] == facts.outlet[slot]

        def held(chosen: NDArray[np.bool_] | slice) -> NDArray[np.int64]:
            return np.bincount(sight.which[chosen], minlength=count)

        anywhere = held(slice(None)) + 1
        tipped: NDArray[np.bool_] = anywhere >= rules.UNLIKE_ANYWHERE
        tipped &= held(first) < rules.ASKED_ANYWHERE
        tipped |= (held(here) + 1 >= rules.UNLIKE_HERE) & (held(first & here) < rules.ASKED_HERE)
        return tipped | (anywhere >= rules.CROWD)

    def left(self, keys: Keys) -> set[Change]:
        """An article was removed: asks again about all of its keys."""
        return self._ask(self._look(keys), None)

    def _look(self, keys: Keys) -> Sight:
        return Sight(keys, *self._index.holders(keys))

    def _ask(self, sight: Sight, outlets: Sequence[str] | None) -> set[Change]:
        """Compares what should be stock with what is, writes the difference and returns it."""
        order = np.lexsort((self._index.facts.rank[sight.slots], sight.which))
        which, slots = sight.which[order], sight.slots[order]
        ends = np.searchsorted(which, np.arange(len(sight.keys) + 1)).tolist()
        changes: set[Change] = set()
        for n, key in enumerate(sight.keys.tolist()):
            should = self._should(slots[ends[n] : ends[n + 1]], outlets)
            changes |= self._correct(key, should, outlets)
        return changes

    def _should(self, holders: NDArray[np.int64], outlets: Sequence[str] | None) -> dict[str, int]:
        """Outlet → bound of where a gram with these holders (by rank) is stock."""
        facts = self._index.facts
        if len(holders) >= rules.CROWD:
            return {EVERYWHERE: -1}
        first = holders[: rules.ASKED_ANYWHERE]
        if self._enough(first, rules.UNLIKE_ANYWHERE):
            full = len(first) == rules.ASKED_ANYWHERE
            return {EVERYWHERE: int(facts.rank[first[-1]]) if full else rules.NO_BOUND}
        found: dict[str, int] = {}
        printed = facts.outlet[holders]
        names = facts.outlets.names
        for name in outlets or [names[n] for n in set(printed.tolist())]:
            here = holders[printed == facts.outlets.number(name)][: rules.ASKED_HERE]
            if self._enough(here, rules.UNLIKE_HERE):
                found[name] = rules.NO_BOUND
        return found

    def _enough(self, slots: NDArray[np.int64], kinds: int) -> bool:
        """Whether the slots are of that many kinds. Kept: a slot's text never changes."""
        if len(slots) < kinds:
            return False
        question = kinds, slots.tobytes()
        known = self._kinds.get(question)
        if known is None:
            known = rules.enough_unlike(slots.tolist(), kinds, self._are_alike)
            if len(self._kinds) > ROOM:
                self._kinds.clear()
            self._kinds[question] = known
        return known

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
        if should:
            stock.put((key, o, bound) for o, bound in should.items())
        return {*gone, *new}

    def _are_alike(self, a: int, b: int) -> bool:
        """Whether two articles are mostly one text, by their raw samples."""
        pair = a << 32 | b if a < b else b << 32 | a
        known = self._alike.get(pair)
        if known is None:
            tokens = self._index.facts.tokens
            sizes = int(tokens[a]), int(tokens[b])
            ours, theirs = self._shelf.keys(a), self._shelf.keys(b)
            coarser = max(rate(sizes[0]), rate(sizes[1]))
            known = rules.may_be_alike(len(ours), len(theirs), coarser, *sizes)
            if known:
                common = int(np.count_nonzero(shared(ours, theirs)))
                known = rules.alike(common, coarser, *sizes)
            if len(self._alike) > ROOM:
                self._alike.clear()
            self._alike[pair] = known
        return known

    def touched(self, changes: Iterable[Change]) -> set[int]:
        """The slots whose comparisons may come out differently after these changes."""
        by_key: dict[int, list[str]] = {}
        for key, outlet in changes:
            by_key.setdefault(key, []).append(outlet)
        keys = np.array(sorted(by_key), dtype=np.uint64)
        which, slots = self._index.holders(keys)
        facts = self._index.facts
        holding: dict[int, dict[int, list[str]]] = {}
        for n, slot in zip(which.tolist(), slots.tolist(), strict=True):
            here = (EVERYWHERE, facts.outlets.names[facts.outlet[slot]])
            changed = [outlet for outlet in by_key[int(keys[n])] if outlet in here]
            if changed:
                holding.setdefault(slot, {})[int(keys[n])] = changed
        return {slot for slot, own in holding.items() if self._matters(slot, own, holding)}

    def _matters(
        self, slot: int, own: dict[int, list[str]], holding: Mapping[int, Collection[int]]
    ) -> bool:
        """Whether the changed grams of one article change what it is compared by.

        `own`: for whom each of them, a gram of this article, became stock or ceased to be.
        """
        facts, stock = self._index.facts, self._index.stock
        outlet = facts.outlets.names[facts.outlet[slot]]
        everywhere, here = stock.of(EVERYWHERE), stock.of(outlet)
        fewer = {k for k in own if k in everywhere or k in here}
        differ = [
            k for k, changed in own.items() if (k in fewer) != _was(k, changed, stock, outlet)
        ]
        if differ and self._dressed_anew(slot, outlet, differ):
            return True
        return self._parts(slot, fewer, holding) or self._meets(slot, own.keys() - fewer, holding)

    def _dressed_anew(self, slot: int, outlet: str, differ: list[int]) -> bool:
        """Whether other paragraphs of the article are stock now, or it is mostly stock."""
        self._shelf.restock(slot)
        keys, paragraphs = self._index.sample(slot)
        now = self._index.stock.known(keys, outlet)
        before = now ^ np.isin(keys, np.array(differ, dtype=np.uint64))
        once = np.unique(keys, return_index=True)[1]
        if any(is_stocky(int((~known[once]).sum()), len(once)) for known in (now, before)):
            return True
        return not np.array_equal(
            rules.stock_paragraphs(paragraphs, now), rules.stock_paragraphs(paragraphs, before)
        )

    def _parts(self, slot: int, stock: set[int], holding: Mapping[int, Collection[int]]) -> bool:
        """Whether these grams, now stock, were what brought a match of the article about."""
        if not stock:
            return False
        weak = self._index.groups.weak(int(self._index.facts.article[slot]), SURELY)
        others = {self._index.slot(article) for article in weak} & holding.keys()
        return any(not self.meet(slot, other) for other in others if other is not None)

    def _meets(self, slot: int, fresh: set[int], holding: Mapping[int, Collection[int]]) -> bool:
        """Whether these grams, no longer stock, may bring the article together with another."""
        return bool(fresh) and any(
            self.meet(slot, other)
            for other, theirs in holding.items()
            if other != slot and not fresh.isdisjoint(theirs)
        )

    def meet(self, a: int, b: int) -> bool:
        """Whether two articles share enough grams that are not stock to be compared."""
        facts, stock = self._index.facts, self._index.stock
        ours = self._shelf.keys(a)
        common = ours[shared(ours, self._shelf.keys(b))]
        if len(common) < HITS:
            return False
        if facts.outlet[a] == facts.outlet[b]:
            known = stock.known(common, facts.outlets.names[facts.outlet[a]])
        else:
            known = stock.everywhere(common)
        return int(np.count_nonzero(~known)) >= HITS


def _was(key: int, changed: list[str], stock: Stock, outlet: str) -> bool:
    """Whether a gram was stock for an outlet before it changed for these."""
    return any((key in stock.of(name)) != (name in changed) for name in (EVERYWHERE, outlet))
