"""Takes rows away for good: an article and all that hangs on it, an address, a host.

What hangs on a row is read from the schema's foreign keys, and where an address stands from the
names of columns, so a table that is added later is emptied as well. The only rows in the house
that are deleted on demand are deleted here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from json import dumps

from sqlite_utils import Database
from sqlite_utils.db import Table

#: pointers that are emptied; the row they stand in says something of its own
_EMPTIED = {
    ("articles", "story"),
    ("articles", "fetch"),
    ("revisions", "fetch"),
    ("copies", "copied_from"),
    ("copies", "compared_with"),
    ("stories", "merged_into"),
}
#: tables whose rows go for other reasons than the address in them
_NOT_BY_ADDRESS = {"articles", "doors", "sources", "tombstones"}
_BY_HOST = (("doors", "url"), ("notices", "url"), ("hosts", "host"), ("sources", "home"))

Matches = Callable[[str], bool]


class Forgetting:
    """Deletes, inside the caller's transaction; `removed` counts rows by table."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.removed: Counter[str] = Counter()

    def articles(self, ids: Iterable[int]) -> None:
        """These articles and every row that points to them."""
        self._delete("articles", "id in (select value from json_each(?))", [dumps(list(ids))])

    def addresses(self, matches: Matches) -> None:
        """Every row about an address that matches, and the requests that were made for it."""
        for table in self._tables():
            if table.name not in _NOT_BY_ADDRESS and "url" in table.columns_dict:
                self._matching(table.name, "url", matches)

    def host(self, matches: Matches) -> None:
        """What is known of a host: its doors, its robots.txt; its source, once no article has it."""
        for table, column in _BY_HOST:
            if table != "sources":
                self._matching(table, column, matches)
        unused = "name not in (select source from articles)"
        self._matching("sources", "home", matches, unused)

    def stories(self, stories: Iterable[int]) -> None:
        """Those of these stories that have no members left, unless another was merged into one."""
        self._delete(
            "stories",
            "id in (select value from json_each(?)) and id not in"
            " (select story from articles where story is not null)"
            " and id not in (select merged_into from stories where merged_into is not null)",
            [dumps(list(stories))],
        )

    def _matching(self, table: str, column: str, matches: Matches, also: str = "1") -> None:
        self._db.conn.create_function(
            "is_forgotten", 1, lambda said: int(said is not None and matches(said))
        )
        self._delete(table, f"{also} and is_forgotten([{column}])", [])

    def _delete(self, table: str, where: str, values: list[object]) -> None:
        chosen = f"from [{table}] where {where}"
        (doomed,) = self._db.execute(f"select count(*) {chosen}", values).fetchone()
        if not doomed:
            return
        for child, column, key in self._pointing_to(table):
            points = f"[{column}] in (select [{key}] {chosen})"
            if (child, column) in _EMPTIED:
                self._db.execute(f"update [{child}] set [{column}] = null where {points}", values)
            else:
                self._delete(child, points, values)
        self.removed[table] += doomed
        self._db.execute(f"delete {chosen}", values)

    def _pointing_to(self, table: str) -> Iterator[tuple[str, str, str]]:
        """(table, column, the column of ours that it names) of each foreign key."""
        for other in self._tables():
            for key in other.foreign_keys:
                if key.other_table == table and key.column and key.other_column:
                    yield other.name, key.column, key.other_column

    def _tables(self) -> list[Table]:
        """Our tables, without those that full text search keeps for itself."""
        tables = [self._db.table(name) for name in self._db.table_names()]
        return [t for t in tables if isinstance(t, Table) and "_fts" not in t.name]


def known_addresses(db: Database, articles: Iterable[int]) -> set[str]:
    """Every address under which these articles were ever named or fetched."""
    rows = db.execute(
        "with these as (select value as id from json_each(?1))"
        " select url from articles where id in these"
        " union select canonical from articles where id in these"
        " union select url from urls where article in these"
        " union select url from fetches where article in these",
        [dumps(list(articles))],
    )
    return {url for (url,) in rows.fetchall()}


def articles_at(db: Database, matches: Matches) -> list[int]:
    """The articles whose address matches."""
    rows = db.execute("select id, url, canonical from articles order by id").fetchall()
    return [row for row, url, canonical in rows if matches(url) or matches(canonical)]


def articles_of(db: Database, story: int) -> list[int]:
    """The members of a story."""
    rows = db.execute("select id from articles where story = ? order by id", [story])
    return [row for (row,) in rows.fetchall()]


def scrub(db: Database) -> bool:
    """Leaves nothing of deleted rows in the file; returns False when a reader kept the old pages.

    The index of words is merged, which drops the words of deleted articles; the file is written
    anew; the write-ahead log is emptied. Not inside a transaction.
    """
    db.execute("insert into articles_fts(articles_fts) values ('optimize')")
    db.execute("pragma secure_delete = on")
    db.execute("vacuum")
    busy, _, _ = db.execute("pragma wal_checkpoint(truncate)").fetchone()
    return not busy
