"""Everything else: `to = "tgram://…"`, or any other address that apprise knows.

Apprise is an extra: `pip install 'presswatch[alerts]'`. An address that holds a token belongs into
a variable or a file: `to_env = "DESK_CHAT"`.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from presswatch.alerts.channel import SEND_S, Unreachable
from presswatch.alerts.clean import shortened
from presswatch.alerts.message import Message
from presswatch.alerts.rendering import to_text
from presswatch.alerts.telling import subject
from presswatch.values import Target

_MISSING = "this address needs apprise: pip install 'presswatch[alerts]'"


def mistake(address: str) -> str | None:
    """What is wrong with an address."""
    if find_spec("apprise") is None:
        return _MISSING
    if not _channel(address):
        return "neither a channel of presswatch nor an address that apprise can read"
    return None


def send(message: Message, target: Target) -> None:
    """The message as text. Apprise does not say whether it or the target was at fault."""
    result = _channel(target.address).notify(
        title=subject(message), body=to_text(message), timeout=SEND_S
    )
    if not result:
        said = "; ".join(str(getattr(entry, "message", entry)) for entry in result.logs())
        raise Unreachable(shortened(said, 200) or "apprise could not deliver it")


def _channel(address: str) -> Any:
    import apprise

    found = apprise.Apprise()
    found.add(address)
    return found
