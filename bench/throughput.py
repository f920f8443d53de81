"""Pages per second: a whole crawl, beside bare extraction and beside the peers, in one run.

    python -m bench.throughput CORPUS [--pages 1000] [--rounds 3] [--peers 200] [--less N]
        [--news-please PYTHON]

--less is for short runs, in which starting up weighs.

Everything runs on this machine's cores and takes turns, round by round, so that all have the same
machine. The pages of CORPUS are served on loopback under made-up hosts; `presswatch crawl` reaches
them through a proxy, with robots.txt, feeds, raw responses on disk, tracing and every commit. Rates are
wall time: only a machine that does nothing else tells the truth. The CPU time of a page, workers included,
is told beside it: on both cores of a machine of one's own, its ratio is the best that the rates can come to.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from bench.replayed import HOSTS, Site, read_site, serve

ROOT = Path(__file__).resolve().parent.parent
#: processes that serve the pages: they are no part of what is measured
SERVERS: set[int] = set()


@dataclass
class Runner:
    """One way to do the work, and how it did in each round."""

    name: str
    work: Callable[[], int]  #: returns the pages it did
    start: Callable[[], int] | None = None  #: the same for few pages: taken off, with its time
    rates: list[float] = field(default_factory=list)  #: pages per second
    cpu: list[float] = field(default_factory=list)  #: seconds of CPU a page, of all its processes

    def run(self) -> None:
        pages, seconds, cpu = _measured(self.work)
        if self.start:
            few, starting, more = _measured(self.start)
            pages, seconds, cpu = pages - few, seconds - starting, cpu - more
        self.rates.append(pages / max(seconds, 1e-3))
        self.cpu.append(cpu / pages)


def _measured(work: Callable[[], int]) -> tuple[int, float, float]:
    """Pages, seconds, and seconds of CPU of the processes that were started for it."""
    before, start = _cpu_of_children(), time.monotonic()
    pages, seconds = work(), time.monotonic() - start
    return pages, seconds, _cpu_of_children() - before


def _adopt() -> None:
    """The workers of a crawl are orphans at its end; from here on they are ours, and counted."""
    adopts = 36  # PR_SET_CHILD_SUBREAPER, linux/prctl.h
    ctypes.CDLL(None).prctl(adopts, 1, 0, 0, 0)


def _cpu_of_children() -> float:
    """Seconds of CPU of all children that have ended; waits for those that are ending."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and len(_children()) > len(SERVERS):
        for child in _children() - SERVERS:
            with suppress(ChildProcessError):
                os.waitpid(child, os.WNOHANG)
        time.sleep(0.02)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _children() -> set[int]:
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii")
    return {int(pid) for pid in listed.split()}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("corpus", type=Path)
    asked.add_argument("--pages", type=int, default=1000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--peers", type=int, default=200, help="pages for the slow peers")
    asked.add_argument("--less", type=int, default=0, help="take off a crawl of so few pages")
    asked.add_argument(
        "--news-please", metavar="PYTHON", help="an interpreter that has news-please"
    )
    options = asked.parse_args()
    site = read_site(options.corpus, options.pages)
    _adopt()
    with serving(site, options.less) as address:
        runners = [
            Runner("two bare processes of trafilatura", lambda: bare(site)),
            Runner(
                "presswatch crawl",
                lambda: crawl(address, options.pages),
                less(address, options.less),
            ),
            Runner(
                "trafilatura's own downloader", lambda: downloader(address, site, options.peers)
            ),
        ]
        if options.news_please:
            python, few = options.news_please, options.peers
            runners.append(Runner("news-please", lambda: news_please(python, address, site, few)))
        for number in range(options.rounds):
            for runner in runners:
                runner.run()
                print(
                    f"round {number + 1}: {runner.name}: {runner.rates[-1]:.1f} pages/s,"
                    f" {runner.cpu[-1] * 1000:.1f} ms of CPU a page",
                    flush=True,
                )
    report(runners)


def less(address: str, pages: int) -> Callable[[], int] | None:
    """A crawl of few pages, to be taken off."""
    return (lambda: crawl(address, pages, feed="few")) if pages else None


def report(runners: list[Runner]) -> None:
    """The table; ratios are medians of the rounds."""
    base = runners[0]
    print(f"\n{'':36}{'pages/s':>9}{'ratio':>8}{'CPU ms':>9}{'ratio':>8}")
    for runner in runners:
        ratio = median(a / b for a, b in zip(runner.rates, base.rates, strict=True))
        cheap = median(b / a for a, b in zip(runner.cpu, base.cpu, strict=True))
        print(
            f"{runner.name:36}{median(runner.rates):9.1f}{ratio:8.2f}"
            f"{median(runner.cpu) * 1000:9.1f}{cheap:8.2f}"
        )


@contextmanager
def serving(site: Site, few: int) -> Iterator[str]:
    """The pages on loopback, from a process of their own; its address."""
    context = get_context("fork")
    here, there = context.Pipe()
    server = context.Process(target=serve, args=(site, few, there), daemon=True)
    server.start()
    SERVERS.add(server.pid or 0)
    try:
        yield f"127.0.0.1:{here.recv()}"
    finally:
        server.terminate()
        server.join()


def bare(site: Site) -> int:
    """Nothing but extraction, on both cores."""
    with get_context("fork").Pool(2) as pool:
        done = sum(pool.imap_unordered(_extract, site.pages.items(), chunksize=4))
        pool.close()
        pool.join()
    return done


def _extract(page: tuple[str, bytes]) -> int:
    import trafilatura

    trafilatura.extract(page[1], url=page[0], with_metadata=True)
    return 1


def crawl(address: str, pages: int, feed: str = "feed") -> int:
    """`presswatch crawl` in a folder of its own; every page must have come."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        sources = '[monitor]\ncontact = "mailto:bench@example.org"\n' + "".join(
            f'\n[[source]]\nname = "{host.partition(".")[0]}"\nhome = "http://{host}/"\n'
            f'feeds = ["http://{host}/{feed}.xml"]\n'
            for host in HOSTS
        )
        (desk / "sources.toml").write_text(sources, "utf8")
        env = os.environ | {
            "http_proxy": f"http://{address}", "no_proxy": "", "PRESSWATCH_DELAY": "0",
            "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        subprocess.run(
            [sys.executable, "-m", "presswatch.cli", "crawl", "--quiet"], cwd=desk, env=env,
            check=True, capture_output=True,
        )  # fmt: skip
        return _answered(desk / "presswatch.db", pages)


def _answered(path: Path, wanted: int) -> int:
    import sqlite3

    with sqlite3.connect(path) as db:
        query = "select count(distinct url) from fetches where status = 200"
        got: int = db.execute(query).fetchone()[0]
    if got < wanted * 0.95:
        raise SystemExit(f"the crawl brought {got} pages of {wanted}")
    return got


PEER = """
import json, sys
urls = json.load(sys.stdin)
{setup}
print(done)
"""
DOWNLOADER = """
from concurrent.futures import ThreadPoolExecutor
from trafilatura import extract, fetch_url
from trafilatura.settings import use_config
config = use_config()
config.set("DEFAULT", "SSRF_PROTECTION", "off")  # the pages are on loopback
done = 0
with ThreadPoolExecutor(4) as threads:
    for url, html in zip(urls, threads.map(lambda url: fetch_url(url, config=config), urls)):
        if html:
            extract(html, url=url, with_metadata=True)
            done += 1
"""
NEWS_PLEASE = """
from newsplease import NewsPlease
done = sum(article is not None for article in NewsPlease.from_urls(urls).values())
"""


def downloader(address: str, site: Site, pages: int) -> int:
    """trafilatura fetches and reads, in one process, as its command line does."""
    return _peer(sys.executable, DOWNLOADER, address, site, pages)


def news_please(python: str, address: str, site: Site, pages: int) -> int:
    """news-please fetches and reads."""
    return _peer(python, NEWS_PLEASE, address, site, pages)


def _peer(python: str, setup: str, address: str, site: Site, pages: int) -> int:
    """A peer asks the server itself: the path carries the page's number. Every Nth page, for the
    corpus is sorted by kind."""
    every = max(1, len(site.pages) // pages)
    numbers = range(0, len(site.pages), every)[:pages]
    urls = [f"http://{address}/{n}/page-of-the-bench" for n in numbers]
    ran = subprocess.run(
        [python, "-c", PEER.format(setup=setup)], input=json.dumps(urls), text=True,
        capture_output=True, check=False, env=os.environ | {"http_proxy": "", "no_proxy": "*"},
    )  # fmt: skip
    if ran.returncode:
        raise SystemExit(f"{python}: {ran.stderr[-500:]}")
    done = int(ran.stdout.strip().splitlines()[-1])
    if done < len(urls) * 0.9:
        raise SystemExit(f"{python}: {done} pages of {len(urls)}: {ran.stderr[-500:]}")
    return done


if __name__ == "__main__":
    main()
