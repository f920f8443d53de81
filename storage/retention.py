"""Lets go of what is old: texts, and the raw responses they were read from. No row is deleted.

An article whose text is gone keeps its title, its addresses, clocks and credits, its story, the
links to its origin and their evidence in numbers and offsets. It is not compared with newcomers any
more; what was concluded before stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from json import dumps

from sqlite_utils import Database

from presswatch.values import Raw
from storage.log import now


@dataclass(frozen=True, slots=True)
class Kept:
    """A raw response that is on disk, and the row that points to it."""

    fetch: int
    raw: Raw


class Retention:
    """Finds by age and lets go, inside the caller's transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def sources(self) -> list[str]:
        """Every source that ever brought a page, on the watchlist or not."""
        rows = self._db.execute("select name from sources order by name").fetchall()
        return [name for (name,) in rows]

    def old_texts(self, source: str, before: str) -> list[int]:
        """Articles of a source, first seen before that time, whose text is still there."""
        rows = self._db.execute(
            "select id from articles where source = ? and first_seen_at < ? and pruned_at is null",
            [source, before],
        )
        return [row for (row,) in rows.fetchall()]

    def let_go(self, articles: list[int]) -> None:
        """These articles, and what they said before, keep all but their words."""
        these = "(select value from json_each(?))"
        said = dumps(articles)
        self._db.execute(
            "update articles set text = '', description = null, pruned_at = ?, facts = ("
            " select json_group_array(json(value)) from json_each(coalesce(facts, '[]'))"
            " where json_extract(value, '$.name') is not 'description')"
            f" where id in {these}",
            [now(), said],
        )
        self._db.execute(f"update revisions set text = '' where article in {these}", [said])
        self._db.execute(
            f"update fingerprints set grams = x'', cuts = null where article in {these}", [said]
        )

    def old_captures(self, source: str, before: str) -> list[Kept]:
        """The raw responses of a source that came before that time."""
        rows = self._db.execute(
            "select id, warc_file, warc_offset, warc_length from fetches"
            " where source = ? and fetched_at < ? and warc_file is not null",
            [source, before],
        )
        return [Kept(row, Raw(file, at, size)) for row, file, at, size in rows.fetchall()]

    def unpoint(self, kept: list[Kept]) -> None:
        """These rows point to no raw response any more."""
        self._db.execute(
            "update fetches set warc_file = null, warc_offset = null, warc_length = null"
            " where id in (select value from json_each(?))",
            [dumps([one.fetch for one in kept])],
        )

    def pointed_to(self) -> set[str]:
        """The WARC files that a row still points to."""
        rows = self._db.execute(
            "select distinct warc_file from fetches where warc_file is not null"
        ).fetchall()
        return {name for (name,) in rows}
