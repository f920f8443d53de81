"""A clock that jumps: whenever everybody waits, it goes on to the next moment that somebody waits for.

`time.time`, `time.monotonic`, `datetime.now` and the event loop's own time all follow it, so that a
pause of an hour in the crawler takes no time and is an hour in every row that is written.
"""

from __future__ import annotations

import asyncio
import selectors
import time
from datetime import UTC, datetime
from typing import Any

import time_machine

START = datetime(2027, 3, 1, tzinfo=UTC)  #: a Monday


class _Jumping(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    """Instead of waiting for the network, which there is none of, the clock is put forward."""

    clock: Clock

    def select(self, timeout: float | None = None) -> list[Any]:
        ready: list[Any] = super().select(0)
        if not ready and timeout:
            self.clock.forward(timeout)
        return ready


class Clock:
    """The only one that is right in this process."""

    def __init__(self) -> None:
        self.elapsed = 0.0  #: s since START
        self._machine = time_machine.travel(START, tick=False)
        self._traveller = self._machine.start()
        time.monotonic = lambda: 1e6 + self.elapsed  # type: ignore[assignment]

    def forward(self, seconds: float) -> None:
        """Time passes."""
        self.elapsed += seconds
        self._traveller.shift(seconds)

    def loop(self) -> asyncio.AbstractEventLoop:
        """An event loop that lives by this clock."""
        selector = _Jumping()
        selector.clock = self
        return asyncio.SelectorEventLoop(selector)
