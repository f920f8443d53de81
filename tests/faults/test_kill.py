"""kill -9 in the middle of a crawl, ten times, then one clean run: nothing lost, nothing doubled."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

from presswatch.demo.server import PressServer

KILLS = 10


def crawl(desk: Path, proxy: str, *arguments: str) -> subprocess.Popen[bytes]:
    env = os.environ | {
        "http_proxy": proxy,
        "https_proxy": proxy,
        "no_proxy": "",
        "PRESSWATCH_DELAY": "0.05",
    }
    command = [
        sys.executable,
        "-m",
        "presswatch.cli",
        "--db",
        str(desk / "presswatch.db"),
        "crawl",
        "--quiet",
    ]
    return subprocess.Popen(
        [*command, "--sources", str(desk / "sources.toml"), *arguments],
        env=env,
        start_new_session=True,
    )


def make_desk(folder: Path) -> Path:
    folder.mkdir()
    text = files("presswatch.demo").joinpath("sources.toml").read_text("utf8")
    (folder / "sources.toml").write_text(text, "utf8")
    return folder


def stories(db: Path) -> set[frozenset[str]]:
    with sqlite3.connect(db) as connection:
        rows = connection.execute("select story, url from articles").fetchall()
    return {frozenset(u for s, u in rows if s == story) for story in {s for s, _ in rows}}


def test_ten_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    chance = random.Random(20261123)
    killed, calm = make_desk(tmp_path / "killed"), make_desk(tmp_path / "calm")
    with PressServer() as press:
        assert crawl(calm, press.proxy).wait() == 0
        for _ in range(KILLS):
            running = crawl(killed, press.proxy)
            time.sleep(chance.uniform(0.8, 3.0))
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
        assert crawl(killed, press.proxy).wait() == 0
    db = killed / "presswatch.db"
    assert stories(db) == stories(calm / "presswatch.db")
    with sqlite3.connect(db) as connection:
        assert connection.execute("pragma quick_check").fetchall() == [("ok",)]
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        doubled = connection.execute("select url from articles group by url having count(*) > 1")
        assert doubled.fetchall() == []
        undone = connection.execute(
            "select u.url from urls u left join articles a on a.id = u.article"
            " where u.state = 'done' and (a.id is null or a.story is null)"
        )
        assert undone.fetchall() == []
