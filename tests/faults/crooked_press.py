"""A press of many pages on 127.0.0.1, every host of it behind one port, that answers badly.

    python tests/faults/crooked_press.py --pages 10000 --bad 0.1

prints its port and serves as an HTTP proxy. Of the pages, so many in a hundred answer badly when first
asked for and well when asked again; one in a thousand never answers well. GET /asked tells how often
each page was answered well, for whoever counts refetches.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
from collections import Counter
from collections.abc import Callable
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import click

from tests.faults.generated import OUTLETS, piece

HOPELESS = 0.001  #: of all pages
HANG_S = 300.0


def _http(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}; charset=utf-8", *headers]
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body


def _torn_gzip(page: bytes) -> bytes:
    """Says it is gzip, ends in the middle, and calls the rest complete."""
    whole = gzip.compress(page)
    return _http(whole[: len(whole) // 2], "Content-Encoding: gzip")


def _cut_off(page: bytes) -> bytes:
    """Promises a body and closes after half of it."""
    answer = _http(page)
    return answer[: len(answer) - len(page) // 2]


#: what a bad answer is made of the good page; None: nothing comes, and the connection stays open
BAD: tuple[Callable[[bytes], bytes | None], ...] = (
    lambda page: _http(b"<h1>Oops</h1>", status="500 Internal Server Error"),
    lambda page: b"",  # the connection is closed without a word
    lambda page: random.Random(len(page)).randbytes(400),  # not HTTP at all
    lambda page: _http(random.Random(len(page)).randbytes(4000)),  # not HTML
    _torn_gzip,
    _cut_off,
)


class CrookedPress:
    """Hosts outlet-N.example with a sitemap and pages each."""

    def __init__(self, pages: int, bad: float, hangs: float) -> None:
        self.pages, self.bad, self.hangs = pages, bad, hangs
        self.asked: Counter[int] = Counter()
        self.well: Counter[int] = Counter()

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                answer = await self._answer(urlsplit(head.split(" ")[1]))
                writer.write(answer)
                await writer.drain()
                if not answer.startswith(b"HTTP/1.1 200") or b"Encoding: gzip" in answer[:200]:
                    break
                length = int(answer.split(b"Content-Length: ")[1].split(b"\r\n")[0])
                if len(answer.partition(b"\r\n\r\n")[2]) < length:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client left
        finally:
            writer.close()

    async def _answer(self, url: object) -> bytes:
        host, path = url.hostname or "", url.path  # type: ignore[attr-defined]
        if path == "/asked":
            return _http(json.dumps(self.well).encode(), kind="application/json")
        if path == "/sitemap.xml":
            return _http(
                self._sitemap(int(host.split("-")[1].split(".")[0])), kind="application/xml"
            )
        if not path.strip("/").isdigit():
            return _http(b"gone", status="404 Not Found")
        return await self._page(int(path.strip("/")))

    async def _page(self, number: int) -> bytes:
        self.asked[number] += 1
        page, chance = piece(number).html.encode(), random.Random(f"fault {number}")
        fate = chance.random()
        if fate < HOPELESS or (fate < self.bad and self.asked[number] == 1):
            if chance.random() < self.hangs:
                await asyncio.sleep(HANG_S)
            return chance.choice(BAD)(page) or b""
        self.well[number] += 1
        return _http(page)

    def _sitemap(self, outlet: int) -> bytes:
        rows = "".join(
            f"<url><loc>http://outlet-{outlet}.example/{n}</loc>"
            f"<lastmod>{escape(piece(n).at.isoformat())}</lastmod></url>"
            for n in range(outlet, self.pages, OUTLETS)
        )
        return (
            '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            f"{rows}</urlset>"
        ).encode()


def watchlist() -> str:
    """sources.toml of the whole press."""
    sources = "".join(
        f'\n[[source]]\nname = "outlet-{n}"\nhome = "http://outlet-{n}.example/"\n'
        f'sitemaps = ["http://outlet-{n}.example/sitemap.xml"]\n'
        for n in range(OUTLETS)
    )
    return f'[monitor]\ncontact = "mailto:desk@example.org"\n{sources}'


@click.command()
@click.option("--pages", default=1000)
@click.option("--bad", default=0.1, help="Share of the pages that answer badly at first.")
@click.option("--hangs", default=0.03, help="Share of the bad answers that never come.")
def main(pages: int, bad: float, hangs: float) -> None:
    """Serve until killed."""

    async def serve() -> None:
        press = CrookedPress(pages, bad, hangs)
        server = await asyncio.start_server(press.converse, "127.0.0.1", 0)
        click.echo(str(server.sockets[0].getsockname()[1]))
        await server.serve_forever()

    asyncio.run(serve())


if __name__ == "__main__":
    main()
