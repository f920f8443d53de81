"""The built-in press on 127.0.0.1: one loopback server that is every host of it.

A crawler asks for http://HOST/… through the proxy http://127.0.0.1:PORT. A browser opens
http://127.0.0.1:PORT/ and finds every outlet as http://HOST.localhost:PORT/.

    GET /__press__/round/2     what the press says later: corrected, withdrawn and new articles
    GET /__press__/requests    how often each address was asked for

Run by hand: python -m presswatch.demo.server --port 8898
"""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from html import escape
from http import HTTPStatus
from types import TracebackType
from urllib.parse import urlsplit

import click

from presswatch.demo.site import NOTE, Answer, Site

LOOPBACK = "127.0.0.1"
HERE = {LOOPBACK, "localhost", "[::1]", ""}
HEAD_LIMIT = 1 << 16  #: bytes of a request's head; longer ones end the connection


@dataclass(frozen=True, slots=True)
class Asked:
    """One request and what it got."""

    method: str
    url: str
    status: int


class Press:
    """The hosts behind one port: speaks HTTP/1.1, remembers who asked for what."""

    def __init__(self, reference: datetime | None = None, press_round: int = 1) -> None:
        self.site = Site(reference or datetime.now(UTC))
        self.site.round = press_round
        self.asked: deque[Asked] = deque(maxlen=100_000)

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, kept alive until the other side has enough."""
        try:
            while await self._exchange(reader, writer):
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass  # the client left, which is how every connection ends
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; false when the connection is to end."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        words = first.split(" ")
        if len(words) != 3 or words[0] not in ("GET", "HEAD"):
            writer.write(_http(Answer(405, b"GET and HEAD only\n", "text/plain"), "GET", {}))
            return False
        method, target, _ = words
        fields = {k.strip().casefold(): v.strip() for k, _, v in (x.partition(":") for x in lines)}
        url = target if "://" in target else f"http://{fields.get('host', '')}{target}"
        try:
            answer = self._answer(url)
        except ValueError as wrong:  # urlsplit: an address that is none
            answer = Answer(400, f"{wrong}\n".encode(), "text/plain")
        reply = _http(answer, method, fields)
        self.asked.append(Asked(method, url, int(reply[9:12])))
        writer.write(reply)
        return fields.get("connection", "").casefold() != "close"

    def _answer(self, url: str) -> Answer:
        parts = urlsplit(url)
        host = (parts.hostname or "").removesuffix(".localhost")
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if host in HERE:
            return self._control(path, parts.port or 80)
        return self.site.answer(host, path)

    def _control(self, path: str, port: int) -> Answer:
        match path.strip("/").split("/"):
            case [""]:
                return Answer(200, self._directory(port))
            case ["__press__", "round", ("1" | "2") as chosen]:
                self.site.round = int(chosen)
                return Answer(200, f"round {chosen}\n".encode(), "text/plain")
            case ["__press__", "requests"]:
                lines = "".join(f"{a.method} {a.url} {a.status}\n" for a in self.asked)
                return Answer(200, lines.encode(), "text/plain")
            case _:
                return Answer(404, b"not in this press\n", "text/plain")

    def _directory(self, port: int) -> bytes:
        """A page for people: every outlet, with a link that a browser can follow."""
        rows = "".join(
            f'<li><a href="http://{o.host}.localhost:{port}/">{escape(o.title)}</a> {o.host}</li>'
            for o in self.site.edition.outlets.values()
        )
        return (
            "<!doctype html><html lang=en><meta charset=utf-8><title>The built-in press</title>"
            f"<h1>The built-in press</h1><p>{NOTE}</p><ul>{rows}</ul><p>Round {self.site.round}. "
            '<a href="/__press__/round/1">Round 1</a> <a href="/__press__/round/2">Round 2</a></p>'
        ).encode()


def _http(answer: Answer, method: str, fields: dict[str, str]) -> bytes:
    """The answer in its HTTP dress; 304 when the client has it already."""
    tag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
    known = answer.status == 200 and _has(answer, tag, fields)
    status = HTTPStatus(304 if known else answer.status)
    head = [
        f"HTTP/1.1 {status.value} {status.phrase}",
        f"Date: {format_datetime(datetime.now(UTC), usegmt=True)}",
        f"ETag: {tag}",
        f"Content-Length: {0 if known else len(answer.body)}",
        f"Content-Type: {answer.media_type}",
    ]
    if answer.last_modified:
        head.append(f"Last-Modified: {_http_date(answer.last_modified)}")
    body = b"" if known or method == "HEAD" else answer.body
    return "\r\n".join([*head, "", ""]).encode("latin-1") + body


def _has(answer: Answer, tag: str, fields: dict[str, str]) -> bool:
    """Whether the client's copy is current; the tag overrules the date (RFC 9110, 13.2.2)."""
    if tags := fields.get("if-none-match"):
        return tags == "*" or tag in (t.strip().removeprefix("W/") for t in tags.split(","))
    since = fields.get("if-modified-since")
    if not since or not answer.last_modified:
        return False
    try:
        return answer.last_modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):  # no date, or one without a zone: as if it were not there
        return False


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


async def serve(press: Press, port: int = 0) -> asyncio.Server:
    """The press, listening on a loopback port (0: any free one). Raises OSError if it is taken."""
    return await asyncio.start_server(press.converse, LOOPBACK, port, limit=HEAD_LIMIT)


class PressServer:
    """The press in a thread of its own, for code that is not asynchronous.

    with PressServer(reference) as press:
        crawl(proxy=press.proxy)
        press.round = 2
    """

    def __init__(
        self, reference: datetime | None = None, press_round: int = 1, port: int = 0
    ) -> None:
        self.press = Press(reference, press_round)
        self.port = port
        self._thread: threading.Thread | None = None

    def start(self) -> int:
        """Begin to listen; the port. Raises OSError if the port is taken."""
        self._loop = asyncio.new_event_loop()
        try:
            self._server = self._loop.run_until_complete(serve(self.press, self.port))
        except OSError:
            self._loop.close()
            raise
        self.port = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, name="press", daemon=True)
        self._thread.start()
        return self.port

    def stop(self) -> None:
        """Close every connection and end the thread. Harmless if never started."""
        if self._thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._thread = None

    async def _close(self) -> None:
        self._server.close()
        open_now = asyncio.all_tasks() - {asyncio.current_task()}
        for task in open_now:
            task.cancel()
        await asyncio.gather(*open_now, return_exceptions=True)

    @property
    def proxy(self) -> str:
        """What http_proxy is to be set to."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def round(self) -> int:
        """The crawl round: 1, or 2 for the corrected press."""
        return self.press.site.round

    @round.setter
    def round(self, press_round: int) -> None:
        self.press.site.round = press_round

    def url(self, key: str) -> str:
        """The address of "outlet/slug", for tests and truth.toml."""
        return self.press.site.edition.url(key)

    def __enter__(self) -> PressServer:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.stop()


@click.command()
@click.option("--port", default=8898, show_default=True, help="port on 127.0.0.1; 0 for any")
@click.option("--round", "press_round", default=1, type=click.IntRange(1, 2), show_default=True)
def main(port: int, press_round: int) -> None:
    """Serve the built-in press until interrupted."""

    async def run() -> None:
        server = await serve(Press(press_round=press_round), port)
        bound = server.sockets[0].getsockname()[1]
        click.echo(f"the built-in press: http://{LOOPBACK}:{bound}/ (and as an HTTP proxy)")
        await server.serve_forever()

    try:
        asyncio.run(run())
    except KeyboardInterrupt:
        click.echo("closed")


if __name__ == "__main__":
    main()
