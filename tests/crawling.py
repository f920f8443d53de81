"""A real Scrapy crawl inside the test process, against scripted servers on loopback.

Importing this starts Twisted's reactor in a thread of its own (a reactor runs once a process), and
refuses, in this process and for good, every connection to an address that is not loopback; what was
attempted is in `ATTEMPTS`. Names resolve as `NAMES` says, to 127.0.0.1 when it does not.
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import socket
import struct
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.utils.reactor import install_reactor
from twisted.python.failure import Failure

from spiders.failures import describe
from spiders.manners import SETTINGS
from tests.resolving import NAMES, Names

ATTEMPTS: list[tuple[str, int]] = []  #: connections to other than loopback, all refused


def _refuse_elsewhere() -> None:
    def guarded(method: str, answer: Callable[[], Any]) -> None:
        original = getattr(socket.socket, method)

        def connect(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6):
                ip = ipaddress.ip_address(address[0])
                if not ip.is_loopback:
                    ATTEMPTS.append((address[0], address[1]))
                    return answer()
            return original(self, address)

        setattr(socket.socket, method, connect)

    def refused() -> None:
        raise ConnectionRefusedError("tests connect to loopback only")

    guarded("connect", refused)
    guarded("connect_ex", lambda: errno.ECONNREFUSED)


def _start_reactor() -> asyncio.AbstractEventLoop:
    from twisted.internet.asyncioreactor import AsyncioSelectorReactor

    loop = asyncio.new_event_loop()
    ready = threading.Event()

    def run() -> None:
        asyncio.set_event_loop(loop)
        install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
        from twisted.internet import reactor

        assert isinstance(reactor, AsyncioSelectorReactor)
        reactor.installNameResolver(Names())
        reactor.callWhenRunning(ready.set)
        reactor.run(installSignalHandlers=False)

    threading.Thread(target=run, daemon=True).start()
    assert ready.wait(10), "the reactor did not start"
    return loop


_refuse_elsewhere()
LOOP = _start_reactor()


def wait_for(work: Awaitable[Any], timeout: float = 30.0) -> Any:
    """Run this on the reactor's loop and wait for it here."""

    async def awaited() -> Any:
        return await work

    return asyncio.run_coroutine_threadsafe(awaited(), LOOP).result(timeout)


# ── servers ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that reached a server."""

    host: str  #: the Host header, without port
    path: str
    headers: dict[str, str]
    at: float  #: monotonic


RESET = b"<reset the connection>"  #: as a piece of an answer
Answer = bytes | AsyncIterator[bytes]
Script = Callable[[Asked], Answer]


@dataclass(slots=True)
class Server:
    """A server on 127.0.0.1 that answers as scripted, raw bytes for raw bytes."""

    script: Script
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    at_once: int = 0  #: most requests under way for one host
    _now: dict[str, int] = field(default_factory=dict)
    _server: asyncio.Server | None = None

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def __enter__(self) -> Server:
        async def start() -> asyncio.Server:
            return await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=2**20)

        self._server = wait_for(start())
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_exc: object) -> None:
        assert self._server is not None
        LOOP.call_soon_threadsafe(self._server.close)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
            host = headers.get("host", "").partition(":")[0]
            target = head[0].split(" ")[1]
            if target.startswith("http"):
                target = "/" + target.split("/", 3)[3]
            asked = Asked(host, target, headers, time.monotonic())
            self.asked.append(asked)
            self._now[host] = self._now.get(host, 0) + 1
            self.at_once = max(self.at_once, self._now[host])
            try:
                await self._answer(self.script(asked), writer)
            finally:
                self._now[host] -= 1
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the crawler hung up, as it may
        finally:
            writer.close()

    @staticmethod
    async def _answer(answer: Answer, writer: asyncio.StreamWriter) -> None:
        if isinstance(answer, bytes):
            writer.write(answer)
            await writer.drain()
            return
        async for piece in answer:
            if piece == RESET:
                linger = struct.pack("ii", 1, 0)
                writer.get_extra_info("socket").setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, linger
                )
                return
            writer.write(piece)
            await writer.drain()


def http(body: bytes | str = b"", status: int = 200, **headers: str) -> bytes:
    """An answer with a length; `content_type="…"` and the like become headers."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(raw)}", "Connection: close"]
    headers.setdefault("content_type", "text/html; charset=utf-8")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + raw


def site(pages: dict[str, bytes], robots: bytes | None = None) -> Script:
    """A script from path to answer; everything else is 404, and so is robots.txt by default."""

    def script(asked: Asked) -> Answer:
        if asked.path == "/robots.txt" and robots is not None:
            return robots
        return pages.get(asked.path, http("gone", 404))

    return script


# ── crawls ───────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Outcome:
    """What became of one URL."""

    url: str  #: as asked
    response: Any = None
    error: BaseException | None = None

    @property
    def state(self) -> str:
        """The status, or the reason in the words of `fetches`."""
        if self.error is not None:
            return describe(Failure(self.error)).state
        return str(self.response.status)


class Fetch(scrapy.Spider):
    """Fetches what it is told to, and keeps what became of it."""

    name = "fetch"
    custom_settings = None

    async def start(self) -> AsyncIterator[Any]:
        self.outcomes: list[Outcome] = []
        for asked in self.wanted:  # type: ignore[attr-defined]
            url, meta = asked if isinstance(asked, tuple) else (asked, {})
            yield scrapy.Request(
                url,
                callback=self.got,
                errback=self.lost,
                dont_filter=True,
                meta={**meta, "asked": url, "handle_httpstatus_list": [404, 410, 500]},
            )

    def got(self, response: Any) -> None:
        self.outcomes.append(Outcome(response.meta["asked"], response))

    def lost(self, failure: Any) -> None:
        self.outcomes.append(Outcome(failure.request.meta["asked"], error=failure.value))


def run_spider(
    spider: type[scrapy.Spider],
    allow: Iterable[str] = (),
    store: SimpleNamespace | None = None,
    timeout: float = 30.0,
    settings: dict[str, Any] | None = None,
    **arguments: Any,
) -> Any:
    """Run a spider to its end, with our manners, and give its crawler."""
    merged: dict[str, Any] = {
        **SETTINGS,
        "USER_AGENT": "presswatch/0 (+mailto:desk@example.org)",
        "PRESSWATCH_ALLOW_ADDRESSES": tuple(allow),
        "PRESSWATCH_DELAY": 0.0,
        "PRESSWATCH_ASK_TDMREP": False,
        "LOG_ENABLED": False,
        **(settings or {}),
    }
    # a store of its own, so that no test is delayed or parked by another one
    room = store or SimpleNamespace()
    if not hasattr(room, "hosts"):
        from spiders.manners.hosts import ForgetfulHosts

        room.hosts = ForgetfulHosts()

    async def crawl() -> Any:
        from scrapy.resolver import dnscache

        dnscache.clear()
        runner = AsyncCrawlerRunner(merged)
        crawler = runner.create_crawler(spider)
        await runner.crawl(crawler, store=room, **arguments)
        return crawler

    return wait_for(crawl(), timeout)


def fetch(
    *urls: str | tuple[str, dict[str, Any]], servers: Iterable[Server] = (), **how: Any
) -> list[Outcome]:
    """What becomes of these URLs, in their order."""
    allow = [f"127.0.0.1:{server.port}" for server in servers]
    allow += [f"{name}:{server.port}" for server in servers for name in NAMES]
    crawler = run_spider(Fetch, [*allow, *how.pop("allow", ())], wanted=urls, **how)
    order = {asked if isinstance(asked, str) else asked[0]: n for n, asked in enumerate(urls)}
    return sorted(crawler.spider.outcomes, key=lambda outcome: order[outcome.url])
