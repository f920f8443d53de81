"""Keeps the stock grams true as articles come and go, and says whose texts that changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines import stock as rules
from pipelines.fingerprint import rate
from pipelines.matchers.overlap import is_stocky, shared
from pipelines.shelf import Shelf
from storage.index import Index
from storage.index_facts import Facts
from storage.index_stock import EVERYWHERE

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

    def with_holder(self, slot: int, facts: Facts) -> Sight:
        """The same with one more holder of all keys; only keys with holders enough to be stock."""
        own = np.concatenate((self.which, np.arange(len(self.keys))))
        slots = np.concatenate((self.slots, np.full(len(self.keys), slot)))
        here = facts.outlet[slots] == facts.outlet[slot]
        many = np.bincount(own, minlength=len(self.keys)) >= rules.UNLIKE_ANYWHERE
        many |= np.bincount(own[here], minlength=len(self.keys)) >= rules.UNLIKE_HERE
        kept = many[own]
        return Sight(self.keys[many], (np.cumsum(many) - 1)[own[kept]], slots[kept])


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
        seen = sight.with_holder(slot, facts)
        changes = self._ask(seen, [outlet])
        unsure = [k for k in keys.tolist() if k in known and rank < known[k]]
        if unsure:
            changes |= self._ask(self._look(np.array(unsure, dtype=np.uint64)), [outlet])
        return changes

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
        holding: dict[int, set[int]] = {}
        for n, slot in zip(which.tolist(), slots.tolist(), strict=True):
            outlets = by_key[int(keys[n])]
            if EVERYWHERE in outlets or facts.outlets.names[facts.outlet[slot]] in outlets:
                holding.setdefault(slot, set()).add(int(keys[n]))
        return {slot for slot, own in holding.items() if self._matters(slot, own, holding)}

    def _matters(self, slot: int, own: set[int], holding: dict[int, set[int]]) -> bool:
        """Whether the changed grams of one article change what it is compared by."""
        self._shelf.restock(slot)
        keys, paragraphs = self._index.sample(slot)
        facts = self._index.facts
        now = self._index.stock.known(keys, facts.outlets.names[facts.outlet[slot]])
        before = now.copy()
        at = np.isin(keys, np.fromiter(own, dtype=np.uint64, count=len(own)))
        before[at] = ~now[at]
        once = np.unique(keys, return_index=True)[1]
        if any(is_stocky(int((~known[once]).sum()), len(once)) for known in (now, before)):
            return True
        if not np.array_equal(
            rules.stock_paragraphs(paragraphs, now), rules.stock_paragraphs(paragraphs, before)
        ):
            return True
        fewer = own & set(keys[now].tolist())
        return self._parts(slot, fewer, holding) or self._meets(slot, own - fewer, holding)

    def _parts(self, slot: int, stock: set[int], holding: dict[int, set[int]]) -> bool:
        """Whether these grams, now stock, were what brought a match of the article about."""
        if not stock:
            return False
        weak = self._index.groups.weak(int(self._index.facts.article[slot]), SURELY)
        others = {self._index.slot(article) for article in weak} & holding.keys()
        return any(not self.meet(slot, other) for other in others if other is not None)

    def _meets(self, slot: int, fresh: set[int], holding: dict[int, set[int]]) -> bool:
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
