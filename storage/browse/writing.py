"""Saving a watch from a page: into watches.toml, which is the truth, and then into the database.

The file is written whole or not at all, with its comments. The database has one writer: while a
crawl holds it, the file waits, and the next crawl applies it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from presswatch.errors import LockHeld, WatchesError
from presswatch.values import Watch
from storage import open_store
from storage.watches.file import drop_watch, put_watch, read_watches

APPLIED = "saved"
WAITING = "waiting"  #: a crawl is writing; it is applied when the next one begins


def watches_file(datasette: Any) -> Path | None:
    """Where watches are written; None where this newsroom may not be written to."""
    named = (datasette.plugin_config("presswatch") or {}).get("watches")
    return Path(named) if named else None


async def save(datasette: Any, db: Any, watch: Watch, instead_of: str | None) -> str:
    """Adds a watch, or writes it in the place of the one called `instead_of`.

    Raises WatchesError for a mistake in it. Returns APPLIED or WAITING.
    """
    path = _writable(datasette)

    def write() -> None:
        names = {w.name for w in read_watches(path)} if path.exists() else set()
        if watch.name != instead_of and watch.name in names:
            raise WatchesError(
                f"there is a watch called {watch.name!r} already; choose another name"
            )
        put_watch(path, watch)
        if instead_of in names and instead_of != watch.name:
            drop_watch(path, str(instead_of))

    return await _in_thread(path, db, write)


async def drop(datasette: Any, db: Any, name: str) -> str:
    """Takes a watch out. Raises WatchesError when there is none of that name."""
    path = _writable(datasette)
    return await _in_thread(path, db, lambda: drop_watch(path, name))


def _writable(datasette: Any) -> Path:
    path = watches_file(datasette)
    if path is None:
        raise WatchesError("watches cannot be changed here: this newsroom is only for reading")
    return path


async def _in_thread(path: Path, db: Any, write: Callable[[], None]) -> str:
    """The file first, then the database; both in a thread, so that pages go on meanwhile."""
    database = Path(db.path)

    def work() -> str:
        if not path.exists() and _has_watches(database):
            raise WatchesError(
                f"{path} is not there, and the database has watches: they were written in another"
                " folder. Start `presswatch serve` in that folder"
            )
        write()
        return apply(path, database)

    return await asyncio.get_running_loop().run_in_executor(None, work)


def _has_watches(database: Path) -> bool:
    store = open_store(database)
    try:
        return store.db.table("watches").count > 0
    finally:
        store.close()


def apply(path: Path, database: Path) -> str:
    """Makes the table say what the file says."""
    try:
        store = open_store(database, writer=True)
    except LockHeld:
        return WAITING
    try:
        with store.transaction():
            store.watches.sync(read_watches(path))
    finally:
        store.close()
    return APPLIED
