"""Every request of the crawl, answered as its site would, and noted."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import HtmlResponse, Response, TextResponse, XmlResponse

from bench.simulated_press.clock import Clock
from bench.simulated_press.doors import PATHS, body
from bench.simulated_press.sites import Site, Validators
from spiders.manners.handler import PoliteHandler
from spiders.manners.limits import TIMEOUT

KINDS = {"text/html": HtmlResponse, "application/xml": XmlResponse, "text/xml": XmlResponse,
         "application/rss+xml": XmlResponse, "application/atom+xml": XmlResponse}  # fmt: skip
LATENCY = 0.3  #: s from question to answer
_ARTICLE = re.compile(r"/(?:news|members-only)/(\d+)-")


@dataclass(slots=True)
class Noted:
    """What reached one host."""

    polls: int = 0
    fetches: int = 0
    notices: int = 0  #: robots.txt and tdmrep.json
    disallowed: int = 0
    last_at: float = -1e9  #: s since the start, start of the last request
    shortest: float = 1e9  #: s between two starts
    fast: int = 0  #: requests sooner than its delay
    impatient: int = 0  #: requests while it had asked for quiet
    quiet_until: float = 0.0
    got_at: dict[int, float] = field(default_factory=dict)  #: article → when its page had come
    minute: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seen:
    """What reached all hosts."""

    noted: dict[str, Noted]
    cpu_s: float

    @classmethod
    def together(cls, parts: list[Seen]) -> Seen:
        """Of several parts of a press."""
        noted = {host: noted for part in parts for host, noted in part.noted.items()}
        return cls(noted, sum(part.cpu_s for part in parts))


class Network:
    """All hosts."""

    def __init__(self, sites: list[Site], clock: Clock, delay: float) -> None:
        self.clock = clock
        self.delay = delay
        self.sites = {site.host: site for site in sites}
        self.noted: dict[str, Noted] = defaultdict(Noted)

    async def answer(self, request: Request) -> Response:
        """The answer, after a moment."""
        parts = urlsplit(request.url)
        site, at = self.sites[parts.hostname or ""], self.clock.elapsed
        self._note(site, parts.path, at)
        trouble = next((t for t in site.troubles if t.start <= at < t.end), None)
        if trouble is not None and trouble.status == 0:
            await asyncio.sleep(TIMEOUT)
            raise DownloadTimeoutError(f"no answer from {site.host} in {TIMEOUT} s")
        await asyncio.sleep(LATENCY)
        if trouble is not None:
            return self._made(request, trouble.status, b"trouble", "text/plain")
        return self._limited(site, request, at) or self._page(site, request, parts.path)

    def _note(self, site: Site, path: str, at: float) -> None:
        noted = self.noted[site.host]
        gap = at - noted.last_at
        noted.shortest = min(noted.shortest, gap)
        noted.fast += gap < max(self.delay, site.crawl_delay if noted.polls else 0.0) - 1e-6
        noted.impatient += at < noted.quiet_until
        noted.last_at = at
        noted.minute = [*(t for t in noted.minute if at - t < 60), at]
        article = _ARTICLE.match(path)
        if article:
            noted.fetches += 1
            noted.disallowed += int(article[1]) in site.closed
        elif path in ("/robots.txt", "/.well-known/tdmrep.json"):
            noted.notices += 1
        else:
            noted.polls += 1

    def _limited(self, site: Site, request: Request, at: float) -> Response | None:
        noted = self.noted[site.host]
        if not site.per_minute or len(noted.minute) <= site.per_minute:
            return None
        noted.quiet_until = at + 600
        noted.minute.clear()
        return self._made(request, 429, b"", "text/plain", {"Retry-After": "600"})

    def _page(self, site: Site, request: Request, path: str) -> Response:
        if path == "/robots.txt":
            slow = f"Crawl-delay: {site.crawl_delay:g}\n" if site.crawl_delay else ""
            rules = f"User-agent: *\n{slow}Disallow: /members-only/\n"
            return self._made(request, 200, rules.encode(), "text/plain")
        article = _ARTICLE.match(path)
        if article:
            number, now = int(article[1]), self.clock.elapsed
            self.noted[site.host].got_at.setdefault(number, now)
            return self._made(request, 200, b"<!doctype html><p>A report.</p>", "text/html")
        if path in PATHS.values() or path.startswith("/archive-"):
            return self._door(site, request, path)
        return self._made(request, 404, b"gone", "text/plain")

    def _door(self, site: Site, request: Request, path: str) -> Response:
        now = self.clock.elapsed
        version = site.until(now)
        headers = {}
        if site.max_age:
            headers["Cache-Control"] = f"max-age={site.max_age}"
        if site.validators in (Validators.HONEST, Validators.LYING):
            tag = f'"{version if site.validators is Validators.HONEST else 1}"'
            headers["ETag"] = tag
            if request.headers.get("If-None-Match") == tag.encode():
                return self._made(request, 304, b"", "text/plain", headers)
        elif site.validators is Validators.DATED:
            headers["Last-Modified"] = f"version {version}"
            if request.headers.get("If-Modified-Since") == f"version {version}".encode():
                return self._made(request, 304, b"", "text/plain", headers)
        content, kind = body(site, path, now)
        return self._made(request, 200, content, kind, headers)

    @staticmethod
    def _made(
        request: Request, status: int, content: bytes, kind: str, more: dict[str, str] | None = None
    ) -> Response:
        headers = {"Content-Type": kind, **(more or {})}
        made = Response if status == 304 else KINDS.get(kind, TextResponse)
        return made(request.url, status=status, headers=headers, body=content)


class SimulatedHandler(PoliteHandler):
    """Our handler with all its manners; only the connection is simulated."""

    network: ClassVar[Network]

    async def _fetch(self, request: Request) -> Response:
        return await self.network.answer(request)
