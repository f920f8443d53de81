"""What Datasette is told of our tables: descriptions, facets, order, named questions."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
COLUMNS = _HERE.parent / "columns.toml"
QUERIES = _HERE / "queries.toml"

Described = dict[str, dict[str, Any]]


def described() -> Described:
    """columns.toml: name of a table or view → about, facets, sort_desc, label, columns."""
    return tomllib.loads(COLUMNS.read_text(encoding="utf8"))


def queries() -> dict[str, dict[str, str]]:
    """queries.toml: name → title, description, sql."""
    return tomllib.loads(QUERIES.read_text(encoding="utf8"))


def metadata(database: str) -> dict[str, Any]:
    """In the words of 0.65; 1.0 moves facets, size and order to its configuration by itself."""
    return {
        "title": "presswatch",
        "description": "Who reprinted whom",
        "databases": {
            database: {
                "description": "Articles, the stories they carry, and the evidence",
                "tables": {name: _table(said) for name, said in described().items()},
                "queries": queries(),
            }
        },
    }


#: our word → Datasette's
_SAME = {
    "facets": "facets", "sort_desc": "sort_desc", "label": "label_column", "hidden": "hidden",
}  # fmt: skip


def _table(said: dict[str, Any]) -> dict[str, Any]:
    table = {"description": said["about"], "columns": said["columns"], "size": 50}
    for ours, theirs in _SAME.items():
        if ours in said:
            table[theirs] = said[ours]
    return table
