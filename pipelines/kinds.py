"""Of how many kinds the first holders of a gram are, counted on as articles come.

To count them anew, what each holds must be fetched and compared with what the others hold. But an
article that came just now has met all who hold its grams, so it is known without that whom it is
alike to, nearly always: then it is one kind more, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines import stock as rules
from pipelines.once import once
from storage.index import Index, keys_of
from storage.index_stock import EVERYWHERE

Slots = NDArray[np.int64] | NDArray[np.int32]
Holders = NDArray[np.int64]
Flags = NDArray[np.bool_]

ROOM = 25_000  #: grams remembered, up to 7 MB: as many as with 100,000 articles are of use

_ONE = 4  #: bytes of a slot in `Asked`


class Newcomer:
    """An article that was added, and who holds its grams."""

    def __init__(self, index: Index, slot: int, holders: Holders, everywhere: int) -> None:
        self.slot, self.rank = slot, int(index.facts.rank[slot])
        self._tokens = index.facts.tokens
        self._holders = holders  #: of its grams that are not stock for all: each once a gram
        self._everywhere = everywhere  #: grams that are: who holds those was not looked up

    def alike(self, slots: Slots) -> tuple[Flags, Flags]:
        """To which of these it may be alike, and to which it surely is."""
        met = self._met.searchsorted(slots, "right") - self._met.searchsorted(slots)
        own = self._tokens[[self.slot]].astype(np.int64)
        others = self._tokens[slots].astype(np.int64)
        maybe = rules.alike(met + self._everywhere, own, others)
        return maybe, rules.alike(met, own, others) if np.count_nonzero(maybe) else maybe

    @once
    def _met(self) -> Holders:
        return np.sort(self._holders)


class Asked(NamedTuple):
    """What is known of the first holders of a gram."""

    slots: bytes  #: in order of rank, 32 bits each: an array would take twice the room
    least: int  #: kinds that they are of, at least …
    most: int  #: … and at most

    def joined(self, slots: bytes, maybe: int, surely: int) -> Asked:
        """The same of `slots`: with someone more, and perhaps without the last, who is not asked then.

        That one may be alike to so many of the others, and surely is to so many.
        """
        left = (len(self.slots) - len(slots)) // _ONE + 1
        least = self.least - left + 1 - maybe
        # who is gone may have held others together
        most = len(slots) // _ONE if left else self.most + (not surely)
        return Asked(slots, max(1, least), most)


def packed(slots: Slots) -> bytes:
    """Slots as they are remembered."""
    return slots.astype(np.int32).tobytes()


def unpacked(slots: bytes) -> NDArray[np.int32]:
    """Slots that are remembered, as an array."""
    return np.frombuffer(slots, dtype=np.int32)


class Kinds:
    """Counts them in an index, and remembers. What an article holds never changes."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._asked: dict[int, Asked] = {}

    def clear(self) -> None:
        """Forgets everything: after a rollback."""
        self._asked.clear()

    def forget(self, keys: Iterable[int]) -> None:
        """Someone who held these grams is gone."""
        for key in keys:
            self._asked.pop(key, None)

    def anywhere(self, key: int, slots: Slots, newcomer: Newcomer | None) -> bool:
        """Whether the first holders of a gram are of enough kinds for it to be stock for all."""
        if len(slots) < rules.UNLIKE_ANYWHERE:
            return False
        asked = self._reckoned(key, slots, newcomer) if newcomer else None
        if asked is None or asked.least < rules.UNLIKE_ANYWHERE <= asked.most:
            kinds = self._count(slots)
            asked = Asked(packed(slots), kinds, kinds)
        self._remember(key, asked)
        return asked.least >= rules.UNLIKE_ANYWHERE

    def _reckoned(self, key: int, slots: Slots, newcomer: Newcomer) -> Asked | None:
        """What can be said without looking what the holders hold."""
        others = slots[slots != newcomer.slot]
        if len(others) == len(slots):
            return None
        before, rest = self._asked.get(key), packed(others)
        if before is None or not before.slots.startswith(rest):
            stock = key in self._index.stock.of(EVERYWHERE)
            # one of as many kinds who is not asked any more may have been one himself
            least = rules.UNLIKE_ANYWHERE - (len(slots) == rules.ASKED_ANYWHERE) if stock else 1
            before = Asked(rest, least, len(others))
        maybe, surely = newcomer.alike(others)
        some = int(np.count_nonzero(maybe)), int(np.count_nonzero(surely))
        return before.joined(packed(slots), *some)

    def here(self, slots: Slots) -> bool:
        """Whether the first holders of one outlet are of enough kinds for it to be stock there."""
        return len(slots) >= rules.UNLIKE_HERE and self._count(slots) >= rules.UNLIKE_HERE

    def same(self, key: int, other: int) -> None:
        """The holders of a gram are those of the other."""
        if other in self._asked:
            self._remember(key, self._asked[other])

    def going_on(self, keys: Iterable[int], newcomer: Newcomer) -> Iterator[tuple[int, Slots]]:
        """Those grams, stock for all, that surely stay so when a newcomer is one of their first
        holders; with who is asked of each from now on."""
        known = [(key, self._asked[key]) for key in keys if key in self._asked]
        if not known:
            return
        slots = unpacked(b"".join([asked.slots for _, asked in known]))
        ranks, own = self._index.facts.rank.take(slots), packed(np.array([newcomer.slot]))
        # the last of them may be asked no more, but is compared with as well: that makes no surer
        alike = newcomer.alike(slots)
        ends = np.cumsum([0, *(len(asked.slots) // _ONE for _, asked in known)])
        maybe, surely = (np.add.reduceat(flags, ends[:-1]).tolist() for flags in alike)
        for n, (key, before) in enumerate(known):
            at = _ONE * int(ranks[ends[n] : ends[n + 1]].searchsorted(newcomer.rank, "right"))
            first = (before.slots[:at] + own + before.slots[at:])[: _ONE * rules.ASKED_ANYWHERE]
            asked = before.joined(first, maybe[n], surely[n])
            if asked.least >= rules.UNLIKE_ANYWHERE:
                self._remember(key, asked)
                yield key, unpacked(first)

    def _count(self, slots: Slots) -> int:
        these, grams, counts = self._index.held(slots.tolist())
        tokens = self._index.facts.tokens[these].astype(np.int64)
        shared = rules.shared_by_each(keys_of(grams), counts)
        return rules.kinds(rules.alike(shared, tokens[:, None], tokens[None]))

    def _remember(self, key: int, asked: Asked) -> None:
        self._asked.pop(key, None)
        self._asked[key] = asked
        if len(self._asked) > ROOM:
            del self._asked[next(iter(self._asked))]
