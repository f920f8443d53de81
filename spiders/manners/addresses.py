"""Which IP addresses may be contacted. Pure.

Refused are all that are not globally reachable unicast (IANA special-purpose registries, RFC 6890),
and the one public address that answers as a cloud's metadata service. An IPv6 address that carries
an IPv4 address is judged by the one it carries.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: written out, since `is_global` of Python 3.11 and 3.13 disagree on several of these
_SPECIAL: tuple[tuple[Network, str], ...] = tuple(
    (ipaddress.ip_network(net), what)
    for net, what in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "cloud metadata"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("fc00::/7", "unique local"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
        ("2001::/23", "protocol assignments"),
        ("2001:db8::/32", "documentation"),
        ("3fff::/20", "documentation"),
    )
)
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SIX_TO_FOUR = ipaddress.ip_network("2002::/16")
_IPV4_COMPATIBLE = ipaddress.ip_network("::/96")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z")


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside an IPv6 address, if it carries one."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _SIX_TO_FOUR:
        return ipaddress.IPv4Address(int(address) >> 80 & 0xFFFFFFFF)
    if address in _NAT64 or (address in _IPV4_COMPATIBLE and int(address) > 0xFFFF):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


@lru_cache(maxsize=4096)
def why_forbidden(text: str) -> str | None:
    """Why this IP address must not be contacted, or None when it may be.

    Text that is no IP address is forbidden as well: at this point it has to be one.
    """
    try:
        address: Address = ipaddress.ip_address(text)
    except ValueError:
        return "not an IP address"
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return "link-local"
        carried = _carried(address)
        if carried is not None:
            return why_forbidden(str(carried))
    for network, what in _SPECIAL:
        if address.version == network.version and address in network:
            return what
    if address.version == 6 and address not in _GLOBAL_UNICAST:
        return "reserved"
    return None


def looks_numeric(host: str) -> bool:
    """Whether a browser would read this host as an IPv4 number (WHATWG URL, 'ends in a number').

    True for 2130706433, 0x7f.1, 0177.0.0.1 and 127.0.0.1 alike.
    """
    last = host.rstrip(".").rpartition(".")[2]
    return bool(_NUMBER.match(last))


def is_plain_ipv4(host: str) -> bool:
    """Whether the host is four decimal numbers, as everybody reads them."""
    try:
        return str(ipaddress.IPv4Address(host)) == host
    except ValueError:
        return False
