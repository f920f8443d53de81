"""How much of an answer is read, and that all of it came.

Scrapy bounds the decompressed size too, but it decodes as many layers as a server names, hands on
what it could save of a truncated stream, and fails on an empty body that claims an encoding. So
`WholeBodies` takes its place: at most `LAYERS` encodings, each bounded in memory, each complete.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

import brotli
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import TextResponse
from scrapy.responsetypes import responsetypes

from spiders.manners.refusals import TooLarge, Truncated

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

PAGE_MAXSIZE = 10 * 2**20  #: bytes; the largest of 931 article pages of 715 hosts has 2.9 MB
SITEMAP_MAXSIZE = 50 * 2**20  #: bytes, decompressed: the limit of sitemaps.org
ROBOTS_MAXSIZE = 500 * 2**10  #: bytes that are read of robots.txt (RFC 9309, 2.5)
HEADERS_MAXSIZE = 256 * 2**10  #: bytes of status line and headers; browsers stop at 256 kB too
TIMEOUT = 30  #: s for one request, body included
LAYERS = 2  #: content encodings one upon the other; more are only met in bombs

_CHUNK = 64 * 2**10  #: bytes of output a step


def decode(body: bytes, encodings: list[str], limit: int) -> bytes:
    """The body without its content encodings (outermost last, as in the header).

    Raises TooLarge when a layer passes `limit` bytes or there are too many, Truncated when a
    stream does not reach its end. An encoding we do not know raises Truncated as well, unless the
    bytes are plainly markup: they are not the text.
    """
    if len(encodings) > LAYERS:
        raise TooLarge(f"{len(encodings)} content encodings one upon the other")
    for encoding in reversed(encodings):
        decoder = _DECODERS.get(encoding)
        if decoder is None and body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"{"):
            continue  # "utf-8", "none", "binary": a server that mistakes the header for another
        if decoder is None:
            raise Truncated(f"content encoding {encoding!r} that we did not ask for")
        body = _joined(decoder(body), encoding, limit)
    return body


def gunzip(body: bytes, limit: int = SITEMAP_MAXSIZE) -> bytes:
    """A gzip file, such as sitemap.xml.gz, or the bytes themselves when they are none.

    Raises TooLarge and Truncated.
    """
    return decode(body, ["gzip"], limit)


def _joined(pieces: Iterator[bytes], encoding: str, limit: int) -> bytes:
    whole = BytesIO()  # hands over what it holds without a second copy
    try:
        for piece in pieces:
            whole.write(piece)
            if whole.tell() > limit:
                whole.close()  # the error's traceback would hold it until it is collected
                raise TooLarge(f"the body is larger than {limit:,} bytes once {encoding} is undone")
    except (zlib.error, brotli.error, zstd.ZstdError, EOFError) as broken:
        raise Truncated(f"broken {encoding} stream: {broken}") from broken
    return whole.getvalue()


def _gzip(body: bytes) -> Iterator[bytes]:
    if body[:2] != b"\x1f\x8b":  # servers lie: a plain body under a gzip header
        yield body
        return
    while body[:2] == b"\x1f\x8b":  # members may follow each other; zero padding ends them
        stream = zlib.decompressobj(wbits=31)
        yield from _inflated(stream, body)
        body = stream.unused_data


def _deflate(body: bytes) -> Iterator[bytes]:
    raw = zlib.decompressobj(wbits=-15)
    try:
        zlib.decompressobj().decompress(body, 1)
    except zlib.error:  # raw deflate, as old Microsoft servers send it
        yield from _inflated(raw, body)
    else:
        yield from _inflated(zlib.decompressobj(), body)


def _inflated(stream: Any, body: bytes) -> Iterator[bytes]:
    yield stream.decompress(body, _CHUNK)
    while not stream.eof:
        piece = stream.decompress(stream.unconsumed_tail, _CHUNK)
        if not piece and not stream.unconsumed_tail:
            raise EOFError("it ends in the middle")
        yield piece


def _brotli(body: bytes) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    yield stream.process(body, output_buffer_limit=_CHUNK)
    while not stream.is_finished():
        piece = stream.process(b"", output_buffer_limit=_CHUNK)
        if not piece and not stream.is_finished():
            raise EOFError("it ends in the middle")
        yield piece


def _zstd(body: bytes) -> Iterator[bytes]:
    while body:
        # a window of 8 MB is what RFC 9659 allows on the web; more is a memory bomb
        stream = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: 23})
        yield stream.decompress(body, _CHUNK)
        while not stream.eof:
            if stream.needs_input:
                raise EOFError("it ends in the middle")
            yield stream.decompress(b"", _CHUNK)
        body = stream.unused_data


_DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
    "identity": lambda body: iter((body,)),
}


class WholeBodies(HttpCompressionMiddleware):
    """Downloader middleware: the body decoded, within limits and complete, or a refusal."""

    def process_response(  # type: ignore[override]  # Scrapy deprecates the spider argument
        self, request: Request, response: Response
    ) -> Response:
        """Raises TooLarge and Truncated."""
        encodings = _named(response)
        if not encodings or request.method == "HEAD":
            return response
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        if not response.body:  # a 304, or an empty answer that still names its encoding
            return response.replace(headers=headers)
        limit = request.meta.get("download_maxsize", self._max_size)
        body = decode(response.body, encodings, limit)
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        again: dict[str, Any] = {"body": body, "headers": headers}
        if issubclass(kind, TextResponse):
            again["encoding"] = None  # to be guessed anew, from the decoded body
        return response.replace(cls=kind, **again)


def _named(response: Response) -> list[str]:
    lines = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
    return [name for name in (part.strip().lower() for part in lines.split(",")) if name]
