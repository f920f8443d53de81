"""How fast, how big, and how it grows: the index at size, on synthetic articles, beside the peers.

    python -m bench.reprints_speed [--sizes 10000 100000 300000] [--real 100000] [--peers]

Traces so many articles for real, grows the index from there (bench/reprints_growth.py), and
measures at each size the next 2,000 articles of bench/reprints_synthetic.py, which go the real way:
CPU time, of one core, of fingerprint, decision and the rows of tracing, written; beside it with their
commit, 100 articles to a transaction. (The article's own row and full-text entry, which any store
pays, are committed before the clock starts.) One article in three is a copy;
bench/reprints_synthetic.py says what else is in the mix. The rates are the medians of twenty lots of
100, for the machine may be shared; the best lot says what it does when it is not. Memory is what the
index holds; disk is its tables.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from sqlite_utils import Database

from bench.reprints_growth import grow
from bench.reprints_synthetic import articles
from pipelines.fingerprint import fingerprint
from pipelines.trace import Tracer
from presswatch.values import Article
from storage.articles import Articles
from storage.index import Index
from storage.migrations import steps

SAMPLE, LOT = 2_000, 100  #: articles timed at each size, and at a time
PEERS = (
    2_000  #: articles the peers hold: their cost hardly depends on it, and they are slow to fill
)
INDEX_TABLES = ("fingerprints", "segments", "stock", "matches")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 300_000])
    parser.add_argument("--peers", action="store_true", help="time datasketch and rensa as well")
    parser.add_argument("--real", type=int, default=100_000, help="articles traced, not grown")
    asked = parser.parse_args()
    made = articles(max(asked.real, asked.sizes[0]) + SAMPLE * len(asked.sizes))
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder) / "bench.db", asked.sizes, asked.real, made)
    if asked.peers:
        from bench.reprints_peers import online_peers  # only here must they be installed

        size = min(PEERS, asked.sizes[0])
        for name, rate in online_peers([a.text for a in articles(size + LOT)], LOT):
            print(f"{name:28} {rate:8.0f} documents/s with {size:,} indexed")


def measure(path: Path, sizes: list[int], real: int, made: Iterator[Article]) -> None:
    """One line a size."""
    db = desk(path)
    index = Index(db)
    tracer = Tracer(index)
    held = 0
    for size in sizes:
        traced = max(0, min(size, real) - held)
        trace(db, tracer, islice(made, traced))
        grow(db, index, max(0, size - held - traced))
        lots = [trace(db, tracer, islice(made, LOT)) for _ in range(SAMPLE // LOT)]
        held = max(size, held) + SAMPLE
        rows, committed = zip(*lots, strict=True)
        print(
            f"{size:>9,} articles: {LOT / median(rows):6.0f} documents/s"
            f" (committed {LOT / median(committed):.0f}, best lot {LOT / min(rows):.0f}),"
            f" memory {index.bytes / held:5.0f} B, disk {disk(db) / held:5.0f} B a document",
            flush=True,
        )


def trace(db: Database, tracer: Tracer, stream: Iterator[Article]) -> tuple[float, float]:
    """Stores and traces articles; returns the CPU seconds of tracing, and those with the commits.

    The rows of `articles` are written ahead, so that the clock is asked thrice a transaction.
    """
    traced = committed = 0.0
    while lot := list(islice(stream, LOT)):
        db.execute("begin")
        rows = [insert(db, one) for one in lot]
        db.conn.commit()
        db.execute("begin")
        begun = time.process_time()
        for one, row in zip(lot, rows, strict=True):
            tracer.settle(tracer.decide(fingerprint(one)), row)
        traced += time.process_time() - begun
        db.conn.commit()
        committed += time.process_time() - begun
    return traced, committed


def desk(path: Path) -> Database:
    """An empty database as presswatch opens it."""
    db = Database(path)
    for pragma in ("journal_mode = wal", "synchronous = normal", "cache_size = -65536"):
        db.execute(f"pragma {pragma}")
    steps.apply(db)
    db.execute("insert into fetches (id, url, fetched_at, outcome) values (1, 'x', '', 'article')")
    return db


def insert(db: Database, one: Article) -> int:
    """The row of an article, with its source; the digest of its text is tracing's to make."""
    outlet = one.page.source
    db.execute(
        "insert or ignore into sources (name, home, watched) values (?, ?, 1)", [outlet, one.url]
    )
    return Articles(db).insert(one, "", 1)


def disk(db: Database) -> int:
    """Bytes of the index's tables and their indexes."""
    marks = ", ".join("?" * len(INDEX_TABLES))
    rows = db.execute(
        "select sum(pgsize) from dbstat where name in (select name from sqlite_schema"
        f" where tbl_name in ({marks}))",
        list(INDEX_TABLES),
    )
    return int(rows.fetchone()[0])


if __name__ == "__main__":
    main()
