"""One page, fetched with all manners and handed over: what `presswatch extract URL` asks for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from presswatch.values import Link, Page
from spiders.failures import Reason, describe
from spiders.pages import ANSWERS


class Look(Spider):
    """scrapy crawl look -a url=https://example.org/story

    Yields the Page. `missed` says why there is none.
    """

    name = "look"

    def __init__(self, url: str = "", extractor: str = ".combined", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.url = url
        self.extractor = extractor
        self.missed: Reason | None = None

    async def start(self) -> AsyncIterator[Request]:
        """The one request."""
        meta = {"handle_httpstatus_list": ANSWERS}
        yield Request(self.url, self.parse, errback=self.no_page, meta=meta)

    async def parse(self, response: Response) -> AsyncIterator[Page]:
        """The page as it came."""
        if response.status != 200:
            self.missed = Reason(f"HTTP {response.status}")
            return
        headers = tuple(
            (name.decode("latin1"), value.decode("latin1"))
            for name, values in response.headers.items()
            for value in values
        )
        yield Page(
            response.url, "", response.body, datetime.now(UTC), Link(self.url), headers=headers,
            extractor=self.extractor,
        )  # fmt: skip

    async def no_page(self, failure: Failure) -> None:
        """DNS, TLS, timeout, robots: in words."""
        self.missed = describe(failure)
