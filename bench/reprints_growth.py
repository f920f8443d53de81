"""An index of any size without reading any text: the samples of a small one, renamed.

Tracing every article of an index of 300,000 takes an hour before anything is measured. What an
index of that size weighs and how long a search in it takes depends on its postings, so those are
what grows: every block repeats the samples of the articles traced so far, earlier in time, with
each gram renamed that is not stock. A block so has stories, copies and chance phrases of its own,
and shares its stock text with all others. The articles measured afterwards go the real way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from bench.reprints_synthetic import A_DAY
from pipelines.stock import crowded
from storage.index import Entry, Index
from storage.index_stock import EVERYWHERE

FIRST_ROW = 10_000_000  #: of `articles`, in name only
_KEY = (1 << 40) - 1


@dataclass(frozen=True, slots=True)
class Mould:
    """A traced article, as the blocks repeat it."""

    outlet: str
    hour: int
    tokens: int
    keys: NDArray[np.uint64]
    paragraphs: NDArray[np.int32]
    stock: NDArray[np.bool_]


def grow(db: Database, index: Index, count: int, seed: int = 2) -> None:
    """Adds so many articles to the index, in one transaction."""
    moulds = list(_moulds(index))
    chance = np.random.default_rng(seed)
    renaming = chance.integers(1, _KEY, size=count // max(1, len(moulds)) + 1, dtype=np.uint64)
    ranks = chance.integers(0, 1 << 31, size=count).tolist()
    first = FIRST_ROW + index.facts.end
    db.execute("begin")
    db.conn.executemany(
        "insert into articles (id, url, canonical, source, title, text, first_seen_at, sha256)"
        " values (?1, ?1, ?1, 'paper0', '', '', '', '')",
        ((first + n,) for n in range(count)),
    )
    for n in range(count):
        mould, block = moulds[n % len(moulds)], n // len(moulds)
        earlier = (block + 1) * len(moulds) * 24 // A_DAY
        keys = np.where(mould.stock, mould.keys, mould.keys ^ renaming[block])
        index.add(
            first + n,
            Entry(
                mould.outlet, "en", mould.hour - earlier, ranks[n], mould.tokens,
                keys, np.unique(keys), mould.paragraphs, (),
            ),
        )  # fmt: skip
    _crowd(index)
    db.conn.commit()


def _crowd(index: Index) -> None:
    """What so many hold is stock everywhere, as it would be had they come one by one."""
    known = {key for mould in _moulds(index) for key in mould.keys[mould.stock].tolist()}
    keys = np.array(sorted(known), dtype=np.uint64)
    which, slots = index.holders(keys)
    order = np.argsort(which, kind="stable")
    ends = np.bincount(which, minlength=len(keys)).cumsum()[:-1]
    outlets = np.split(index.facts.outlet[slots[order]], ends)
    holders = zip(keys.tolist(), outlets, strict=True)
    index.stock.put((key, EVERYWHERE, -1) for key, printed in holders if crowded(printed))


def _moulds(index: Index) -> Iterator[Mould]:
    facts = index.facts
    rows = facts.article[: facts.end]
    for slot in np.flatnonzero((rows > 0) & (rows < FIRST_ROW)).tolist():
        outlet = facts.outlets.names[facts.outlet[slot]]
        keys, paragraphs = index.sample(slot)
        yield Mould(
            outlet, int(facts.hour[slot]), int(facts.tokens[slot]),
            keys, paragraphs, index.stock.known(keys, outlet),
        )  # fmt: skip
