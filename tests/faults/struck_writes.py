"""Stores articles again and again, each time in a child whose Nth write fails; prints what came of it.

    LD_PRELOAD=failing_disk.so python tests/faults/struck_writes.py FOLDER FIRST LAST

In the parent, whose writes do not fail, each desk is opened and verified afterwards.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
from pathlib import Path

from presswatch.errors import PresswatchError
from storage import open_store
from tests.faults.desks import complaints, database, doubled, query
from tests.faults.writing import store_pieces

BEFORE, AFTER = range(8), range(8, 18)
DISK = ctypes.CDLL(None)


def store(desk: Path, numbers: range, acknowledged: list[int]) -> str:
    """Stores articles; returns what it failed on, if it did."""
    try:
        opened = open_store(database(desk), writer=True)
        try:
            store_pieces(opened, numbers, acknowledged.append)
        finally:
            opened.close()
    except PresswatchError as error:
        return type(error).__name__
    return ""


def child(desk: Path, nth: int) -> tuple[list[int], str]:
    """(acknowledged, failure) of a child whose nth write fails, once or from then on in turn."""
    read, write = os.pipe()
    if os.fork() == 0:
        acknowledged: list[int] = []
        DISK.arm(ctypes.c_long(nth), ctypes.c_int(nth % 2))
        failed = "not ours"
        try:
            failed = store(desk, AFTER, acknowledged)
        finally:
            os.write(write, json.dumps([acknowledged, failed]).encode())
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        said = answer.read()
    os.wait()
    acknowledged, failed = json.loads(said)
    return acknowledged, failed


def main(folder: Path, first: int, last: int) -> None:
    """One desk, copied for each N."""
    (folder / "before").mkdir()
    assert store(folder / "before", BEFORE, []) == ""
    results = []
    for nth in range(first, last + 1):
        desk = Path(shutil.copytree(folder / "before", folder / "struck"))
        acknowledged, failed = child(desk, nth)
        assert store(desk, range(0), []) == ""  # opens, mends the archive
        urls = query(database(desk), "select url from articles")
        stored = {int(str(url).rpartition("/")[2]) for (url,) in urls}
        results.append({
            "nth": nth, "failed": failed, "acknowledged": len(acknowledged),
            "lost": sorted((set(acknowledged) | set(BEFORE)) - stored),
            "doubled": doubled(database(desk)), "complaints": complaints(desk),
        })  # fmt: skip
        shutil.rmtree(desk)
    sys.stdout.write(json.dumps(results))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
