"""`presswatch watch` on the clock that jumps: the same crawls, one after the other, with `due` set."""

from __future__ import annotations

import asyncio
import random
import resource
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor

from bench.simulated_press.clock import START, Clock
from bench.simulated_press.doors import KEYS, door
from bench.simulated_press.engine import Engine, done
from bench.simulated_press.network import Network, Seen, SimulatedHandler
from bench.simulated_press.sites import DAY, Site
from presswatch.crawl import settings
from presswatch.values import Page
from spiders import polling, schedule
from spiders.manners import SETTINGS as MANNERS
from spiders.press import Press
from spiders.rhythm import Rhythm
from storage import Store, open_store

EVERY = 600.0  #: s between two crawls, as the timer of docs/operating.md starts them
HOURLY = timedelta(hours=1)


class Done:
    """Pipeline in place of extraction and tracing: the page came, and that is that."""

    store: Store

    @classmethod
    def from_crawler(cls, crawler: Any) -> Done:
        """With the store of the crawl."""
        stage = cls()
        stage.store = crawler.spider.store
        return stage

    def process_item(self, page: Page) -> Page:
        """Done."""
        done(self.store, page)
        return page


def watchlist(sites: list[Site]) -> str:
    """The sources.toml that names them all."""
    head = '[monitor]\ncontact = "mailto:desk@example.org"\n'
    return head + "".join(
        f'[[source]]\nname = "{s.name}"\nhome = "http://{s.host}/"\n'
        f'{KEYS.get(s.way, "feeds")} = ["{door(s)}"]\nrecheck = []\n' for s in sites
    )  # fmt: skip


def use(policy: str) -> None:
    """The schedule to crawl by: ours, or one of those that it is compared with."""

    def hourly(rhythm: Rhythm, now: datetime, **_: Any) -> datetime:
        return now + HOURLY

    pauses: dict[str, timedelta] = {}

    def items(rhythm: Rhythm, now: datetime, *, links: int, new: int, **_: Any) -> datetime:
        """The share of seen items between 1/3 and 2/3, as Media Cloud's rss-fetcher holds it."""
        poll = _current_poll()
        pause = pauses.get(poll.door.url, HOURLY)
        known = 1 - new / links if links else 1.0
        if poll.door.url in pauses:
            pause = pause * 1.5 if known > 2 / 3 else pause / 1.5 if known < 1 / 3 else pause
        pauses[poll.door.url] = max(schedule.FLOOR * 2, min(pause, schedule.CEILING))
        return now + pauses[poll.door.url]

    if policy != "ours":
        polling.next_due = {"hourly": hourly, "items": items}[policy]  # type: ignore[assignment]


def _current_poll() -> polling.Poll:
    """The poll that is being settled: the schedule itself is told less."""
    import inspect

    frame = inspect.currentframe()
    while frame is not None and "poll" not in frame.f_locals:
        frame = frame.f_back
    assert frame is not None
    found: polling.Poll = frame.f_locals["poll"]
    return found


def crawl(
    sites: list[Site], days: int, folder: Path, policy: str = "ours", engine: str = "small"
) -> Seen:
    """Watches a press for so many days and one more; returns what reached it."""
    (folder / "sources.toml").write_text(watchlist(sites), "utf8")
    database = folder / f"{policy}-{sites[0].name}.db"
    database.unlink(missing_ok=True)
    clock = Clock()
    random.seed(1)
    asyncio.set_event_loop(loop := clock.loop())
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor  # the one just installed, on our loop

    assert reactor._asyncioEventloop is loop  # type: ignore[attr-defined]
    use(policy)
    network = Network(sites, clock, delay=1.0)
    SimulatedHandler.network = network
    made = settings({
        "PRESSWATCH_DB": str(database), "PRESSWATCH_SOURCES": str(folder / "sources.toml"),
        "ITEM_PIPELINES": {"bench.simulated_press.crawling.Done": 1}, "EXTENSIONS": {},
        "LOG_ENABLED": False, "PRESSWATCH_DELAY": 1.0,
        "DOWNLOAD_HANDLERS": MANNERS["DOWNLOAD_HANDLERS"] | dict.fromkeys(("http", "https"), "bench.simulated_press.network.SimulatedHandler"),
    })  # fmt: skip
    loop.run_until_complete(_watch(made, clock, days, engine))
    return Seen(dict(network.noted), resource.getrusage(resource.RUSAGE_SELF).ru_utime)


async def _watch(made: Settings, clock: Clock, days: int, engine: str) -> None:
    runner, small = AsyncCrawlerRunner(made), Engine(made)
    while clock.elapsed < (days + 1) * DAY:
        if engine == "scrapy":
            await runner.crawl(Press, due="1")
        else:
            await small.crawl()
        due = open_store(made["PRESSWATCH_DB"], writer=True).doors.next_due()
        wait = max((due - START).total_seconds() - clock.elapsed if due else 0.0, EVERY)
        await asyncio.sleep(min(wait, 3600.0))
