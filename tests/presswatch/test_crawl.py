"""Crawls as cron and people start them, against the built-in press."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from presswatch.demo.server import PressServer

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def press() -> Iterator[PressServer]:
    with PressServer() as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    text = files("presswatch.demo").joinpath("sources.toml").read_text("utf8")
    (tmp_path / "sources.toml").write_text(text, "utf8")
    return tmp_path


def environment(press: PressServer, desk: Path, delay: float = 0.02) -> dict[str, str]:
    return os.environ | {
        "http_proxy": press.proxy, "https_proxy": press.proxy, "no_proxy": "",
        "PRESSWATCH_DELAY": str(delay), "PRESSWATCH_SOURCES": str(desk / "sources.toml"),
        "PRESSWATCH_DB": str(desk / "presswatch.db"),
    }  # fmt: skip


def run(command: list[str], folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=env, timeout=90,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def articles(desk: Path) -> list[str]:
    with sqlite3.connect(desk / "presswatch.db") as db:
        return [url for (url,) in db.execute("select url from articles order by url")]


def test_scrapy_knows_the_doors_and_crawls_one_from_the_root(
    press: PressServer, desk: Path
) -> None:
    env = environment(press, desk)
    listed = run(["scrapy", "list"], ROOT, env).stdout.split()
    assert {"feed", "sitemap", "front_page", "archive"} <= set(listed)
    ran = run(["scrapy", "crawl", "feed", "-a", "source=harbour-courier"], ROOT, env)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert articles(desk)
    assert all(url.startswith("http://harbour-courier.example/") for url in articles(desk))


def test_a_second_crawl_fetches_no_article_again(press: PressServer, desk: Path) -> None:
    env = environment(press, desk)
    assert run(["presswatch.cli", "crawl", "--quiet"], desk, env).returncode == 0
    stored = articles(desk)
    asked = len(press.press.asked)
    ran = run(["presswatch.cli", "crawl"], desk, env)
    assert ran.returncode == 0
    assert "0 new articles of 0 pages" in ran.stdout
    again = {a.url for a in list(press.press.asked)[asked:]}
    assert not again & set(stored)
    assert articles(desk) == stored


def test_nothing_is_due_and_the_crawl_returns_at_once(press: PressServer, desk: Path) -> None:
    env = environment(press, desk)
    assert run(["presswatch.cli", "crawl", "--quiet"], desk, env).returncode == 0
    asked = len(press.press.asked)
    assert run(["presswatch.cli", "crawl", "--due", "--quiet"], desk, env).returncode == 0
    assert len(press.press.asked) == asked


def test_a_failing_door_is_exit_code_6_and_named(press: PressServer, desk: Path) -> None:
    path = desk / "sources.toml"
    path.write_text(path.read_text("utf8").replace("/rss/all.xml", "/rss/none.xml"), "utf8")
    ran = run(["presswatch.cli", "crawl"], desk, environment(press, desk))
    assert ran.returncode == 6, ran.stderr[-2000:]
    assert "failing: harbour-courier" in ran.stdout
    status = run(["presswatch.cli", "status"], desk, environment(press, desk))
    assert status.returncode == 6
    assert "HTTP 404" in status.stdout


def test_a_second_crawl_at_once_is_refused_and_says_by_whom(press: PressServer, desk: Path) -> None:
    env = environment(press, desk, delay=1.0)
    command = [sys.executable, "-m", "presswatch.cli", "crawl", "--quiet"]
    first = subprocess.Popen(command, cwd=desk, env=env)
    try:
        deadline = time.monotonic() + 20
        while not (desk / "presswatch.db.holder").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        second = run(["presswatch.cli", "crawl"], desk, env)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert second.returncode == 4
        # with 0.3 s of waiting for the lock: within 2 s on a machine that has nothing else to do
        assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1.7
        assert f"process {first.pid}" in second.stderr
    finally:
        first.send_signal(signal.SIGTERM)
    assert first.wait(timeout=60) == 7


def wait_for_the_first_article(desk: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if (desk / "presswatch.db").exists():
            with sqlite3.connect(desk / "presswatch.db", timeout=10) as db:
                made = db.execute("select 1 from sqlite_master where name = 'articles'").fetchone()
                if made and db.execute("select 1 from articles limit 1").fetchone():
                    return
        time.sleep(0.1)
    raise AssertionError("no article in a minute")


def test_after_a_sigterm_the_next_crawl_goes_on(
    press: PressServer, desk: Path, tmp_path: Path
) -> None:
    env = environment(press, desk, delay=1.0)
    running = subprocess.Popen(
        [sys.executable, "-m", "presswatch.cli", "crawl", "--quiet"], cwd=desk, env=env
    )
    wait_for_the_first_article(desk)
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=60) == 7
    assert (
        run(["presswatch.cli", "crawl", "--quiet"], desk, environment(press, desk)).returncode == 0
    )
    with sqlite3.connect(desk / "presswatch.db") as db:
        assert db.execute("select count(*) from urls where state = 'pending'").fetchone()[0] == 0
        assert db.execute("select count(*) from articles where story is null").fetchone()[0] == 0


def test_the_kept_responses_give_the_same_stories_again(press: PressServer, desk: Path) -> None:
    env = environment(press, desk)
    assert run(["presswatch.cli", "crawl", "--quiet"], desk, env).returncode == 0
    stories = grouped(desk / "presswatch.db")
    with sqlite3.connect(desk / "presswatch.db") as db:
        db.execute("update articles set state = 'missing' where id = 1")
        looks = db.execute("select url, checks, next_at from urls order by url").fetchall()
    ran = run(["presswatch.cli", "replay"], desk, env)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert grouped(desk / "presswatch.db") == stories
    with sqlite3.connect(
        desk / "presswatch.db"
    ) as db:  # the disk is not the page: nothing was seen
        assert db.execute("select state from articles where id = 1").fetchone() == ("missing",)
        assert db.execute("select url, checks, next_at from urls order by url").fetchall() == looks
    ran = run(["presswatch.cli", "--db", "again.db", "import", "warc"], desk, env)
    assert ran.returncode == 0, ran.stderr[-2000:]
    # an import knows no watchlist, so it knows no outlet's own signature; the texts are the same
    assert {u for s in grouped(desk / "again.db") for u in s} == {u for s in stories for u in s}


def grouped(path: Path) -> set[frozenset[str]]:
    with sqlite3.connect(path) as db:
        rows = db.execute("select story, url from articles").fetchall()
    return {frozenset(u for s, u in rows if s == story) for story in {s for s, _ in rows}}
