"""watches.toml and the database, brought together at the door."""

from __future__ import annotations

from pathlib import Path

from storage import Store
from storage.watches.file import read_watches
from storage.watches.table import Synced


def watches_file(sources: Path, named: str = "") -> Path:
    """Where the watches are written: as told, else beside sources.toml."""
    return Path(named) if named else sources.with_name("watches.toml")


def sync_watches(store: Store, sources: Path, named: str = "") -> Synced:
    """Makes the table say what the file says. Without a file the table stays as it is, so that a
    command that is called from another folder takes nothing away. Raises WatchesError.
    """
    path = watches_file(sources, named)
    if not path.exists() and not named:
        return Synced()
    watches = read_watches(path)
    with store.transaction():
        return store.watches.sync(watches)
