"""Words: each text is the one that was stored, and every value can be read as what it should be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from storage.verifying.damage import Check, Damage, Desk, rows_in

#: columns that hold JSON, wherever they stand
JSON = frozenset(
    ("authors", "facts", "credits", "tags", "changes", "evidence", "opt_outs", "payload", "cuts")
)
TEXT = {"articles": "id", "revisions": "article"}  #: table → the column that names the article


def texts(desk: Desk) -> Iterator[Damage]:
    """`sha256` was taken of title and text before they were written (pipelines/fingerprint.py)."""
    let_go = "(select id from articles where pruned_at is not null)"  # storage/retention.py
    for table, article in TEXT.items():
        rows = desk.db.conn.cursor()
        rows.execute(
            f"select id, cast(title as blob), cast(text as blob), sha256 from [{table}]"
            f" where {article} not in {let_go} order by id"
        )
        for row, title, text, digest in rows:
            desk.looked(1)
            if sha256(title + b"\n" + text).hexdigest() != digest:
                yield Damage(f"{table}, row {row}", "title and text are not those that were stored")


def values(desk: Desk) -> Iterator[Damage]:
    """Text is UTF-8, JSON is JSON, a time is a time: in every column of every table of ours."""
    for table in _tables(desk):
        columns = [name for _, name, *_ in desk.db.execute(f"pragma table_info([{table}])")]
        # as bytes: sqlite3 raises on the first text that is not UTF-8, and we want all of them
        selected = ", ".join(
            f"case typeof([{c}]) when 'text' then cast([{c}] as blob) end" for c in columns
        )
        cursor = desk.db.conn.cursor()
        key = " || ' ' || ".join(f"[{name}]" for name in desk.db.table(table).pks)
        cursor.execute(f"select cast({key} as blob), {selected} from [{table}]")
        for row, *cells in cursor:
            desk.looked(1)
            for column, cell in zip(columns, cells, strict=True):
                if cell is not None and (wrong := _unreadable(column, cell)):
                    named = (row or b"?").decode("utf8", "replace")
                    yield Damage(f"{table}, row {named}", f"{column} {wrong}")


def _unreadable(column: str, cell: bytes) -> str | None:
    try:
        text = cell.decode("utf8")
    except UnicodeDecodeError:
        return "is not readable text"
    if "\0" in text:
        return "holds a zero byte"
    if column in JSON:
        try:
            json.loads(text)
        except ValueError:
            return "is not JSON"
    elif column.endswith("_at") and column != "last_modified_at":  # that one is as HTTP writes it
        try:
            datetime.fromisoformat(text)
        except ValueError:
            return f"is not a time: {text[:40]!r}"
    return None


def _tables(desk: Desk) -> list[str]:
    """Tables of rows of ours: not views, not the insides of the search index."""
    rows = desk.db.execute(
        "select name from sqlite_master where type = 'table' and name not like 'articles_fts%'"
        " and name not like 'sqlite_%' order by name"
    )
    return [name for (name,) in rows.fetchall()]


CHECKS = (
    Check("texts", "title and text of each article and revision by their sha256", texts, rows_in(*TEXT)),
    Check("values", "text, JSON and times in every row", values, lambda desk: rows_in(*_tables(desk))(desk)),
)  # fmt: skip
