"""The file itself: pages, indexes, references between rows, the search index."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator

from storage.seal import Seal
from storage.verifying.damage import Check, Damage, Desk, Remedy

MOST = 100  #: complaints of one kind; a torn file has thousands, and they say the same


def whole(desk: Desk) -> Iterator[Damage]:
    """`integrity_check` is `quick_check` and also compares every index with its table."""
    for (said,) in desk.db.execute(f"pragma integrity_check({MOST})").fetchall():
        if said != "ok":
            yield Damage(desk.path.name, said.replace("*** in database main ***\n", ""))


def references(desk: Desk) -> Iterator[Damage]:
    """Rows that point to a row which is not there."""
    broken = desk.db.execute("pragma foreign_key_check").fetchmany(MOST)
    for table, row, other, _ in broken:
        yield Damage(f"{table}, row {row}", f"points to a row of {other} that is not there")


def search(desk: Desk) -> Iterator[Damage]:
    """Rank 1 compares the search index with the words of `articles`; nothing is written."""
    db = desk.db
    db.execute("begin immediate")
    try:
        db.execute("insert into articles_fts (articles_fts, rank) values ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        yield Damage("articles_fts", f"search index: {error}", Remedy.REBUILD_SEARCH)
    finally:
        db.rollback()


def sealed(desk: Desk) -> Iterator[Damage]:
    """Each page is as the last writer left it (storage/seal.py)."""
    seal = Seal.read(desk.path, desk.db)
    if seal.sums is None:
        return
    for page in itertools.islice(seal.broken(), MOST):
        what = "is not as presswatch left it"
        yield Damage(f"page {page} of the file", what, Remedy.BROKEN_SEAL)


def pages_sealed(desk: Desk) -> int:
    """None after a kill, until the next writer leaves."""
    return len(Seal.read(desk.path, desk.db).sums or ())


CHECKS = (
    Check("seal", "each page is as presswatch left it", sealed, pages_sealed),
    Check("file", "every page, and every index against its table", whole),
    Check("references", "rows that others point to are there", references),
    Check("search", "the search index has the words of the articles", search),
)
