"""Ordinary pages, feeds and sitemaps of our own writing, broken at random: the same for a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib.resources import files

from tests.hostile.pages import charset, ld

#: what breaks parsers, put where it does not belong
PIECES = (
    b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml ", b"<!DOCTYPE x [", b"&", b"&#0;",
    b"&#xd800;", b"&#99999999999;", b"&nbsp", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80\x81", b"\xed\xa0\x80",
    b"\xe2\x80\xae", b"\r\n", b"\x1b[2J", b'"', b"'", b"=", b"{", b"[" * 40, b"}", b"\\u0000", b"\\", b"%00", b"%s{0}",
    b"javascript:alert(1)", b"//", b"http://[::1", b"http://", b"data:,x", b"99999-99-99", b"0000-00-00T00:00:00Z",
    b"9" * 400, b"-1", b"1e999", b"NaN", b"<p>" * 60, b"<table><tr>", b"<svg><math>", b"<template>", b"<base href=//x>",
    b"<meta charset=utf-7>", b"<meta charset=utf-16>", b"<title>", b"<article>", b"<script>", b"</script>", b"<time>",
    b"<link rel=canonical href=http://x/>", b"<item>", b"<entry>", b"<url><loc>", b"<pubDate>", b"a" * 3000, b" " * 3000,
    "“".encode(), "\u202e".encode(), "e\u0301".encode() * 50, "🏳️‍🌈".encode(), "ﷺ".encode(), "０".encode(), "İ".encode(),
)  # fmt: skip

FEED = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Quay</title><link>https://quay.example/</link><ttl>30</ttl><lastBuildDate>Mon, 02 Mar 2026 09:00:00 GMT</lastBuildDate>
<item><title>Ferry &amp; tug</title><link>https://quay.example/ferry</link><guid isPermaLink="false">1</guid>
<pubDate>Mon, 02 Mar 2026 08:00:00 +0100</pubDate><dc:creator>N. Vale</dc:creator><description><![CDATA[<p>It ran late.</p>]]></description></item>
<item><title>Second</title><link>/second</link><guid>https://quay.example/second</guid><pubDate>2026-03-02</pubDate></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title><id>urn:x</id><updated>2026-03-02T09:00:00Z</updated>
<entry><title type="html">Ferry &lt;b&gt;late&lt;/b&gt;</title><link href="https://quay.example/ferry"/><id>urn:1</id>
<published>2026-03-02T08:00:00+01:00</published><updated>2026-03-02T08:30:00+01:00</updated><summary>It ran late.</summary></entry></feed>"""
JSON_FEED = b"""{"version":"https://jsonfeed.org/version/1.1","title":"The Quay","items":[{"id":"1","url":"https://quay.example/ferry",
"title":"Ferry late","date_published":"2026-03-02T08:00:00+01:00","content_html":"<p>It ran late.</p>"},{"id":2,"external_url":"/x"}]}"""
SITEMAP = b"""<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://quay.example/ferry</loc><lastmod>2026-03-02</lastmod>
<news:news><news:publication><news:name>The Quay</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-03-02T08:00:00Z</news:publication_date><news:title>Ferry late</news:title></news:news></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://quay.example/s.xml.gz</loc>
<lastmod>2026-03-02T08:00:00Z</lastmod></sitemap></sitemapindex>"""
OPML = b"""<?xml version="1.0"?><opml version="2.0"><head><title>Sites</title></head><body><outline text="Coast">
<outline type="rss" text="The Quay" xmlUrl="https://quay.example/rss" htmlUrl="https://quay.example/"/></outline></body></opml>"""

DOORS = {"rss": FEED, "atom": ATOM, "json": JSON_FEED, "sitemap": SITEMAP, "index": INDEX}


def pages() -> list[bytes]:
    """Whole pages: the built-in press's templates, pages with JSON-LD, other charsets."""
    press = files("presswatch.demo").joinpath("press")
    found = [
        page.read_bytes()
        for outlet in sorted(press.iterdir(), key=lambda folder: folder.name)
        for page in sorted(outlet.iterdir(), key=lambda file: file.name)
        if page.name.endswith(".html")
    ]
    found.append(
        ld(
            '{"@type":"NewsArticle","headline":"Ferry","author":{"name":"N. Vale"},"datePublished":"2026-03-02"}'
        )
    )
    found += [
        charset("utf-8", "utf-8"),
        charset("cp1252", "windows-1252"),
        charset("utf-16", "utf-16"),
    ]
    return found


def mutated(seeds: list[bytes], count: int, seed: int) -> Iterator[bytes]:
    """So many broken ones, each made of one to eight changes to a whole one."""
    chance = random.Random(seed)
    for n in range(count):
        body = bytearray(seeds[n % len(seeds)])
        for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
            body = _changed(body, chance, seeds)
        yield bytes(body[: 2 << 20])


def _changed(body: bytearray, chance: random.Random, seeds: list[bytes]) -> bytearray:
    at = chance.randrange(len(body) + 1)
    end = min(len(body), at + chance.choice((1, 2, 8, 64, 512, 4096)))
    match chance.randrange(8):
        case 0:
            body[at:end] = b""
        case 1:
            body[at:at] = chance.choice(PIECES)
        case 2:
            body[at:end] = chance.choice(PIECES)
        case 3:
            body[at:at] = body[at:end] * chance.choice((2, 3, 200))
        case 4:
            body[at:end] = chance.randbytes(end - at)
        case 5 if at < len(body):
            body[at] ^= 1 << chance.randrange(8)
        case 6:
            other = chance.choice(seeds)
            begin = chance.randrange(len(other) + 1)
            body[at:at] = other[begin : begin + chance.choice((16, 256, 2048))]
        case _:
            del body[at:]  # the rest never came
    return body


_WORDS = (
    "ferry", "AND", "OR", "NOT", "NEAR", "title:", "text:", "source:", "language:", "credit:", '"', "'", "(", ")", "*", "-",
    "+", "NEAR/5", "NEAR(a b, 3)", "^", ":", ",", "\\", "%", "_", ";", "--", "/*", "\0", "\x1b[31m", "’", "é", "漢字", "ß", "İ", "🏳️‍🌈",
    "it's", "covid-19", "C++", "{title}", "title:(", "NEAR/999999", "NEAR/-1", "a" * 500, "\u202e", "\ud800", "rowid:", "articles_fts:",
)  # fmt: skip


def queries(count: int, seed: int) -> Iterator[str]:
    """So many things that somebody might type, or paste."""
    chance = random.Random(seed)
    for _ in range(count):
        words = chance.choices(_WORDS, k=chance.choice((1, 2, 3, 5, 9, 20, 60)))
        yield chance.choice((" ", "", "  ")).join(words)
