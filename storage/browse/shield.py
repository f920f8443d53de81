"""What every answer carries, and which questions get none.

Pages of Datasette itself need inline scripts and styles; nothing on them may come from elsewhere
either. A request under a foreign Host is refused: a web page that a reader visits could otherwise
point its own name at 127.0.0.1 and read the newsroom (DNS rebinding). Nor may such a page send a
form here: a browser says where a form comes from (Sec-Fetch-Site, or Origin). The token that
Datasette 0.65 gives its forms is no help against that: without a cookie it is not asked for.

In the public mode nothing may be sent but a question, and Datasette's own pages about itself (its
settings, plugins, threads, the path of the file) are not there.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

DATASETTE_CSP = (
    b"default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
    b" font-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
READING = ("GET", "HEAD", "OPTIONS")
NAME = b"This presswatch does not answer under that name. Start it with --allow-host NAME.\n"
ELSEWHERE = b"This form was not sent from a page of this presswatch.\n"
_ALWAYS = (
    (b"content-security-policy", DATASETTE_CSP),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


#: under /-/ is what Datasette says of itself; of that, the public mode needs styles and scripts
_STATIC = re.compile(r"/-/static(?:-plugins/[^/]+)?/[^/]+(?:/[^/]+)*\Z")


def shielded(app: App, hosts: Iterable[str] | None, public: bool = False) -> App:
    """Wraps an ASGI app; `hosts` None: any Host will do."""
    allowed = {h.casefold() for h in hosts} if hosts is not None else None

    async def shield(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if allowed is not None and _host(scope) not in allowed:
            await _refuse(send, 421, NAME)
            return
        if scope["method"] not in READING and not _from_here(scope):
            await _refuse(send, 403, ELSEWHERE)
            return
        if public and scope["method"] not in ("GET", "HEAD"):
            await _refuse(send, 405, b"This presswatch only answers questions.\n")
            return
        if public and _is_own(str(scope["path"])):
            await _refuse(send, 404, b"There is no such page here.\n")
            return

        async def send_with_headers(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                added = [(name, value) for name, value in _ALWAYS if name not in given]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await app(scope, receive, send_with_headers)

    return shield


def _header(scope: Scope, name: bytes) -> str:
    said = next((v for k, v in scope["headers"] if k.lower() == name), b"")
    return str(said.decode("latin1")).casefold()


def _from_here(scope: Scope) -> bool:
    """Was a form sent from a page of ours? A client that is no browser says nothing, and may."""
    site, origin = _header(scope, b"sec-fetch-site"), _header(scope, b"origin")
    if site:
        return site in ("same-origin", "none")
    return not origin or origin.partition("://")[2] == _header(scope, b"host")


def _host(scope: Scope) -> str:
    """The Host header without its port."""
    host = _header(scope, b"host")
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _is_own(path: str) -> bool:
    """Whether the path is one where Datasette speaks of itself; with dots in it, it may be."""
    return ("/-/" in path and not _STATIC.match(path)) or path.startswith("/_") or "/../" in path


async def _refuse(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *_ALWAYS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
