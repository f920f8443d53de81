"""Whose comparisons come out differently when grams become stock, or cease to be.

Most holders of such a gram are compared as before: it was one gram of many. Those are found here
that are not, so that only they are compared again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from pipelines.candidates import HITS
from pipelines.matchers.overlap import is_stocky
from pipelines.restock import Change
from pipelines.sets import shared
from pipelines.shelf import Shelf
from pipelines.stock import PARAGRAPH
from storage.index import Index
from storage.index_stock import EVERYWHERE, Stock

SURELY = 200  #: matched words above which a match does not hang on a single gram (table 7)


@dataclass(slots=True)
class _Held:
    """Changed grams that one article holds."""

    outlet: str
    stock: set[int] = field(default_factory=set)  #: those that are stock for it now
    fresh: set[int] = field(default_factory=set)  #: those that are not
    differ: set[int] = field(default_factory=set)  #: those that it was otherwise before

    def note(self, key: int, for_whom: set[str], stock: Stock) -> None:
        """A gram that became stock for these, or ceased to be."""
        anywhere, here = key in stock.of(EVERYWHERE), key in stock.of(self.outlet)
        before = anywhere != (EVERYWHERE in for_whom) or here != (self.outlet in for_whom)
        (self.stock if anywhere or here else self.fresh).add(key)
        if before != (anywhere or here):
            self.differ.add(key)


class Consequences:
    """Finds them in an index."""

    def __init__(self, index: Index, shelf: Shelf) -> None:
        self._index, self._shelf = index, shelf

    def of(self, changes: Iterable[Change]) -> set[int]:
        """The slots whose comparisons may come out differently after these changes."""
        held = self._held(changes)
        anew = {slot for slot, own in held.items() if own.differ and self._dressed_anew(slot, own)}
        return anew | set(self._parted(held)) | set(self._met(held))

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

    def _dressed_anew(self, slot: int, own: _Held) -> bool:
        """Whether other paragraphs of the article are stock now, or it is mostly stock."""
        self._shelf.restock(slot)
        sample, stock = self._shelf.sample(slot), self._index.stock
        anywhere, here = stock.of(EVERYWHERE), stock.of(own.outlet)
        in_order = sample.in_order.tolist()
        now = {key for key in in_order if key in anywhere or key in here}
        before = now ^ own.differ
        size = len(sample.keys)
        if is_stocky(size - len(now), size) or is_stocky(size - len(before), size):
            return True
        placed = list(zip(in_order, sample.paragraphs.tolist(), strict=True))
        for concerned in {paragraph for key, paragraph in placed if key in own.differ}:
            grams = [key for key, paragraph in placed if paragraph == concerned]
            least = PARAGRAPH * len(grams)
            if (sum(k in now for k in grams) >= least) != (
                sum(k in before for k in grams) >= least
            ):
                return True
        return False

    def _parted(self, held: dict[int, _Held]) -> Iterator[int]:
        """Those of a match that was brought about by grams which are stock now."""
        articles = self._index.facts.article[list(held)].tolist()
        slots = dict(zip(articles, held, strict=True))
        if not any(own.stock for own in held.values()):
            return
        for a, b in self._index.groups.weak_among(articles, SURELY):
            pair = slots[a], slots[b]
            if not self._meet(*pair):
                yield from (slot for slot in pair if held[slot].stock)

    def _met(self, held: dict[int, _Held]) -> Iterator[int]:
        """Those that grams which are no longer stock may bring together with another."""
        by_key: dict[int, list[int]] = {}
        for slot, own in held.items():
            for key in own.fresh:
                by_key.setdefault(key, []).append(slot)
        for a, b in {pair for slots in by_key.values() for pair in combinations(sorted(slots), 2)}:
            if self._meet(a, b):
                yield from (a, b)

    def _meet(self, a: int, b: int) -> bool:
        """Whether two articles share enough grams that are not stock to be compared."""
        facts, stock = self._index.facts, self._index.stock
        ours = self._shelf.sample(a).keys
        common = ours[shared(ours, self._shelf.sample(b).keys)]
        if len(common) < HITS:
            return False
        if facts.outlet[a] == facts.outlet[b]:
            known = stock.known(common, facts.outlets.names[facts.outlet[a]])
        else:
            known = stock.everywhere(common)
        return int(np.count_nonzero(~known)) >= HITS
