"""Random damage to the file: sixteen bytes somewhere, and `presswatch verify` says so."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from presswatch.demo.server import PressServer
from presswatch.errors import IntegrityError
from storage import open_store
from tests.faults.desks import complaints, database, demo_desk, environment, imported_desk, run
from tests.faults.generated import piece

LEAST = 0.95
Figure = Callable[[str], None]


def noticed(desk: Path, times: int, *, sealed: bool) -> float:
    """The share of random overwrites that is noticed; every one is taken back."""
    db, chance = database(desk), random.Random(20261125)
    seal = Path(f"{db}.seal")
    if not sealed:
        seal.unlink()
    whole = db.read_bytes()
    hits = 0
    for _ in range(times):
        at = chance.randrange(len(whole) - 16)
        with db.open("r+b") as file:
            file.seek(at)
            file.write(chance.randbytes(16))
        hits += bool(complaints_or_refusal(desk))
        db.write_bytes(whole)
    return hits / times


def complaints_or_refusal(desk: Path) -> list[str]:
    try:
        return complaints(desk, captures=False)
    except IntegrityError as error:
        return [str(error)]


def test_a_few_overwrites_are_noticed(desk: Path, figure: Figure) -> None:
    assert complaints(desk) == []
    share = noticed(desk, 20, sealed=True)
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


def test_a_replay_ends_at_a_damaged_raw_response_and_says_which(
    crawled: Path, tmp_path: Path
) -> None:
    desk = Path(shutil.copytree(crawled, tmp_path / "desk"))
    (warc,) = (desk / "warc").iterdir()
    whole = warc.read_bytes()
    warc.write_bytes(whole[:300] + b"x" * 16 + whole[316:])
    ran = run(desk, "replay", "--quiet")
    assert (ran.returncode, ran.stderr.count("\n")) == (5, 1), ran.stderr
    assert "no readable record" in ran.stderr
    assert ran.stderr.strip().isprintable()
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


def test_after_a_kill_there_is_no_seal_until_the_next_writer_leaves(
    desk: Path, tmp_path: Path
) -> None:
    seal = Path(f"{database(desk)}.seal")
    store = open_store(database(desk), writer=True)
    assert not seal.exists()
    assert complaints_of_a_copy(desk, tmp_path / "copy") == []
    store.close()
    assert seal.exists()
    assert complaints(desk) == []


def complaints_of_a_copy(desk: Path, copy: Path) -> list[str]:
    shutil.copytree(desk, copy, ignore=shutil.ignore_patterns("*.lock", "*.holder"))
    return complaints(copy)


@pytest.mark.soak
@pytest.mark.parametrize("sealed", [True, False], ids=["sealed", "without a seal"])
def test_200_random_overwrites(tmp_path: Path, sealed: bool, figure: Figure) -> None:
    desk = imported_desk(tmp_path / "desk", 400)
    share = noticed(desk, 200, sealed=sealed)
    figure(f"noticed {share:.1%} of 200 random overwrites, {'sealed' if sealed else 'unsealed'}")
    assert share >= (LEAST if sealed else 0.5)


@pytest.mark.soak
def test_200_random_overwrites_of_a_crawled_desk(tmp_path: Path, figure: Figure) -> None:
    desk = demo_desk(tmp_path / "desk")
    with PressServer() as press:
        assert run(desk, "crawl", "--quiet", env=environment(press.proxy)).returncode == 0
    share = noticed(desk, 200, sealed=True)
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
