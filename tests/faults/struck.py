"""A presswatch command that kills itself, hard, at a named step.

    run(desk, "crawl", "--quiet", strike="after commit:3")

dies with its process group the third time a commit has returned. The product knows nothing of this:
what is struck is wrapped here, in the child (tests/commandline.py), before the command starts.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """A function of the product, and on which side of it the child dies."""

    where: str  #: "module:Class.method"
    before: bool = False
    wreck: Callable[..., None] | None = None  #: done just before dying


def _tear(result: Any, archive: Any, *_: Any) -> None:
    """Leaves half a WARC record, as a kill inside `write` does."""
    archive.sync()
    os.truncate(Path(archive.folder) / result.file, result.offset + result.length // 2)


STEPS = {
    "while a door is polled": Step("storage.frontier:Frontier.offer"),
    "after fetch": Step("spiders.pages:PageSpider.parse_page", before=True),
    "inside a WARC record": Step("storage.warc:Archive.append", wreck=_tear),
    "after WARC append": Step("storage.warc:Archive.append"),
    "after WARC fsync": Step("storage.warc:Archive.sync"),
    "after the row of an article": Step("storage.articles:Articles.insert"),
    "inside the transaction": Step("pipelines.save:save"),
    "before commit": Step("sqlite_utils.db:Database.commit", before=True),
    "after commit": Step("sqlite_utils.db:Database.commit"),
    "before a checkpoint": Step("storage.sqlite:SqliteStore._checkpoint", before=True),
    "after a checkpoint": Step("storage.sqlite:SqliteStore._checkpoint"),
    "before learning": Step("pipelines.save:learn", before=True),
    "before the seal": Step("storage.seal:Seal.write", before=True),
    "after the seal": Step("storage.seal:Seal.write"),
}  # fmt: skip


def arm(strike: str) -> None:
    """From now on the nth passage of that step, "STEP:N", is the last."""
    name, _, number = strike.rpartition(":")
    step, nth = STEPS[name], int(number)
    if "checkpoint" in name:
        import_module("storage.sqlite").WAL_BYTES = 0  # type: ignore[attr-defined]
    module, _, path = step.where.partition(":")
    owner: Any = import_module(module)
    *classes, attribute = path.split(".")
    for part in classes:
        owner = getattr(owner, part)
    struck, passed = getattr(owner, attribute), 0

    @wraps(struck)
    def wrapped(*arguments: Any, **named: Any) -> Any:
        nonlocal passed
        passed += 1
        if step.before and passed == nth:
            os.killpg(0, signal.SIGKILL)
        result = struck(*arguments, **named)
        if passed == nth:
            if step.wreck is not None:
                step.wreck(result, *arguments)
            os.killpg(0, signal.SIGKILL)
        return result

    setattr(owner, attribute, wrapped)
