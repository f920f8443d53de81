"""Writes the schema of today, with a row in each table that matters, as a script: once a release.

    python -m tests.storage.schemas.writing 0.1.0

makes tests/storage/schemas/0.1.0.sql; test_migrations.py upgrades every one of them from then on.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from pathlib import Path

from storage import open_store
from tests.faults.writing import store_pieces

#: of a crawl's tables, filled by articles as they are stored
ORDER = (
    "case type when 'table' then sql like 'create virtual%' when 'trigger' then 2 else 3 end, rowid"
)


def script_of(path: Path) -> str:
    """Every statement that makes this database, rows included; triggers fill the search index."""
    db = sqlite3.connect(path)
    made = db.execute(
        "select sql, type, name from sqlite_master where sql is not null and type != 'view'"
        " and name not like 'sqlite_%' and name not glob 'articles_fts_*[a-z]'"
        f" or type = 'trigger' order by {ORDER}"
    ).fetchall()
    lines = [f"{' '.join(sql.split())};" for sql, _, _ in made]
    for _, kind, name in made:
        if kind == "table" and name != "articles_fts":
            lines += [_insert(db, name, row) for row in db.execute(f"select * from [{name}]")]
    db.close()
    return "\n".join([*lines, ""])


def _insert(db: sqlite3.Connection, table: str, row: tuple[object, ...]) -> str:
    values = ", ".join(db.execute("select quote(?)", [value]).fetchone()[0] for value in row)
    return f"insert into [{table}] values ({values});"


def main(version: str) -> None:
    """A desk of three generated articles, as a script."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "desk.db", writer=True)
        store_pieces(store, range(3))
        store.close()
        script = script_of(Path(folder) / "desk.db")
    Path(__file__).with_name(f"{version}.sql").write_text(script, "utf8")


if __name__ == "__main__":
    main(sys.argv[1])
