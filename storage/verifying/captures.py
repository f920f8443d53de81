"""Raw responses: every pointer leads to a whole record of the page it is said to be of."""

from __future__ import annotations

from collections.abc import Iterator

from presswatch.errors import IntegrityError
from presswatch.values import Raw
from storage.left_out import left_out
from storage.verifying.damage import Check, Damage, Desk, Remedy
from storage.warc import Archive


def captures(desk: Desk) -> Iterator[Damage]:
    """Reads each record and compares it with the digest that was written with it."""
    archive, absent = Archive(desk.warc), left_out(desk.warc)
    rows = desk.db.execute(
        "select id, url, warc_file, warc_offset, warc_length from fetches"
        " where warc_file is not null order by warc_file, warc_offset"
    )
    for row, url, *pointer in rows.fetchall():
        raw = Raw(*pointer)
        if raw.file in absent:
            continue
        try:
            archive.check(raw, url)
        except IntegrityError as error:
            yield Damage(f"fetches, row {row}", str(error), Remedy.RAW_LOST)
        desk.looked(1)


def _pointers(desk: Desk) -> dict[str, int]:
    """WARC file → how many rows point into it."""
    rows = desk.db.execute(
        "select warc_file, count(*) from fetches where warc_file is not null group by warc_file"
    )
    return dict(rows.fetchall())


def _here(desk: Desk) -> int:
    absent = left_out(desk.warc)
    return sum(rows for file, rows in _pointers(desk).items() if file not in absent)


def _left_out(desk: Desk) -> int:
    pointers = _pointers(desk)
    return sum(pointers.get(file, 0) for file in left_out(desk.warc))


CHECKS = (
    Check("captures", "the raw response of each fetch, by its digest", captures, _here, _left_out),
)
