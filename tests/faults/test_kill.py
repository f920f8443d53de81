"""kill -9, at named steps of a batch and at random moments: nothing lost, nothing doubled."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from presswatch.demo.server import PressServer
from tests.commandline import Running
from tests.faults.desks import (
    Stories,
    complaints,
    database,
    demo_desk,
    doubled,
    environment,
    query,
    run,
    stories,
)
from tests.faults.struck import STEPS

Figure = Callable[[str], None]
KILLS = 50
REQUESTS = 80  #: of a crawl of the built-in press
REFETCHES = 16  #: at most, a kill: one batch, and the pages on their way to it


def stored(desk: Path) -> set[str]:
    """The pages that are done with."""
    if not database(desk).exists():
        return set()
    if not query(database(desk), "select 1 from sqlite_master where name = 'urls'"):
        return set()
    done = query(database(desk), "select url from urls where state != 'pending'")
    return {str(url) for (url,) in done}


def wasted(press: PressServer, since: int, desk: Path, pages: set[str]) -> int:
    """Pages that were answered in this crawl and are to be fetched again."""
    asked = {a.url for a in list(press.press.asked)[since:] if a.status == 200}
    return len((asked & pages) - stored(desk))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Stories, set[str]]:
    """(stories, pages) of a crawl that nobody strikes."""
    desk = demo_desk(tmp_path_factory.mktemp("calm") / "desk")
    with PressServer() as press:
        assert run(desk, "crawl", "--quiet", env=environment(press.proxy)).returncode == 0
    pages = {str(url) for (url,) in query(database(desk), "select url from urls")}
    return stories(database(desk)), pages


def must_be(desk: Path, expected: Stories) -> None:
    assert stories(database(desk)) == expected
    assert doubled(database(desk)) == 0
    assert complaints(desk) == []


def strike(
    desk: Path, press: PressServer, steps: list[str], pages: set[str], *command: str
) -> list[int]:
    """A crawl killed at each step in turn, on one desk; what each kill wasted."""
    waste = []
    for step in steps:
        since = len(press.press.asked)
        ran = run(desk, "crawl", "--quiet", *command, strike=step, env=environment(press.proxy))
        assert ran.returncode in (0, -signal.SIGKILL), ran.stderr  # 0: the step was not reached
        waste.append(wasted(press, since, desk, pages))
    assert run(desk, "crawl", "--quiet", *command, env=environment(press.proxy)).returncode == 0
    return waste


def test_killed_inside_a_record_and_before_a_commit(
    crawled: Path, tmp_path: Path, figure: Figure
) -> None:
    only = ("--source", "harbour-courier")
    calm, pages = stories(database(crawled)), stored(crawled)
    with PressServer() as press:
        desk = demo_desk(tmp_path / "desk")
        waste = strike(desk, press, ["inside a WARC record:2", "before commit:9"], pages, *only)
    must_be(desk, calm)
    figure(f"2 kills: 0 lost, 0 doubled, at most {max(waste)} pages fetched again a kill")


@pytest.mark.soak
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_each_step_three_times(
    step: str, undisturbed: tuple[Stories, set[str]], tmp_path: Path, figure: Figure
) -> None:
    calm, pages = undisturbed
    with PressServer() as press:
        desk = demo_desk(tmp_path / "desk")
        waste = strike(desk, press, [f"{step}:{nth}" for nth in (1, 2, 7)], pages)
    must_be(desk, calm)
    figure(f"killed {step} × 3: 0 lost, 0 doubled, refetches {waste}")
    assert max(waste) <= REFETCHES


@pytest.mark.soak
def test_50_kills_at_random_moments(
    undisturbed: tuple[Stories, set[str]], tmp_path: Path, figure: Figure
) -> None:
    """Kills until a crawl ends by itself; then a fresh desk, until there were fifty."""
    calm, pages = undisturbed
    chance, kills, desks = random.Random(20261123), 0, 0
    waste: list[int] = []
    with PressServer() as press:
        while kills < KILLS:
            desks += 1
            desk = demo_desk(tmp_path / f"desk-{desks}")
            since = len(press.press.asked)
            while kill_at_random(desk, press, chance):
                kills += 1
                waste.append(wasted(press, since, desk, pages))
                since = len(press.press.asked)
            must_be(desk, calm)
    figure(
        f"{kills} kills on {desks} desks: 0 lost, 0 doubled, stories as undisturbed, refetches a"
        f" kill: {sum(waste) / kills:.1f} on average, {max(waste)} at most"
    )
    assert max(waste) <= REFETCHES


def kill_at_random(desk: Path, press: PressServer, chance: random.Random) -> bool:
    """A crawl, killed up to a second after one of its first requests; False when it ended before.

    Counted in requests: seconds alone kill every crawl of a busy machine before it has stored a page.
    """
    until = len(press.press.asked) + chance.randrange(1, REQUESTS)
    env = environment(press.proxy, PRESSWATCH_DELAY="0.1")
    running = Running(desk, ("crawl", "--quiet"), env, mortal=True)
    while running.process.is_alive() and len(press.press.asked) < until:
        time.sleep(0.01)
    running.process.join(chance.uniform(0.0, 1.0))
    if running.process.is_alive():
        running.kill()
    ended = running.wait()
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
    return ended.returncode != 0
