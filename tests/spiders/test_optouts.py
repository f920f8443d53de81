"""What a site says about the use of its text is read wherever it may say it."""

from __future__ import annotations

import time

import pytest

from spiders.manners.optouts import (
    OptOut,
    OptOutKind,
    opt_outs,
    read_tdmrep,
    tdmrep_opt_out,
)
from tests.crawling import Server, fetch, http, site


def kinds(headers: dict[str, str], html: str = "") -> set[str]:
    return {str(one.kind) for one in opt_outs(headers, html.encode())}


@pytest.mark.parametrize(
    ("header", "value", "said"),
    [
        ("TDM-Reservation", "1", {"tdm-reservation"}),
        ("tdm-reservation", " 1 ", {"tdm-reservation"}),
        ("tdm-reservation", "0", set()),
        ("tdm-reservation", "yes", set()),
        ("X-Robots-Tag", "noindex, noai, noimageai", {"noai", "noimageai"}),
        ("X-Robots-Tag", "NOARCHIVE", {"noarchive"}),
        ("X-Robots-Tag", "all", set()),
        ("X-Robots-Tag", "otherbot: noarchive", set()),
        ("X-Robots-Tag", "otherbot: noindex, noai", set()),
        ("X-Robots-Tag", "presswatch: noarchive", {"noarchive"}),
        ("X-Robots-Tag", "unavailable_after: 2030-01-01, nosnippet", {"nosnippet"}),
        ("X-Robots-Tag", "max-snippet:10, noai", {"noai"}),
    ],
)
def test_headers(header: str, value: str, said: set[str]) -> None:
    assert kinds({header: value}) == said


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<meta name="robots" content="noai, noimageai">', {"noai", "noimageai"}),
        ("<META CONTENT='noarchive' NAME='ROBOTS' />", {"noarchive"}),
        ("<meta name=robots content=noai>", {"noai"}),
        ('<meta name="tdm-reservation" content="1">', {"tdm-reservation"}),
        ('<meta name="tdm-reservation" content="0">', set()),
        ('<meta name="googlebot" content="noarchive">', set()),
        ('<meta name="presswatch" content="noarchive">', {"noarchive"}),
        ('<!-- <meta name="robots" content="noai"> -->', set()),
        ('<meta name="description" content="robots: noai">', set()),
        ('<meta\n  name="robots"\n  content="index,&#32;noai">', {"noai"}),
    ],
)
def test_meta(html: str, said: set[str]) -> None:
    assert kinds({}, f"<html><head>{html}</head>") == said


def test_the_place_and_the_words_are_kept() -> None:
    headers = [("tdm-reservation", "1"), ("tdm-policy", "https://a.example/policy.json")]
    assert opt_outs(headers, b'<meta name="robots" content="noindex, noai">') == (
        OptOut(OptOutKind.TDM, "header tdm-reservation", "1 https://a.example/policy.json"),
        OptOut(OptOutKind.NO_AI, "meta robots", "noindex, noai"),
    )


def test_repeated_headers_are_all_read() -> None:
    headers = [("X-Robots-Tag", "noarchive"), ("X-Robots-Tag", "noai")]
    assert [one.kind for one in opt_outs(headers, b"")] == ["noarchive", "noai"]


def test_which_of_them_keep_the_text_out() -> None:
    assert {kind for kind in OptOutKind if kind.keeps_text_out} == {
        OptOutKind.TDM,
        OptOutKind.NO_AI,
    }


ASKING = {"PRESSWATCH_ASK_TDMREP": True}


def test_they_are_recorded_on_each_page_of_a_crawl() -> None:
    rep = http('[{"location": "/premium/", "tdm-reservation": 1}]', content_type="application/json")
    pages = {
        "/.well-known/tdmrep.json": rep,
        "/premium/a": http("<p>a"),
        "/premium/b": http("<p>b", x_robots_tag="noarchive"),
        "/free": http('<meta name="robots" content="noai"><p>c'),
        "/nothing": http("<p>d"),
        "/picture": http(b"GIF89a", content_type="image/gif", tdm_reservation="1"),
    }
    wanted = [path for path in pages if path != "/.well-known/tdmrep.json"]
    with Server(site(pages)) as server:
        found = fetch(*map(server.url, wanted), servers=[server], settings=ASKING)
        assert server.paths().count("/.well-known/tdmrep.json") == 1
    said = [[str(one.kind) for one in outcome.response.meta["opt_outs"]] for outcome in found]
    assert said == [
        ["tdm-reservation"],
        ["noarchive", "tdm-reservation"],
        ["noai"],
        [],
        ["tdm-reservation"],
    ]


def test_a_door_costs_no_request_for_them() -> None:
    with Server(site({"/feed": http("<rss/>")})) as server:
        door = (server.url("/feed"), {"presswatch_door": "feed"})
        fetch(door, servers=[server], settings=ASKING)
        assert server.paths() == ["/robots.txt", "/feed"]


RULES = read_tdmrep(
    b"""[
    {"location": "/free/*", "tdm-reservation": 0},
    {"location": "/premium/", "tdm-reservation": 1, "tdm-policy": "https://a.example/p.json"},
    {"location": "/exactly$", "tdm-reservation": "1"},
    {"location": "/a?[x]", "tdm-reservation": 1},
    {"no": "location"}, 7
    ]"""
)


@pytest.mark.parametrize(
    ("path", "reserved"),
    [
        ("/premium/story", True),
        ("/free/story", False),
        ("/exactly", True),
        ("/exactly/not", False),
        ("/a?[x]&b=1", True),
        ("/elsewhere", False),
    ],
)
def test_tdmrep(path: str, reserved: bool) -> None:
    assert (tdmrep_opt_out(RULES, f"https://a.example{path}") is not None) == reserved


def test_tdmrep_names_the_policy() -> None:
    found = tdmrep_opt_out(RULES, "https://a.example/premium/x")
    assert found == OptOut(OptOutKind.TDM, "tdmrep.json", "/premium/ https://a.example/p.json")


@pytest.mark.parametrize("body", [b"", b"{}", b"<html>", b"[" * 100_000, b"\xff\xfe"])
def test_what_is_no_tdmrep_says_nothing(body: bytes) -> None:
    assert read_tdmrep(body) == ()


@pytest.mark.parametrize(
    "html",
    [b"<meta " * 20_000, b"<meta " + b"a=" * 60_000, b"<!--" * 20_000, b"<meta a='" * 20_000],
)
def test_hostile_heads_take_no_time(html: bytes) -> None:
    begun = time.monotonic()
    opt_outs({}, html)
    assert time.monotonic() - begun < 0.5
