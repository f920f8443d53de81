"""Why a request is not made, or its answer not taken.

    Refused                    Scrapy's IgnoreRequest: reaches the errback, is never retried at once
    ├── DisallowedByRobots     a rule of robots.txt says no                            (final)
    ├── RobotsUnreachable      robots.txt cannot be had, so everything is disallowed
    ├── HostParked             the host asked for quiet with 429 or 503, or has not answered for long
    ├── Stopping               the crawl is ending
    ├── ForbiddenAddress       not http(s), or it leads to a private address           (final)
    ├── TooLarge               body, decompressed body or headers pass their limit     (final)
    ├── Truncated              the answer is known to be cut
    ├── Hostile                a door that would stall its parser
    ├── Trap                   the URL looks like one of an endless series             (final)
    └── Forgotten              somebody had the address forgotten                      (final)

`state` is what a row of `fetches` carries as its reason, `str(refusal)` its detail. `final` says
that trying again would not help; of the others the frontier keeps the URL pending
(spiders/failures.py reads both).
"""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy.exceptions import IgnoreRequest
from twisted.python.failure import Failure

from spiders.failures import describe


class Refused(IgnoreRequest):
    """A request that was not made, or an answer that was not taken, and why."""

    state: str = "refused"
    final: bool = False


class DisallowedByRobots(Refused):
    """robots.txt says no; `rule` is the line that says so."""

    state = "disallowed by robots.txt"
    final = True

    def __init__(self, rule: str) -> None:
        super().__init__(f"robots.txt says {rule}")
        self.rule = rule


class RobotsUnreachable(Refused):
    """robots.txt cannot be had; RFC 9309 (2.3.1.4) then says to keep away."""

    state = "robots.txt unreachable"

    def __init__(self, because: str, cause: BaseException | None = None) -> None:
        super().__init__(f"robots.txt unreachable: {because}")
        self.because = because
        if cause is not None:  # DNS, TLS, timeout …: what the operator has to know
            self.state = describe(Failure(cause)).state  # type: ignore[no-untyped-call]


class HostParked(Refused):
    """The host asked for quiet, or is down; nothing is sent to it until `until`."""

    state = "host parked"

    def __init__(self, host: str, until: float, status: int | None = None) -> None:
        at = datetime.fromtimestamp(until, UTC).isoformat(timespec="seconds")
        said = f" (HTTP {status})" if status else ""
        super().__init__(f"host parked until {at}{said}: {host}")
        self.host = host
        self.until = until  #: epoch seconds
        self.status = status  #: 429 or 503 for the request that parked it, else None


class Stopping(Refused):
    """The crawl is ending; the request was not sent."""

    state = "stopping"


class ForbiddenAddress(Refused):
    """The URL, or the address its name resolves to, must not be contacted."""

    state = "forbidden address"
    final = True


class TooLarge(Refused):
    """Headers, body or decompressed body pass their limit."""

    state = "too large"
    final = True


class Truncated(Refused):
    """The answer is known to be cut: never stored as complete."""

    state = "truncated"


class Hostile(Refused):
    """A feed, sitemap or front page made to stall or swell its parser, or broken beyond reading."""

    state = "hostile markup"


class Trap(Refused):
    """The URL looks like one of an endless series."""

    state = "trap"
    final = True


class Forgotten(Refused):
    """Somebody had this address, or its host, forgotten: `presswatch forget`."""

    state = "forgotten"
    final = True
