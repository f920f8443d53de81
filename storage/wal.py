"""What was committed to a database since somebody last looked: the frames of its write-ahead log."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

_HEAD, _FRAME_HEAD = 32, 24  #: bytes; sqlite.org/fileformat2.html, 4.1


@dataclass(slots=True)
class Wal:
    """Reads on from where it stopped. To be asked after each commit, or it may miss a log begun anew."""

    database: Path
    page_size: int
    end: int = _HEAD  #: the byte after the last frame that was read and committed
    _salt: bytes = b""

    def committed(self) -> Iterator[tuple[int, int]]:
        """(number, CRC-32) of each page of the transactions that were not read yet.

        A page may come more than once; what was rolled back does not come.
        """
        try:
            handle = os.open(f"{self.database}-wal", os.O_RDONLY)
        except FileNotFoundError:
            self.end, self._salt = _HEAD, b""
            return
        try:
            salt = os.pread(handle, 8, 16)
            if salt != self._salt:
                self._salt, self.end = salt, _HEAD
            yield from self._frames(handle)
        finally:
            os.close(handle)

    def _frames(self, handle: int) -> Iterator[tuple[int, int]]:
        """Frames up to the last that ends a transaction: after it stands what was rolled back."""
        size, at, open_ = _FRAME_HEAD + self.page_size, self.end, list[tuple[int, int]]()
        while len(frame := os.pread(handle, size, at)) == size and frame[8:16] == self._salt:
            at += size
            content = memoryview(frame)[_FRAME_HEAD:]
            open_.append((int.from_bytes(frame[:4], "big"), zlib.crc32(content)))
            if frame[4:8] != b"\0\0\0\0":  # pages in the database after this commit
                yield from open_
                open_.clear()
                self.end = at


def emptied(db: Database) -> bool:
    """Copies the log into the database and cuts it off; False when a reader is in the way.

    What a power cut left of it goes with it: SQLite knows by its checksums where that begins.
    """
    (patience,) = db.execute("pragma busy_timeout").fetchone()
    db.execute("pragma busy_timeout = 0")
    try:
        busy, _, _ = db.execute("pragma wal_checkpoint(truncate)").fetchone()
    finally:
        db.execute(f"pragma busy_timeout = {patience}")
    return not busy
