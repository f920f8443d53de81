"""Group commit: many small writes, one transaction, one sync of the WARC."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

BATCH = 8  #: writes in one transaction: also the most that a kill can undo and the next crawl fetches again
DELAY_S = 0.2  #: how long a lone write waits for company


class GroupCommit:
    """Commits when the batch is full or old, and wakes those who wait for it."""

    def __init__(self, loop: asyncio.AbstractEventLoop, commit: Callable[[], None]) -> None:
        self._loop = loop
        self._commit = commit
        self._done: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._waiting = 0

    def opened(self) -> None:
        """A batch was begun: it will be committed, at the latest after DELAY_S."""
        self._done = self._loop.create_future()
        self._timer = self._loop.call_later(DELAY_S, self.flush)
        self._waiting = 0

    async def committed(self) -> None:
        """Waits for the batch that is open now."""
        if self._done is None:
            return
        done = self._done
        self._waiting += 1
        if self._waiting >= BATCH:
            self.flush()
        await asyncio.shield(done)

    def lost(self, error: Exception) -> None:
        """The open batch is rolled back already: all who wait for it are told."""
        done, self._done = self._done, None
        if done is None:
            return
        if self._timer is not None:
            self._timer.cancel()
        if self._waiting:
            done.set_exception(error)

    def flush(self) -> None:
        """Commits the open batch now. A failure is raised to all who wait for it."""
        done, self._done = self._done, None
        if done is None:
            return
        if self._timer is not None:
            self._timer.cancel()
        try:
            self._commit()
        except Exception as error:
            if self._waiting == 0:
                raise  # nobody waits: tell the caller
            done.set_exception(error)
        else:
            done.set_result(None)
