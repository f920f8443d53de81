"""`presswatch watch`: one crawl after the other, whenever something is due.

Each crawl is a process of its own: the lock is held only while it runs, what it took of memory is
given back, and a crash of it ends one crawl and not the watch. Between two crawls this process does
nothing but look at the clock, the watchlist and the database, without Scrapy.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

from presswatch.errors import IntegrityError, LockHeld, UsageError
from spiders.sources import Watchlist, read_watchlist
from storage.due import next_due

LOOK = timedelta(minutes=1)  #: a changed watchlist is noticed within this
AFTER_TROUBLE = timedelta(minutes=5)  #: before a crawl that could not run is tried again
WORTH_ENDING_FOR = (IntegrityError.exit_code,)  #: another crawl would not mend it


@dataclass(slots=True)
class Rounds:
    """The watch over one desk."""

    db: str
    sources: Path
    pause: timedelta  #: the shortest time from one crawl to the next
    options: Sequence[str] = ()  #: of `presswatch crawl`
    tell: Callable[[str], None] = lambda said: None
    _stop: threading.Event = field(default_factory=threading.Event)
    _child: subprocess.Popen[bytes] | None = None

    def run(self, most: int | None = None) -> int:
        """Until a signal, or so many crawls; returns the exit code. Raises for a wrong watchlist."""
        watchlist = read_watchlist(self.sources)
        before = {s: signal.signal(s, self._asked_to_stop) for s in (signal.SIGTERM, signal.SIGINT)}
        code = crawls = 0
        try:
            while not self._stop.is_set() and crawls != most:
                watchlist = self._latest(watchlist)
                wait = self._wait(watchlist)
                if wait > timedelta():
                    self._sleep(min(wait, LOOK))
                    continue
                began, code = datetime.now(UTC), self._crawl()
                crawls += 1
                if code in WORTH_ENDING_FOR:
                    return code
                least = AFTER_TROUBLE if code in (1, 2, 3) else self.pause
                if code == LockHeld.exit_code:
                    self.tell("another presswatch is writing; this one waits for it")
                if crawls != most:
                    self._tell_next(watchlist, least)
                    self._sleep(least - (datetime.now(UTC) - began))
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        return 0

    def _latest(self, before: Watchlist) -> Watchlist:
        """The watchlist as it is now; while somebody edits it and it is wrong, as it was."""
        try:
            return read_watchlist(self.sources)
        except UsageError as error:
            self.tell(f"{error}; watching on with the list as it was")
            self._sleep(LOOK)
            return before

    def _wait(self, watchlist: Watchlist) -> timedelta:
        due = next_due(self.db, watchlist.sources)
        return LOOK if due is None else due - datetime.now(UTC)

    def _crawl(self) -> int:
        command = [sys.executable, "-m", "presswatch.cli", "--db", self.db, "crawl", "--due",
                   "--sources", str(self.sources), *self.options]  # fmt: skip
        # in a session of its own: a Ctrl-C reaches it once, through us, and not twice
        self._child = subprocess.Popen(command, start_new_session=True)
        if self._stop.is_set():
            self._child.terminate()
        try:
            return self._child.wait()
        finally:
            self._child = None

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        again = self._stop.is_set()
        self._stop.set()
        if self._child is not None:
            self._child.kill() if again else self._child.terminate()

    def _tell_next(self, watchlist: Watchlist, least: timedelta) -> None:
        if not self._stop.is_set():
            at = datetime.now(UTC) + max(self._wait(watchlist), least)
            self.tell(f"next look at {at.astimezone():%H:%M:%S}; Ctrl-C ends the watch")

    def _sleep(self, span: timedelta) -> None:
        if span > timedelta():
            self._stop.wait(span.total_seconds())
