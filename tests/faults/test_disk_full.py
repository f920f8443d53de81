"""A disk that is full: what was acknowledged is stored, exit code 3, and on it goes with more room."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from presswatch.errors import DiskFull
from storage import open_store
from tests.faults.desks import complaints, database, doubled, jsonl, query, run
from tests.faults.generated import piece
from tests.faults.writing import store_pieces

Figure = Callable[[str], None]
ARTICLES = 60


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)], capture_output=True, check=False
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip(f"needs the right to mount a small tmpfs: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def give_room(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)


def numbers(desk: Path) -> set[int]:
    """Which of the generated articles are stored."""
    return {
        int(str(url).rpartition("/")[2])
        for (url,) in query(database(desk), "select url from articles")
    }


def test_what_was_acknowledged_is_stored(small_disk: Path, figure: Figure) -> None:
    acknowledged: list[int] = []
    store = open_store(database(small_disk), writer=True)
    with pytest.raises(DiskFull, match="free some space"):
        store_pieces(store, range(ARTICLES), acknowledged.append)
    assert isinstance(store.failure, DiskFull)
    store.close()
    assert 0 < len(acknowledged) < ARTICLES
    give_room(small_disk)
    assert numbers(small_disk) == set(acknowledged)
    assert complaints(small_disk) == []
    store = open_store(database(small_disk), writer=True)
    store_pieces(store, sorted(set(range(50)) | set(acknowledged)))
    store.close()
    assert numbers(small_disk) >= set(range(50))
    assert doubled(database(small_disk)) == 0
    assert complaints(small_disk) == []
    figure(
        f"disk full after {len(acknowledged)} articles: all of them stored, on it went with room"
    )


def test_the_command_ends_with_code_3_and_goes_on_with_more_room(
    small_disk: Path, tmp_path: Path, figure: Figure
) -> None:
    articles = jsonl(tmp_path / "articles.jsonl", (piece(n) for n in range(ARTICLES)))
    ran = run(small_disk, "import", str(articles), "--quiet")
    assert ran.returncode == DiskFull.exit_code, ran.stderr[-2000:]
    assert "the disk is full" in ran.stderr
    assert "Traceback" not in ran.stderr
    stored = len(numbers(small_disk))
    assert 0 < stored < ARTICLES
    give_room(small_disk)
    assert complaints(small_disk) == []
    ran = run(small_disk, "import", str(articles), "--quiet")
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert numbers(small_disk) == set(range(ARTICLES))
    assert doubled(database(small_disk)) == 0
    assert complaints(small_disk) == []
    figure(f"exit code 3 after {stored} of {ARTICLES}, the rest stored once there was room")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_raw_response_that_did_not_fit_is_cut_off_again(tmp_path: Path) -> None:
    """The archive's file is /dev/full: nothing is half there, and the error names the file."""
    (tmp_path / "warc").mkdir()
    store = open_store(tmp_path / "desk.db", writer=True)
    made = store_pieces_day()
    (tmp_path / "warc" / made).symlink_to("/dev/full")
    with pytest.raises(DiskFull, match=made):
        store_pieces(store, range(1))
    store.close()


def store_pieces_day() -> str:
    return f"presswatch-{piece(0).at:%Y-%m-%d}.warc.gz"
