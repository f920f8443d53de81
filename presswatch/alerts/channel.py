"""What a channel is. To add one, write presswatch/alerts/x.py; `to = "x:…"` in alerts.toml finds it.

def send(message: Message, target: Target) -> None
    Hands the message over, or raises Refused or Unreachable. It is called in a thread of its
    own and abandoned after SEND_S seconds. The same message may come again with the same key.

def mistake(address: str) -> str | None
    What is wrong with an address, in one line; None when it can be tried. Connects to nobody.
"""

from __future__ import annotations

SEND_S = 60.0  #: a channel that takes longer is given up for this time
SOCKET_S = 20.0  #: for one answer of a server


class DeliveryFailed(Exception):
    """A message was not taken. One line, without secrets."""


class Refused(DeliveryFailed):
    """The target answered and does not take this message: the next one may fare better."""


class Unreachable(DeliveryFailed):
    """The target does not answer, or lets nobody in: the next message would fare no better."""


class Partly(DeliveryFailed):
    """Some of the target's addresses took it: it is not sent again, and the others are named."""
