"""Which URLs may be asked for at all."""

from __future__ import annotations

import socket
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presswatch.errors import UnsafeAddress
from spiders.manners.addresses import why_forbidden
from spiders.manners.url_policy import Allowed, UrlPolicy, plain_host
from tests.hostile.vectors import DISGUISED, SCHEMES


@pytest.mark.parametrize("url", DISGUISED + SCHEMES)
def test_refused(url: str) -> None:
    with pytest.raises(UnsafeAddress):
        UrlPolicy().check(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/",
        "https://www.news.example:443/a?b=c",
        "https://news.example:8443/",
        "http://93.184.215.14/",
        "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
        "https://bücher.example/",
        "https://新聞.example/",
        "https://xn--bcher-kva.example/",
        "https://24.example/",
        "https://1.2.3.4.example/",
        "https://a_b.example/",
        "https://news.example./",
        "HTTPS://NEWS.EXAMPLE/",
        "https://localhost.example/",
        "https://homepage.example/",
    ],
)
def test_let_through(url: str) -> None:
    assert not UrlPolicy().check(url).trusted


def test_the_operator_may_allow_by_address_name_and_network() -> None:
    policy = UrlPolicy(Allowed.read(["127.0.0.1:8898", "wiki.corp:8000", "10.1.0.0/16", "desk"]))
    for url in [
        "http://127.0.0.1:8898/x",
        "http://wiki.corp:8000/",
        "http://10.1.9.9:99/",
        "http://desk/",
    ]:
        assert policy.check(url).trusted
    for url in [
        "http://127.0.0.1/",
        "http://wiki.corp/",
        "http://10.2.0.1/",
        "http://localhost:8898/",
    ]:
        with pytest.raises(UnsafeAddress):
            policy.check(url)


@pytest.mark.parametrize("entry", ["", ":80", "127.0.0.1:http"])
def test_a_mistake_in_the_setting_is_named(entry: str) -> None:
    with pytest.raises(UnsafeAddress, match="PRESSWATCH_ALLOW_ADDRESSES"):
        Allowed.read([entry])


def test_one_host_has_one_name() -> None:
    spellings = [
        "News.Example.",
        "news.example",
        "ｎｅｗｓ.example",
        "news。example",
        "%6eews.example",
    ]
    assert {plain_host(spelling) for spelling in spellings} == {"news.example"}


@pytest.mark.parametrize(
    ("ip", "why"),
    [
        ("8.8.8.8", None),
        ("2606:4700::1111", None),
        ("64:ff9b::808:808", None),
        ("::ffff:8.8.8.8", None),
        ("64:ff9b::a00:1", "private"),
        ("2002:a00:1::1", "private"),
        ("100.127.255.255", "carrier-grade NAT"),
        ("fe80::1%eth0", "link-local"),
        ("4000::1", "reserved"),
        ("news.example", "not an IP address"),
    ],
)
def test_addresses(ip: str, why: str | None) -> None:
    assert why_forbidden(ip) == why


PRIVATE = ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"]


@settings(deadline=None)
@given(
    st.sampled_from(PRIVATE),
    st.integers(1, 4),
    st.lists(st.sampled_from("dxo"), min_size=4, max_size=4),
)
def test_no_way_of_writing_an_address_gets_through(ip: str, parts: int, bases: list[str]) -> None:
    """Whatever inet_aton reads as this address (its shapes: a.b.c.d, a.b.c, a.b and a)."""
    numbers = [int(part) for part in ip.split(".")]
    tail = int.from_bytes(bytes(numbers[parts - 1 :]), "big")
    shapes = {"d": "{}", "x": "0x{:x}", "o": "0{:o}"}
    pieces = [*numbers[: parts - 1], tail]
    host = ".".join(shapes[base].format(n) for base, n in zip(bases, pieces, strict=False))
    assert socket.inet_ntoa(socket.inet_aton(host)) == ip
    with pytest.raises(UnsafeAddress):
        UrlPolicy().check(f"http://{host}/")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_target_or_a_refusal(text: str) -> None:
    for url in (text, f"http://{text}", f"https://{text}/x"):
        with suppress(UnsafeAddress):
            target = UrlPolicy().check(url)
            assert target.host
            assert why_forbidden(target.host) in (None, "not an IP address")
