"""The seal: a checksum of every page of the database, taken when a writer leaves.

SQLite has no checksums of its own: `quick_check` notices 18 of 200 random overwrites (16 bytes). The
file `presswatch.db.seal` holds a CRC-32 of each page, as the page stood when the last writer closed;
`presswatch verify` compares. It is gone while somebody writes and after a kill, and is then made anew
from the whole file; otherwise only pages that went through the WAL are summed again, so leaving costs
what was written, not what is stored. A number in the header (`user_version`) binds a seal to its
file: a database that was put in place of another is unsealed, not damaged.
"""

from __future__ import annotations

import os
import secrets
import struct
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from sqlite_utils import Database

MAGIC = b"presswatch seal 1\n"
_HEAD = struct.Struct("<III")  #: size of a page, number in the header, pages
_WAL_HEAD, _FRAME_HEAD = 32, 24  #: bytes; sqlite.org/fileformat2.html, 4.1


@dataclass(slots=True)
class Seal:
    """The checksums of a database file, and which of its pages have changed since."""

    path: Path
    page_size: int
    number: int = 0  #: as in the header of the file it belongs to
    sums: array[int] | None = None  #: by page; None when no seal is known
    changed: set[int] = field(default_factory=set)
    _salt: bytes = b""
    _frame: int = _WAL_HEAD  #: where the next unread frame of the WAL begins

    @classmethod
    def take(cls, path: Path, db: Database) -> Self:
        """The seal of a database that is about to be written to; its file is removed."""
        seal = cls.read(path, db)
        seal.changed = {1}  # opening it as WAL may have written there, past the WAL
        seal.note()
        _file(path).unlink(missing_ok=True)
        return seal

    @classmethod
    def read(cls, path: Path, db: Database) -> Self:
        """The seal as it is on disk. Without `sums` where there is none, or it is of another file."""
        page_size = int(db.execute("pragma page_size").fetchone()[0])
        number = int(db.execute("pragma user_version").fetchone()[0]) & 0xFFFFFFFF
        seal = cls(path, page_size, number)
        try:
            raw = _file(path).read_bytes()
        except FileNotFoundError:
            return seal
        body, head = raw[:-4], raw[len(MAGIC) : len(MAGIC) + _HEAD.size]
        if not raw.startswith(MAGIC) or zlib.crc32(body).to_bytes(4, "little") != raw[-4:]:
            return seal
        if _HEAD.unpack(head)[:2] == (page_size, number):
            seal.sums = array("I", body[len(MAGIC) + _HEAD.size :])
        return seal

    def note(self) -> int:
        """Remembers which pages are in the WAL; to be called before it is checkpointed.

        Returns the byte after its last frame.
        """
        try:
            handle = os.open(f"{self.path}-wal", os.O_RDONLY)
        except FileNotFoundError:
            return 0
        try:
            salt = os.pread(handle, 8, 16)
            if salt != self._salt:
                self._salt, self._frame = salt, _WAL_HEAD
            while len(head := os.pread(handle, 16, self._frame)) == 16 and head[8:] == salt:
                self.changed.add(int.from_bytes(head[:4], "big"))
                self._frame += _FRAME_HEAD + self.page_size
        finally:
            os.close(handle)
        return self._frame

    def renumber(self, db: Database) -> None:
        """A new number for the file; the next `write` binds the seal to it."""
        self.number = secrets.randbelow(1 << 31)
        db.execute(f"pragma user_version = {self.number}")

    def write(self) -> None:
        """Sums what changed and puts the seal beside the file, whole or not at all."""
        pages = self.path.stat().st_size // self.page_size
        old = self.sums or array("I")
        sums = old[:pages] + array("I", bytes(4 * max(0, pages - len(old))))
        wanted = (n for n in self.changed if n <= pages) if old else ()
        fresh = range(len(old) + 1, pages + 1)
        for number, total in _sums_of(self.path, self.page_size, (*wanted, *fresh)):
            sums[number - 1] = total
        body = MAGIC + _HEAD.pack(self.page_size, self.number, pages) + sums.tobytes()
        part = Path(f"{_file(self.path)}.part")
        with part.open("wb") as file:
            file.write(body + zlib.crc32(body).to_bytes(4, "little"))
            file.flush()
            os.fsync(file.fileno())
        part.rename(_file(self.path))

    def broken(self) -> Iterator[int]:
        """The pages that are not as they were sealed; those in the WAL are not looked at."""
        assert self.sums is not None, "nothing was sealed"
        self.note()
        pages = self.path.stat().st_size // self.page_size
        if pages < len(self.sums):
            yield from range(pages + 1, len(self.sums) + 1)
        known = range(1, min(pages, len(self.sums)) + 1)
        for number, total in _sums_of(self.path, self.page_size, known):
            if total != self.sums[number - 1] and number not in self.changed:
                yield number


def _sums_of(
    path: Path, page_size: int, numbers: range | tuple[int, ...]
) -> Iterator[tuple[int, int]]:
    with path.open("rb") as file:
        for number in numbers:
            file.seek((number - 1) * page_size)
            yield number, zlib.crc32(file.read(page_size))


def _file(path: Path) -> Path:
    return Path(f"{path}.seal")
