"""Doors that attack their reader: entities, depth, size. Nothing is read, nothing runs away."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, XmlResponse

from spiders.door import NotADoor
from spiders.manners.markup import MOST_ITEMS, TameDoors, tame
from spiders.manners.refusals import Hostile
from spiders.manners.wishes import DOOR
from tests.crawling import ATTEMPTS, Server, http

SECRET = "the-words-of-a-local-file"
PARSERS = ["feed.read", "sitemap.read", "sitemap.children", "front_page.read", "discovery.declared"]


def parser(name: str) -> Callable[[Any], Any]:
    module, function = name.split(".")
    found: Callable[[Any], Any] = getattr(import_module(f"spiders.{module}"), function)
    return found


def laughs(shape: str) -> str:
    names = [f"l{n}" for n in range(12)]
    doctype = '<!ENTITY l0 "ha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)
    )
    return f"<?xml version='1.0'?><!DOCTYPE x [{doctype}]>{shape.format('&l11;')}"


def quadratic(shape: str) -> str:
    return f"<!DOCTYPE x [<!ENTITY a '{'a' * 50_000}'>]>{shape.format('&a;' * 20_000)}"


def external(shape: str, uri: str) -> str:
    return f"<!DOCTYPE x [<!ENTITY e SYSTEM '{uri}'>]>{shape.format('&e;')}"


RSS = "<rss version='2.0'><channel><title>{0}</title><item><title>{0}</title><link>http://a.example/{0}</link></item></channel></rss>"
SITEMAP = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>http://a.example/{0}</loc></url></urlset>"
INDEX = "<sitemapindex><sitemap><loc>http://a.example/{0}</loc></sitemap></sitemapindex>"
HTML = "<html><head><link rel='alternate' type='application/rss+xml' href='/{0}'></head><body><a href='/a-long-story-{0}'>A headline that is long enough {0}</a></body></html>"
SHAPES = {"feed.read": RSS, "sitemap.read": SITEMAP, "sitemap.children": INDEX}


def read(name: str, body: str, seconds: float = 1.0) -> str:
    """Everything that the parser says, or its refusal, on the way that a door's answer takes."""
    kind = HtmlResponse if "page" in name or "declared" in name else XmlResponse
    answer = kind("http://a.example/", body=body.encode(), encoding="utf-8")
    request = Request("http://a.example/", meta={DOOR: name})
    begun = time.thread_time()  # CPU, since the machine may be busy
    try:
        said = repr(parser(name)(TameDoors().process_response(request, answer)))
    except (NotADoor, Hostile) as refusal:
        said = str(refusal)
    assert time.thread_time() - begun < seconds, name
    return said


@pytest.mark.parametrize("name", PARSERS)
@pytest.mark.parametrize("attack", [laughs, quadratic])
def test_entities_do_not_grow(name: str, attack: Callable[[str], str]) -> None:
    body = attack(SHAPES.get(name, HTML))
    assert len(read(name, body)) < 200_000


@pytest.mark.parametrize("name", PARSERS)
def test_no_file_is_read_and_no_connection_made(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    ATTEMPTS.clear()
    with Server(lambda asked: http(SECRET)) as server:
        for uri in (secret.as_uri(), str(secret), server.url("/x"), "http://10.0.0.1/x"):
            assert SECRET not in read(name, external(SHAPES.get(name, HTML), uri))
            dtd = f"<!DOCTYPE x SYSTEM '{uri}'>" + SHAPES.get(name, HTML).format("x")
            assert SECRET not in read(name, dtd)
            include = f"<x xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='{uri}' parse='text'/></x>"
            assert SECRET not in read(name, include)
        assert server.asked == []
    assert ATTEMPTS == []


@pytest.mark.parametrize("name", PARSERS)
@pytest.mark.parametrize(
    "body",
    [
        "<a>" * 50_000,
        "<rss><channel>" + "<item>" * 20_000,
        "<urlset>" + "<url>" * 20_000,
        "<x " + " ".join(f"a{n}='1'" for n in range(50_000)) + "/>",
        "<x a='>' " + " ".join(f"a{n}" for n in range(50_000)) + "/>",
        "<" * 100_000,
        "<!--" * 50_000,
        "<![CDATA[" * 20_000,
        "<?xml " * 20_000,
        "&" * 100_000,
        "<x>" + "\x00\x08\x0b" * 10_000 + "</x>",
        "{" * 50_000,
        '{"items":' + "[" * 50_000,
    ],
    ids=lambda body: repr(body[:12]),
)
def test_odd_shapes_end(name: str, body: str) -> None:
    read(name, body)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_another_encoding_is_no_way_around(encoding: str) -> None:
    body = laughs(RSS).replace("version='1.0'", f"version='1.0' encoding='{encoding}'", 1)
    assert b"ENTITY" not in tame(body.encode(encoding))
    plain = f"<?xml version='1.0' encoding='{encoding}'?>" + RSS.format("ü")
    assert tame(plain.encode(encoding)).decode() == RSS.format("ü")


def memory_mb(name: str) -> float:
    """VmRSS: what this process holds; VmHWM: the most it held since `clear_refs`."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition(f"{name}:")[2].split()[0]) / 1024


ITEM = "<item><title>Story {0}</title><link>http://a.example/{0}</link><guid>{0}</guid></item>"
JSON_ITEM = '{{"id":"{0}","title":"Story {0}","url":"http://a.example/{0}"}}'
MANY = range(100_000)


@pytest.mark.parametrize("kind", ["RSS", "JSON"])
def test_a_feed_of_100_000_items_is_capped(kind: str) -> None:
    if kind == "RSS":
        items = "".join(map(ITEM.format, MANY))
        body = f"<rss version='2.0'><channel>{items}</channel></rss>"
    else:
        items = ",".join(map(JSON_ITEM.format, MANY))
        body = f'{{"version":"https://jsonfeed.org/version/1.1","items":[{items}]}}'
    Path("/proc/self/clear_refs").write_text("5")
    held, begun = memory_mb("VmRSS"), time.thread_time()
    said = read("feed.read", body, seconds=5)
    took, more = time.thread_time() - begun, memory_mb("VmHWM") - held
    print(
        f"{kind} of {len(MANY):,} items: {MOST_ITEMS:,} read, {took:.1f} s of CPU, {more:.0f} MB more"
    )
    assert said.count("Link(") == MOST_ITEMS
    assert "/4999'" in said
    assert more < 300


def test_ordinary_doors_are_left_as_they_are() -> None:
    state = "{&quot;a=b&quot;:" + "&quot;x=1&amp;y=2&quot;," * 5000 + "}"
    ordinary = [
        RSS.format("<![CDATA[" + "a plain text without any element " * 1000 + "]]>"),
        "<!DOCTYPE html>" + HTML.format("x"),
        f"<html><div data-state='{state}'>" + "<br><img src='a'>" * 2000,
        SITEMAP.format("x"),
        '{"version":"https://jsonfeed.org/version/1.1","items":[{"a":[{"b":"[[[["}]}]}',
        "",
    ]
    for body in ordinary:
        assert tame(body.encode()) == body.encode()


@pytest.mark.parametrize(
    "body",
    [b"<!DOCTYPE " * 50_000, b"<!DOCTYPE x [" * 50_000, b"<x " * 100_000, b"<item " * 90_000],
)
def test_taming_takes_no_time(body: bytes) -> None:
    begun = time.thread_time()  # CPU, since the machine may be busy
    with suppress(Hostile):
        tame(body * 5)
    assert time.thread_time() - begun < 1
