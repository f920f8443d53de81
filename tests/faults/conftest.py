"""What every fault test has: a way to print its figure."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from presswatch.demo.server import PressServer
from storage import open_store
from tests.faults.desks import database, demo_desk, environment, jsonl, run
from tests.faults.generated import piece
from tests.faults.writing import store_pieces


@pytest.fixture
def figure(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints a measured figure, whether or not pytest captures (docs/reliability.md)."""

    def say(text: str) -> None:
        with capsys.disabled():
            click.echo(f"\n  {text}")

    return say


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with twelve articles, made once. Not to be written to."""
    desk = tmp_path_factory.mktemp("stored") / "desk"
    store = open_store(database(desk), writer=True)
    store_pieces(store, range(12))
    store.close()
    jsonl(desk / "articles.jsonl", (piece(n) for n in range(12)))
    return desk


@pytest.fixture
def desk(stored: Path, tmp_path: Path) -> Path:
    """A copy of it, to be struck."""
    return Path(shutil.copytree(stored, tmp_path / "desk"))


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk on which one outlet of the built-in press was crawled. Not to be written to."""
    desk = demo_desk(tmp_path_factory.mktemp("crawled") / "desk")
    with PressServer() as press:
        env = environment(press.proxy)
        ran = run(desk, "crawl", "--quiet", "--source", "harbour-courier", env=env)
    assert ran.returncode == 0, ran.stderr
    return desk
