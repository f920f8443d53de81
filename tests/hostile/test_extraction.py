"""No page hangs, kills or fattens the crawl: it ends in a reading or a reason, and the next is fine."""

from __future__ import annotations

import asyncio
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.extractors.combined import extract
from pipelines.extractors.reading import Reading
from pipelines.losses import Crashed, ExtractionFailed, TooBig, TooSlow
from pipelines.reading_pool import GRACE, ReadingPool
from tests.hostile.pages import CHARSETS, PAGES, charset
from tests.pipelines.pages import PARAGRAPHS, article, page

#: seconds; the property is the same at any deadline, and thirty of these pages use all of it
DEADLINE = 0.25
DEADLINES = [DEADLINE, pytest.param(3.0, marks=pytest.mark.soak)]
PATIENCE = 10.0  #: s, for a page that has nothing the matter with it, on a busy machine


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    made = ReadingPool(workers=2, deadline=PATIENCE, memory=600 << 20)
    asyncio.run(made.read(page(article())))  # the workers are up
    yield made
    made.close()


def read(
    pool: ReadingPool, body: bytes, deadline: float = PATIENCE
) -> tuple[Reading | ExtractionFailed, float]:
    start, pool.deadline = time.monotonic(), deadline
    try:
        got: Reading | ExtractionFailed = asyncio.run(pool.read(page(body)))
    except ExtractionFailed as error:
        got = error
    finally:
        pool.deadline = PATIENCE
    return got, time.monotonic() - start


@pytest.mark.parametrize("deadline", DEADLINES)
@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_ends_in_time_and_the_next_one_is_fine(
    pool: ReadingPool, name: str, deadline: float
) -> None:
    got, seconds = read(pool, PAGES[name](), deadline)
    assert seconds <= deadline + 1, f"{seconds:.1f} s"
    assert isinstance(got, Reading | ExtractionFailed)
    after, _ = read(pool, article().encode())
    assert isinstance(after, Reading)
    assert after.text.split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("name", "encoding", "in_page", "in_header", "text"), CHARSETS, ids=[c[0] for c in CHARSETS]
)
def test_the_encoding_is_the_one_of_the_bytes(
    name: str, encoding: str, in_page: str, in_header: str, text: str
) -> None:
    header = f"text/html; charset={in_header}" if in_header else "text/html"
    got = extract(page(charset(encoding, in_page, text=text), content_type=header))
    assert text.strip() in got.text


def test_control_references_lose_a_character_not_the_article() -> None:
    got = extract(page(article().replace("Tuesday", "Tues&#8;day")))
    assert "voted on Tuesday to rebuild" in got.text


def test_deep_nesting_loses_nothing() -> None:
    text = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    got = extract(page(article("<div>" * 400 + text + "</div>" * 400)))
    assert got.text.split("\n") == list(PARAGRAPHS)


def test_a_plug_that_hangs_is_killed_at_the_deadline(pool: ReadingPool) -> None:
    start, pool.deadline = time.monotonic(), DEADLINE
    with pytest.raises(TooSlow, match=r"not read within 0\.25 s"):
        asyncio.run(pool.read(page("<p>x</p>", extractor="tests.hostile.bad_plugs.hangs")))
    pool.deadline = PATIENCE
    assert time.monotonic() - start < DEADLINE + 1


@pytest.mark.parametrize(
    ("plug", "loss"),
    [("dies", Crashed), ("eats", TooBig), ("raises", Crashed), ("recurses", Crashed)],
)
def test_a_plug_that_misbehaves_is_a_reason(
    pool: ReadingPool, plug: str, loss: type[ExtractionFailed]
) -> None:
    with pytest.raises(loss):
        asyncio.run(pool.read(page("<p>x</p>", extractor=f"tests.hostile.bad_plugs.{plug}")))
    after, _ = read(pool, article().encode())
    assert isinstance(after, Reading)


def test_the_parent_does_not_grow(pool: ReadingPool) -> None:
    body = article("".join(f"<p>{n} {p}</p>" for n in range(10) for p in PARAGRAPHS)).encode()

    async def many(times: int) -> None:
        for _ in range(times):
            await asyncio.gather(*(pool.read(page(body)) for _ in range(4)))

    asyncio.run(many(3))
    before = resident()
    asyncio.run(many(12))
    assert resident() - before < 10 << 20


def resident() -> int:
    with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
        return int(statm.read().split()[1]) * resource.getpagesize()


ORPHANS = """
import asyncio, sys
from pipelines.reading_pool import ReadingPool
from tests.pipelines.pages import article, page

async def main():
    pool = ReadingPool(workers=2, deadline=1.0)
    await asyncio.gather(*(pool.read(page(article())) for _ in range(4)))
    print(*pool.pids(), flush=True)
    await pool.read(page("<p>x</p>", extractor="tests.hostile.bad_plugs.hangs"))

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.soak  # it waits out the deadline and the grace after it
def test_workers_do_not_outlive_a_crawl_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "crawl.py"
    script.write_text(ORPHANS, "utf8")
    root = str(Path(__file__).parents[2])
    crawl = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": root}, cwd=root,
    )  # fmt: skip
    assert crawl.stdout is not None
    pids = [int(pid) for pid in crawl.stdout.readline().split()]
    time.sleep(0.5)  # the hanging page is being read
    crawl.kill()
    crawl.wait()
    patience = time.monotonic() + 1.0 + GRACE + 3
    while any(map(alive, pids)) and time.monotonic() < patience:
        time.sleep(0.1)
    assert len(pids) == 2
    assert not any(map(alive, pids))


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_workers_end_with_the_pool() -> None:
    made = ReadingPool(workers=1, deadline=PATIENCE)
    asyncio.run(made.read(page(article())))
    pids = list(made.pids())
    made.close()
    assert pids
    assert not any(map(alive, pids))
