"""Stores articles again and again, each time in a child whose Nth write fails; prints what came of it.

    LD_PRELOAD=failing_disk.so python tests/faults/struck_writes.py FOLDER stages:12 command:30 …

`stages` tells which articles were acknowledged; `command` is the whole of `presswatch import`, with what it
said and its exit code. A child is a fork: everything is imported once. In the parent, whose writes do
not fail, each desk is opened and verified afterwards.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from presswatch.cli import main as presswatch
from presswatch.errors import PresswatchError
from storage import open_store
from tests.faults.desks import complaints, database, doubled, jsonl, query
from tests.faults.generated import piece
from tests.faults.writing import store_pieces

BEFORE, AFTER = range(8), range(8, 18)
DISK = ctypes.CDLL(None)
Said = dict[str, object]


def stages(desk: Path) -> Said:
    """Stores articles stage by stage."""
    acknowledged: list[int] = []
    failure, code = "", 0
    try:
        opened = open_store(database(desk), writer=True)
        try:
            store_pieces(opened, AFTER, acknowledged.append)
        finally:
            opened.close()
    except PresswatchError as error:
        failure, code = str(error), error.exit_code
    return {"acknowledged": acknowledged, "failure": failure, "code": code}


def command(desk: Path) -> Said:
    """`presswatch import`, to its exit."""
    os.chdir(desk)
    sys.argv[1:] = ["import", "articles.jsonl", "--quiet"]
    said = os.memfd_create("stderr")
    os.dup2(said, 2)
    code: object = 0
    try:
        presswatch()
    except SystemExit as end:
        code = end.code
    sys.stderr.flush()
    failure = os.pread(said, 1 << 20, 0).decode()
    return {"acknowledged": [], "failure": failure.strip(), "code": code}


def child(run: Callable[[Path], Said], desk: Path, nth: int) -> Said:
    """What was said in a child whose nth write fails: once, or (odd ones) from then on."""
    read, write = os.pipe()
    if os.fork() == 0:
        DISK.arm(ctypes.c_long(nth), ctypes.c_int(nth % 2))
        said: Said = {"acknowledged": [], "failure": "", "code": -1}
        try:
            said = run(desk)
        except BaseException:  # noqa: BLE001 (a bug; that is what is looked for)
            said["failure"] = traceback.format_exc()
        finally:
            os.write(write, json.dumps(said | {"writes": DISK.writes()}).encode())
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        text = answer.read()
    os.wait()
    told: Said = json.loads(text)
    return told


def looked_at(desk: Path, said: Said) -> Said:
    """The same, with what is on the desk afterwards, when it is opened on a sound disk."""
    open_store(database(desk), writer=True).close()  # mends the archive
    urls = query(database(desk), "select url from articles")
    stored = {int(str(url).rpartition("/")[2]) for (url,) in urls}
    promised = {*said["acknowledged"], *BEFORE}  # type: ignore[misc]
    return said | {
        "lost": sorted(promised - stored), "stored": len(stored),
        "doubled": doubled(database(desk)), "complaints": complaints(desk),
    }  # fmt: skip


WAYS = {"stages": stages, "command": command}


def main(folder: Path, *strikes: str) -> None:
    """One desk, copied for each strike, "WAY:N"."""
    before = folder / "before"
    before.mkdir()
    opened = open_store(database(before), writer=True)
    store_pieces(opened, BEFORE)
    opened.close()
    jsonl(before / "articles.jsonl", map(piece, AFTER))
    for module in ("presswatch.crawl", "spiders.archive", "pipelines.extract"):
        import_module(module)  # once, for all children
    results = []
    for strike in strikes:
        way, _, nth = strike.partition(":")
        desk = Path(shutil.copytree(before, folder / "struck"))
        said = looked_at(desk, child(WAYS[way], desk, int(nth)))
        results.append({"strike": strike} | said)
        shutil.rmtree(desk)
    sys.stdout.write(json.dumps(results))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
