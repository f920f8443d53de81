"""The WAL torn, garbled or cut at any byte: the database opens and holds a prefix of whole batches."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from presswatch.values import Link
from storage import open_store
from storage.seal import Seal

Figure = Callable[[str], None]
BATCHES, LINKS = 40, 25


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database whose forty batches stand in the WAL alone, as a kill leaves it."""
    folder = tmp_path_factory.mktemp("written")
    store = open_store(folder / "live.db", writer=True)
    with store.transaction():
        store.sources.ensure("gazette", "https://gazette.example/")
    store.db.execute("pragma wal_checkpoint(truncate)")
    for batch in range(BATCHES):
        with store.transaction():
            urls = (f"https://gazette.example/{batch}/{n}" for n in range(LINKS))
            store.frontier.offer("gazette", map(Link, urls))
    for name in ("live.db", "live.db-wal", "live.db.seal", "live.db.seal-log"):
        shutil.copy(folder / name, folder / name.replace("live", "killed"))
    store.close()
    return folder


def cut(wal: bytearray, chance: random.Random) -> None:
    """The file ends somewhere."""
    del wal[chance.randrange(len(wal)) :]


def garble(wal: bytearray, chance: random.Random) -> None:
    """Sixteen bytes are others."""
    at = chance.randrange(len(wal) - 16)
    wal[at : at + 16] = chance.randbytes(16)


def tear(wal: bytearray, chance: random.Random) -> None:
    """A block never reached the disk: zeros, as after a power cut."""
    at = chance.randrange(len(wal)) // 512 * 512
    wal[at : at + 512] = bytes(len(wal[at : at + 512]))


def batches_after(written: Path, folder: Path, wal: bytes) -> int:
    """How many batches stand; fails unless they are the first ones, each whole."""
    folder.mkdir()
    for rest in ("", ".seal", ".seal-log"):
        shutil.copy(written / f"killed.db{rest}", folder / f"desk.db{rest}")
    (folder / "desk.db-wal").write_bytes(wal)
    open_store(folder / "desk.db", writer=True).close()
    assert broken_pages(folder / "desk.db") == []
    db = sqlite3.connect(folder / "desk.db")
    assert db.execute("pragma quick_check").fetchall() == [("ok",)]
    urls = [url for (url,) in db.execute("select url from urls order by id")]
    db.close()
    whole, rest = divmod(len(urls), LINKS)
    assert rest == 0
    assert urls == [f"https://gazette.example/{b}/{n}" for b in range(whole) for n in range(LINKS)]
    shutil.rmtree(folder)
    return whole


def broken_pages(path: Path) -> list[int]:
    """The pages that are not as the last writer sealed them."""
    db = Database(sqlite3.connect(path))
    seal = Seal.read(path, db)
    broken = list(seal.broken())
    db.close()
    return broken


def strike(written: Path, tmp_path: Path, times: int, figure: Figure) -> None:
    chance = random.Random(20261125)
    untouched = (written / "killed.db-wal").read_bytes()
    assert batches_after(written, tmp_path / "untouched", untouched) == BATCHES
    kept = []
    for n in range(times):
        wal = bytearray(untouched)
        chance.choice((cut, garble, tear))(wal, chance)
        kept.append(batches_after(written, tmp_path / str(n), bytes(wal)))
    assert len(set(kept)) > 5, "the damage was always in the same place"
    figure(
        f"{times} damaged WALs: all open, {min(kept)} to {max(kept)} of {BATCHES} batches kept,"
        " each whole, always the first"
    )


def test_a_damaged_wal_leaves_a_prefix_of_whole_batches(
    written: Path, tmp_path: Path, figure: Figure
) -> None:
    strike(written, tmp_path, 15, figure)


def test_the_wal_stays_when_a_reader_leaves(tmp_path: Path) -> None:
    """POSIX locks go when any descriptor of the file is closed: the seal must not close one."""
    path, serving = tmp_path / "desk.db", None
    for _ in range(2):
        store = open_store(path, writer=True)
        with store.transaction():
            store.sources.ensure("gazette", "https://gazette.example/")
        read_elsewhere(path)
        store.close()
        serving = serving or sqlite3.connect(path)  # as the newsroom has it open, and also writes
        serving.execute("select * from urls").fetchall()
    read_elsewhere(path)
    serving.close()
    assert broken_pages(path) == []


def read_elsewhere(path: Path) -> None:
    """Another program opens the database and leaves; the WAL is ours and stays."""
    reader = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('select * from urls')"
    subprocess.run([sys.executable, "-c", reader, str(path)], check=True)
    assert Path(f"{path}-wal").exists()


@pytest.mark.soak
def test_300_damaged_wals(written: Path, tmp_path: Path, figure: Figure) -> None:
    strike(written, tmp_path, 300, figure)
