"""Random damage to the file: sixteen bytes somewhere, and `presswatch verify` says so."""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from presswatch.demo.server import PressServer
from presswatch.errors import IntegrityError
from storage import open_store
from storage.seal import Seal
from tests.faults.desks import (
    complaints,
    database,
    demo_desk,
    environment,
    imported_desk,
    jsonl,
    query,
    run,
    stories,
)
from tests.faults.generated import piece
from tests.faults.writing import store_pieces

LEAST = 0.95
Figure = Callable[[str], None]


def noticed(desk: Path, times: int) -> float:
    """The share of random overwrites that is noticed; every one is taken back."""
    db, chance = database(desk), random.Random(20261125)
    whole = files_of(db)
    hits = 0
    for _ in range(times):
        at = chance.randrange(len(whole[db]) - 16)
        with db.open("r+b") as file:
            file.seek(at)
            file.write(chance.randbytes(16))
        hits += bool(complaints_or_refusal(desk))
        put_back(db, whole)
    return hits / times


def files_of(db: Path) -> dict[Path, bytes]:
    """The database, with its WAL and seal, where they are there."""
    return {p: p.read_bytes() for p in db.parent.glob(f"{db.name}*") if p.suffix != ".db-shm"}


def put_back(db: Path, whole: dict[Path, bytes]) -> None:
    for path in db.parent.glob(f"{db.name}*"):
        path.unlink()
    for path, content in whole.items():
        path.write_bytes(content)


def complaints_or_refusal(desk: Path) -> list[str]:
    try:
        return complaints(desk, captures=False)
    except IntegrityError as error:
        return [str(error)]


def test_a_few_overwrites_are_noticed(desk: Path, figure: Figure) -> None:
    assert complaints(desk) == []
    share = noticed(desk, 20)
    figure(f"noticed {share:.1%} of 20 random overwrites")
    assert share == 1.0


def test_the_report_says_what_is_damaged_and_what_to_do(desk: Path) -> None:
    db = database(desk)
    db.write_bytes(db.read_bytes().replace(piece(1).paragraphs[0][:30].encode(), b"x" * 30))
    ran = run(desk, "verify")
    assert ran.returncode == 5
    assert "articles, row 2: title and text are not those that were stored" in ran.stdout
    assert "search index: database disk image is malformed" in ran.stdout
    assert "restore the newest backup" in ran.stdout
    assert ran.stderr == ""
    os.truncate(db, db.stat().st_size - 4096)
    ran = run(desk, "verify")
    assert (ran.returncode, ran.stderr.count("\n")) == (5, 1)
    assert "restore a backup" in ran.stderr


def test_a_replay_goes_on_after_damaged_raw_responses_and_counts_them(
    crawled: Path, tmp_path: Path
) -> None:
    desk = Path(shutil.copytree(crawled, tmp_path / "desk"))
    (warc,) = (desk / "warc").iterdir()
    captures = query(database(desk), "select url, warc_offset from fetches where warc_offset >= 0")
    with warc.open("r+b") as file:
        for _, at in captures[:2]:
            file.seek(int(str(at)) + 20)
            file.write(b"x" * 16)
    ran = run(desk, "replay")
    assert (ran.returncode, ran.stderr.count("\n")) == (5, 1), ran.stderr
    assert "2 raw responses are damaged" in ran.stderr
    assert sum(map(int, re.findall("[0-9]+", ran.stdout))) == len(captures) - 2
    rows = query(
        database(desk), "select url, detail from fetches where reason = 'raw response damaged'"
    )
    assert {url for url, _ in rows} == {url for url, _ in captures[:2]}
    assert all(str(detail).isprintable() and warc.name in str(detail) for _, detail in rows)
    assert stories(database(desk)) == stories(database(crawled))
    assert complaints(desk, captures=False) == []


def test_a_change_by_another_program_is_noticed_and_may_be_accepted(desk: Path) -> None:
    with sqlite3.connect(database(desk)) as other:
        other.execute("create table notes (note text)")
    other.close()
    ran = run(desk, "verify")
    assert ran.returncode == 5
    assert "presswatch verify --seal" in ran.stdout
    assert run(desk, "verify", "--seal").returncode == 0
    assert run(desk, "verify").returncode == 0


def test_a_kill_does_not_break_the_seal(desk: Path, tmp_path: Path, figure: Figure) -> None:
    store = open_store(database(desk), writer=True)
    store_pieces(store, range(12, 20))
    killed = as_if_killed(desk, tmp_path / "killed")
    store.close()
    assert complaints(killed) == []  # which copies what is in the WAL
    assert complaints(killed) == []
    share = noticed(killed, 10)
    figure(f"noticed {share:.1%} of 10 random overwrites after a kill")
    assert share == 1.0
    open_store(database(killed), writer=True).close()
    assert complaints(killed) == []
    assert not Path(f"{database(killed)}.seal-log").exists()


def test_what_a_killed_writer_had_no_time_to_note_is_no_damage(desk: Path, tmp_path: Path) -> None:
    store = open_store(database(desk), writer=True)
    log = Path(f"{database(desk)}.seal-log")
    noted = log.read_bytes()
    store_pieces(store, range(12, 14))
    killed = as_if_killed(desk, tmp_path / "killed")
    store.close()
    Path(f"{database(killed)}.seal-log").write_bytes(noted + b"half")
    assert complaints(killed) == []
    assert complaints(killed) == []


def test_another_program_may_open_what_a_kill_left_before_presswatch_does(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It copies the WAL into the file and deletes it; what was committed last had not been noted."""
    store = open_store(database(desk), writer=True)
    store_pieces(store, range(12, 20))
    noted = as_if_killed(desk, tmp_path / "noted")
    monkeypatch.setattr(Seal, "note", lambda seal: 0)  # the kill came right after the commit
    store_pieces(store, range(20, 22))
    killed = as_if_killed(desk, tmp_path / "killed")
    monkeypatch.undo()
    store.close()
    for struck in (noted, killed):
        query(database(struck), "select count(*) from articles")
        assert not Path(f"{database(struck)}-wal").exists()
        assert complaints(struck) == []
        open_store(database(struck), writer=True).close()
        assert complaints(struck) == []
        assert noticed(struck, 10) == 1.0


def as_if_killed(desk: Path, copy: Path) -> Path:
    """The desk as a writer that is now killed would leave it."""
    shutil.copytree(desk, copy, ignore=shutil.ignore_patterns("*.lock", "*.holder"))
    return copy


#: how the desk came to be as it is: the step at which its import was killed
STATES = {
    "sealed": "", "killed in a transaction": "inside the transaction:150",
    "killed after a checkpoint": "after a checkpoint:12", "killed before the seal": "before the seal:1",
}  # fmt: skip


@pytest.mark.soak
@pytest.mark.parametrize("state", STATES)
def test_200_random_overwrites(tmp_path: Path, state: str, figure: Figure) -> None:
    desk = imported_desk(tmp_path / "desk", 200)
    jsonl(desk / "more.jsonl", map(piece, range(200, 400)))
    ran = run(desk, "import", "more.jsonl", "--quiet", strike=STATES[state])
    assert (ran.returncode == 0) == (state == "sealed")
    assert complaints_or_refusal(as_if_killed(desk, tmp_path / "copy")) == []
    share = noticed(desk, 200)
    figure(f"noticed {share:.1%} of 200 random overwrites, {state}")
    assert share >= LEAST


@pytest.mark.soak
def test_200_random_overwrites_where_the_seal_was_deleted(tmp_path: Path, figure: Figure) -> None:
    """Half of a small file is unused space, which only a seal can judge."""
    desk = imported_desk(tmp_path / "desk", 400)
    Path(f"{database(desk)}.seal").unlink()
    share = noticed(desk, 200)
    figure(f"noticed {share:.1%} of 200 random overwrites of a database whose seal was deleted")
    assert share >= 0.5


@pytest.mark.soak
def test_200_random_overwrites_of_a_crawled_desk(tmp_path: Path, figure: Figure) -> None:
    desk = demo_desk(tmp_path / "desk")
    with PressServer() as press:
        assert run(desk, "crawl", "--quiet", env=environment(press.proxy)).returncode == 0
    share = noticed(desk, 200)
    figure(f"noticed {share:.1%} of 200 random overwrites of a crawled desk")
    assert share >= LEAST


@pytest.mark.soak
def test_100_random_overwrites_of_raw_responses(tmp_path: Path, figure: Figure) -> None:
    desk = demo_desk(tmp_path / "desk")
    with PressServer() as press:
        assert run(desk, "crawl", "--quiet", env=environment(press.proxy)).returncode == 0
    (warc,) = (desk / "warc").iterdir()
    whole, chance, hits = warc.read_bytes(), random.Random(7), 0
    for _ in range(100):
        at = chance.randrange(len(whole) - 16)
        warc.write_bytes(whole[:at] + chance.randbytes(16) + whole[at + 16 :])
        hits += bool(complaints(desk))
    figure(f"noticed {hits} of 100 random overwrites of raw responses")
    assert hits >= 95
