"""Run alone by test_bombs.py: fetch every bomb in one process and print what became of each.

python -m tests.hostile.bombing   →   {"outcomes": {…}, "seconds": {…}, "peak_mb": …}
"""

from __future__ import annotations

import asyncio
import gzip
import json
import sys
import time
import zlib
from collections.abc import AsyncIterator
from pathlib import Path

import brotli

from spiders.manners.limits import SITEMAP_MAXSIZE, zstd
from spiders.manners.wishes import DOOR
from tests.crawling import Answer, Asked, Server, fetch, http

TIMEOUT = 2.0
MB = b"\0" * 2**20
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def gzipped(size_mb: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(MB) for _ in range(size_mb)) + packer.flush()


def bombs() -> dict[str, bytes]:
    """Small answers that are large once undone: 64 MB for gzip, brotli and zstd."""
    big = gzipped(64)
    packer = brotli.Compressor(quality=1)
    brotli_bomb = b"".join(packer.process(MB) for _ in range(64)) + packer.finish()
    frame = zstd.ZstdCompressor(level=3)
    zstd_bomb = b"".join(frame.compress(MB) for _ in range(64)) + frame.flush()
    return {
        "/gzip": http(big, content_encoding="gzip"),
        "/nested": http(gzip.compress(big), content_encoding="gzip, gzip"),
        "/layers": http(gzip.compress(b"x"), content_encoding=", ".join(["gzip"] * 500)),
        "/brotli": http(brotli_bomb, content_encoding="br"),
        "/zstd": http(zstd_bomb, content_encoding="zstd"),
        "/brotli-in-gzip": http(gzip.compress(brotli_bomb), content_encoding="br, gzip"),
        "/zstd-window": http(_wide_zstd(), content_encoding="zstd"),
        "/sitemap.gz": http(big, content_type="application/gzip"),
        "/wide.xml.gz": http(gzipped(49), content_type="application/gzip"),
        "/twice.xml.gz": http(gzip.compress(big), content_type="application/gzip"),
        "/sitemap-in-gzip.gz": http(gzip.compress(big), content_encoding="gzip"),
        "/members": http(gzipped(1) * 64, content_encoding="gzip"),
        "/announced": OK + b"Content-Length: 209715200\r\n\r\n" + MB,
        "/cut-gzip": http(gzipped(1)[:-20], content_encoding="gzip"),
        "/cut-brotli": http(brotli.compress(MB)[:-3], content_encoding="br"),
        "/cut-zstd": http(zstd.compress(MB)[:-8], content_encoding="zstd"),
        "/cut-length": OK + b"Content-Length: 5000\r\n\r\n<p>half of it",
        "/cut-chunk": OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\n<p>half of it",
    }


def _sitemap(size_mb: int) -> bytes:
    """A packed sitemap of so many MB, all of it one comment."""
    packer = zlib.compressobj(9, wbits=31)
    pieces = [b"<urlset><!--", *[b"-" * 2**20] * size_mb, b"--></urlset>"]
    return b"".join(map(packer.compress, pieces)) + packer.flush()


def _wide_zstd() -> bytes:
    """Asks its reader for a window of 128 MB."""
    options = {
        zstd.CompressionParameter.window_log: 27,
        zstd.CompressionParameter.enable_long_distance_matching: 1,
    }
    frame = zstd.ZstdCompressor(options=options)
    return bytes(frame.compress(b"x" * 5000) + frame.flush())


async def endless(head: bytes, piece: bytes, pause: float = 0.0) -> AsyncIterator[bytes]:
    yield head
    while True:
        yield piece
        await asyncio.sleep(pause)


def script_of(fixed: dict[str, bytes]) -> dict[str, object]:
    return {
        **fixed,
        "/200mb": lambda: endless(OK + b"Content-Length: 209715200\r\n\r\n", MB),
        "/endless": lambda: endless(OK + b"\r\n", MB),
        "/chunks": lambda: endless(
            OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + MB[:4096] + b"\r\n"
        ),
        "/slow": lambda: endless(OK + b"\r\n", b"x", 0.05),
        "/silent": lambda: endless(b"", b"", 0.5),
        "/headers": lambda: endless(OK, b"X-Flood: " + b"y" * 8000 + b"\r\n"),
        "/header-names": lambda: endless(OK, b"".join(b"X-%d: y\r\n" % n for n in range(500))),
        "/one-header": lambda: endless(OK + b"X-Flood: ", b"y" * 65536),
        "/continue": lambda: endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 500),
        "/good": lambda: http("<p>the next page is fine</p>"),
        "/largest.xml.gz": lambda: http(_sitemap(49), content_type="application/gzip"),
    }


def main() -> None:
    answers = script_of(bombs())

    def script(asked: Asked) -> Answer:
        answer = answers.get(asked.path, http("", 404))
        return answer() if callable(answer) else answer  # type: ignore[return-value]

    settings = {"DOWNLOAD_TIMEOUT": TIMEOUT, "RETRY_ENABLED": False}
    states, seconds, peaks = {}, {}, []
    door = {DOOR: "sitemap", "download_maxsize": SITEMAP_MAXSIZE}
    with Server(script) as server:
        fetch(server.url("/good"), servers=[server])  # what is imported on the way is imported now
        Path("/proc/self/clear_refs").write_text("5")  # and the making of the bombs does not count
        for path in answers:
            peaks.append(_peak_mb())
            begun = time.monotonic()
            asked = (server.url(path), door if path.endswith(".gz") else {})
            (outcome,) = fetch(asked, servers=[server], settings=settings)
            seconds[path] = round(time.monotonic() - begun, 2)
            states[path] = outcome.state
    told = {"outcomes": states, "seconds": seconds, "peak_mb": peaks[-1], "sitemap_mb": _peak_mb()}
    json.dump(told, sys.stdout)


def _peak_mb() -> int:
    """Not ru_maxrss, which a child inherits from whoever started it."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


if __name__ == "__main__":
    main()
