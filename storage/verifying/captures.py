"""Raw responses: every pointer leads to a whole record of the page it is said to be of."""

from __future__ import annotations

from collections.abc import Iterator

from presswatch.errors import IntegrityError
from presswatch.values import Raw
from storage.verifying.damage import Check, Damage, Desk, Remedy
from storage.warc import Archive

_POINTERS = "from fetches where warc_file is not null"


def captures(desk: Desk) -> Iterator[Damage]:
    """Reads each record and compares it with the digest that was written with it."""
    archive = Archive(desk.warc)
    rows = desk.db.execute(
        f"select id, url, warc_file, warc_offset, warc_length {_POINTERS}"
        " order by warc_file, warc_offset"
    )
    for row, url, *pointer in rows.fetchall():
        raw = Raw(*pointer)
        try:
            archive.check(raw, url)
        except IntegrityError as error:
            yield Damage(f"fetches, row {row}", str(error), Remedy.RAW_LOST)
        desk.looked(1)


def _how_many(desk: Desk) -> int:
    return int(desk.db.execute(f"select count(*) {_POINTERS}").fetchone()[0])


CHECKS = (Check("captures", "the raw response of each fetch, by its digest", captures, _how_many),)
