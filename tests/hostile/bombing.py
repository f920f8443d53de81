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

from spiders.manners.limits import zstd
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
        "/announced": OK + b"Content-Length: 209715200\r\n\r\n" + MB,
    }


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
    }


def main() -> None:
    answers = script_of(bombs())

    def script(asked: Asked) -> Answer:
        answer = answers.get(asked.path, http("", 404))
        return answer() if callable(answer) else answer  # type: ignore[return-value]

    settings = {"DOWNLOAD_TIMEOUT": TIMEOUT, "RETRY_ENABLED": False}
    states, seconds = {}, {}
    with Server(script) as server:
        for path in answers:
            begun = time.monotonic()
            (outcome,) = fetch(server.url(path), servers=[server], settings=settings)
            seconds[path] = round(time.monotonic() - begun, 2)
            states[path] = outcome.state
    # not ru_maxrss, which a child inherits from whoever started it
    status = Path("/proc/self/status").read_text()
    peak = int(status.partition("VmHWM:")[2].split()[0]) // 1024
    json.dump({"outcomes": states, "seconds": seconds, "peak_mb": peak}, sys.stdout)


if __name__ == "__main__":
    main()
