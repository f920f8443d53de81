"""Everything about grams, fingerprints, stock text and samples that tracing asks of the database.

All of it is rows, written in the caller's transaction; what is held in memory mirrors them and is
read again by `reload()` when that transaction is rolled back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from storage.index_facts import Facts, hour_of
from storage.index_postings import Postings
from storage.index_run import Keys, Packed, Slots, keys_of, paragraphs_of, postings_of
from storage.index_stock import Stock
from storage.index_stories import Groups, listed
from storage.upkeep import Upkeep, Work

__all__ = ["Entry", "Index", "Stored", "hour_of", "keys_of", "latest", "paragraphs_of"]

Cuts = tuple[tuple[int, int], ...]  #: (begin, end) of the credit lines in a text


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What the index keeps of an article, beside its row."""

    outlet: str
    language: str | None
    hour: int  #: hours since 1970
    rank: int  #: of its URL, 31 bits
    tokens: int
    keys: Keys  #: 40-bit keys of the sampled grams, in text order
    distinct: Keys  #: the same, sorted, each once
    paragraphs: NDArray[np.int32]  #: the paragraph of each
    cuts: Cuts


@dataclass(frozen=True, slots=True)
class Stored:
    """An article's words, as a comparison needs them."""

    title: str
    text: str
    outlet: str
    language: str | None
    cuts: Cuts


class Index:
    """The index of one database. Single-threaded, like the connection it writes on."""

    def __init__(self, db: Database) -> None:
        self._db = db.conn
        self.postings = Postings(db)
        self.stock = Stock(db)
        self.facts = Facts(db)
        self.groups = Groups(db)
        self.upkeep = Upkeep(db)

    def reload(self) -> None:
        """Forgets what memory knows and reads the tables: after a rollback, or a foreign write."""
        self.postings.load()
        self.stock.load()
        self.facts.load()

    def clear(self) -> None:
        """Drops all that was drawn from the texts, so that it can be drawn again.

        What is known of an article whose text was let go of stays: it cannot be drawn again.
        """
        pruned = "(select id from articles where pruned_at is not null)"
        self._db.execute(f"delete from matches where a not in {pruned} and b not in {pruned}")
        self._db.execute(f"delete from fingerprints where article not in {pruned}")
        self._db.execute("delete from segments")
        self._db.execute("delete from stock")
        self.upkeep.clear(Work.COMPARE)
        self.reload()

    def add(self, article: int, entry: Entry) -> int:
        """Takes an article (row of `articles`) in; returns its slot."""
        slot = max(self.facts.end, self.postings.next_slot)
        packed = postings_of(entry.keys, entry.paragraphs)
        self._db.execute(
            "insert into fingerprints (id, article, outlet, language, hour, tokens, rank, cuts,"
            " grams) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [slot, article, entry.outlet, entry.language, entry.hour, entry.tokens,
             entry.rank, json.dumps(entry.cuts) if entry.cuts else None,
             packed.astype("<u8").tobytes()],
        )  # fmt: skip
        self.facts.put(
            slot, article, entry.hour, entry.tokens, entry.outlet, entry.language,
            entry.rank,
        )  # fmt: skip
        self.postings.add(slot, entry.distinct)
        return slot

    def remove(self, slot: int) -> None:
        """Takes an article out; its postings stay behind, under a slot that is never used again."""
        self._db.execute("delete from fingerprints where id = ?", [slot])
        self.facts.article[slot] = 0

    def expunge(self) -> None:
        """Drops the postings that removed articles left behind; to be followed by a reload."""
        self._db.execute("delete from segments")  # read again, they come from `fingerprints`

    def slot(self, article: int) -> int | None:
        """The slot of an article that is in the index, with a text to compare."""
        row = self._row(article)
        return row[0] if row and row[1] else None

    def any_slot(self, article: int) -> int | None:
        """The same; also of a text that was let go of, or that is too short to have a sample."""
        row = self._row(article)
        return row[0] if row else None

    def _row(self, article: int) -> tuple[int, int] | None:
        row: tuple[int, int] | None = self._db.execute(
            "select id, length(grams) from fingerprints where article = ?", [article]
        ).fetchone()
        return row

    def holders(self, keys: Keys) -> tuple[NDArray[np.int64], Slots]:
        """(which key, slot) for every article in the index that holds one of the sorted keys."""
        which, slots = self.postings.holders(keys)
        articles = self.facts.article.take(slots)
        if np.count_nonzero(articles) == len(articles):
            return which, slots
        alive = articles > 0
        return which[alive], slots[alive]

    def known(self, grams: NDArray[np.uint64], outlet: str) -> NDArray[np.bool_]:
        """Which grams are stock when this outlet prints them."""
        return self.stock.known(keys_of(grams), outlet)

    def sample(self, slot: int) -> tuple[Keys, NDArray[np.int32]]:
        """The keys of an article's sample in text order, and the paragraph of each."""
        row = self._db.execute("select grams from fingerprints where id = ?", [slot]).fetchone()
        packed = np.frombuffer(row[0], dtype="<u8").astype(np.uint64)
        return keys_of(packed), paragraphs_of(packed)

    def held(self, slots: Iterable[int]) -> tuple[Slots, Packed, NDArray[np.int64]]:
        """What several articles hold: their slots, their grams one after the other, how many each.

        In text order; a gram may stand there more than once. `keys_of` and `paragraphs_of` unpack.
        """
        rows = self._db.execute(
            "select id, grams from fingerprints where id in (select value from json_each(?))",
            [listed(slots)],
        ).fetchall()
        packed = np.frombuffer(b"".join([blob for _, blob in rows]), dtype="<u8")
        counts = np.array([len(blob) // 8 for _, blob in rows])
        return (
            np.array([slot for slot, _ in rows]),
            packed.astype(np.uint64, copy=False),
            counts,
        )

    def stored(self, slot: int) -> Stored:
        """The words of an article."""
        title, text, outlet, language, cuts = self._db.execute(
            "select a.title, a.text, f.outlet, f.language, f.cuts from fingerprints f"
            " join articles a on a.id = f.article where f.id = ?",
            [slot],
        ).fetchone()
        return Stored(title, text, outlet, language, _spans(cuts))

    @property
    def bytes(self) -> int:
        """Memory held, without Python's own overhead for the tail and the stock sets."""
        return self.postings.bytes + self.facts.bytes


def latest(db: Database, count: int) -> list[tuple[Stored, Keys]]:
    """The words of the articles that were indexed last, and the keys that were sampled of them then."""
    rows = db.execute(
        "select a.title, a.text, f.outlet, f.language, f.cuts, f.grams from fingerprints f"
        " join articles a on a.id = f.article where length(f.grams) > 0 order by f.id desc limit ?",
        [count],
    ).fetchall()
    return [
        (
            Stored(title, text, outlet, language, _spans(cuts)),
            keys_of(np.frombuffer(grams, dtype="<u8").astype(np.uint64)),
        )
        for title, text, outlet, language, cuts, grams in rows
    ]


def _spans(cuts: str | None) -> Cuts:
    return tuple((begin, end) for begin, end in json.loads(cuts)) if cuts else ()
