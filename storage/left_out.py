"""Raw responses that a backup was made without: a file in its `warc/` names them, for people and for us.

A database that points to raw responses which are nowhere is damaged, unless they were never meant to be
in this folder. A desk that was restored from such a backup keeps the file, and so does its next backup.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

FILE = "LEFT-OUT.txt"
_SAYS = """\
This desk comes from a backup that was made without the raw responses (`presswatch backup`, without
--warc). The database points into the files below; whoever has them may put them here.

"""


def leave_out(warc: Path, names: Iterable[str]) -> None:
    """Says so, in a folder that is made if need be. Nothing is written where nothing was left out."""
    listed = sorted(names)
    if listed:
        warc.mkdir(exist_ok=True)
        (warc / FILE).write_text(_SAYS + "".join(f"{name}\n" for name in listed), "utf8")


def left_out(warc: Path) -> frozenset[str]:
    """The files that are meant to be missing, and are."""
    try:
        text = (warc / FILE).read_text("utf8")
    except FileNotFoundError:
        return frozenset()
    names = text.partition("\n\n")[2].split()
    return frozenset(name for name in names if not (warc / name).exists())
