"""Backups: each is a desk of its own, a folder that is whole or not there.

    backups/presswatch-20261125T141500Z/presswatch.db  sources.toml  warc/…

The database is copied by `VACUUM INTO`, which reads one snapshot while a crawl goes on writing. The
copy is checked, everything is synced, and only then is the folder given its name. Raw responses are
copied after the database, so each pointer in it leads somewhere; a file that the backup before has
already is linked to it instead (as `rsync --link-dest` does) and takes no room.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import filelock

from presswatch.errors import IntegrityError, LockHeld, UsageError
from storage.deliveries import beside
from storage.delivery_state import copied
from storage.left_out import leave_out, left_out
from storage.seal import Seal
from storage.sqlite import said
from storage.verifying import CHECKS, desk_to_verify, run

PREFIX = "presswatch-"
_PART, _GONE = ".part-", ".gone-"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup on disk, and which older ones made room for it."""

    folder: Path
    size: int  #: bytes, linked files included
    dropped: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What is backed up."""

    db: Path
    warc: Path
    captures: bool = False  #: with the raw responses
    beside: tuple[Path, ...] = ()  #: files that belong to a desk, where they are there

    @property
    def deliveries(self) -> Path:
        """What was sent to whom; without it a restored desk would tell the last day again."""
        return beside(self.db)


def backup(
    desk: Desk, into: Path, *, keep: int, step: Callable[[str], None] = lambda what: None
) -> Backup:
    """Makes a backup and drops the oldest, so that `keep` remain. `step` hears what is done.

    Raises UsageError, LockHeld when another backup runs, DiskFull, and IntegrityError when the copy
    is damaged; then no older backup is dropped.
    """
    if not desk.db.exists():
        raise UsageError(f"{desk.db}: no such database")
    into.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(into / f".{PREFIX}backup.lock", timeout=1, is_singleton=False)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise LockHeld(f"{into}: another backup is being made here") from None
    try:
        _sweep(into)
        folder = _make(desk, into, step)
        dropped = _rotate(into, keep)
    finally:
        lock.release()
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Backup(folder, size, dropped)


def backups(into: Path) -> list[Path]:
    """The whole backups in a folder, oldest first."""
    return sorted(path for path in into.glob(f"{PREFIX}*Z") if path.is_dir())


def _make(desk: Desk, into: Path, step: Callable[[str], None]) -> Path:
    name = f"{PREFIX}{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}"
    part = into / f"{_PART}{name}"
    part.mkdir()
    try:
        step("database")
        copy = part / desk.db.name
        _copy_database(desk.db, copy)
        step("check")
        _check(copy)
        for file in desk.beside:
            if file.exists():
                shutil.copy2(file, part / file.name)
        if desk.deliveries.exists():
            copied(desk.deliveries, part)
        step("raw responses")
        _copy_captures(copy, desk, part / "warc", before=_newest(into))
        _sync_all(part)
        part.rename(into / name)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    _sync(into)
    return into / name


def _copy_database(source: Path, copy: Path) -> None:
    connection = sqlite3.connect(
        f"{source.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None
    )
    try:
        connection.execute("pragma busy_timeout = 60000")
        connection.execute("vacuum into ?", [str(copy)])
    except sqlite3.DatabaseError as error:
        raise said(error, source) from error
    finally:
        connection.close()


def _check(copy: Path) -> None:
    """Everything `presswatch verify` asks of a database; then it is sealed."""
    with desk_to_verify(copy, copy.parent / "warc") as desk:
        for check in CHECKS:
            if check.name == "captures":
                continue  # they are not there yet, and are copied byte by byte
            for damage in run(check, desk):
                raise IntegrityError(
                    f"not backed up, the database is damaged: {damage.where}: {damage.what};"
                    " run `presswatch verify`; no older backup was dropped"
                )
        seal = Seal.read(copy, desk.db)
        seal.renumber(desk.db)  # it is another file than the one that it was copied from
        seal.write()
    Path(f"{copy}.lock").unlink(missing_ok=True)


def _copy_captures(copy: Path, desk: Desk, into: Path, before: Path | None) -> None:
    """Each file as far as the copied database points into it, or a word that they were left out."""
    connection = sqlite3.connect(copy)
    ends = connection.execute(
        "select warc_file, max(warc_offset + warc_length) from fetches"
        " where warc_file is not null group by warc_file"
    ).fetchall()
    connection.close()
    absent = left_out(desk.warc) if desk.captures else {name for name, _ in ends}
    leave_out(into, absent)
    into.mkdir(exist_ok=True)
    for name, end in ends:
        if name in absent:
            continue
        source, target = desk.warc / name, into / name
        if not source.exists():
            raise IntegrityError(f"{source}: not there, and the database points into it")
        old = before / "warc" / name if before else None
        if old is not None and _is_same(old, source, end):
            os.link(old, target)
        else:
            _copy_head(source, target, end)


def _is_same(old: Path, source: Path, end: int) -> bool:
    if not old.exists():
        return False
    was, now = old.stat(), source.stat()
    return was.st_size == end and was.st_mtime_ns == now.st_mtime_ns


def _copy_head(source: Path, target: Path, end: int) -> None:
    stat = source.stat()
    left = end
    with source.open("rb") as read, target.open("wb") as write:
        while left and (chunk := read.read(min(CHUNK, left))):
            write.write(chunk)
            left -= len(chunk)
    if left:
        raise IntegrityError(f"{source}: {left} bytes shorter than the database knows")
    os.utime(target, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _newest(into: Path) -> Path | None:
    return next(reversed(backups(into)), None)


def _rotate(into: Path, keep: int) -> tuple[Path, ...]:
    """Renamed before it is deleted: at no moment is there half a backup of that name."""
    dropped = backups(into)[:-keep]
    for old in dropped:
        old.rename(into / f"{_GONE}{old.name}")
    _sweep(into)
    return tuple(dropped)


def _sweep(into: Path) -> None:
    """What a killed backup or rotation left behind."""
    for prefix in (_PART, _GONE):
        for rest in into.glob(f"{prefix}{PREFIX}*"):
            shutil.rmtree(rest)


def _sync_all(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
