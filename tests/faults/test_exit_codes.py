"""The exit codes of docs/operating.md, each through the real command. Code 3 is in test_disk_full.py."""

from __future__ import annotations

import re
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from presswatch import errors
from storage import open_store
from tests.faults.desks import ROOT, complaints, database, environment, query, run, start

Figure = Callable[[str], None]
GAZETTE = """
[monitor]
contact = "mailto:desk@example.org"

[[source]]
name = "gazette"
home = "http://gazette.example/"
feeds = ["http://gazette.example/feed"]
"""


@contextmanager
def silent_host() -> Iterator[tuple[str, threading.Event]]:
    """A proxy that takes connections and never answers; the event is set at the first request."""
    listening, asked = socket.create_server(("127.0.0.1", 0)), threading.Event()
    held: list[socket.socket] = []

    def accept() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            held.append(connection)
            asked.set()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", asked
    finally:
        listening.close()
        for connection in held:
            connection.close()


def test_the_page_names_each_code_of_the_house() -> None:
    text = (ROOT / "docs" / "operating.md").read_text("utf8")
    table = {int(code) for code in re.findall(r"^\| (\d) \|", text, re.MULTILINE)}
    named = {kind.exit_code for kind in vars(errors).values() if hasattr(kind, "exit_code")}
    told = {v for k, v in vars(errors).items() if k.isupper() and isinstance(v, int)}
    assert table == named | told | {0}


def test_0_all_is_well(desk: Path) -> None:
    assert run(desk, "search", "barley").returncode == 0


def test_1_an_error_nobody_foresaw_is_one_line(desk: Path) -> None:
    (desk / "backups").write_text("a file where a folder should be", "utf8")
    ran = run(desk, "backup")
    assert ran.returncode == 1
    assert "backups" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_2_a_mistake_of_usage(tmp_path: Path) -> None:
    ran = run(tmp_path, "verify")
    assert (ran.returncode, ran.stderr.strip()) == (
        2,
        "presswatch: presswatch.db: no such database",
    )


def test_4_somebody_else_writes(desk: Path) -> None:
    store = open_store(database(desk), writer=True)
    try:
        for command in (("verify",), ("import", "articles.jsonl")):
            ran = run(desk, *command)
            assert ran.returncode == 4, ran.stderr
            assert "is being written by process" in ran.stderr
    finally:
        store.close()


def test_5_the_database_is_damaged(desk: Path) -> None:
    database(desk).write_bytes(b"Dear reader, " * 1000)
    for command in (("verify",), ("search", "barley")):
        ran = run(desk, *command)
        assert ran.returncode == 5, ran.stderr
        assert "Traceback" not in ran.stderr


@pytest.mark.soak
def test_6_some_sources_failed(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(GAZETTE, "utf8")
    nobody = "http://127.0.0.1:9"  # the discard port: nobody listens there
    ran = run(tmp_path, "crawl", env=environment(nobody))
    assert ran.returncode == 6, ran.stderr
    assert "gazette" in ran.stdout


@pytest.mark.soak  # 34 s of waiting; tests/presswatch/test_crawl.py stops a crawl quickly
def test_7_stopped_while_a_server_hangs(tmp_path: Path, figure: Figure) -> None:
    (tmp_path / "sources.toml").write_text(GAZETTE, "utf8")
    with silent_host() as (proxy, asked):
        running = start(tmp_path, "crawl", "--quiet", env=environment(proxy))
        assert asked.wait(60), "nothing was asked for"
        time.sleep(0.5)
        began = time.monotonic()
        running.send_signal(signal.SIGTERM)
        _, err = running.communicate(timeout=60)
        took = time.monotonic() - began
    assert running.returncode == 7, err
    assert complaints(tmp_path) == []
    figure(f"SIGTERM while a server hangs: exit code 7 after {took:.1f} s")


@pytest.mark.soak
def test_7_an_import_stops_at_a_signal_and_goes_on(stored: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    lines = (stored / "articles.jsonl").read_text("utf8").splitlines(keepends=True)
    more = [line.replace(".example/", f".example/{n}-") for n in range(40) for line in lines]
    (desk / "many.jsonl").write_text("".join(more), "utf8")
    running = start(desk, "import", "many.jsonl", "--quiet")
    while running.poll() is None and not count(desk):
        time.sleep(0.05)
    running.send_signal(signal.SIGTERM)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 7, err
    assert 0 < count(desk) < len(more)
    assert run(desk, "import", "many.jsonl", "--quiet").returncode == 0
    assert count(desk) == len(more)
    assert complaints(desk) == []


def count(desk: Path) -> int:
    if not database(desk).exists():
        return 0
    made = query(database(desk), "select 1 from sqlite_master where name = 'articles'")
    return len(query(database(desk), "select 1 from articles")) if made else 0
