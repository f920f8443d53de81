"""Crawls as cron and people start them, against the built-in press."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from presswatch.demo.server import PressServer
from presswatch.demo.site import Answer
from tests.browse.conftest import Visitor
from tests.commandline import Running, presswatch

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


@pytest.fixture(scope="module")
def morning(press: PressServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk whose first crawl is done: for copying, not for changing."""
    folder = tmp_path_factory.mktemp("morning")
    (folder / "sources.toml").write_bytes(
        files("presswatch.demo").joinpath("sources.toml").read_bytes()
    )
    ran = presswatch(folder, "crawl", "--quiet", env=environment(press, folder))
    assert ran.returncode == 0, ran.stderr[-2000:]
    return folder


@pytest.fixture
def crawled(morning: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(morning, tmp_path / "desk"))


def environment(press: PressServer, desk: Path, delay: float = 0.02) -> dict[str, str]:
    return os.environ | {
        "http_proxy": press.proxy, "https_proxy": press.proxy, "no_proxy": "",
        "PRESSWATCH_DELAY": str(delay), "PRESSWATCH_SOURCES": str(desk / "sources.toml"),
        "PRESSWATCH_DB": str(desk / "presswatch.db"),
    }  # fmt: skip


def articles(desk: Path) -> list[str]:
    with sqlite3.connect(desk / "presswatch.db") as db:
        return [url for (url,) in db.execute("select url from articles order by url")]


def test_scrapy_knows_the_doors_and_crawls_one_from_the_root(
    press: PressServer, desk: Path
) -> None:
    doors = SpiderLoader.from_settings(get_project_settings()).list()
    assert {"feed", "sitemap", "front_page", "archive"} <= set(doors)
    ran = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "feed", "-a", "source=harbour-courier"],
        cwd=ROOT, env=environment(press, desk), timeout=90, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert articles(desk)
    assert all(url.startswith("http://harbour-courier.example/") for url in articles(desk))


def test_a_second_crawl_fetches_no_article_again(press: PressServer, crawled: Path) -> None:
    stored = articles(crawled)
    asked = len(press.press.asked)
    ran = presswatch(crawled, "crawl", env=environment(press, crawled))
    assert ran.returncode == 0
    assert "0 new articles of 0 pages" in ran.stdout
    again = {a.url for a in list(press.press.asked)[asked:]}
    assert not again & set(stored)
    assert articles(crawled) == stored


def test_nothing_is_due_and_the_crawl_returns_at_once(press: PressServer, crawled: Path) -> None:
    asked = len(press.press.asked)
    env = environment(press, crawled)
    assert presswatch(crawled, "crawl", "--due", "--quiet", env=env).returncode == 0
    assert len(press.press.asked) == asked


def test_an_origin_that_stays_gone_for_days_is_withdrawn_and_its_copies_are_named(
    press: PressServer, crawled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env, db = environment(press, crawled), sqlite3.connect(crawled / "presswatch.db")
    story, origin, url = db.execute(
        "select s.id, a.id, a.url from stories s join articles a on a.id = s.origin"
        " where a.source = 'defence-security-asia' order by s.articles desc limit 1"
    ).fetchone()
    answer = press.press.site.answer

    def withdrawn(host: str, path: str) -> Answer:
        return Answer(410, b"gone") if url == f"http://{host}{path}" else answer(host, path)

    def looked_again() -> tuple[str, list[str]]:
        with db:
            db.execute("update urls set next_at = '2020-01-01T00:00:00+00:00' where url = ?", [url])
        assert presswatch(crawled, "crawl", "--quiet", env=env).returncode == 0
        state = db.execute("select state from articles where id = ?", [origin]).fetchone()[0]
        told = db.execute("select payload from outbox where event = 'origin withdrawn'").fetchall()
        return state, [row[0] for row in told]

    monkeypatch.setattr(press.press.site, "answer", withdrawn)
    assert looked_again() == ("missing", []), "one look proves nothing"
    with db:
        days_ago = f"{datetime.now(UTC) - timedelta(days=3):%Y-%m-%dT%H:%M:%S+00:00}"
        db.execute("update urls set missing_since = ? where url = ?", [days_ago, url])
    state, (payload,) = looked_again()
    copies = {row[0] for row in db.execute("select article from copies where story = ?", [story])}
    assert state == "withdrawn"
    assert copies >= set(json.loads(payload)["copies"]) != set()
    visitor = Visitor(crawled / "presswatch.db")
    assert "no longer carries this article" in visitor.page(f"/story/{story}")
    visitor.close()


def test_a_failing_door_is_exit_code_6_and_named(press: PressServer, desk: Path) -> None:
    path = desk / "sources.toml"
    path.write_text(path.read_text("utf8").replace("/rss/all.xml", "/rss/none.xml"), "utf8")
    env = environment(press, desk)
    ran = presswatch(desk, "crawl", "--source", "harbour-courier", env=env)
    assert ran.returncode == 6, ran.stderr[-2000:]
    assert "failing: harbour-courier" in ran.stdout
    status = presswatch(desk, "status", env=environment(press, desk))
    assert status.returncode == 6
    assert "HTTP 404" in status.stdout


def test_a_second_crawl_at_once_is_refused_and_says_by_whom(press: PressServer, desk: Path) -> None:
    env = environment(press, desk, delay=1.0)
    first = Running(desk, ("crawl", "--quiet"), env)
    try:
        deadline = time.monotonic() + 20
        while not (desk / "presswatch.db.holder").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        second = presswatch(desk, "crawl", env=env)
        assert second.returncode == 4
        assert f"process {first.process.pid}" in second.stderr
    finally:
        first.terminate()
    assert first.wait(timeout=60).returncode == 7


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
    running = Running(desk, ("crawl", "--quiet"), env)
    wait_for_the_first_article(desk)
    running.terminate()
    assert running.wait(timeout=60).returncode == 7
    assert presswatch(desk, "crawl", "--quiet", env=environment(press, desk)).returncode == 0
    with sqlite3.connect(desk / "presswatch.db") as db:
        assert db.execute("select count(*) from urls where state = 'pending'").fetchone()[0] == 0
        assert db.execute("select count(*) from articles where story is null").fetchone()[0] == 0


def test_the_kept_responses_give_the_same_stories_again(press: PressServer, crawled: Path) -> None:
    desk, env = crawled, environment(press, crawled)
    stories = grouped(desk / "presswatch.db")
    with sqlite3.connect(desk / "presswatch.db") as db:
        db.execute("update articles set state = 'missing' where id = 1")
        looks = db.execute("select url, checks, next_at from urls order by url").fetchall()
    ran = presswatch(desk, "replay", env=env)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert grouped(desk / "presswatch.db") == stories
    with sqlite3.connect(
        desk / "presswatch.db"
    ) as db:  # the disk is not the page: nothing was seen
        assert db.execute("select state from articles where id = 1").fetchone() == ("missing",)
        assert db.execute("select url, checks, next_at from urls order by url").fetchall() == looks
    ran = presswatch(desk, "--db", "again.db", "import", "warc", env=env)
    assert ran.returncode == 0, ran.stderr[-2000:]
    # an import knows no watchlist, so it knows no outlet's own signature; the texts are the same
    assert {u for s in grouped(desk / "again.db") for u in s} == {u for s in stories for u in s}


def grouped(path: Path) -> set[frozenset[str]]:
    with sqlite3.connect(path) as db:
        rows = db.execute("select story, url from articles").fetchall()
    return {frozenset(u for s, u in rows if s == story) for story in {s for s, _ in rows}}
