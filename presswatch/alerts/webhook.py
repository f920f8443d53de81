"""A webhook: `to = "webhook:https://example.org/hook"` receives each message as JSON by POST.

    X-Presswatch-Signature: t=1764080000,v1=<hex>     HMAC-SHA256 with the target's secret, over
                                                      the number, a dot, and the body as it came
    Idempotency-Key: <key>                            the same for every try of one message

Where a webhook leads is the operator's choice, so unlike a crawl's it may be a private address.
For that reason redirects are not followed: nobody but the operator says where a message goes.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from importlib.metadata import version
from urllib.parse import urlsplit

import httpx

from presswatch.alerts.channel import SEND_S, SOCKET_S, Refused, Unreachable
from presswatch.alerts.clean import shortened
from presswatch.alerts.message import Message, to_json
from presswatch.values import Target

READ = 2_000  #: bytes of an answer that are looked at
#: the target is down, busy, or does not know us: the next message would fare no better
_NOT_NOW = {401, 403, 404, 405, 407, 408, 410, 421, 425, 429}


def mistake(address: str) -> str | None:
    """What is wrong with the address of a webhook."""
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        good = False
    return (
        None if good and address.isprintable() and " " not in address else "write webhook:https://…"
    )


def send(message: Message, target: Target) -> None:
    """Posts the document; any answer of 2xx means that it was taken."""
    body = to_json(message).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"presswatch/{version('presswatch')}",
        "Idempotency-Key": message.key,
    }
    if target.secret:
        headers["X-Presswatch-Signature"] = signature(target.secret, body, int(time.time()))
    try:
        status, said = _post(target.address, body, headers)
    except httpx.HTTPError as error:
        raise Unreachable(f"{_host(target)}: {str(error) or type(error).__name__}") from None
    except (httpx.InvalidURL, ValueError, OSError) as error:
        raise Unreachable(f"{_host(target)}: {type(error).__name__}: {error}") from None
    if 200 <= status < 300:
        return
    line = f"{_host(target)} answered {status} {shortened(said, 120)}".strip()
    if 400 <= status < 500 and status not in _NOT_NOW:
        raise Refused(line)
    raise Unreachable(line + ("; redirects are not followed" if 300 <= status < 400 else ""))


def signature(secret: str, body: bytes, at: int) -> str:
    """The header by which a receiver knows that the message is ours, and that it is not old."""
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256)
    return f"t={at},v1={signed.hexdigest()}"


def _post(url: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
    """(status, how the answer begins)"""
    ends = time.monotonic() + SEND_S
    with (
        httpx.Client(follow_redirects=False, timeout=SOCKET_S) as client,
        client.stream("POST", url, content=body, headers=headers) as answer,
    ):
        said = b""
        for piece in answer.iter_raw():
            said += piece
            if len(said) >= READ or time.monotonic() > ends:
                break
        return answer.status_code, said[:READ].decode("utf8", "replace")


def _host(target: Target) -> str:
    """The part of the address that holds no secret."""
    return urlsplit(target.address).hostname or "the webhook"
