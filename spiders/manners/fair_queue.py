"""Whose request is next: hosts that say nothing take no room from those that answer.

Scrapy sends CONCURRENT_REQUESTS at once, whomever they wait for. 64 hosts that never answer are 64
requests, and nobody else is asked until the first has timed out. Here a host that is silent
(hosts.py) does not count, and no host has more than AHEAD requests taken from the queue, so that those
of a silent one stay where they cost nothing.

    FairQueue     Scrapy's DownloaderAwarePriorityQueue, which asks `_Room` what is under way
    MOST          requests at once for hosts that answer; CONCURRENT_REQUESTS is the bound for all
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from scrapy.crawler import Crawler
from scrapy.pqueues import DownloaderAwarePriorityQueue, DownloaderInterface
from scrapy.utils.asyncio import CallLaterResult, call_later
from scrapy.utils.httpobj import urlparse_cached

from spiders.manners.hosts import Hosts, shared_hosts
from spiders.manners.notices import OURS

MOST = 64  #: requests; each waits its host's own pause
AHEAD = 2  #: requests of one host, its notices not counted: one that is sent, and the next
_LOOK_S = 0.5  #: s until another look, for nothing tells us that a host has fallen silent


class FairQueue(DownloaderAwarePriorityQueue):
    """The hosts with the least under way first, as Scrapy has it; but of those that there is room for."""

    def __init__(self, crawler: Crawler, *args: Any, **kwargs: Any) -> None:
        super().__init__(crawler, *args, **kwargs)
        self._downloader_interface = _Room(crawler)


class _Room(DownloaderInterface):
    """What Scrapy's queue asks: how much is under way for each host."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._crawler = crawler
        self._look: CallLaterResult | None = None

    @cached_property
    def _hosts(self) -> Hosts:
        return shared_hosts(self._crawler)

    def stats(self, possible_slots: Iterable[str]) -> list[tuple[int, str]]:
        """(requests under way, host) of the hosts that may be asked; none when nobody may."""
        silent = self._hosts.silent()
        under_way: Counter[str] = Counter()
        counted = 0
        # all that are with the downloader, of which Scrapy sees those past the middlewares only
        for request in self.downloader.active:
            under_way[self.get_slot_key(request)] += OURS not in request.meta
            counted += (urlparse_cached(request).hostname or "") not in silent
        room = [(under_way[slot], slot) for slot in possible_slots if under_way[slot] < AHEAD]
        if counted < MOST:
            return room
        if room:
            self._look_again()
        return []

    def _look_again(self) -> None:
        if self._look is None:
            self._look = call_later(_LOOK_S, self._looked)

    def _looked(self) -> None:
        self._look = None
        engine = self._crawler.engine
        if engine is not None and engine._slot is not None:
            engine._slot.nextcall.schedule()
