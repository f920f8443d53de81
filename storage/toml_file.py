"""A file that a person writes in TOML: what it says, and on which line it says it."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any, NoReturn

from presswatch.errors import UsageError

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
Table = dict[str, Any]


class TomlFile:
    """Reads a file and complains of it as "file:line: key: what to write instead"."""

    def __init__(self, path: Path, error: type[UsageError], *, make: str) -> None:
        """Raises `error`; `make` says how to get such a file when there is none."""
        self.path = path
        self._error = error
        try:
            text = path.read_text(encoding="utf8")
        except FileNotFoundError:
            raise error(f"{path}: no such file; {make}") from None
        except (OSError, UnicodeDecodeError) as wrong:
            raise error(f"{path}: cannot be read ({wrong}); save it as UTF-8 text") from None
        self._lines = text.splitlines()
        try:
            self.table: Table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as wrong:
            raise error(f"{path}: not TOML: {wrong}") from None

    def rows(self, name: str) -> list[Table]:
        """The tables written as [[name]]."""
        rows = self.table.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.wrong(name, f"write [[{name}]] with two brackets")
        return rows

    def only(self, table: Table, known: Collection[str], head: str = "", n: int = 0) -> None:
        """Complains of the first key of a table that is not known."""
        for key in table:
            if key not in known:
                what = f"there is no such {'key' if head else 'table'}"
                self.wrong(key, f"{what}{like(key, known)}", head, n)

    def text(self, table: Table, key: str, head: str, n: int = 0) -> str | None:
        """A text, or None where it is not written."""
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            self.wrong(key, f'write a text: {key} = "…"', head, n)
        return value

    def texts(self, table: Table, key: str, head: str, n: int = 0) -> tuple[str, ...]:
        """A list of texts."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.wrong(key, f'write a list of texts: {key} = ["…"]', head, n)
        return tuple(value)

    def slug(self, table: Table, head: str, n: int, example: str) -> str:
        """The `name` of a table."""
        name = self.text(table, "name", head, n) or ""
        if not SLUG.fullmatch(name):
            fix = (
                f'{name!r} is not a slug; write small letters, digits and dashes, like "{example}"'
            )
            self.wrong("name", fix, head, n)
        return name

    def unique(self, names: list[str], head: str) -> None:
        """Complains of the second of two tables of one name."""
        for n, name in enumerate(names):
            if name in names[:n]:
                first = names.index(name) + 1
                self.wrong(
                    "name", f"{name!r} is taken by {head} {first}; names are unique", head, n
                )

    def wrong(self, key: str, fix: str, head: str = "", n: int = 0) -> NoReturn:
        """A mistake at a key of the n-th table called `head`, or of the file where that is empty."""
        raise self._error(f"{self.path}:{self._line(key, head, n)}: {key}: {fix}")

    def _line(self, key: str, head: str, n: int) -> int:
        """The line of a key, or of the table that it is missing from."""
        start, end = 0, len(self._lines)
        if head:
            pattern = re.compile(rf"\s*\[\[?\s*{re.escape(head)}\s*\]")
            heads = [i for i, line in enumerate(self._lines) if pattern.match(line)]
            start = heads[n] if n < len(heads) else 0
            inner = (i for i in range(start + 1, end) if self._lines[i].lstrip().startswith("["))
            end = next(inner, end)
        pattern = re.compile(rf"""\s*(\[+\s*)?["']?{re.escape(key)}["']?\s*[=\].]""")
        found = (i for i in range(start, end) if pattern.match(self._lines[i]))
        return next(found, start) + 1


def like(word: str, known: Collection[str]) -> str:
    """ "; did you mean …?" where something known looks like it."""
    close = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(known)}"
