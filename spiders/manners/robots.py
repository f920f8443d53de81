"""robots.txt by RFC 9309, before anything else is asked of a host.

Scrapy 2.14 to 2.19 lets requests through while robots.txt is loading, crawls on when it cannot be
had and ignores Crawl-delay; so `RobotsFirst` takes the place of its middleware:

    answer                      what it means (RFC 9309)
    2xx                         its rules, from the first 500 KiB (2.5)
    2xx, an HTML page           no rules: a soft 404 or a front page, with nothing a crawler
                                could misread as a rule; what a 404 would have said (2.3.1.3)
    4xx                         no rules (2.3.1.3)
    429, 503                    the host is parked (hosts.py); its pages stay pending
    5xx, timeout, DNS, TLS …    everything is disallowed, and asked again after ten minutes (2.3.1.4)
    3xx                         followed five times; then as 4xx (2.3.1.2)

Each is kept for 24 h at most (2.4), in the store if there is one, so that a crawl every few minutes
does not ask every host for its robots.txt every time. `dont_obey_robotstxt` has no effect here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from spiders.manners.hosts import shared_hosts
from spiders.manners.notices import OURS, Noticeboard, Standing
from spiders.manners.refusals import DisallowedByRobots, RobotsUnreachable
from spiders.manners.rules import Rules, read_robots, token_of
from spiders.manners.url_policy import plain_host

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class RobotsFirst:
    """Downloader middleware: a request waits until its host's rules are known, then obeys them."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._agent = token_of(crawler.settings["USER_AGENT"])
        self._board = Noticeboard(crawler, "/robots.txt", read_robots)
        self._rules: dict[str, tuple[str, Rules]] = {}  #: by origin, with the text they are from

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsFirst:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises DisallowedByRobots, RobotsUnreachable, or why robots.txt was not asked for."""
        if OURS in request.meta:
            return
        rules = await self.rules_of(request.url)
        line = rules.refuse(request.url)
        if line is not None:
            raise DisallowedByRobots(line)

    async def rules_of(self, url: str) -> Rules:
        """The rules of this URL's host; asks it once, however many wait.

        Raises RobotsUnreachable, or another Refused when robots.txt must not or cannot be asked
        for now (private address, parked host, end of the crawl).
        """
        notice = await self._board.of(url)
        if notice.standing is Standing.UNREACHABLE:
            raise RobotsUnreachable(notice.because, notice.cause)
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc.lower()}"
        text, rules = self._rules.get(origin, ("", None))
        if rules is None or text != notice.text:
            rules = Rules(notice.text, self._agent)
            self._rules[origin] = notice.text, rules
            if rules.crawl_delay:
                host = plain_host(parts.hostname or "")
                shared_hosts(self._crawler).slow_down(host, rules.crawl_delay)
        return rules
