"""What a host puts up for machines to read, at a fixed path: robots.txt, tdmrep.json.

    Noticeboard(crawler, path, read).of(url)   the notice of this URL's host, asked for once,
                                               however many wait for it
    NoticeMemory                               keeps notices from one crawl to the next

A notice passes through the same guard, turns and limits as everything else; of a long one the first
500 KiB are read.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider, signals
from scrapy.exceptions import StopDownload
from scrapy.http.request import NO_CALLBACK

from presswatch.values import Notice, Standing
from spiders.manners.limits import ROBOTS_MAXSIZE
from spiders.manners.refusals import ForbiddenAddress, Refused, TooLarge, Truncated

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

KEPT = 24 * 3600.0  #: s, the most that RFC 9309 (2.4) allows for robots.txt
A_WEEK = 7 * 24 * 3600.0  #: s, the longest that any notice is kept (Notice.holds)
KEPT_UNREACHABLE = 600.0  #: s; short, since nothing of the host is crawled meanwhile
HOPS = 5  #: redirects followed, as RFC 9309 (2.3.1.2) asks
FIRST = 1000  #: priority: nothing of a host moves before its notices
OURS = "presswatch_notice"  #: in a request's meta: this is a notice, and how many bytes of it came


class NoticeMemory(Protocol):
    """The notices of earlier crawls, by URL ("https://example.org/robots.txt")."""

    def recall(self, url: str) -> Notice | None: ...

    def remember(self, url: str, notice: Notice) -> None: ...


class ForgetfulNotices:
    """A memory that lasts as long as the process."""

    def __init__(self) -> None:
        self.rows: dict[str, Notice] = {}

    def recall(self, url: str) -> Notice | None:
        return self.rows.get(url)

    def remember(self, url: str, notice: Notice) -> None:
        self.rows[url] = notice


#: what an answer means: (status, body, epoch seconds until which it holds) → Notice
Read = Callable[[int, bytes, float], Notice]


class Noticeboard:
    """The notices of all hosts at one path."""

    def __init__(self, crawler: Crawler, path: str, read: Read, kept: float = KEPT) -> None:
        self._crawler = crawler
        self._path = path
        self._read = read
        self._kept = kept
        self._loading: dict[str, asyncio.Task[Notice]] = {}
        self._shelf = ForgetfulNotices()
        crawler.signals.connect(self.enough, signal=signals.bytes_received)

    def enough(self, data: bytes, request: Request, spider: Spider) -> None:
        """Signal handler: stops the download after the first 500 KiB."""
        if request.meta.get(OURS, (None,))[0] == self._path:
            came = request.meta[OURS][1] + len(data)
            request.meta[OURS] = (self._path, came)
            if came > ROBOTS_MAXSIZE:
                raise StopDownload(fail=False)

    async def of(self, url: str) -> Notice:
        """The notice of this URL's host.

        Raises a Refused when it must not or cannot be asked for now: private address, parked host,
        end of the crawl.
        """
        parts = urlsplit(url)
        at = f"{parts.scheme}://{parts.netloc.lower()}{self._path}"
        known = self._shelf.recall(at)
        if known is not None and known.holds(time.time()):
            return known
        loading = self._loading.get(at)
        if loading is None:
            loading = self._loading[at] = asyncio.ensure_future(self._load(at))
            loading.add_done_callback(lambda _: self._loading.pop(at, None))
        return await asyncio.shield(loading)

    async def _load(self, at: str) -> Notice:
        store = getattr(self._crawler.spider, "store", None)
        memory: NoticeMemory = getattr(store, "notices", self._shelf)
        notice = memory.recall(at)
        if notice is None or not notice.holds(time.time()):
            notice = await self._ask(at)
            if notice.standing is not Standing.UNREACHABLE:
                memory.remember(at, notice)
        self._shelf.remember(at, notice)
        return notice

    async def _ask(self, at: str) -> Notice:
        url, now = at, time.time()
        soon = now + KEPT_UNREACHABLE
        try:
            for _ in range(HOPS + 1):
                response = await self._get(url)
                location = response.headers.get(b"Location")
                if not 300 <= response.status < 400 or location is None:
                    body = response.body[:ROBOTS_MAXSIZE]
                    until = soon if response.status >= 500 else now + self._kept
                    return self._read(response.status, body, until)
                url = urljoin(url, location.decode("latin-1"))
        except (TooLarge, Truncated) as half:
            return Notice(Standing.UNREACHABLE, str(half), soon, cause=half)
        except Refused as refused:
            if isinstance(refused, ForbiddenAddress) and url != at:
                return Notice(Standing.UNREACHABLE, str(refused), soon)
            raise  # parked, ending, a private address: not the host's word
        except Exception as error:  # noqa: BLE001 (whatever the network does, it means: unreachable)
            why = f"{type(error).__name__}: {error}".rstrip(": ")
            return Notice(Standing.UNREACHABLE, why, soon, cause=error)
        return Notice(Standing.SILENT, f"more than {HOPS} redirects", now + self._kept)

    async def _get(self, url: str) -> Response:
        assert self._crawler.engine is not None
        request = Request(
            url,
            priority=FIRST,
            callback=NO_CALLBACK,
            headers={"Accept": "text/plain, */*;q=0.1", "Accept-Encoding": "identity"},
            meta={OURS: (self._path, 0), "dont_redirect": True, "dont_retry": True},
        )
        return await self._crawler.engine.download_async(request)
