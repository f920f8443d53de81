"""Broken pages, doors and queries: no crash of the parent, an end in time, every failure a row.

A sample runs in `make test`, 10,000 of each in `make soak`. A failure names the seed and the number of
the input, so that it can be made again: `list(mutated(pages(), n + 1, seed))[n]`.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, XmlResponse

from pipelines.admit import Admit
from pipelines.extract import Extract
from pipelines.fingerprint import TakeFingerprint
from pipelines.judge import Judge, tracer_of
from pipelines.keep import Keep
from pipelines.losses import Lost, TooSlow
from pipelines.patience import A_MOMENT
from pipelines.reading_pool import ReadingPool
from pipelines.record_losses import RecordLosses
from pipelines.refuse_forgotten import RefuseForgotten
from pipelines.save import save
from pipelines.upkeep import catch_up
from presswatch.errors import UsageError
from presswatch.values import Article, Link, Page
from spiders.door import NotADoor
from spiders.links import EARLIEST, SLACK
from spiders.manners.markup import TameDoors
from spiders.manners.refusals import Refused
from spiders.manners.wishes import DOOR
from storage import Store, open_store
from storage.query import read_query
from tests.hostile import timed
from tests.hostile.mutating import DOORS, mutated, pages, queries

SEED = 20261125
AT_ONCE = 2  #: pages, one for each worker
DEADLINE = 10.0  #: s
HERE = 2.0  #: s of CPU in this process, in which the crawl stands still; machines differ
SIZES = [
    pytest.param(100, id="a sample"),
    pytest.param(10_000, id="10,000", marks=pytest.mark.soak),
]


def p99(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.99)]


class Mill:
    """All stages on one store, as a crawl runs them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.outcomes: Counter[str] = Counter()
        self.bugs: list[str] = []
        self._ours: dict[str, float] = {}  #: s of CPU in this process, by address
        self.slowest = (0.0, "", "")  #: s of CPU in this process, the page, its slowest stage
        self._times = store.path.with_name("times")
        self._times.touch()
        self._pool = ReadingPool(workers=AT_ONCE, deadline=DEADLINE)
        self._extract = Extract(store, self._pool)
        tracer_of(store).patience = A_MOMENT  # as in a crawl
        with store.transaction():
            store.sources.ensure("quay", "https://quay.example/")

    async def grind(self, number: int, body: bytes) -> None:
        """One page, to its end: an article, a loss with its row, or a bug."""
        url = f"https://quay.example/{number}"
        headers = (("Content-Type", "text/html"), (timed.INTO, str(self._times)))
        page = Page(
            url, "quay", body, datetime.now(UTC), Link(url), headers=headers,
            extractor="tests.hostile.timed",
        )  # fmt: skip
        with self.store.transaction():
            self.store.frontier.offer("quay", [page.link])
        kept = Keep(self.store).process_item(page)
        try:
            article = await self._extract.process_item(kept)
            self._judge(article)
            self.outcomes["article"] += 1
        except TooSlow as loss:
            self._lost(kept, loss)
            self._ours[url] = DEADLINE
        except Lost as loss:
            self._lost(kept, loss)
        except Exception as error:  # noqa: BLE001 (that is what is looked for)
            tracer_of(self.store).reload()
            self.bugs.append(f"page {number}: {type(error).__name__}: {error}"[:300])

    def _lost(self, kept: Page, loss: Lost) -> None:
        RecordLosses(self.store).record(getattr(loss, "about", kept), loss)
        self.outcomes[loss.reason] += 1

    def seconds(self) -> list[float]:
        """CPU of each page, in the worker that read it and here."""
        took = Counter(self._ours)
        for line in self._times.read_text("ascii").splitlines():
            url, _, cpu = line.partition(" ")
            took[url] += float(cpu)  # type: ignore[assignment]
        return list(took.values())

    def _judge(self, article: Article) -> None:
        """The stages behind the reading."""
        took, passed = dict[str, float](), article
        for stage in (Admit, TakeFingerprint, RefuseForgotten, Judge):
            begun = time.thread_time()
            passed = stage(self.store).process_item(passed)
            took[stage.__name__] = time.thread_time() - begun
        begun = time.thread_time()
        with self.store.transaction():
            save(self.store, passed)
        took["save"] = time.thread_time() - begun
        url = article.page.url
        self._ours[url] = sum(took.values())
        self.slowest = max(self.slowest, (self._ours[url], url, max(took, key=took.__getitem__)))

    def close(self) -> None:
        self._pool.close()


@pytest.fixture
def mill(tmp_path: Path) -> Iterator[Mill]:
    store = open_store(tmp_path / "presswatch.db", writer=True)
    store.db.execute("pragma synchronous = off")
    made = Mill(store)
    yield made
    made.close()
    store.close()


@pytest.mark.parametrize("count", SIZES)
def test_broken_pages(mill: Mill, count: int) -> None:
    async def all_of_them() -> None:
        broken = enumerate(mutated(pages(), count, SEED))
        while some := list(islice(broken, AT_ONCE)):
            await asyncio.gather(*(mill.grind(n, body) for n, body in some))

    asyncio.run(all_of_them())
    catch_up(mill.store)
    rows = mill.store.db.execute("select count(distinct url) from fetches").fetchone()[0]
    seconds = mill.seconds()
    print(f"{count} broken pages: {dict(mill.outcomes.most_common())}, {len(mill.bugs)} bugs,"
          f" p99 {p99(seconds):.2f} s of CPU, slowest {max(seconds):.2f} s; of that in this process"
          f" {mill.slowest[0]:.2f} s at most ({mill.slowest[1]}, {mill.slowest[2]})")  # fmt: skip
    assert mill.bugs == []
    assert mill.slowest[0] < HERE
    assert rows == count
    assert mill.outcomes["article"] > count / 10  # the mutations leave something to read
    assert p99(seconds) < 2 or count < 1000  # of a sample it is the slowest
    assert mill.store.db.execute("pragma foreign_key_check").fetchall() == []


def read_door(name: str, body: bytes) -> list[Link]:
    """A door's answer, on the way it takes in a crawl."""
    kind = "sitemap" if name in ("sitemap", "index") else "feed"
    answer = (HtmlResponse if body[:1] == b"{" else XmlResponse)(
        "https://quay.example/door", body=body, headers={"Content-Type": "application/xml"}
    )
    request = Request("https://quay.example/door", meta={DOOR: kind})
    module = import_module(f"spiders.{kind}")
    tamed = TameDoors().process_response(request, answer)
    children = module.children(tamed) if kind == "sitemap" else []
    assert all(url.startswith(("http://", "https://")) for url in children)
    found: list[Link] = module.read(tamed)
    return found


@pytest.mark.parametrize("count", SIZES)
def test_broken_doors(count: int) -> None:
    seconds, refused, links, bugs = [], 0, 0, []
    latest = datetime.now(UTC) + SLACK + timedelta(minutes=5)
    for n, body in enumerate(mutated(list(DOORS.values()), count, SEED)):
        begun = time.thread_time()
        try:
            found = read_door(list(DOORS)[n % len(DOORS)], body)
        except (NotADoor, Refused):
            refused, found = refused + 1, []
        except Exception as error:  # noqa: BLE001 (that is what is looked for)
            bugs.append(f"door {n}: {type(error).__name__}: {error}"[:300])
            found = []
        seconds.append(time.thread_time() - begun)
        links += len(found)
        assert all(one.url.startswith(("http://", "https://")) for one in found), n
        assert all(o.published_at is None or EARLIEST <= o.published_at <= latest for o in found), n
    print(f"{count} broken feeds and sitemaps: {links} links, {refused} refused, {len(bugs)} bugs,"
          f" p99 {p99(seconds):.3f} s of CPU")  # fmt: skip
    assert bugs == []
    assert links > count / 5
    assert p99(seconds) < 2


@pytest.fixture(scope="module")
def searchable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from tests.browse.newsroom import build

    room = build(tmp_path_factory.mktemp("fuzz") / "presswatch.db")
    with closing(sqlite3.connect(room.path)) as db:
        yield db


@pytest.mark.parametrize("count", SIZES)
def test_odd_queries(searchable: Any, count: int) -> None:
    seconds, refused, bugs = [], 0, []
    for n, typed in enumerate(queries(count, SEED)):
        begun = time.thread_time()
        try:
            where = read_query(typed).where("a")
            searchable.execute(
                f"select a.id from articles a where {where.sql}", where.values
            ).fetchall()
        except UsageError as error:
            refused += 1
            if not str(error).isprintable():  # a line break is not, either
                bugs.append(f"query {n}: {error!r}"[:300])
        except Exception as error:  # noqa: BLE001 (that is what is looked for)
            bugs.append(f"query {n} {typed[:60]!r}: {type(error).__name__}: {error}"[:300])
        seconds.append(time.thread_time() - begun)
    print(
        f"{count} odd queries: {refused} refused in one line, {len(bugs)} bugs, p99 {p99(seconds):.3f} s of CPU"
    )
    assert bugs == []
    assert 0 < refused < count
    assert p99(seconds) < 2


def test_the_same_seed_makes_the_same(tmp_path: Path) -> None:
    assert list(mutated(pages(), 20, 7)) == list(mutated(pages(), 20, 7))
