"""The pages of a corpus, served on loopback under made-up hosts: a proxy, and a plain server."""

from __future__ import annotations

import asyncio
import gzip
import json
from dataclasses import dataclass
from html import escape
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlsplit

#: the pages are dealt out to so many outlets
HOSTS = tuple(f"outlet-{n:02}.example" for n in range(40))


@dataclass(frozen=True, slots=True)
class Site:
    """All pages by address, in order."""

    pages: dict[str, bytes]

    def of(self, host: str) -> list[str]:
        """The addresses of one outlet."""
        return [url for url in self.pages if urlsplit(url).hostname == host]


def read_site(corpus: Path, pages: int) -> Site:
    """`pages` pages; the corpus is gone through again when it has fewer."""
    rows = [json.loads(line) for line in (corpus / "pages.jsonl").open(encoding="utf8")]
    bodies = [gzip.decompress((corpus / "pages" / f"{r['id']}.html.gz").read_bytes()) for r in rows]
    dealt = zip(range(pages), islice(cycle(bodies), pages), cycle(HOSTS), strict=False)
    return Site({f"http://{host}/2026/story-{n:04}x": body for n, body, host in dealt})


def serve(site: Site, few: int, port: Connection) -> None:
    """Runs until it is ended; tells its port first. /few.xml names `few` pages of all outlets."""
    asyncio.run(_serve(site, few, port))


async def _serve(site: Site, few: int, port: Connection) -> None:
    numbered = list(site.pages.values())
    first = set(list(site.pages)[:few])
    feeds = {(host, "/feed.xml"): _feed(site.of(host)) for host in HOSTS}
    feeds |= {(h, "/few.xml"): _feed([u for u in site.of(h) if u in first]) for h in HOSTS}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                while (await reader.readline()).strip():
                    pass
                target = line.split()[1].decode()
                parts = urlsplit(target)
                if not parts.hostname:
                    body: bytes | None = numbered[int(parts.path.split("/")[1])]
                elif parts.path.endswith(".xml"):
                    body = feeds.get((parts.hostname, parts.path))
                else:
                    body = site.pages.get(target)
                kind = b"text/xml" if parts.path.endswith(".xml") else b"text/html"
                status = b"200 OK" if body is not None else b"404 Not Found"
                body = body or b""
                head = b"HTTP/1.1 %b\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n"
                writer.write(head % (status, kind, len(body)) + body)
                await writer.drain()
        except (ConnectionError, IndexError, ValueError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port.send(server.sockets[0].getsockname()[1])
    async with server:
        await server.serve_forever()


def _feed(urls: list[str]) -> bytes:
    items = "".join(f"<item><title>x</title><link>{escape(url)}</link></item>" for url in urls)
    return f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>".encode()
