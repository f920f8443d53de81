"""docs/schema.md, from the schema itself and the descriptions in columns.toml.

python -m storage.schema_page        writes docs/schema.md; a test says whether it is up to date
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from sqlite_utils import Database

from storage import open_store
from storage.browse.metadata import described
from storage.views import VIEWS

PAGE = Path(__file__).parent.parent / "docs" / "schema.md"
_HEAD = """\
# The database

<!-- written by `python -m storage.schema_page` from storage/columns.toml; edit that -->

One SQLite file, `presswatch.db`. Every table is strict; times are ISO 8601 in UTC, to the second, and
sort as text, but for `published_at`, which is in the zone of the page's readers (`published_utc` is the same
moment). Tables change only by the numbered steps of `storage/migrations/`; views are made again at every open. In Datasette the same words stand above each table and column.
"""


def written() -> str:
    """The page, as it should be."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "presswatch.db", writer=True)
        try:
            return _page(store.db)
        finally:
            store.close()


def _page(db: Database) -> str:
    parts = [_HEAD]
    for name, said in described().items():
        kind = "view" if name in VIEWS else "table"
        parts.append(f"## {name}\n\n{kind.capitalize()}. {said['about']}\n")
        rows = [
            f"| `{column}` | {kind} | {about} |" for column, kind, about in _columns(db, name, said)
        ]
        parts.append("\n".join(["| column | type | |", "| --- | --- | --- |", *rows]) + "\n")
    return "\n".join(parts)


def _columns(
    db: Database, name: str, said: dict[str, dict[str, str]]
) -> list[tuple[str, str, str]]:
    """(name, type, what it holds) of each column, in the order of the table."""
    links = {}
    if name not in VIEWS:
        links = {key.column: f"→ {key.other_table}" for key in db.table(name).foreign_keys}
    return [
        (row[1], " ".join(filter(None, [row[2].lower(), links.get(row[1])])), said["columns"].get(row[1], ""))
        for row in db.execute(f"pragma table_info([{name}])").fetchall()
    ]  # fmt: skip


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf8")
