"""What reading processes are forked from: a process that has imported their needs, and runs nothing.

Forking one that runs a reactor and its threads is not safe, and spawning imports lxml and trafilatura
anew for each worker. To import them takes 2 s, so whoever expects a page begins early (`prepare`).
"""

from __future__ import annotations

import multiprocessing
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext

#: what every worker has imported before it is born
PRELOAD = ["pipelines.reading_pool", "pipelines.reading.warm"]


@cache
def prepare() -> None:
    """Returns at once, and does it once: the other process imports while this one goes on."""
    workers_context()
    forkserver.ensure_running()


def workers_context() -> ForkServerContext:
    """For whoever starts workers."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    return context
