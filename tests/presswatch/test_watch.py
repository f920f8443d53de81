"""One crawl after the other, whenever something is due; and signals that come at a bad moment."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from presswatch.rounds import Rounds
from presswatch.values import Source
from storage import open_store
from storage.due import next_due
from storage.log import stamp
from tests.commandline import presswatch

ROOT = Path(__file__).resolve().parent.parent.parent
#: nothing is listening there, and no DNS is asked: the door fails at once, on loopback
WATCHLIST = """[monitor]
contact = "mailto:desk@example.org"
[[source]]
name = "gazette"
home = "http://127.0.0.1:9/"
feeds = ["http://127.0.0.1:9/feed"]
"""
GAZETTE = Source("gazette", "http://127.0.0.1:9/", feeds=("http://127.0.0.1:9/feed",))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "sources.toml").write_text(WATCHLIST, "utf8")
    return tmp_path


def environment() -> dict[str, str]:
    return os.environ | {
        "PRESSWATCH_DELAY": "0.01", "PRESSWATCH_ALLOW_ADDRESSES": "127.0.0.1:9", "PYTHONPATH": str(ROOT),
    }  # fmt: skip


def start(desk: Path, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "presswatch.cli", *command], cwd=desk, env=environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_what_is_due_and_when(desk: Path) -> None:
    db = desk / "presswatch.db"
    now = datetime.now(UTC)
    assert next_due(db, [GAZETTE]) <= datetime.now(UTC)  # type: ignore[operator]
    store = open_store(db, writer=True)
    in_an_hour = stamp(now + timedelta(hours=1))
    with store.transaction():
        store.sources.watch([GAZETTE])
        door = store.doors.of([GAZETTE])["gazette"][0]
        store.doors.polled(door, state="working", due_at=in_an_hour, interval_s=3600)
    assert next_due(db, [GAZETTE]) == datetime.fromisoformat(in_an_hour)
    another = Source("gazette", GAZETTE.home, feeds=(*GAZETTE.feeds, "http://127.0.0.1:9/more"))
    assert next_due(db, [another]) <= datetime.now(UTC)  # type: ignore[operator]
    with store.transaction():  # a page that is wanted in ten minutes
        store.db.execute(
            "insert into urls (url, source, found_at, state, next_at) values ('u', 'gazette', ?, 'pending', ?)",
            [stamp(now), stamp(now + timedelta(minutes=10))],
        )
    assert next_due(db, [GAZETTE]) == datetime.fromisoformat(stamp(now + timedelta(minutes=10)))
    store.close()
    assert next_due(db, []) is None


def test_the_watch_crawls_says_when_it_looks_next_and_ends_at_sigterm(desk: Path) -> None:
    watch = start(desk, "watch", "--pause", "1 s")
    said = watch.stderr.readline()  # type: ignore[union-attr]
    while "next look at" not in said and watch.poll() is None:
        said = watch.stderr.readline()  # type: ignore[union-attr]
    open_store(desk / "presswatch.db", writer=True).close()  # the lock is free between two crawls
    watch.send_signal(signal.SIGTERM)
    out, err = watch.communicate(timeout=60)
    assert watch.returncode == 0, err
    assert "Traceback" not in out + err
    with sqlite3.connect(desk / "presswatch.db") as db:
        assert db.execute("select state, failures from doors").fetchall() == [
            ("connection refused", 1)
        ]


def test_a_signal_while_a_crawl_runs_ends_both(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = Rounds(str(desk / "presswatch.db"), desk / "sources.toml", timedelta(seconds=1))

    def crawl(command: list[str], **_: object) -> subprocess.Popen[bytes]:
        os.kill(os.getpid(), signal.SIGTERM)  # as soon as there is a child
        return real([sys.executable, "-c", "import time; time.sleep(60)"])

    real = subprocess.Popen
    monkeypatch.setattr("presswatch.rounds.subprocess.Popen", crawl)
    began = time.monotonic()
    assert rounds.run() == 0
    assert time.monotonic() - began < 30


def test_json_lines_name_each_event_and_end_with_the_sum(desk: Path) -> None:
    crawl = presswatch(desk, "crawl", "--json", env=environment())
    assert crawl.returncode == 6, crawl.stderr
    door, end = map(json.loads, crawl.stdout.splitlines())
    assert (door["event"], door["source"], door["state"]) == (
        "door",
        "gazette",
        "connection refused",
    )
    assert (end["event"], end["failing"], end["exit_code"]) == ("end", ["gazette"], 6)


@pytest.mark.parametrize(
    "moment", ["presswatch.crawl.settings", "spiders.press.Press.from_crawler"]
)
def test_a_signal_before_the_engine_runs_is_not_lost(desk: Path, moment: str) -> None:
    """`moment`: what is about to happen when SIGTERM comes."""
    module, _, name = moment.rpartition(".")
    script = f"""
import os, pkgutil, signal, sys
from presswatch import cli, crawl
where, name = pkgutil.resolve_name({module!r}), {name!r}
original = getattr(where, name)
def struck(*a, **k):
    os.kill(os.getpid(), signal.SIGTERM)
    return original(*a, **k)
setattr(where, name, struck)
sys.argv = ["presswatch", "crawl", "--quiet"]
cli.main()
"""
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=desk, env=environment(), timeout=60, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 7, ran.stderr[-2000:]
    assert "Traceback" not in ran.stderr
