"""Is everything there, and is it what was stored?

    with desk_to_verify("presswatch.db") as desk:
        for check in CHECKS:
            damages = list(run(check, desk))

Each file holds checks of one kind and lists them; `CHECKS` is the order of the report. What random
damage they notice is measured in tests/faults/test_overwrites.py (docs/reliability.md).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from presswatch.errors import IntegrityError, UsageError
from storage.lock import locked
from storage.sqlite import said
from storage.verifying import captures, fingerprints, ledgers, pages, texts
from storage.verifying.damage import Check, Damage, Desk, Remedy

__all__ = ["CHECKS", "Check", "Damage", "Desk", "Remedy", "desk_to_verify", "run"]

CHECKS = (
    *pages.CHECKS,
    *texts.CHECKS,
    *ledgers.CHECKS,
    *fingerprints.CHECKS,
    *captures.CHECKS,
)


@contextmanager
def desk_to_verify(
    path: Path, warc: Path, looked: Callable[[int], None] = lambda more: None
) -> Generator[Desk]:
    """The desk, locked: while it is looked at, nobody writes, and neither do we.

    Raises UsageError when there is no such database, LockHeld, and IntegrityError when the file
    cannot be opened as one.
    """
    if not path.exists():
        raise UsageError(f"{path}: no such database")
    with locked(path):
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.executescript("pragma busy_timeout = 60000; pragma cell_size_check = on")
            tables = connection.execute("select count(*) from sqlite_master").fetchone()
            if not tables[0]:
                raise IntegrityError(f"{path}: an empty database; restore a backup")
            yield Desk(Database(connection), path, warc, looked)
        except sqlite3.DatabaseError as error:
            raise said(error, path) from error
        finally:
            connection.close()


def run(check: Check, desk: Desk) -> Iterator[Damage]:
    """What a check finds. That the database cannot even be read is a finding too."""
    try:
        yield from check.run(desk)
    except sqlite3.DatabaseError as error:
        yield Damage(desk.path.name, f"cannot be read: {error}")
    except (OverflowError, TypeError, ValueError, UnicodeDecodeError) as error:
        # a value of a kind that no code of ours writes
        yield Damage(desk.path.name, f"{check.name}: a value that was never written: {error}")
