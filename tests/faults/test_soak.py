"""The soak: 10,000 generated pages, faults all along the way, and kills; then all is well."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage import open_store
from tests.faults import crooked_press
from tests.faults.desks import ROOT, complaints, database, doubled, environment, query, start

PAGES = int(os.environ.get("SOAK_PAGES", "10000"))
KILLS = 10
GROWTH_MB = 20
WARM = PAGES // 5  #: articles: then the texts and pages that are kept at hand are all there
REFETCHES = 16  #: a kill


@contextmanager
def press(pages: int) -> Iterator[str]:
    """The crooked press in a process of its own; the address of its proxy."""
    server = subprocess.Popen(
        [sys.executable, str(Path(crooked_press.__file__)), "--pages", str(pages)],
        env=environment(), stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert server.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(server.stdout.readline())}"
    finally:
        server.kill()
        server.communicate()


def stored(desk: Path) -> int:
    if not database(desk).exists():
        return 0
    made = query(database(desk), "select 1 from sqlite_master where name = 'articles'")
    return int(str(query(database(desk), "select count(*) from articles")[0][0])) if made else 0


def memory_mb(pid: int) -> float:
    """What the parent holds in memory, without its workers."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    resident = (line.split()[1] for line in lines if line.startswith("VmRSS:"))
    return int(next(resident, 0)) / 1024  # a process that has just ended holds nothing


def kill_after(desk: Path, env: dict[str, str], articles: int) -> None:
    """A crawl that is killed once it has stored so many more."""
    until = stored(desk) + articles
    running = start(desk, "crawl", "--quiet", env=env)
    while running.poll() is None and stored(desk) < until:
        time.sleep(0.2)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()


def crawl_through(desk: Path, env: dict[str, str]) -> list[float]:
    """A crawl to its end; the memory of the parent, once a second, from its WARM-th article on."""
    first, seen = stored(desk), []
    running = start(desk, "crawl", "--quiet", env=env)
    while running.poll() is None:
        time.sleep(1)
        if stored(desk) >= first + WARM and Path(f"/proc/{running.pid}").exists():
            seen.append(memory_mb(running.pid))
    _, err = running.communicate()
    assert running.returncode == 0, err[-2000:]
    return [one for one in seen if one]


def let_time_pass(desk: Path) -> int:
    """What is to be tried later may be tried now; returns how much waits."""
    store = open_store(database(desk), writer=True)
    with store.transaction():
        store.db.execute("update urls set next_at = null where state = 'pending'")
        store.db.execute("update hosts set parked_until = null")
        waits = store.frontier.count()
    store.close()
    return waits


def refetched(proxy: str) -> int:
    """How often a page was answered well that had been answered well before."""
    with urllib.request.urlopen(f"{proxy}/asked") as answer:
        return sum(times - 1 for times in json.load(answer).values())


@pytest.mark.soak
def test_10_000_pages_with_faults_throughout(tmp_path: Path, figure: Callable[[str], None]) -> None:
    desk, chance = tmp_path / "desk", random.Random(20261125)
    desk.mkdir()
    (desk / "sources.toml").write_text(crooked_press.watchlist(), "utf8")
    began = time.monotonic()
    with press(PAGES) as proxy:
        env = environment(proxy, PRESSWATCH_DELAY="0")
        for _ in range(KILLS):
            kill_after(desk, env, chance.randrange(1, PAGES // 40))
        again = refetched(proxy)
        memory = crawl_through(desk, env)
        while let_time_pass(desk):
            crawl_through(desk, env)
    hopeless = sum(
        random.Random(f"fault {n}").random() < crooked_press.HOPELESS for n in range(PAGES)
    )
    states = dict(query(database(desk), "select state, count(*) from urls group by state"))
    growth = max(memory) - memory[0]
    figure(
        f"{stored(desk)} of {PAGES} pages stored ({hopeless} never answer well), {doubled(database(desk))}"
        f" doubled, {states}, {KILLS} kills, {again} refetches, parent {memory[0]:.0f} → {max(memory):.0f}"
        f" MB over {len(memory)} s, {time.monotonic() - began:.0f} s"
    )
    assert stored(desk) == PAGES - hopeless
    assert doubled(database(desk)) == 0
    assert again <= REFETCHES * KILLS
    assert growth < GROWTH_MB
    assert complaints(desk) == []
