"""The last door before the network: Scrapy's HTTP/1.1 download handler, with manners.

Every request passes here, whoever made it (door, page, redirect, robots.txt), so here are kept the
promises that must hold without exception: the URL policy, the host's turn, its wish for quiet, the
limits on what is read, and that a cut answer is never taken for a whole one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from twisted.internet.error import ConnectionLost
from twisted.internet.protocol import connectionDone
from twisted.python.failure import Failure
from twisted.web._newclient import BODY
from twisted.web.http import _IdentityTransferDecoder

from presswatch.errors import UnsafeAddress
from spiders.manners.guard import guard
from spiders.manners.hosts import PAUSE, Hosts, ending, shared_hosts
from spiders.manners.limits import HEADERS_MAXSIZE
from spiders.manners.refusals import ForbiddenAddress, Refused, TooLarge, Truncated
from spiders.manners.under_way import UnderWay
from spiders.manners.url_policy import Allowed, Target, UrlPolicy

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IAddress
    from twisted.web._newclient import HTTP11ClientProtocol
    from twisted.web._newclient import Request as TxRequest
    from twisted.web.iweb import IResponse

#: answers by which a host asks for quiet
QUIET = frozenset({429, 503})


class PoliteHandler(HTTP11DownloadHandler):
    """One request, when it is the host's turn, and nothing but a whole answer within limits."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _BoundedFactory
        # a host has one connection at a time whatever this says; a proxy has those of all hosts
        self._pool.maxPersistentPerHost = crawler.settings.getint("CONCURRENT_REQUESTS")
        allowed = Allowed.read(crawler.settings.getlist("PRESSWATCH_ALLOW_ADDRESSES"))
        self._policy = UrlPolicy(allowed)
        self._turns: Hosts | None = None
        self._under_way = UnderWay.from_crawler(crawler)

    @property
    def turns(self) -> Hosts:
        if self._turns is None:
            self._turns = shared_hosts(self._crawler)
        return self._turns

    async def download_request(self, request: Request) -> Response:
        """The answer. Raises a Refused, or Scrapy's own download errors."""
        response = None
        try:
            response = await self._asked(request)
        finally:
            self._under_way.sent(request)
            if response is None or response.status != 200:
                self._under_way.left(request)
        await self._under_way.answered(request)
        return response

    async def _asked(self, request: Request) -> Response:
        try:
            target = self._policy.check(request.url)
        except UnsafeAddress as unsafe:
            raise ForbiddenAddress(str(unsafe)) from None
        await self._trust(request, target)
        if PAUSE in request.meta:
            self.turns.at_least(target.host, request.meta[PAUSE])
        return await self._at_its_turn(request, target.host)

    async def _at_its_turn(self, request: Request, host: str) -> Response:
        async with self.turns.turn(host, self._stopping):
            try:
                response = await self._fetch(request)
            except DownloadTimeoutError:
                self.turns.timed_out(host)
                raise
            if response.status in QUIET:
                said = response.headers.get(b"Retry-After") or b""
                raise self.turns.park(host, response.status, said.decode("latin-1"))
            self.turns.answered(host)
            return response

    @staticmethod
    async def _trust(request: Request, target: Target) -> None:
        """Open the guard for the operator's proxy, or for a name that the settings allow."""
        via = request.meta.get("proxy")
        if via:
            parts = urlsplit(via if "://" in via else f"http://{via}")
            port = parts.port or (443 if parts.scheme == "https" else 80)
            await guard().trust(parts.hostname or "", port)
        elif target.trusted:
            await guard().trust(target.host, target.port)

    async def _fetch(self, request: Request) -> Response:
        try:
            return await super().download_request(request)
        except ResponseDataLossError as cut:
            raise Truncated("the connection closed before the whole answer had come") from cut
        except (DownloadCancelledError, DownloadFailedError) as failed:
            refusal = next((f for f in _causes(failed) if isinstance(f, Refused)), None)
            if refusal is not None:
                raise refusal from failed
            if isinstance(failed, DownloadCancelledError):
                limit = request.meta.get("download_maxsize", self._default_maxsize)
                raise TooLarge(f"the body is larger than {limit:,} bytes") from failed
            raise

    def _stopping(self) -> bool:
        return ending(self._crawler)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The errors behind an error, through Twisted's Failures."""
    todo: list[BaseException] = [error]
    seen: set[int] = set()
    while todo:
        here = todo.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        yield here
        todo += [cause for cause in (here.__cause__, here.__context__) if cause is not None]
        todo += [failure.value for failure in getattr(here, "reasons", ())]


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Scrapy's protocol, with two gaps closed.

    Its limits count bodies only: here reading stops when the headers alone pass theirs. And a body
    without length that ends in a reset is whole to Twisted, as if the server had closed in peace.
    """

    _head = 0

    def request(self, request: TxRequest) -> Deferred[IResponse]:
        self._head = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:
        parser = self._parser
        if parser is not None and parser.state != BODY:
            # counted before this piece, which may hold the end of the headers and some body
            if self._head > HEADERS_MAXSIZE:
                flood = TooLarge(f"the headers are larger than {HEADERS_MAXSIZE:,} bytes")
                self._giveUp(Failure(flood))  # type: ignore[no-untyped-call]
                self.transport.abortConnection()  # type: ignore[union-attr]
                return
            self._head += len(data)
        super().dataReceived(data)  # type: ignore[no-untyped-call]

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        decoder = getattr(self._parser, "bodyDecoder", None)
        over_tls = hasattr(self.transport, "getPeerCertificate")  # where rude ends are common
        if isinstance(reason.value, ConnectionLost) and not over_tls:
            _expect_more(decoder)
        super().connectionLost(reason)  # type: ignore[no-untyped-call]


def _expect_more(decoder: object) -> None:
    """Make Twisted report a loss where it would only say that there may be one."""
    if isinstance(decoder, _IdentityTransferDecoder) and decoder.contentLength is None:
        decoder.contentLength = 1


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> HTTP11ClientProtocol:
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
