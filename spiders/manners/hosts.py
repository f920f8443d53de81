"""One request at a time and a pause between two, per host, however the requests arrive.

    Hosts.turn(host)     wait for the host's turn; HostParked while it wants quiet
    Hosts.park(…)        it answered 429 or 503
    Hosts.timed_out(…)   it did not answer; after TIMEOUTS in a row it is parked, too
    Hosts.silent()       those that have been asked and say nothing
    HostMemory           what outlives the process: the last request, and until when it is parked

A host is a name without port: pages, feeds, sitemaps, redirects and robots.txt share its turns,
and so do all crawls of one process, since they share one `Hosts` (see `shared_hosts`). Scrapy's
own slots are per crawl and forget at exit; they stay at one request a host and no delay, so that a
stopping crawl need not sit out the delays of what is queued.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Protocol

from spiders.manners.refusals import HostParked, Stopping

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

DELAY = 1.0  #: s between two starts, unless PRESSWATCH_DELAY says otherwise
PAUSE = "presswatch_pause"  #: in a request's meta: `delay` of its source, in seconds
LONGEST_CRAWL_DELAY = 60.0  #: s; above this a Crawl-delay would starve the host, not spare it
FIRST_PARK = 300.0  #: s, when a 429 or 503 does not say for how long; then doubling
LONGEST_PARK = 86_400.0  #: s; a longer Retry-After is cut to a day, then asked again
PATIENCE = 2.0  #: s; a host that has been asked and not answered by then is silent
TIMEOUTS = 3  #: in a row, and the host is parked: each may have held a connection for 30 s
LONGEST_SILENCE = 3600.0  #: s; nobody asked for quiet, and a host that was down may be up again
_SLICE = 0.5  #: s between two looks at whether the crawl is stopping


class HostMemory(Protocol):
    """What is known of a host from earlier crawls (storage/hosts.py). Times are epoch seconds."""

    def recall(self, host: str) -> tuple[float | None, float | None]:
        """(last asked at, parked until) of this host; None where nothing is known."""
        ...

    def remember(
        self, host: str, last_at: float | None, parked_until: float | None, why: str
    ) -> None:
        """Keep it. Called after each request; `why` is empty unless it is parked."""
        ...


class ForgetfulHosts:
    """A memory that lasts as long as the process."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[float | None, float | None, str]] = {}

    def recall(self, host: str) -> tuple[float | None, float | None]:
        return self.rows.get(host, (None, None, ""))[:2]

    def remember(
        self, host: str, last_at: float | None, parked_until: float | None, why: str
    ) -> None:
        self.rows[host] = last_at, parked_until, why


@dataclass(slots=True)
class _Host:
    """One host in this process."""

    started: float  #: monotonic, start of the last request
    last_at: float  #: the same in epoch seconds
    parked_until: float = 0.0  #: epoch seconds
    parked_for: float = 0.0  #: s, the last park; 0 once the host has answered well
    timeouts: int = 0  #: in a row
    why: str = ""  #: it is parked
    crawl_delay: float = 0.0  #: s, from robots.txt
    own_delay: float = 0.0  #: s, from sources.toml
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Hosts:
    """The turns of all hosts."""

    def __init__(
        self,
        memory: HostMemory | None = None,
        delay: float = DELAY,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.memory: HostMemory = memory if memory is not None else ForgetfulHosts()
        self.delay = delay
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._asked: dict[str, float] = {}  #: hosts that have yet to answer: monotonic, since when

    @asynccontextmanager
    async def turn(self, host: str, stopping: Callable[[], bool]) -> AsyncIterator[None]:
        """The host is ours for one request.

        Raises HostParked while it wants quiet, and Stopping when the crawl ends before its turn.
        """
        state = self._state(host)
        async with state.turn:
            await self._wait(host, state, stopping)
            state.started, state.last_at = time.monotonic(), self._clock()
            self._asked[host] = state.started
            try:
                yield
            finally:
                del self._asked[host]
                until = state.parked_until or None
                self.memory.remember(host, state.last_at, until, state.why if until else "")

    async def rest(self, host: str, stopping: Callable[[], bool]) -> None:
        """Waits until the host could be asked, without keeping others from their turn. Raises the same."""
        await self._wait(host, self._state(host), stopping)

    async def _wait(self, host: str, state: _Host, stopping: Callable[[], bool]) -> None:
        while True:
            if stopping():
                raise Stopping(f"the crawl is ending, not sent: {host}")
            until = self.parked_until(host)
            if until:
                raise HostParked(host, until)
            left = state.started + self.delay_of(host) - time.monotonic()
            if left <= 0:
                return
            await asyncio.sleep(min(left, _SLICE))

    def delay_of(self, host: str) -> float:
        """Seconds between two starts: the longest of ours, the source's and the Crawl-delay."""
        state = self._state(host)
        return max(self.delay, state.own_delay, state.crawl_delay)

    def at_least(self, host: str, delay: float) -> None:
        """The pause that sources.toml asks for at a host: the longest of its sources', never under ours."""
        state = self._state(host)
        state.own_delay = max(state.own_delay, delay)

    def slow_down(self, host: str, crawl_delay: float) -> None:
        """Take the host's Crawl-delay into account."""
        self._state(host).crawl_delay = min(max(crawl_delay, 0.0), LONGEST_CRAWL_DELAY)

    def parked_until(self, host: str) -> float:
        """Epoch seconds until which the host wants quiet; 0.0 when it does not."""
        until = self._state(host).parked_until
        left = until - self._clock()
        # more than a day ahead is a clock that was set back, not a wish of the host
        return until if 0 < left <= LONGEST_PARK else 0.0

    def park(self, host: str, status: int, retry_after: str | None) -> HostParked:
        """Nothing more to this host for as long as it says; call it within its turn."""
        state = self._state(host)
        wait = seconds_of(retry_after, self._clock())
        if wait is None:
            wait = _longer(state)
        why = f"HTTP {status}, Retry-After {retry_after or 'not given'}"[:200]
        self._leave_alone(state, min(max(wait, self.delay_of(host), 1.0), LONGEST_PARK), why)
        return HostParked(host, state.parked_until, status)

    def timed_out(self, host: str) -> None:
        """The host did not answer; call it within its turn. Its next requests may find it parked."""
        state = self._state(host)
        state.timeouts += 1
        if state.timeouts >= TIMEOUTS:
            wait = min(_longer(state), LONGEST_SILENCE)
            self._leave_alone(state, wait, f"no answer {state.timeouts} times in a row")

    def _leave_alone(self, state: _Host, wait: float, why: str) -> None:
        state.parked_for, state.parked_until = wait, self._clock() + wait
        state.why = why

    def answered(self, host: str) -> None:
        """The host is well again: the next park starts from the shortest."""
        state = self._state(host)
        state.parked_for = state.parked_until = 0.0
        state.timeouts = 0

    def silent(self) -> set[str]:
        """The hosts whose answer has kept us waiting for longer than PATIENCE."""
        since = time.monotonic() - PATIENCE
        return {host for host, asked in self._asked.items() if asked < since}

    def _state(self, host: str) -> _Host:
        state = self._hosts.get(host)
        if state is None:
            state = self._hosts[host] = self._recalled(host)
        return state

    def _recalled(self, host: str) -> _Host:
        last_at, parked_until = (known or 0.0 for known in self.memory.recall(host))
        # a last request in the future is a clock that was set back: wait one full delay
        ago = max(0.0, self._clock() - last_at)
        parked_for = min(max(0.0, parked_until - last_at), LONGEST_PARK) if parked_until else 0.0
        return _Host(time.monotonic() - ago, last_at, parked_until, parked_for)


def _longer(state: _Host) -> float:
    """Twice as long as the host was left alone before."""
    return state.parked_for * 2 if state.parked_for else FIRST_PARK


def seconds_of(retry_after: str | None, now: float) -> float | None:
    """Retry-After in seconds from now, from seconds or an HTTP date; None when it says nothing."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdecimal():
        return min(float(text), LONGEST_PARK)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (TypeError, ValueError, OverflowError):
        return None


#: one `Hosts` for each memory, by id (each keeps its memory alive, so an id is never reused)
_SHARED: dict[int, Hosts] = {}
_FORGETFUL = ForgetfulHosts()


def shared_hosts(crawler: Crawler) -> Hosts:
    """The turns that this crawl shares with the others of its process.

    The memory is `crawler.spider.store.hosts`; a spider without a store gets one that forgets.
    """
    memory = getattr(getattr(crawler.spider, "store", None), "hosts", None) or _FORGETFUL
    hosts = _SHARED.setdefault(id(memory), Hosts(memory))
    hosts.delay = crawler.settings.getfloat("PRESSWATCH_DELAY", DELAY)
    return hosts


def ending(crawler: Crawler) -> bool:
    """Whether a crawl sends nothing more."""
    engine = crawler.engine
    if engine is None:
        return False
    slot = engine._slot
    return engine._stopping or (slot is not None and slot.closing is not None)
