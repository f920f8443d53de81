"""Bodies come whole and within limits, or not at all."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator

import brotli
import pytest
from scrapy.http import HtmlResponse

from spiders.manners.limits import decode, gunzip, zstd
from spiders.manners.refusals import TooLarge, Truncated
from tests.crawling import RESET, Answer, Asked, Server, fetch, http, site

TEXT = (
    b"<html><body>"
    + b"<p>A sentence of some length, again and again.</p>" * 4000
    + b"</body></html>"
)
ENCODED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT),
    "br": brotli.compress(TEXT),
    "zstd": zstd.compress(TEXT),
}
LIMIT = len(TEXT) + 1


@pytest.mark.parametrize("encoding", ENCODED)
def test_whole_bodies_are_decoded(encoding: str) -> None:
    assert decode(ENCODED[encoding], [encoding], LIMIT) == TEXT


@pytest.mark.parametrize("encoding", ENCODED)
@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
def test_cut_streams_are_refused(encoding: str, kept: float) -> None:
    body = ENCODED[encoding]
    with pytest.raises(Truncated):
        decode(body[: min(int(len(body) * kept), len(body) - 1)], [encoding], LIMIT)


@pytest.mark.parametrize("encoding", ENCODED)
def test_the_limit_is_one_of_the_decoded_body(encoding: str) -> None:
    with pytest.raises(TooLarge):
        decode(ENCODED[encoding], [encoding], len(TEXT) - 1)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_garbage_within_a_stream_is_refused(encoding: str) -> None:
    body = bytearray(ENCODED[encoding])
    body[len(body) // 2] ^= 0xFF
    body[-3] ^= 0xFF
    with pytest.raises((Truncated, TooLarge)):
        decode(bytes(body), [encoding], LIMIT)


def test_raw_deflate_is_read() -> None:
    raw = zlib.compressobj(wbits=-15)
    assert decode(raw.compress(TEXT) + raw.flush(), ["deflate"], LIMIT) == TEXT


def test_members_and_frames_that_follow_each_other_are_read() -> None:
    halves = TEXT[:1000], TEXT[1000:]
    assert decode(b"".join(map(gzip.compress, halves)), ["gzip"], LIMIT) == TEXT
    assert decode(b"".join(map(zstd.compress, halves)), ["zstd"], LIMIT) == TEXT
    assert decode(gzip.compress(TEXT) + b"\0" * 512, ["gzip"], LIMIT) == TEXT


def test_two_layers_are_undone_and_three_refused() -> None:
    twice = brotli.compress(gzip.compress(TEXT))
    assert decode(twice, ["gzip", "br"], LIMIT) == TEXT
    with pytest.raises(TooLarge, match="3 content encodings"):
        decode(twice, ["gzip"] * 3, LIMIT)


def test_a_plain_body_under_a_gzip_header_is_plain() -> None:
    assert decode(TEXT, ["gzip"], LIMIT) == TEXT
    assert gunzip(TEXT) == TEXT
    assert gunzip(gzip.compress(TEXT)) == TEXT


def test_an_encoding_that_nobody_asked_for_is_refused() -> None:
    with pytest.raises(Truncated, match="'compress'"):
        decode(b"\x1f\x9d" + TEXT, ["compress"], LIMIT)


@pytest.mark.parametrize("said", ["utf-8", "none", "identity"])
def test_a_header_that_is_only_mistaken_does_no_harm(said: str) -> None:
    assert decode(TEXT, [said], LIMIT) == TEXT


# ── over the wire ──


def states(answers: dict[str, bytes], **how: object) -> dict[str, str]:
    with Server(site(answers)) as server:
        found = fetch(*map(server.url, answers), servers=[server], **how)
        return {path: outcome.state for path, outcome in zip(answers, found, strict=True)}


def head(*lines: str) -> bytes:
    return (
        "\r\n".join(("HTTP/1.1 200 OK", "Content-Type: text/html", *lines)).encode() + b"\r\n\r\n"
    )


def test_cut_answers_are_never_taken_for_whole_ones() -> None:
    answers = {
        "/content-length": head(f"Content-Length: {len(TEXT)}") + TEXT[:5000],
        "/chunked": head("Transfer-Encoding: chunked") + b"1388\r\n" + TEXT[:5000] + b"\r\n",
        "/within-a-chunk": head("Transfer-Encoding: chunked") + b"1388\r\n" + TEXT[:100],
        "/gzip": http(ENCODED["gzip"][:-9], content_encoding="gzip"),
        "/br": http(ENCODED["br"][:-9], content_encoding="br"),
        "/whole": http(ENCODED["gzip"], content_encoding="gzip"),
    }
    found = states(answers, settings={"RETRY_ENABLED": False})
    assert found.pop("/whole") == "200"
    assert set(found.values()) == {"truncated"}


@pytest.mark.parametrize(("end", "state"), [(b"", "200"), (RESET, "truncated")])
def test_without_a_length_a_close_is_an_end_and_a_reset_is_not(end: bytes, state: str) -> None:
    async def answer() -> AsyncIterator[bytes]:
        yield head() + TEXT[:5000]
        await asyncio.sleep(0.05)
        yield end

    def script(asked: Asked) -> Answer:
        return http("", 404) if asked.path == "/robots.txt" else answer()

    with Server(script) as server:
        (found,) = fetch(server.url("/a"), servers=[server])
    assert found.state == state


def test_an_empty_answer_that_names_an_encoding_is_empty() -> None:
    assert states({"/e": http(b"", 200, content_encoding="gzip")}) == {"/e": "200"}


def test_the_decoded_page_is_html_without_an_encoding() -> None:
    with Server(site({"/a": http(ENCODED["br"], content_encoding="br")})) as server:
        (found,) = fetch(server.url("/a"), servers=[server])
    assert isinstance(found.response, HtmlResponse)
    assert found.response.body == TEXT
    assert "Content-Encoding" not in found.response.headers


def test_a_body_of_its_own_limit() -> None:
    answers = {"/a": http(b"x" * 2000), "/b": http(b"x" * 999)}
    found = states(answers, settings={"DOWNLOAD_MAXSIZE": 1000})
    assert found == {"/a": "too large", "/b": "200"}
