"""What a check finds, and what it is given to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlite_utils import Database


class Remedy(StrEnum):
    """What the operator can do. The words are the report's."""

    RESTORE = "restore the newest backup that `presswatch verify` finds whole (docs/operating.md)"
    BROKEN_SEAL = (
        "bytes of the file were changed by something else than presswatch: if you did that (sqlite-utils,"
        " sqlite3, VACUUM) and every other check is ok, run `presswatch verify --seal`; else restore a"
        " backup"
    )
    REBUILD_SEARCH = (
        "the words are safe in `articles`, only the search index is damaged:"
        " run `sqlite-utils rebuild-fts DATABASE articles`, then `presswatch verify --seal`"
    )
    RAW_LOST = "the text stands, its raw response does not: restore the WARC file of that day from a backup"


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it was stored."""

    where: str  #: "articles, row 12", or a WARC file and a byte
    what: str  #: one sentence
    remedy: Remedy = Remedy.RESTORE


def _nobody(looked: int) -> None:
    """Nobody watches the progress."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What is verified: a database that nobody else writes to, and its raw responses."""

    db: Database
    path: Path
    warc: Path
    looked: Callable[[int], None] = _nobody  #: told how many more things were looked at


@dataclass(frozen=True, slots=True)
class Check:
    """A question asked of the desk. `run` yields what is wrong; `size` is how much there is to see.

    `left_out` is how much is not to be seen, because the backup that the desk comes from has none of it.
    """

    name: str
    looks_at: str
    run: Callable[[Desk], Iterator[Damage]]
    size: Callable[[Desk], int] = lambda desk: 1
    left_out: Callable[[Desk], int] = lambda desk: 0


def rows_in(*tables: str) -> Callable[[Desk], int]:
    """The `size` of a check that looks at every row of some tables."""
    return lambda desk: sum(
        int(desk.db.execute(f"select count(*) from [{table}]").fetchone()[0]) for table in tables
    )
