"""What every answer carries, and which questions get none.

Pages of Datasette itself need inline scripts and styles; nothing on them may come from elsewhere
either. A request under a foreign Host is refused: a web page that a reader visits could otherwise
point its own name at 127.0.0.1 and read the newsroom (DNS rebinding).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

DATASETTE_CSP = (
    b"default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
    b" img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
_ALWAYS = (
    (b"content-security-policy", DATASETTE_CSP),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


def shielded(app: App, hosts: Iterable[str] | None) -> App:
    """Wraps an ASGI app; `hosts` None: any Host will do."""
    allowed = {h.casefold() for h in hosts} if hosts is not None else None

    async def shield(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if allowed is not None and _host(scope) not in allowed:
            await _refuse(send)
            return

        async def send_with_headers(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                added = [(name, value) for name, value in _ALWAYS if name not in given]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await app(scope, receive, send_with_headers)

    return shield


def _host(scope: Scope) -> str:
    """The Host header without its port."""
    said = next((v for k, v in scope["headers"] if k.lower() == b"host"), b"")
    host = str(said.decode("latin1")).casefold()
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


async def _refuse(send: Send) -> None:
    body = b"This presswatch does not answer under that name. Start it with --allow-host NAME.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *_ALWAYS]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body})
