"""Worker processes that read pages and can be killed.

A page can hang a parser (650 kB of `<sup>` take trafilatura 35 s, and no option helps) or eat all
memory. So each page is read in a worker with a deadline and a limit, and a worker that breaks
either is killed and replaced; the next page is none the wiser.
"""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import signal
import sys
from concurrent.futures import TimeoutError as DeadlineError
from dataclasses import dataclass, replace

from pebble import ProcessExpired, ProcessPool
from pebble.common.types import CONSTS

from pipelines.bounds import bounded
from pipelines.extractors.reading import Reading
from pipelines.fork_server import workers_context
from pipelines.losses import Crashed, ExtractionFailed, TooBig, TooSlow
from presswatch.plugs import plug
from presswatch.values import Page

#: seconds for one page; the slowest of the 931 dev pages takes 1.8 (docs/extraction.md)
DEADLINE = 20.0
#: bytes a worker may map beyond what it has when it starts
MEMORY = 1 << 30
#: bytes of HTML; the largest page of the dev corpus has 2.9 million
LARGEST = 20_000_000
#: a worker is replaced after so many pages, for libxml2 gives memory back reluctantly
PAGES_PER_WORKER = 2000
#: with this code a worker says: out of memory
OUT_OF_MEMORY = 77
#: seconds over the deadline after which the kernel ends a worker whose parent was killed
GRACE = 5.0


@dataclass(frozen=True, slots=True)
class _Failed:
    """A failure that travels back from a worker."""

    kind: type[ExtractionFailed]
    detail: str


class ReadingPool:
    """`await pool.read(page)` → Reading, or the ExtractionFailed that it came to."""

    def __init__(self, workers: int = 0, deadline: float = DEADLINE, memory: int = MEMORY) -> None:
        self.deadline = deadline
        self._pool = ProcessPool(
            max_workers=workers or os.cpu_count() or 1,
            max_tasks=PAGES_PER_WORKER,
            initializer=_prepare_worker,
            initargs=(memory,),
            context=workers_context(),
        )

    async def read(self, page: Page) -> Reading:
        """What the page's extractor reads off it. Raises ExtractionFailed."""
        if len(page.body) > LARGEST:
            raise TooBig(f"{len(page.body)} bytes of HTML, {LARGEST} at most")
        task = self._pool.schedule(
            _read, (page.extractor, _luggage(page), self.deadline), timeout=self.deadline
        )
        try:
            got = await asyncio.wrap_future(task)
        except DeadlineError:
            raise TooSlow(f"not read within {self.deadline:g} s") from None
        except ProcessExpired as error:
            raise _expired(error) from None
        if isinstance(got, _Failed):
            raise got.kind(got.detail)
        return got

    def pids(self) -> list[int]:
        """The worker processes at this moment."""
        return list(self._pool._pool_manager.worker_manager.workers)

    def close(self) -> None:
        """End the workers, whatever they are doing."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _luggage(page: Page) -> Page:
    """The page without what no extractor needs, for the way through a pipe."""
    return replace(page, raw=None, crawl=None)


def _expired(error: ProcessExpired) -> ExtractionFailed:
    if error.exitcode == OUT_OF_MEMORY:
        return TooBig(f"more than {MEMORY >> 20} MiB of memory")
    if error.exitcode == -signal.SIGKILL:
        return TooBig("the worker was killed, as a system short of memory does")
    return Crashed(f"the worker ended with code {error.exitcode}")


def _read(extractor: str, page: Page, deadline: float) -> Reading | _Failed:
    """Runs in the worker. The alarm is for orphans: it ends even C code that never returns."""
    signal.setitimer(signal.ITIMER_REAL, deadline + GRACE)
    try:
        reading: Reading = plug(extractor, "extract", "pipelines.extractors")(page)
    except ExtractionFailed as error:
        return _Failed(type(error), error.detail)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # its heap is in pieces: a new worker is the honest answer
    except RecursionError:
        return _Failed(Crashed, "nested too deep for the extractor")
    except Exception as error:  # noqa: BLE001 - whatever a page does to a plug becomes a row
        return _Failed(Crashed, f"{type(error).__name__}: {error}"[:500])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return bounded(reading)


def _prepare_worker(memory: int) -> None:
    """Killable at once, even inside C code, and bounded."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (_mapped() + memory,) * 2)
    gc.freeze()


def _mapped() -> int:
    """Bytes of address space that this process has."""
    with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - not a file
        return int(statm.read().split()[0]) * resource.getpagesize()


#: pebble looks at deadlines and dead workers once in this many seconds
CONSTS.sleep_unit = 0.05
