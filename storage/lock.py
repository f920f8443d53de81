"""One writer on a database: a lock file, and who holds it in words."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import filelock

from presswatch.errors import LockHeld
from storage.disk import written_to


class WriterLock:
    """Held from construction to `release`.

    Raises LockHeld when another process has it, DiskFull where not even its name can be written.
    """

    def __init__(self, path: Path) -> None:
        self._holder = Path(f"{path}.holder")
        self._lock = filelock.FileLock(f"{path}.lock", timeout=0.3, is_singleton=False)
        try:
            self._lock.acquire()
        except filelock.Timeout:
            raise LockHeld(
                f"{path} is being written by {self._who()}; wait for it, or stop it"
            ) from None
        try:
            with written_to(self._holder):
                self._holder.write_text(
                    f"process {os.getpid()} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC", "utf8"
                )
        except BaseException:
            self._lock.release()
            raise

    def release(self) -> None:
        """Lets the next writer in."""
        self._holder.unlink(missing_ok=True)
        self._lock.release()

    def _who(self) -> str:
        try:
            return self._holder.read_text("utf8").strip() or "another presswatch"
        except FileNotFoundError:
            return "another presswatch"


@contextmanager
def locked(path: Path) -> Generator[None]:
    """Nobody else writes to the database in here."""
    lock = WriterLock(path)
    try:
        yield
    finally:
        lock.release()
