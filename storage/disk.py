"""What an operating system says when a disk does not do as asked, in our words."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from presswatch.errors import DiskFull, IntegrityError, LockHeld, PresswatchError

SPARE = 1 << 16  #: bytes; with fewer left a disk is full
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def is_full(path: Path) -> bool:
    """Whether the disk that a file lies on has no room left."""
    folder = next(p for p in path.resolve().parents if p.exists())
    return shutil.disk_usage(folder).free < SPARE


@contextmanager
def written_to(path: Path) -> Generator[None]:
    """An OSError in here becomes DiskFull, or PresswatchError where the disk itself fails."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(
                f"{path}: the disk is full; what was acknowledged is stored; free some space and run again"
            ) from error
        raise PresswatchError(
            f"{path}: {error.strerror or error}; what was acknowledged is stored"
        ) from error


def in_our_words(error: OSError | sqlite3.DatabaseError) -> PresswatchError | None:
    """What a command may end with, as one line; None where only a bug can have caused it."""
    if isinstance(error, OSError):
        full = error.errno in _FULL
        text = f"{error.filename or 'disk'}: {error.strerror or error}"
        return DiskFull(f"{text}; free some space") if full else PresswatchError(text)
    if "malformed" in str(error) or "not a database" in str(error):
        return IntegrityError(
            f"the database: {error}; run `presswatch verify`, or restore a backup"
        )
    if "is locked" in str(error):
        return LockHeld(f"the database: {error} by another program; end it and run again")
    return None
