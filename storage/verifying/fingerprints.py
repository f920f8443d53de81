"""The index of tracing against the articles it was made from."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from storage.index_run import SLOT_BITS, keys_of, postings_of
from storage.verifying.damage import Check, Damage, Desk, rows_in

_SLOT = np.uint64((1 << SLOT_BITS) - 1)
_PARAGRAPH = np.uint64(0xFFFFFF)


def samples(desk: Desk) -> Iterator[Damage]:
    """Each article has a sample, and its grams stand in the order of its paragraphs."""
    missing = desk.db.execute(
        "select a.id from articles a left join fingerprints f on f.article = a.id where f.id is null"
    )
    for (article,) in missing.fetchall():
        yield Damage(f"articles, row {article}", "is not in the index of tracing")
    rows = desk.db.conn.cursor()
    rows.execute(
        "select f.id, f.grams, f.tokens, f.outlet = a.source, length(a.text) from fingerprints f"
        " join articles a on a.id = f.article where a.pruned_at is null order by f.id"
    )
    for slot, blob, tokens, same_outlet, characters in rows:
        desk.looked(1)
        if not (same_outlet and 0 <= tokens <= characters and _in_order(blob, characters)):
            yield Damage(f"fingerprints, row {slot}", "is not what was read off its article")


def _in_order(blob: bytes, characters: int) -> bool:
    if len(blob) % 8:
        return False
    paragraphs = (np.frombuffer(blob, dtype="<u8") & _PARAGRAPH).astype(np.int64)
    return bool((np.diff(paragraphs) >= 0).all() and (paragraphs <= characters).all())


def postings(desk: Desk) -> Iterator[Damage]:
    """A segment holds the grams of the articles in its range; those that left may linger."""
    segments = desk.db.execute("select id, first, last, postings from segments order by id")
    for row, first, last, blob in segments.fetchall():
        if len(blob) % 8 or not _same(desk, first, last, np.frombuffer(blob, dtype="<u8")):
            yield Damage(f"segments, row {row}", "does not hold the grams of its articles")
        desk.looked(1)


def _same(desk: Desk, first: int, last: int, packed: NDArray[np.uint64]) -> bool:
    if (packed[1:] < packed[:-1]).any():
        return False
    slots: list[int] = []
    made: list[NDArray[np.uint64]] = []
    rows = desk.db.execute(
        "select id, grams from fingerprints where id between ? and ? and length(grams) > 0",
        [first, last],
    )
    for slot, grams in rows.fetchall():
        keys = np.unique(keys_of(np.frombuffer(grams, dtype="<u8").astype(np.uint64)))
        made.append(postings_of(keys, slot))
        slots.append(slot)
    expected = np.sort(np.concatenate(made)) if made else np.zeros(0, dtype=np.uint64)
    in_segment = (packed & _SLOT).astype(np.int64)
    if len(packed) and not (first <= in_segment.min() and in_segment.max() <= last):
        return False
    return np.array_equal(packed[np.isin(in_segment, slots)], expected)


CHECKS = (
    Check("index", "the index of tracing against the articles", samples, rows_in("fingerprints")),
    Check("postings", "the index on disk against its rows", postings, rows_in("segments")),
)
