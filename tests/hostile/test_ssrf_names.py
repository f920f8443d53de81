"""Names with several addresses, or other ones each time; `Location` in forms that parsers disagree about.

As in test_ssrf.py, nothing here connects elsewhere than to loopback. What must not be reached is a
server on loopback that is not among what is allowed, and addresses that the harness refuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, repeat

import pytest

from spiders.manners import url_policy
from spiders.manners.guard import guard
from spiders.manners.wishes import DOOR
from tests.crawling import ATTEMPTS, Asked, Script, Server, fetch, http, site
from tests.resolving import NAMES, Addresses

PAGE = http("<p>inside</p>")
HERE = "127.0.0.1"
REFUSED = {"forbidden address", "robots.txt unreachable"}
#: beside the one address that is allowed
FORBIDDEN = (
    "10.0.0.1",
    "169.254.169.254",
    "::1",
    "fd00::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "0.0.0.0",
)
#: where `%s` stands for a host and port that must not be reached
LOCATIONS = (
    "//%s/", "///%s/", "////%s/", "/\\%s/", "\\\\%s\\", "\\/\\/%s/", "http:%s/", "http:/%s/", "http:///%s/",
    "http:\\\\%s\\", "HTTP://%s/", "hTTp://%s/", " http://%s/ ", "\thttp://%s/", "http://%s\t/", "ht\ttp://%s/",
    "http://news.example@%s/", "http://news.example:80@%s/", "//news.example@%s/", "http://%s#@news.example/",
    "http://%s?@news.example/", "http://%s\\@news.example/", "http://news.example\\@%s/", "http://%s%%2f@news.example/",
    "http://%s%%00.news.example/", "http://%s%%09/", "http://%s./", "view-source:http://%s/", "url=http://%s/",
    "http://http://%s/", "http://%s/ http://news.example/", "?to=http://%s/", "#http://%s/", "./../../%s/", "",
    "http://[::ffff:%s]/", "https://%s/", "wss://%s/", "http://%s/\xff", "http://\u3002%s/", "<http://%s/>", "%s",
)  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_elsewhere() -> Iterator[None]:
    ATTEMPTS.clear()
    guard().refused.clear()
    yield
    assert ATTEMPTS == []


@contextmanager
def web(script: Script, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server whose port is one of the web's, so that no name need be trusted to lead to it."""
    with Server(script) as server:
        monkeypatch.setattr(url_policy, "PORTS", url_policy.PORTS | {server.port})
        yield server


@pytest.fixture
def inside() -> Iterator[Server]:
    """A server on loopback that is not among what is allowed."""
    with Server(site({}, PAGE)) as server:
        yield server
    assert server.asked == []


@pytest.mark.parametrize("forbidden", FORBIDDEN)
def test_one_record_of_several_is_forbidden(
    forbidden: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others may be used; that one is refused, wherever it stands."""
    monkeypatch.setitem(NAMES, "first.example", (forbidden, HERE))
    monkeypatch.setitem(NAMES, "last.example", (HERE, forbidden))
    monkeypatch.setitem(NAMES, "alone.example", (forbidden, forbidden))
    hosts = ("first.example", "last.example", "alone.example")
    with web(site({"/a": PAGE}), monkeypatch) as server:
        found = fetch(*(server.url("/a", host) for host in hosts), allow=[f"{HERE}:{server.port}"])
        assert "alone.example" not in {asked.host for asked in server.asked}
    assert [outcome.state for outcome in found] == ["200", "200", "forbidden address"]
    assert {ip for ip, _ in guard().refused} == {forbidden}


def rebinding(*first: Addresses, then: Addresses) -> Iterator[Addresses]:
    return chain(first, repeat(then))


@pytest.mark.parametrize("to", ["10.0.0.1", "169.254.169.254", "::1"])
@pytest.mark.parametrize("kind", ["page", "feed", "sitemap"])
def test_a_name_that_resolves_otherwise_the_second_time(
    kind: str, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """robots.txt comes from where it may; what is asked next would come from inside."""
    monkeypatch.setitem(NAMES, "paper.example", rebinding(HERE, then=to))
    meta = {} if kind == "page" else {DOOR: kind}
    with web(site({"/a": PAGE}, http("User-agent: *\nDisallow:")), monkeypatch) as server:
        url = server.url("/a", "paper.example")
        (found,) = fetch((url, meta), allow=[f"{HERE}:{server.port}"])
        assert server.paths() == ["/robots.txt"]
    assert found.state == "forbidden address"
    assert [ip for ip, _ in guard().refused] == [to]


def test_robots_txt_of_a_name_that_resolves_to_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not read, and so nothing else is asked, although the name would be harmless by then."""
    monkeypatch.setitem(NAMES, "paper.example", rebinding("10.0.0.1", then=HERE))
    with web(site({"/a": PAGE}), monkeypatch) as server:
        (found,) = fetch(server.url("/a", "paper.example"), allow=[f"{HERE}:{server.port}"])
        assert server.asked == []
    assert found.state == "forbidden address"


def moved(location: str) -> bytes:
    """A redirect, as raw bytes: some of these no library would send."""
    head = (
        f"HTTP/1.1 302 X\r\nContent-Length: 0\r\nConnection: close\r\nLocation: {location}\r\n\r\n"
    )
    return head.encode("utf8")


@pytest.mark.parametrize("route", ["page", "robots.txt", "feed", "sitemap"])
def test_odd_forms_of_a_location(
    route: str, inside: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each form by a host of its own, so that it has a robots.txt of its own."""
    forms = [form.replace("%s", f"{HERE}:{inside.port}").replace("%%", "%") for form in LOCATIONS]

    def script(asked: Asked) -> bytes:
        wanted = "/robots.txt" if route == "robots.txt" else "/a"
        if asked.path == wanted and asked.host.startswith("odd-"):
            return moved(forms[int(asked.host.split("-")[1].split(".")[0])])
        return http("gone", 404)

    meta = {DOOR: route} if route in ("feed", "sitemap") else {}
    with web(script, monkeypatch) as server:
        hosts = [f"odd-{n}.example" for n in range(len(forms))]
        urls = [(server.url("/a", host), meta) for host in hosts]
        found = fetch(*urls, allow=[f"{HERE}:{server.port}"])
    assert len(found) == len(forms) > 40
    refused = sum(outcome.state in REFUSED for outcome in found)
    print(f"{len(forms)} forms of Location, {route}: 0 connections inside, {refused} refused")
    assert {outcome.state for outcome in found}.isdisjoint({"200"})
    assert refused >= 10
