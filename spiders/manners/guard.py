"""No connection to a private address, whatever a name resolves to.

    Guard          knows what is allowed; asked by Twisted's TCP client just before it connects
    GuardFirst     downloader middleware: the URL policy, before robots.txt is even asked for

The hook sits in `twisted.internet.tcp.Client._setRealAddress`, which receives the address after
DNS and before the socket connects, on every route: direct, after a redirect, over TLS, through a
proxy. Nothing checked earlier can be trusted, since a name may resolve differently a moment later.
As the method is Twisted's own business, `self_test` proves at each start that the hook still works
and presswatch refuses to start when it does not.
"""

from __future__ import annotations

from collections import deque
from functools import wraps
from typing import TYPE_CHECKING, Any

from twisted.internet import tcp
from twisted.python.failure import Failure

from presswatch.errors import PresswatchError, UnsafeAddress
from spiders.manners.addresses import why_forbidden
from spiders.manners.refusals import ForbiddenAddress
from spiders.manners.url_policy import Allowed, UrlPolicy, plain_host

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class GuardMissing(PresswatchError):
    """The guard against private addresses does not work with the libraries installed."""


class Guard:
    """Decides at connect. There is one a process, since the hook is in a class of Twisted's."""

    def __init__(self, allowed: Allowed = Allowed()) -> None:  # noqa: B008 (frozen)
        self.allowed = allowed
        self.refused: deque[tuple[str, int]] = deque(maxlen=1000)  #: the last refusals
        self._trusted: set[tuple[str, int]] = set()

    def check(self, ip: str, port: int) -> None:
        """Raises ForbiddenAddress when nothing may be sent to this address."""
        why = why_forbidden(ip)
        if why is None or (ip, port) in self._trusted or self.allowed.address(ip, port):
            return
        self.refused.append((ip, port))
        raise ForbiddenAddress(f"connection to a {why} address refused: {ip} port {port}")

    async def trust(self, host: str, port: int) -> None:
        """Let this host pass: the operator's own proxy, or a name allowed in the settings."""
        if why_forbidden(host) != "not an IP address":
            self._trusted.add((host, port))
            return
        for ip in await _resolve(host):
            self._trusted.add((ip, port))


async def _resolve(host: str) -> list[str]:
    """The addresses of a name, by the resolver that the connection will use."""
    from scrapy.utils.defer import maybe_deferred_to_future
    from twisted.internet import reactor
    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IResolutionReceiver
    from zope.interface import implementer

    done: Deferred[list[str]] = Deferred()
    found: list[str] = []

    @implementer(IResolutionReceiver)
    class Receiver:
        def resolutionBegan(self, resolution: Any) -> None: ...

        def addressResolved(self, address: Any) -> None:
            found.append(address.host)

        def resolutionComplete(self) -> None:
            done.callback(found)

    reactor.nameResolver.resolveHostName(Receiver(), plain_host(host))
    return await maybe_deferred_to_future(done)


#: the guard in force; replaced, never removed
_in_force = Guard()


def guard() -> Guard:
    """The guard in force in this process."""
    return _in_force


def install(allowed: Allowed) -> Guard:
    """Put the guard in force, with these exceptions, and prove that it works.

    Raises GuardMissing when the hook does not hold.
    """
    global _in_force
    if _in_force.allowed != allowed:
        _in_force = Guard(allowed)
    hook = getattr(tcp.Client, "_setRealAddress", None)
    if hook is None:
        raise GuardMissing(
            "Twisted's tcp.Client._setRealAddress is gone: see spiders/manners/guard.py"
        )
    if not getattr(hook, "guarded", False):
        tcp.Client._setRealAddress = _guarded(hook)  # type: ignore[method-assign]
    self_test()
    return _in_force


def _guarded(original: Any) -> Any:
    @wraps(original)
    def _setRealAddress(self: tcp.Client, address: tuple[Any, ...]) -> None:
        _in_force.check(address[0].partition("%")[0], address[1])
        original(self, address)

    _setRealAddress.guarded = True  # type: ignore[attr-defined]
    return _setRealAddress


def self_test() -> None:
    """Drive Twisted's client, on a socket that only records, at addresses that must be refused.

    Raises GuardMissing when it tries to connect, or when it no longer reports why it did not.
    """
    before = list(_in_force.refused)
    for ip in ("169.254.169.254", "::ffff:169.254.169.254"):
        if _in_force.allowed.address(ip, 1):
            continue
        probe = _Probe(ip)
        if probe.socket_asked or not isinstance(probe.said, ForbiddenAddress):
            raise GuardMissing(
                "Twisted no longer asks before it connects, so private addresses would be "
                "reachable: install the Twisted version that presswatch names"
            )
    _in_force.refused = deque(before, maxlen=_in_force.refused.maxlen)


class _Probe:
    """Connector, reactor and socket for one connection that never leaves this object."""

    def __init__(self, ip: str) -> None:
        self.socket_asked = False
        self.said: BaseException | None = None
        probe = self

        class Client(tcp.Client):
            def createInternetSocket(self) -> Any:
                return probe

        Client(ip, 1, None, self, self)  # type: ignore[no-untyped-call]

    # as a reactor
    def callLater(self, _delay: float, call: Any, *args: Any) -> None:
        call(*args)

    def removeReader(self, _reader: Any) -> None: ...

    addReader = addWriter = removeWriter = removeReader

    # as a connector
    def connectionFailed(self, reason: Failure) -> None:
        self.said = reason.value

    # as a socket
    def fileno(self) -> int:
        return -1

    def getsockopt(self, *_args: Any) -> int:
        return 0

    def setsockopt(self, *_args: Any) -> None: ...

    setblocking = setsockopt

    def connect_ex(self, _address: Any) -> int:
        self.socket_asked = True
        return 111

    def shutdown(self, _how: int) -> None: ...

    def close(self) -> None: ...


class GuardFirst:
    """Downloader middleware: refuses a URL before anything else is done for it."""

    def __init__(self, policy: UrlPolicy) -> None:
        self.policy = policy

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardFirst:
        allowed = Allowed.read(crawler.settings.getlist("PRESSWATCH_ALLOW_ADDRESSES"))
        install(allowed)
        _demand_our_handler(crawler)
        return cls(UrlPolicy(allowed))

    def process_request(self, request: Request) -> None:
        """Raises ForbiddenAddress."""
        try:
            self.policy.check(request.url)
        except UnsafeAddress as unsafe:
            raise ForbiddenAddress(str(unsafe)) from None


def _demand_our_handler(crawler: Crawler) -> None:
    """Raises GuardMissing unless each scheme is ours, or off."""
    from scrapy.utils.misc import load_object

    from spiders.manners.handler import PoliteHandler

    for scheme, path in crawler.settings.getwithbase("DOWNLOAD_HANDLERS").items():
        if path is None:
            continue
        handler = load_object(path)
        if scheme not in ("http", "https") or not issubclass(handler, PoliteHandler):
            raise GuardMissing(
                f"DOWNLOAD_HANDLERS[{scheme!r}] is {path}: merge spiders.manners.SETTINGS"
            )
