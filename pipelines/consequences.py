"""Whose comparisons come out differently when grams become stock, or cease to be.

Most holders of such a gram are compared as before: it was one gram of many. Those are found here
that are not, so that only they are compared again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np

from pipelines.candidates import HITS, Candidates, Hits
from pipelines.matchers.dressed import STOCKY, is_stocky
from pipelines.restock import Change
from pipelines.sets import ordered, shared
from pipelines.shelf import Shelf
from pipelines.stock import PARAGRAPH
from storage.index import Index, keys_of, paragraphs_of
from storage.index_stock import EVERYWHERE, Stock

Pair = tuple[int, int]  #: two slots

_KEY_BITS, _PARAGRAPHS = np.uint64(40), np.uint64(32)

SURELY = 200  #: matched words above which a match does not hang on a single gram (table 7)


class Again(NamedTuple):
    """What is to be compared again."""

    slots: set[int]  #: with all their candidates
    part: set[Pair]  #: of other slots: no candidates any more
    meet: set[Pair]  #: of other slots: with each other

    def __bool__(self) -> bool:
        return any(self[:])

    @property
    def pairs(self) -> set[Pair]:
        """Those that are apart now, and those to be compared."""
        return self.part | self.meet


NOTHING = Again(set(), set(), set())


@dataclass(slots=True)
class _Held:
    """Changed grams that one article holds. Most hold one: four sets each would cost more than all else."""

    outlet: str
    stock: bool = False  #: whether one of them is stock for it now
    ties: tuple[int, ...] = ()  #: those that tie it to others of its outlet, newly
    ties_abroad: tuple[int, ...] = ()  #: the same, to articles of other outlets
    differ: tuple[int, ...] = ()  #: those that it was otherwise before

    def note(self, key: int, for_whom: set[str], stock: Stock) -> None:
        """A gram that became stock for these, or ceased to be."""
        anywhere, here = key in stock.of(EVERYWHERE), key in stock.of(self.outlet)
        before = anywhere != (EVERYWHERE in for_whom) or here != (self.outlet in for_whom)
        if anywhere or here:
            self.stock = True
        if not anywhere and EVERYWHERE in for_whom:
            self.ties_abroad += (key,)  # though it may still be stock here
        if before != (anywhere or here):
            self.differ += (key,)
            if before:
                self.ties += (key,)


class Consequences:
    """Finds them in an index."""

    def __init__(self, index: Index, shelf: Shelf, candidates: Candidates) -> None:
        self._index, self._shelf, self._candidates = index, shelf, candidates

    def of(self, changes: Iterable[Change]) -> Again:
        """What may come out differently after these changes."""
        held = self._held(changes)
        differ = {slot: own for slot, own in held.items() if own.differ}
        for slot in differ:
            self._shelf.restock(slot)
        anew = {slot for slot in self._perhaps(differ) if self._dressed_anew(slot, differ[slot])}
        hits = self._candidates.hits()
        part = {pair for pair in self._parted(held, hits) if anew.isdisjoint(pair)}
        return Again(anew, part, {pair for pair in self._met(held, hits) if anew.isdisjoint(pair)})

    def _held(self, changes: Iterable[Change]) -> dict[int, _Held]:
        """The changed grams of each article for whom they changed."""
        changed: dict[int, set[str]] = {}
        for key, outlet in changes:
            changed.setdefault(key, set()).add(outlet)
        keys = sorted(changed)
        which, slots = self._index.holders(np.array(keys, dtype=np.uint64))
        facts, held = self._index.facts, dict[int, _Held]()
        outlets = [facts.outlets.names[n] for n in facts.outlet[slots].tolist()]
        for n, slot, outlet in zip(which.tolist(), slots.tolist(), outlets, strict=True):
            for_whom = changed[keys[n]]
            if EVERYWHERE in for_whom or outlet in for_whom:
                if slot not in held:
                    held[slot] = _Held(outlet)
                held[slot].note(keys[n], for_whom, self._index.stock)
        return held

    def _perhaps(self, differ: dict[int, _Held]) -> list[int]:
        """Of whom `_dressed_anew` may hold: seen at a glance of all together, for it is few.

        A gram counts as stock here when it may be, or might have been before.
        """
        if not differ:
            return []
        slots, packed, counts = self._index.held(differ)
        keys, whose = keys_of(packed), np.arange(len(counts)).repeat(counts)
        all_that_differ = {key for own in differ.values() for key in own.differ}
        changed = shared(keys, np.array(sorted(all_that_differ), dtype=np.uint64))
        stock = self._index.stock.perhaps(keys) | changed
        # at least so many grams of each are its own: one may stand there twice
        once_each = ordered(whose.astype(np.uint64) << _KEY_BITS | keys) >> _KEY_BITS
        twice = counts - np.bincount(once_each.astype(np.int64), minlength=len(counts))
        own = counts - np.bincount(whose[stock], minlength=len(counts)) - twice
        # of the paragraphs that changed grams stand in: how many grams they have, and stock grams
        places = whose.astype(np.uint64) << _PARAGRAPHS | paragraphs_of(packed).astype(np.uint64)
        concerned = ordered(places[changed])
        inside = shared(places, concerned)
        all_of, stock_of = (
            np.bincount(concerned.searchsorted(places[these]), minlength=len(concerned))
            for these in (inside, inside & stock)
        )
        perhaps = own < STOCKY * counts
        perhaps[(concerned[stock_of >= PARAGRAPH * all_of] >> _PARAGRAPHS).astype(np.int64)] = True
        found: list[int] = slots[perhaps].tolist()
        return found

    def _dressed_anew(self, slot: int, own: _Held) -> bool:
        """Whether other paragraphs of the article are stock now, or it is mostly stock."""
        sample = self._shelf.sample(slot)
        now = self._index.stock.known(sample.keys, own.outlet)
        before = now.copy()
        differ = sample.keys.searchsorted(np.array(own.differ, dtype=np.uint64))
        before[differ] = ~before[differ]
        size = len(now)
        if any(is_stocky(size - int(np.count_nonzero(known)), size) for known in (now, before)):
            return True
        at, paragraphs = sample.keys.searchsorted(sample.in_order), sample.paragraphs
        least = PARAGRAPH * np.bincount(paragraphs)
        stock_now = np.bincount(paragraphs[now[at]], minlength=len(least)) >= least
        stock_before = np.bincount(paragraphs[before[at]], minlength=len(least)) >= least
        return not np.array_equal(stock_now, stock_before)

    def _parted(self, held: dict[int, _Held], hits: Hits) -> Iterator[Pair]:
        """The matches that were brought about by grams which are stock now."""
        if not any(own.stock for own in held.values()):
            return
        articles = self._index.facts.article[list(held)].tolist()
        slots = dict(zip(articles, held, strict=True))
        for a, b in self._index.groups.weak_among(articles, SURELY):
            pair = slots[a], slots[b]
            if any(held[slot].stock for slot in pair) and hits.between(*pair) < HITS:
                yield pair

    def _met(self, held: dict[int, _Held], hits: Hits) -> Iterator[Pair]:
        """Those that grams which are no longer stock bring together."""
        by_key: dict[int, list[int]] = {}
        for slot, own in held.items():
            for key in {*own.ties, *own.ties_abroad}:
                by_key.setdefault(key, []).append(slot)
        for a, b in {pair for slots in by_key.values() for pair in combinations(sorted(slots), 2)}:
            one, other = held[a], held[b]
            if one.outlet == other.outlet:
                gained = len({*one.ties}.intersection(other.ties))
            else:
                gained = len({*one.ties_abroad}.intersection(other.ties_abroad))
            if gained and HITS <= hits.between(a, b) < HITS + gained:
                yield a, b
