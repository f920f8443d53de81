"""Tables to take away. A cell that a spreadsheet would run as a formula is disarmed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def sheet(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV as spreadsheets read it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """A leading apostrophe says "this is text" to every spreadsheet."""
    if isinstance(value, str) and value.lstrip(" \n").startswith(_RUNS):
        return "'" + value
    return "" if value is None else value
