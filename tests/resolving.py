"""What names resolve to in tests: `NAMES` says, and 127.0.0.1 where it does not."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer

Addresses = str | tuple[str, ...]
#: host name to its IP address, its addresses, or what it resolves to one time after the other
NAMES: dict[str, Addresses | Iterator[Addresses]] = {}


def addresses_of(name: str) -> tuple[str, ...]:
    """What a name, or an address, resolves to this time."""
    with suppress(ValueError):
        return (str(ipaddress.ip_address(name)),)
    known = NAMES.get(name, "127.0.0.1")
    now = next(known) if isinstance(known, Iterator) else known
    return (now,) if isinstance(now, str) else now


@implementer(IHostnameResolver)
class Names:
    """In place of the reactor's own resolver."""

    def resolveHostName(self, receiver: Any, name: str, portNumber: int = 0, *_: Any) -> Any:
        receiver.resolutionBegan(self)
        for address in addresses_of(name):
            made = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(made("TCP", address, portNumber))
        receiver.resolutionComplete()
        return self
