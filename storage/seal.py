"""The seal: a checksum of every page of the database, so that damage is noticed wherever it strikes.

SQLite has no checksums of its own: `quick_check` notices 18 of 200 random overwrites (16 bytes).

    presswatch.db.seal       a CRC-32 of each page, as the last writer left it
    presswatch.db.seal-log   what each page became since: noted after its commit, and on disk before
                             it is copied from the WAL into the file

So a page is as it was sealed, or as it was noted, even after a kill; `presswatch verify` compares. What a
kill between a commit and its note left in the WAL is noted by the next that opens the file; if that is
another program, it may copy the WAL first. Therefore the log says before each commit that one is under
way: where that is its last word and the WAL is gone, the file is unsealed, not damaged. A
number in the header (`user_version`) binds a seal to its file: a database that was put in place of
another is unsealed, not damaged. One that has no seal is sealed when a writer opens it.
"""

from __future__ import annotations

import os
import secrets
import struct
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from sqlite_utils import Database

from storage.wal import Wal, emptied

MAGIC = b"presswatch seal 1\n"
LOG_BYTES = 1 << 20  #: a log longer than this, and than the seal, is taken into the seal
MOST_OPEN = 64  #: databases of one process; only tests have more
_HEAD = struct.Struct("<III")  #: size of a page, number in the header, pages
_NOTE = struct.Struct("<II")  #: page, its sum; page 0: a number that the file may have
_COMMIT = 0xFFFFFFFF, 0  #: a note: a commit is under way, and what it wrote will be noted next


@dataclass(slots=True)
class Seal:
    """The checksums of a database file."""

    path: Path
    page_size: int
    number: int = 0  #: in the header of the file it belongs to
    sums: array[int] | None = None  #: by page; None when no seal is known
    noted: dict[int, set[int]] = field(default_factory=dict)  #: page → what it was meant to become
    _wal: Wal = field(init=False)
    _logged: int = 0  #: bytes of the log
    _committing: bool = False  #: its last note says so

    def __post_init__(self) -> None:
        self._wal = Wal(self.path, self.page_size)

    @classmethod
    def read(cls, path: Path, db: Database) -> Self:
        """The seal as it is on disk. Without `sums` where there is none, or it is of another file."""
        page_size = int(db.execute("pragma page_size").fetchone()[0])
        number = int(db.execute("pragma user_version").fetchone()[0]) & 0xFFFFFFFF
        seal = cls(path, page_size, number)
        with suppress(FileNotFoundError):
            raw = _file(path).read_bytes()
            body, head = raw[:-4], raw[len(MAGIC) : len(MAGIC) + _HEAD.size]
            if raw.startswith(MAGIC) and zlib.crc32(body).to_bytes(4, "little") == raw[-4:]:
                size, sealed_as, _ = _HEAD.unpack(head)
                numbers = seal._read_log(sealed_as)
                if size == page_size and number in numbers:
                    seal.sums = array("I", body[len(MAGIC) + _HEAD.size :])
        if seal.sums is None:
            seal.noted, seal._logged = {}, 0
        return seal

    def _read_log(self, sealed_as: int) -> set[int]:
        """Takes in the notes that were made on the seal of that number; the numbers of its file."""
        raw = _log(self.path).read_bytes() if _log(self.path).exists() else b""
        notes = list(_NOTE.iter_unpack(raw[: len(raw) // _NOTE.size * _NOTE.size]))
        if notes[:1] != [(0, sealed_as)]:
            return {sealed_as}  # of a seal that has been replaced
        self._logged = len(notes) * _NOTE.size
        if notes[-1] == _COMMIT and not any(Wal(self.path, self.page_size).committed()):
            return set()
        for page, total in notes:
            self.noted.setdefault(page, set()).add(total)
        self.noted.pop(_COMMIT[0], None)
        return self.noted.pop(0)

    @classmethod
    def take(cls, path: Path, db: Database) -> Self:
        """The seal of a database that is about to be written to; made now where there was none."""
        seal = cls.read(path, db)
        if seal.sums is None or seal._logged:
            seal._begin(db)
        # opening it as WAL may have written to its first page, past the WAL
        seal._add(list(seal._sums_of([1])))  # begins the log
        seal.note()
        return seal

    def _begin(self, db: Database) -> None:
        """After a kill, or without a seal: the WAL is copied, and then the file taken as it is.

        A page that is none of those it may be is not: it stays broken.
        """
        if self.sums is not None:
            self._or_break(self._note_rest)
        if not emptied(db):
            self.break_()
        elif self.sums is None:
            self._or_break(self.write)
        for page, total in self._sums_of(sorted(self.noted)):
            self._hold(page, total if self._may_be(page, total) else 0)
        self.noted = {}

    def commits(self) -> None:
        """Notes that a commit is under way; to be called before each."""
        if self.sums is not None and not self._committing:
            self._committing = True
            self._or_break(lambda: self._append([_COMMIT]))

    def note(self) -> int:
        """Notes what was committed; to be called after each commit, and before a checkpoint.

        Returns the byte of the WAL after it.
        """
        notes = list(self._wal.committed())
        if self._committing and not notes:
            self._logged -= _NOTE.size  # nothing was: it is written over
            self._or_break(lambda: self._append(()))
        self._committing = False
        self._add(notes)
        return self._wal.end

    def _add(self, notes: list[tuple[int, int]]) -> None:
        if notes and self.sums is not None:
            for page, total in notes:
                self._hold(page, total)
            self._or_break(lambda: self._append(notes))

    def _hold(self, page: int, total: int) -> None:
        assert self.sums is not None
        if page > len(self.sums):
            self.sums.extend([self._hole] * (page - len(self.sums)))
        self.sums[page - 1] = total

    def _may_be(self, page: int, total: int) -> bool:
        sums = self.sums or ()
        as_sealed = sums[page - 1] if page <= len(sums) else self._hole
        return total == as_sealed or total in self.noted.get(page, ())

    @property
    def _hole(self) -> int:
        """Of a page that was free before it was ever written, while others behind it were."""
        return zlib.crc32(bytes(self.page_size))

    def _append(self, notes: Iterable[tuple[int, int]]) -> None:
        first = () if self._logged else ((0, self.number),)
        with _log(self.path).open("ab") as log:
            log.truncate(self._logged)  # half a note is what a kill left
            self._logged += log.write(b"".join(_NOTE.pack(*note) for note in (*first, *notes)))

    def ready(self) -> None:
        """To be called before a checkpoint: the notes are on disk, so what they are about may be."""
        if self.sums is not None:
            self._or_break(self._sync)

    def _sync(self) -> None:
        with _log(self.path).open("rb") as log:
            os.fsync(log.fileno())

    def copied(self) -> None:
        """To be called after a checkpoint that copied all: a long log is taken into the seal."""
        if self.sums is not None and self._logged > max(LOG_BYTES, 4 * len(self.sums)):
            self._or_break(self.write)
            self._or_break(lambda: self._append(()))

    def _or_break(self, write: Callable[[], None]) -> None:
        """A page that could not be noted must not look damaged: then there is no seal."""
        try:
            write()
        except OSError:
            self.break_()

    def break_(self) -> None:
        """From now on nothing is known; `write` sums every page."""
        self.sums, self.noted, self._logged, self._committing = None, {}, 0, False
        unseal(self.path)

    def renumber(self, db: Database) -> None:
        """A new number for the file; the next `write` binds the seal to it."""
        number = secrets.randbelow(1 << 31)
        if self.sums is not None:
            self._or_break(lambda: self._append([(0, number)]))
        self.commits()
        self.number = number
        db.execute(f"pragma user_version = {number}")

    def write(self) -> None:
        """Puts the seal beside the file, whole or not at all; everything is copied from the WAL."""
        pages = self.path.stat().st_size // self.page_size
        sums = (self.sums or array("I"))[:pages]
        rest = range(len(sums) + 1, pages + 1)
        sums.extend(total for _, total in self._sums_of(rest))
        body = MAGIC + _HEAD.pack(self.page_size, self.number, pages) + sums.tobytes()
        part = Path(f"{_file(self.path)}.part")
        with part.open("wb") as file:
            file.write(body + zlib.crc32(body).to_bytes(4, "little"))
            file.flush()
            os.fsync(file.fileno())
        part.rename(_file(self.path))
        _log(self.path).unlink(missing_ok=True)
        self.sums, self._logged = sums, 0

    def broken(self) -> Iterator[int]:
        """The pages of the file that are neither as they were sealed nor as they were noted."""
        assert self.sums is not None, "nothing was sealed"
        if self._logged:
            self._note_rest()
        pages = self.path.stat().st_size // self.page_size
        yield from range(pages + 1, len(self.sums) + 1)
        for page, total in self._sums_of(range(1, pages + 1)):
            if not self._may_be(page, total):
                yield page

    def _sums_of(self, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
        handle, size = _reading(self.path), self.page_size
        for number in numbers:
            yield number, zlib.crc32(os.pread(handle, size, (number - 1) * size))

    def _note_rest(self) -> None:
        """What a killed writer had no time to note, before it is copied into the file."""
        rest = [
            (page, total) for page, total in self._wal.committed()
            if total not in self.noted.setdefault(page, set())
        ]  # fmt: skip
        for page, total in rest:
            self.noted[page].add(total)
        if rest:
            self._append(rest)


def _reading(path: Path) -> int:
    """A descriptor of a database, which is not closed.

    POSIX takes all locks on a file from a process that closes any descriptor of it: the connections
    of this process would hold none, and a reader that leaves would delete the WAL under them.
    """
    stat = path.stat()
    key = stat.st_dev, stat.st_ino
    if key not in _descriptors:
        if len(_descriptors) >= MOST_OPEN:
            os.close(_descriptors.pop(next(iter(_descriptors))))
        _descriptors[key] = os.open(path, os.O_RDONLY)
    return _descriptors[key]


_descriptors: dict[tuple[int, int], int] = {}


def unseal(path: Path) -> None:
    """Nothing is said of the pages of a file any more."""
    for file in (_file(path), _log(path)):
        with suppress(OSError):
            file.unlink(missing_ok=True)


def _file(path: Path) -> Path:
    return Path(f"{path}.seal")


def _log(path: Path) -> Path:
    return Path(f"{path}.seal-log")
