"""REMEMBER. The only SQL in the house.

    store = open_store("presswatch.db", writer=True)
    with store.transaction():
        …

The scheme of the address names the file that answers it: "sqlite:…", or a plain path.
"""

from __future__ import annotations

from pathlib import Path

from presswatch.errors import UsageError
from storage.sqlite import SqliteStore as Store

__all__ = ["Store", "open_store"]

_writers: dict[str, Store] = {}


def open_store(
    address: str | Path, *, writer: bool = False, warc: str | Path | None = None
) -> Store:
    """The store at `address`; a writer holds the lock and is the same object all over a process.

    Raises LockHeld when another process writes, UsageError when there is no such database (a
    reader never makes one) or the scheme is unknown.
    """
    scheme, colon, rest = str(address).partition(":")
    if colon and scheme != "sqlite" and not Path(str(address)).drive:
        raise UsageError(f"no store for {scheme}: in {address}; write a path or sqlite:PATH")
    path = Path(rest if colon and scheme == "sqlite" else str(address)).expanduser()
    if not writer:
        if not path.exists():
            raise UsageError(
                f"{path}: no such database; run `presswatch crawl` or `presswatch import` first"
            )
        return Store(path, warc=_warc_folder(path, warc), writer=False)
    key = str(path.resolve())
    if key not in _writers or _writers[key].closed:
        path.parent.mkdir(parents=True, exist_ok=True)
        _writers[key] = Store(path, warc=_warc_folder(path, warc), writer=True)
    return _writers[key]


def _warc_folder(path: Path, warc: str | Path | None) -> Path:
    return Path(warc) if warc else path.parent / "warc"
