"""Find the doors of a site from its bare homepage: what `presswatch add URL` runs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import NotSupported
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure

from presswatch.values import DoorKind, Link
from spiders import feed, front_page, sitemap
from spiders.discovery import (
    Candidate,
    Found,
    declared,
    from_robots,
    guesses,
    measured,
    numbered,
)
from spiders.door import NotADoor
from spiders.failures import Reason, describe
from spiders.manners.limits import SITEMAP_MAXSIZE
from spiders.manners.refusals import Refused
from spiders.manners.robots import RobotsFirst
from spiders.manners.wishes import DOOR

MOST_TRIES = 40  #: requests for one site, its homepage and robots.txt included
MOST_CHILDREN = 4  #: sitemaps of an index that are looked at


class Discover(Spider):
    """scrapy crawl discover -a url=https://example.org

    Yields a Found for each door that works. `missed` holds what was tried and why it was none,
    by URL; for the homepage itself that is the reason to show when nothing was found.
    """

    name = "discover"

    def __init__(self, url: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.homes = tuple(
            home if "://" in home else f"https://{home}" for home in url.replace(",", " ").split()
        )
        self.missed: dict[str, Reason] = {}

    async def start(self) -> AsyncIterator[Request]:
        """The homepages; `url` may name several, apart by blanks."""
        for home in self.homes:
            yield Request(
                home,
                self.parse,
                errback=self.no_home,
                dont_filter=True,
                cb_kwargs={"home": home},
                meta={DOOR: DoorKind.FRONT_PAGE},
            )

    async def parse(self, response: Response, home: str) -> AsyncIterator[Found]:
        """All doors of a site whose homepage answered."""
        async for found in Search(self, home, response.url, response).doors():
            yield found

    async def no_home(self, failure: Failure) -> AsyncIterator[Found]:
        """A homepage behind a challenge may still have feeds: look for them all the same."""
        request: Request = failure.request  # type: ignore[attr-defined]
        home = request.cb_kwargs["home"]
        answered = getattr(failure.value, "response", None)
        if answered is None:  # a host that cannot be reached is not tried again
            self.missed[home] = describe(failure)
        else:
            self.missed[home] = Reason(f"HTTP {answered.status}")
            async for found in Search(self, home, request.url, None).doors():
                yield found


class Search:
    """The search for the doors of one site, one question after the other."""

    def __init__(self, spider: Discover, home: str, url: str, page: Response | None) -> None:
        self._spider = spider
        self._home = home  #: as asked
        self._url = url  #: after redirects
        self._page = page
        self._tried: set[str] = set()

    async def doors(self) -> AsyncIterator[Found]:
        """What the page declares, what robots.txt names, common paths, then the front page."""
        feeds = sitemaps = 0
        async for door in self._each(declared(self._page) if self._page else ()):
            feeds += "(comments)" not in door.note and door.items > 0
            yield door
        async for door in self._each(await self._named_in_robots()):
            sitemaps += door.items > 0
            yield door
        if not feeds:
            async for door in self._each(guesses(DoorKind.FEED, self._url), until_found=True):
                feeds += door.items > 0
                yield door
        if not sitemaps:
            async for door in self._each(guesses(DoorKind.SITEMAP, self._url), until_found=True):
                sitemaps += door.items > 0
                yield door
        if not feeds and not sitemaps and self._page is not None:
            front = Candidate(DoorKind.FRONT_PAGE, self._page.url, "links on the front page")
            for door in self._read(front, self._page, front_page.read):
                yield door

    async def _named_in_robots(self) -> list[Candidate]:
        robots_first = self._spider.crawler.get_downloader_middleware(RobotsFirst)
        if robots_first is None:
            return []
        try:
            rules = await robots_first.rules_of(self._url)
        except Refused:
            return []
        return from_robots(rules.sitemaps, self._url)

    async def _each(
        self, candidates: Iterable[Candidate], until_found: bool = False
    ) -> AsyncIterator[Found]:
        for candidate in candidates:
            response = await self._get(candidate)
            if response is None:
                continue
            look = self._feed if candidate.kind is DoorKind.FEED else self._sitemap
            async for door in look(candidate, response):
                yield door
                if until_found and door.items:
                    return

    async def _feed(self, candidate: Candidate, response: Response) -> AsyncIterator[Found]:
        doors = self._read(candidate, response, feed.read)
        if not doors and "overview" not in candidate.note:
            # a page that lists the site's feeds
            listed = [
                Candidate(one.kind, one.url, "listed in an overview of feeds")
                for one in declared(response)
            ]
            async for door in self._each(listed):
                yield door
        for door in doors:
            yield door

    async def _sitemap(self, candidate: Candidate, response: Response) -> AsyncIterator[Found]:
        try:
            children = sitemap.news_first(sitemap.children(response))
        except NotADoor as error:
            self._spider.missed[candidate.url] = Reason("not a sitemap", str(error))
            return
        if not children or "index" in candidate.note:
            for door in self._read(candidate, response, sitemap.read):
                yield door
            return
        below = [
            Candidate(DoorKind.SITEMAP, url, f"in the index {candidate.url}")
            for url in children[:MOST_CHILDREN]
        ]
        async for door in self._each(below, until_found=True):
            if numbered(door.url):  # next month it is another one: the index leads to it
                door = replace(door, url=candidate.url, note=f"an index; now of {door.url}")
            yield door

    def _read(self, candidate: Candidate, response: Response, read: Any) -> list[Found]:
        try:
            links: list[Link] = read(response)
        except NotADoor as error:
            self._spider.missed[candidate.url] = Reason(f"not a {candidate.kind}", str(error))
            return []
        if not links and candidate.kind is not DoorKind.FEED:
            self._spider.missed[candidate.url] = Reason("empty", "no recent pages in it")
            return []
        return [measured(candidate, response, links, self._home)]

    async def _get(self, candidate: Candidate) -> Response | None:
        """The answer if it is one; through robots, guard, turns and limits like any request."""
        if candidate.url in self._tried or len(self._tried) >= MOST_TRIES:
            return None
        self._tried.add(candidate.url)
        meta: dict[str, Any] = {DOOR: candidate.kind}
        if candidate.kind is DoorKind.SITEMAP:
            meta["download_maxsize"] = SITEMAP_MAXSIZE
        engine = self._spider.crawler.engine
        assert engine is not None
        try:
            request = Request(candidate.url, callback=NO_CALLBACK, meta=meta)
            response = await engine.download_async(request)
        except (ValueError, NotSupported) as odd:
            self._spider.missed[candidate.url] = Reason("not a URL", str(odd))
            return None
        except Exception as error:  # noqa: BLE001 (each is a reason, and the next door is tried)
            self._spider.missed[candidate.url] = describe(Failure(error))  # type: ignore[no-untyped-call]
            return None
        if response.status != 200:
            self._spider.missed[candidate.url] = Reason(f"HTTP {response.status}")
            return None
        return response
