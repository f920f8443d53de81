"""`presswatch …` in a process of its own, forked from one that has already imported what it needs.

Loading Scrapy, numpy and trafilatura takes longer than most commands. The process is as real as any:
its own folder, environment, output and exit code. tests/presswatch/test_cli.py starts some from nothing.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import weakref
from collections.abc import Mapping
from multiprocessing import forkserver, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from subprocess import CompletedProcess

from scrapy.core.engine import ExecutionEngine

from pipelines.fork_server import PRELOAD

#: s; Scrapy's is 5, which hides that a crawl was done and nobody told it. Here such a crawl hangs, and the test fails
HEARTBEAT_S = 600.0
#: neither a reactor nor presswatch.settings, which reads the environment once: each command has its own.
#: A process has one forkserver for all who ask for one, so what reading pools need warm is in it as well
LOADED = [
    "presswatch.cli", "presswatch.crawl", "presswatch.show", "scrapy.crawler", "spiders.press",
    "spiders.archive", "spiders.discover", "spiders.replay", "spiders.manners.handler",
    "spiders.manners.under_way", "pipelines.judge", "pipelines.save", "pipelines.extract",
    "pipelines.trace", "storage", "numpy", "scrapy.extensions.feedexport", *PRELOAD,
]  # fmt: skip
_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload(LOADED)


class Running:
    """A command under way, in a process group of its own; `strike` as in tests/faults/struck.py.

    `mortal`: its workers are in that group too, so that they are killed with it.
    """

    def __init__(
        self,
        folder: Path,
        arguments: tuple[str, ...],
        env: Mapping[str, str],
        strike: str = "",
        *,
        mortal: bool = False,
    ) -> None:
        self.arguments = arguments
        self._said = Path(tempfile.mkdtemp(prefix="presswatch-said-"))
        self._finalize = weakref.finalize(self, shutil.rmtree, self._said, ignore_errors=True)
        self.process: BaseProcess = _FORKS.Process(
            target=_command,
            args=(
                str(folder), arguments, dict(env), str(self._said), strike,
                "" if strike or mortal else _server_address(),
            ),
        )  # fmt: skip
        self.process.start()

    def kill(self) -> None:
        """kill -9, and its process group with it."""
        os.killpg(self.process.pid or 0, signal.SIGKILL)

    def terminate(self) -> None:
        """SIGTERM, as systemd or `kill` sends it."""
        self.process.terminate()

    def wait(self, timeout: float = 90) -> CompletedProcess[str]:
        """How it ended, as subprocess.run would tell it. Kills what takes longer, and fails."""
        self.process.join(timeout)
        if self.process.exitcode is None:
            self.process.kill()
            raise AssertionError(f"{self.arguments} took longer than {timeout} s")
        out, err = ((self._said / name).read_text("utf8") for name in ("out", "err"))
        self._finalize()
        return CompletedProcess(self.arguments, self.process.exitcode, out, err)


def presswatch(
    folder: Path,
    *arguments: str,
    env: Mapping[str, str] = os.environ,
    timeout: float = 90,
    strike: str = "",
) -> CompletedProcess[str]:
    """Runs `presswatch …` in a folder and waits for it."""
    return Running(folder, arguments, env, strike).wait(timeout)


def _server_address() -> str:
    forkserver.ensure_running()
    return str(forkserver._forkserver._forkserver_address)


def _fork_workers_from(address: str) -> None:
    """From the server that forked this command: a second one takes 2 s to import the same again.

    "Usually a child process will just reuse the forkserver started by its parent", says the standard
    library of `ensure_running`; but the child is not told its address.
    """
    server = forkserver._forkserver
    server._forkserver_address = address
    server.ensure_running = forkserver.ensure_running = lambda: None


def _command(
    folder: str,
    arguments: tuple[str, ...],
    env: dict[str, str],
    said: str,
    strike: str,
    address: str,
) -> None:
    os.setsid()
    if address:
        _fork_workers_from(address)
    os.environ.clear()
    os.environ.update(env)
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(Path(said, name), os.O_WRONLY | os.O_CREAT, 0o600), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(folder)
    sys.argv = ["presswatch", *arguments]
    if strike:
        from tests.faults.struck import arm

        arm(strike)
    ExecutionEngine._SLOT_HEARTBEAT_INTERVAL = HEARTBEAT_S
    from presswatch.cli import main

    main()
