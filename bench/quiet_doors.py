"""What do doors with nothing new cost, beyond what Scrapy itself costs?

    python -m bench.quiet_doors [DOORS]

Each door is a feed on a host of its own that answers 304. A bare Scrapy spider asks them all, then a
crawl of presswatch does: watchlist, robots.txt from memory, turns, traps, rhythm, health, every row. The
feeds are served by a proxy on loopback in a process of its own. CPU of the crawling process, imports
left out; limit: 3 s per 1,000 doors beyond the bare spider's.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

DOORS = 10_000
LIMIT = 3.0  #: s of CPU per 1,000 doors
TAG = '"1"'


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while await reader.readuntil(b"\r\n\r\n"):
            writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass  # the crawler hung up, as it may
    finally:
        writer.close()


async def _serve() -> None:
    server = await asyncio.start_server(_answer, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


def bare(doors: int) -> float:
    """CPU seconds of Scrapy alone."""
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess

    class Bare(scrapy.Spider):
        name = "bare"
        answers = 0

        async def start(self) -> Any:
            for n in range(doors):
                yield scrapy.Request(
                    f"http://h{n}.example/feed", headers={"If-None-Match": TAG},
                    meta={"handle_httpstatus_list": [304]}, dont_filter=True,
                )  # fmt: skip

        def parse(self, response: Any) -> None:
            Bare.answers += response.status == 304

    began = time.process_time()
    process = AsyncCrawlerProcess({"LOG_ENABLED": False, "CONCURRENT_REQUESTS": 64})
    process.crawl(Bare)
    process.start()
    assert Bare.answers == doors, Bare.answers
    return time.process_time() - began


def ours(doors: int) -> float:
    """CPU seconds of a crawl of presswatch."""
    from presswatch.crawl import run

    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        _prepared(desk, doors)
        began = time.process_time()
        outcome = run(
            "press",
            {"PRESSWATCH_DB": str(desk / "p.db"), "PRESSWATCH_SOURCES": str(desk / "s.toml")},
            due="1",
        )
        spent = time.process_time() - began
        from storage import open_store

        polls = open_store(desk / "p.db").db.execute(
            "select count(*) from doors where polls = 2 and state = 'working'"
        )
        assert polls.fetchone()[0] == doors, outcome
    return spent


def _prepared(desk: Path, doors: int) -> None:
    """A desk that has asked each door once, yesterday."""
    from presswatch.values import Notice, Standing
    from spiders.rhythm import Rhythm, written
    from spiders.sources import read_watchlist
    from storage import open_store

    watchlist = '[monitor]\ncontact = "mailto:desk@example.org"\n' + "".join(
        f'[[source]]\nname = "h{n}"\nhome = "http://h{n}.example/"\n'
        f'feeds = ["http://h{n}.example/feed"]\n' for n in range(doors)
    )  # fmt: skip
    (desk / "s.toml").write_text(watchlist, "utf8")
    sources = read_watchlist(desk / "s.toml").sources
    store = open_store(desk / "p.db", writer=True)
    rhythm = written(Rhythm(datetime.now(UTC)))
    with store.transaction():
        store.sources.watch(sources)
        for (door,) in store.doors.of(sources).values():
            store.doors.polled(
                door, state="working", due_at="2026-01-01T00:00:00+00:00", interval_s=3600, items=20,
                etag=TAG, content_hash="x", rhythm=rhythm, trust=1,
            )  # fmt: skip
            notice = Notice(
                Standing.SAYS, "HTTP 200", time.time() + 9e4, "User-agent: *\nDisallow: /x\n"
            )
            store.notices.remember(f"http://{door.source}.example/robots.txt", notice)
    store.close()


def measured(doors: int) -> dict[str, float]:
    """Seconds of CPU per 1,000 doors, bare and ours, each in a process of its own."""
    me = [sys.executable, "-m", "bench.quiet_doors"]
    server = subprocess.Popen([*me, "serve"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        proxy = f"http://127.0.0.1:{server.stdout.readline().strip()}"
        environment = os.environ | {"http_proxy": proxy, "no_proxy": ""}
        found = {}
        for who in ("bare", "ours"):
            ran = subprocess.run(
                [*me, who, str(doors)], env=environment, capture_output=True, text=True, check=True
            )
            found[who] = float(ran.stdout) / doors * 1000
        return found
    finally:
        server.kill()


def main() -> None:
    """One of the roles, or the whole."""
    match sys.argv[1:]:
        case ["serve"]:
            asyncio.run(_serve())
        case [("bare" | "ours") as who, doors]:
            sys.stdout.write(f"{(bare if who == 'bare' else ours)(int(doors))}\n")
        case given:
            doors = int(given[0]) if given else DOORS
            cost = measured(doors)
            print(f"{doors:,} doors with nothing new, CPU per 1,000: bare Scrapy {cost['bare']:.2f} s, "
                  f"presswatch {cost['ours']:.2f} s, beyond Scrapy {cost['ours'] - cost['bare']:.2f} s")  # fmt: skip


if __name__ == "__main__":
    main()
