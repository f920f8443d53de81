"""Desks to be struck, the commands run on them, and what must hold afterwards."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from presswatch.verifying import verify
from tests.commandline import presswatch
from tests.faults.generated import Piece, piece

ROOT = Path(__file__).resolve().parent.parent.parent
Stories = set[frozenset[str]]


def demo_desk(folder: Path) -> Path:
    """A desk with the watchlist of the built-in press."""
    folder.mkdir(parents=True)
    text = files("presswatch.demo").joinpath("sources.toml").read_text("utf8")
    (folder / "sources.toml").write_text(text, "utf8")
    return folder


def database(desk: Path) -> Path:
    return desk / "presswatch.db"


def environment(proxy: str = "", **more: str) -> dict[str, str]:
    """What a child sees: the proxy that is its whole internet, and no pause between requests."""
    return os.environ | {
        "http_proxy": proxy, "https_proxy": proxy, "no_proxy": "", "PRESSWATCH_DELAY": "0.02",
        "PYTHONPATH": str(ROOT), **more,
    }  # fmt: skip


def start(desk: Path, *command: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """A presswatch command, from nothing, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "presswatch.cli", *command], cwd=desk, env=env or environment(),
        start_new_session=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def run(
    desk: Path,
    *command: str,
    strike: str = "",
    env: dict[str, str] | None = None,
    timeout: float = 300,
) -> subprocess.CompletedProcess[str]:
    """The same, to its end; what loads no library need not import everything again.

    `strike` as in struck.py.
    """
    if "LD_PRELOAD" not in (env or {}):
        return presswatch(desk, *command, env=env or environment(), timeout=timeout, strike=strike)
    started = start(desk, *command, env=env)
    out, err = started.communicate(timeout=timeout)
    return subprocess.CompletedProcess(command, started.returncode, out, err)


def query(db: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(db, timeout=60) as connection:
        rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


def stories(db: Path) -> Stories:
    """The URLs of each story."""
    found: dict[object, set[str]] = {}
    for story, url in query(db, "select story, url from articles"):
        found.setdefault(story, set()).add(str(url))
    return {frozenset(urls) for urls in found.values()}


def doubled(db: Path) -> int:
    """Articles that are there more than once."""
    rows = query(db, "select 1 from articles group by canonical having count(*) > 1")
    return len(rows)


def complaints(desk: Path, *, captures: bool = True) -> list[str]:
    """What `presswatch verify` finds."""
    found = verify(database(desk), desk / "warc", captures=captures)
    return [f"{f.check.name}: {d.where}: {d.what}" for f in found for d in f.damages]


def jsonl(path: Path, pieces: Iterable[Piece]) -> Path:
    """Generated articles, as `presswatch import` takes them."""
    rows = (
        {"url": f"https://outlet-{p.outlet}.example/{p.number}", "source": f"outlet-{p.outlet}",
         "title": p.title, "text": p.text, "published_at": p.at.isoformat()} for p in pieces
    )  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    return path


def imported_desk(folder: Path, articles: int) -> Path:
    """A desk with so many generated articles, by the real command."""
    folder.mkdir(parents=True)
    jsonl(folder / "articles.jsonl", (piece(n) for n in range(articles)))
    ran = run(folder, "import", "articles.jsonl", "--quiet")
    assert ran.returncode == 0, ran.stderr
    return folder
