"""watches.toml → Watch values, and back. A mistake names file, line and key, and says what to write.

[[watch]]
name = "coastal-radar"
query = '"coastal radar" OR NEAR(radar strait, 8)'
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from presswatch.errors import UsageError, WatchesError
from presswatch.values import Watch
from storage.query import read_query
from storage.toml_file import TomlFile

KEYS = ("name", "query", "title", "note")


def read_watches(path: Path) -> tuple[Watch, ...]:
    """Raises WatchesError, one line, at the first mistake."""
    file = TomlFile(path, WatchesError, make="run `presswatch init` to make one")
    file.only(file.table, ("watch",))
    watches = tuple(_watch(file, n, row) for n, row in enumerate(file.rows("watch")))
    file.unique([w.name for w in watches], "watch")
    return watches


def _watch(file: TomlFile, n: int, row: dict[str, Any]) -> Watch:
    file.only(row, KEYS, "watch", n)
    name = file.slug(row, "watch", n, "coastal-radar")
    query = file.text(row, "query", "watch", n)
    if query is None:
        file.wrong(
            "query", f"{name} looks for nothing; write query = 'words to look for'", "watch", n
        )
    try:
        read_query(query)
    except UsageError as error:
        file.wrong("query", str(error), "watch", n)
    return Watch(
        name, query, file.text(row, "title", "watch", n), file.text(row, "note", "watch", n)
    )


def put_watch(path: Path, watch: Watch) -> None:
    """Adds a watch, or changes the one of that name; comments stay. Makes the file if need be.

    Raises WatchesError for a watch or a file with a mistake; the file is then as it was.
    """

    def put(document: Any) -> None:
        rows = document.setdefault("watch", tomlkit.aot())
        row = next((r for r in rows if r.get("name") == watch.name), None)
        if row is None:
            row = tomlkit.table()
            rows.append(row)
        for key in KEYS:
            value = getattr(watch, key)
            if value is None:
                row.pop(key, None)
            elif row.get(key) != value:
                row[key] = _text(value)

    _rewrite(path, put)


def drop_watch(path: Path, name: str) -> None:
    """Takes a watch out of the file. Raises WatchesError when there is none of that name."""

    def drop(document: Any) -> None:
        rows = document.get("watch", [])
        left = [n for n, row in enumerate(rows) if row.get("name") == name]
        if not left:
            raise WatchesError(f"{path}: no watch {name!r}")
        del rows[left[0]]
        if not rows:
            document.pop("watch")

    _rewrite(path, drop)


def _text(value: str) -> Any:
    """As a person would write it: a query full of quotes in single ones."""
    plain = value.isprintable() and "'" not in value
    return tomlkit.string(value, literal=True) if plain and '"' in value else tomlkit.string(value)


def _rewrite(path: Path, change: Callable[[Any], None]) -> None:
    """Changes the file as a whole or not at all: what is written is read once before it counts."""
    text = path.read_text(encoding="utf8") if path.exists() else ""
    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise WatchesError(f"{path}: not TOML: {error}") from None
    change(document)
    draft = path.with_name(f"{path.name}.new")
    try:
        draft.write_text(tomlkit.dumps(document), encoding="utf8")
        try:
            read_watches(draft)
        except WatchesError as error:
            raise WatchesError(str(error).replace(str(draft), str(path), 1)) from None
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
