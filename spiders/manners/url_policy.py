"""Which URLs may be asked for at all. Pure: no name is resolved here.

What a name resolves to is checked at connect (guard.py). Behind an operator's proxy the name is
resolved by the proxy, and this policy is all there is; so it refuses local names as well.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import SplitResult, unquote, urlsplit

from presswatch.errors import UnsafeAddress
from spiders.manners.addresses import Network, is_plain_ipv4, looks_numeric, why_forbidden

#: ports that news sites use; anything else has to be allowed by name
PORTS = frozenset({80, 443, 8080, 8443})
#: names that never leave a local network (RFC 6761, RFC 6762, RFC 8375, and habit)
_LOCAL_NAMES = re.compile(
    r"(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa)\Z"
)
_HOST = re.compile(r"[a-z0-9._-]+\Z")
_ODD = re.compile(r"[\x00-\x20\x7f\\]")
_DOTS = str.maketrans({"。": ".", "．": ".", "｡": "."})


def plain_host(host: str) -> str:
    """A host name as it is compared: decoded, NFKC, ASCII (IDNA), lower case, no final dot.

    Raises UnsafeAddress when it is no host name.
    """
    host = normalize("NFKC", unquote(host).translate(_DOTS)).lower().rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            raise UnsafeAddress(f"not a host name: {host!r}") from None
    return host


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the operator allows by name: PRESSWATCH_ALLOW_ADDRESSES. None is any port."""

    networks: tuple[tuple[Network, int | None], ...] = ()
    names: tuple[tuple[str, int | None], ...] = ()

    @classmethod
    def read(cls, entries: Iterable[str]) -> Allowed:
        """From "127.0.0.1:8898", "[::1]:80", "10.1.0.0/16" or "intranet.example:8080".

        Raises UnsafeAddress for an entry that is none of these.
        """
        networks: list[tuple[Network, int | None]] = []
        names: list[tuple[str, int | None]] = []
        for entry in entries:
            host, port = _host_and_port(entry)
            try:
                networks.append((ipaddress.ip_network(host, strict=False), port))
            except ValueError:
                names.append((plain_host(host), port))
        return cls(tuple(networks), tuple(names))

    def address(self, ip: str, port: int) -> bool:
        """Whether this IP address and port are allowed by name."""
        try:
            found = ipaddress.ip_address(ip)
        except ValueError:
            return False
        return any(
            wanted in (None, port) and found.version == net.version and found in net
            for net, wanted in self.networks
        )

    def name(self, host: str, port: int) -> bool:
        """Whether this host name and port are allowed by name."""
        return any(host == name and wanted in (None, port) for name, wanted in self.names)


def _host_and_port(entry: str) -> tuple[str, int | None]:
    bare = entry.strip()
    if bare.startswith("["):
        host, _, rest = bare[1:].partition("]")
        port = rest.removeprefix(":")
    elif bare.count(":") == 1:
        host, _, port = bare.partition(":")
    else:
        host, port = bare, ""
    if not host or (port and not port.isdecimal()):
        raise UnsafeAddress(f"PRESSWATCH_ALLOW_ADDRESSES: {entry!r} is not host, host:port or net")
    return host, int(port) if port else None


@dataclass(frozen=True, slots=True)
class Target:
    """Where a URL leads, after it was found harmless."""

    host: str  #: plain_host() of it, or an IP address without brackets
    port: int
    trusted: bool = False  #: the operator allowed it by name


class UrlPolicy:
    """The rules for URLs, with the operator's exceptions."""

    def __init__(self, allowed: Allowed = Allowed()) -> None:
        self.allowed = allowed
        self._known: dict[tuple[str, str], Target] = {}

    def check(self, url: str) -> Target:
        """Where the URL leads. Raises UnsafeAddress when it must not be asked for."""
        try:
            parts = urlsplit(url)
        except ValueError as bad:
            raise UnsafeAddress(f"not a URL ({bad}): {url[:200]}") from None
        key = (parts.scheme, parts.netloc)
        known = self._known.get(key)
        if known is None:
            known = self._judge(parts, url)
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[key] = known
        return known

    def _judge(self, parts: SplitResult, url: str) -> Target:
        shown = url[:200]
        if parts.scheme not in ("http", "https"):
            raise UnsafeAddress(f"not http or https: {shown}")
        if "@" in parts.netloc:
            raise UnsafeAddress(f"a URL with credentials: {parts.scheme}://…@{parts.hostname}")
        if _ODD.search(parts.netloc) or not parts.hostname:
            raise UnsafeAddress(f"no host, or odd characters in it: {shown}")
        try:
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise UnsafeAddress(f"not a port: {shown}") from None
        host = plain_host(parts.hostname)
        if self.allowed.name(host, port) or self.allowed.address(host, port):
            return Target(host, port, trusted=True)
        self._judge_host(host, shown)
        if port not in PORTS:
            raise UnsafeAddress(f"port {port} is not a web port: {shown}")
        return Target(host, port)

    def _judge_host(self, host: str, shown: str) -> None:
        if ":" in host or is_plain_ipv4(host):
            why = why_forbidden(host)
            if why:
                raise UnsafeAddress(f"a {why} address: {shown}")
        elif looks_numeric(host):
            raise UnsafeAddress(f"an address in disguise: {shown}")
        elif not _HOST.match(host):
            raise UnsafeAddress(f"odd characters in the host name: {shown}")
        elif "." not in host or _LOCAL_NAMES.search(host):
            raise UnsafeAddress(f"a local name: {shown}")
