"""sources.toml → Source values. A mistake names file, line and key, and says what to write instead."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from presswatch.errors import SourcesError
from presswatch.values import Source
from spiders.durations import duration

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
LISTS = ("feeds", "sitemaps", "front_pages", "signature", "poll", "recheck")
TEXTS = ("name", "home", "title", "language", "extractor", "mine_despite_opt_out")
FLAGS = ("keep", "ours")
NUMBERS = ("delay", "budget", "retain_text", "retain_raw")
AGES = NUMBERS[2:]  #: days; under [monitor], for all sources
FASTEST = 60  #: s; faster than this no site may be asked


@dataclass(frozen=True, slots=True)
class Watchlist:
    """What sources.toml says."""

    contact: str  #: sent in the User-Agent, so that a site can reach us
    sources: tuple[Source, ...]
    retain: tuple[tuple[str, float], ...] = ()  #: days by key of AGES, for all sources

    def named(self, name: str | None) -> tuple[Source, ...]:
        """All sources, or the one of that name. Raises SourcesError for a name nobody has."""
        if name is None:
            return self.sources
        chosen = tuple(s for s in self.sources if s.name == name)
        if not chosen:
            raise SourcesError(
                f"no source {name!r} in the watchlist{_like(name, [s.name for s in self.sources])}"
            )
        return chosen


def read_watchlist(path: Path) -> Watchlist:
    """Raises SourcesError, one line, at the first mistake. Reads the file again when it changed."""
    try:
        found = path.stat()
    except OSError:
        return _read_watchlist(path, 0, 0)
    return _read_watchlist(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=4)
def _read_watchlist(path: Path, _changed_ns: int, _size: int) -> Watchlist:
    try:
        text = path.read_text(encoding="utf8")
    except FileNotFoundError:
        raise SourcesError(f"{path}: no such file; run `presswatch init` to make one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SourcesError(f"{path}: cannot be read ({error}); save it as UTF-8 text") from None
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourcesError(f"{path}: not TOML: {error}") from None
    return _Reader(path, text.splitlines()).watchlist(table)


class _Reader:
    """Turns tables into values, and knows the line of what it complains about."""

    def __init__(self, path: Path, lines: list[str]) -> None:
        self.path = path
        self.lines = lines

    def watchlist(self, table: dict[str, Any]) -> Watchlist:
        for key in table:
            if key not in ("monitor", "source"):
                self.wrong(None, key, f"unknown table{_like(key, ['monitor', 'source'])}")
        monitor = table.get("monitor", {})
        contact = monitor.get("contact", "")
        if not re.fullmatch(r"mailto:\S+@\S+|https?://\S+", contact):
            self.wrong(
                None,
                "contact",
                'set contact = "mailto:you@example.org" under [monitor]: sites must be able to reach you',
            )
        rows = table.get("source", [])
        if not isinstance(rows, list):
            self.wrong(None, "source", "write [[source]] with two brackets")
        sources = tuple(self.source(n, row) for n, row in enumerate(rows))
        seen: dict[str, int] = {}
        for n, source in enumerate(sources):
            if source.name in seen:
                self.wrong(
                    n,
                    "name",
                    f"{source.name!r} is taken by source {seen[source.name] + 1}; names are unique",
                )
            seen[source.name] = n
        return Watchlist(contact, sources, self._retain(monitor))

    def _retain(self, monitor: dict[str, Any]) -> tuple[tuple[str, float], ...]:
        asked = {key: monitor[key] for key in AGES if key in monitor}
        for key, value in asked.items():
            self._check_type(None, key, value)
        return tuple((key, float(value)) for key, value in asked.items())

    def source(self, n: int, row: dict[str, Any]) -> Source:
        known = [*TEXTS, *LISTS, *FLAGS, *NUMBERS]
        for key, value in row.items():
            if key not in known:
                self.wrong(n, key, f"unknown key{_like(key, known)}")
            self._check_type(n, key, value)
        name = row.get("name", "")
        if not SLUG.fullmatch(name):
            self.wrong(
                n,
                "name",
                f'{name!r} is not a slug; write small letters, digits and dashes, like "example-times"',
            )
        home = row.get("home", "")
        for key, urls in [("home", [home]), *((k, row.get(k, [])) for k in LISTS[:3])]:
            for url in urls:
                if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
                    self.wrong(n, key, f"{url!r} is not a web address; write https://…")
        if not any(row.get(k) for k in LISTS[:3]):
            self.wrong(
                n,
                "name",
                f"{name} has no door; run `presswatch add {home}`, or write feeds, sitemaps or front_pages",
            )
        return Source(
            name=name, home=home, title=row.get("title"), language=row.get("language"),
            extractor=row.get("extractor", ".combined"), keep=row.get("keep", True),
            ours=row.get("ours", False), **{k: tuple(row.get(k, ())) for k in LISTS[:4]},
            poll=self._poll(n, row), recheck=self._spans(n, row, "recheck"),
            options=tuple((k, str(row[k])) for k in (*NUMBERS, "mine_despite_opt_out") if k in row),
        )  # fmt: skip

    def _poll(self, n: int, row: dict[str, Any]) -> tuple[int, int] | None:
        spans = self._spans(n, row, "poll")
        if spans is None:
            return None
        if len(spans) != 2 or not FASTEST <= spans[0] <= spans[1]:
            self.wrong(
                n, "poll", 'write the shortest and the longest pause: poll = ["5 min", "1 day"]; at least 1 min'
            )  # fmt: skip
        return spans[0], spans[1]

    def _spans(self, n: int, row: dict[str, Any], key: str) -> tuple[int, ...] | None:
        """Durations in seconds; None when the key is not there."""
        spans = {text: duration(text) for text in row.get(key, ())}
        for text, span in spans.items():
            if span is None:
                self.wrong(n, key, f'{text!r} is no time; write "15 min", "3 h" or "30 days"')
        return tuple(int(s.total_seconds()) for s in spans.values() if s) if key in row else None

    def _check_type(self, n: int | None, key: str, value: Any) -> None:
        if key in LISTS and not (
            isinstance(value, list) and all(isinstance(v, str) for v in value)
        ):
            self.wrong(n, key, f'write a list of texts: {key} = ["…"]')
        if key in TEXTS and not isinstance(value, str):
            self.wrong(n, key, f'write a text: {key} = "…"')
        if key in FLAGS and not isinstance(value, bool):
            self.wrong(n, key, f"write true or false: {key} = true")
        if key in NUMBERS and (
            isinstance(value, bool) or not isinstance(value, int | float) or value < 0
        ):
            self.wrong(n, key, f"write a number: {key} = 10")
        if key in AGES and value == 0:
            self.wrong(n, key, "write a number of days, or leave the key out to keep everything")

    def wrong(self, source: int | None, key: str, fix: str) -> None:
        raise SourcesError(f"{self.path}:{self.line_of(source, key)}: {key}: {fix}")

    def line_of(self, source: int | None, key: str) -> int:
        """The line of a key, or of the table it is missing from."""
        heads = [
            i for i, line in enumerate(self.lines) if re.match(r"\s*\[\[\s*source\s*\]\]", line)
        ]
        start = heads[source] if source is not None and source < len(heads) else 0
        end = (
            next((h for h in heads if h > start), len(self.lines))
            if source is not None
            else len(self.lines)
        )
        for i in range(start, end):
            if re.match(rf"\s*(\[+\s*)?{re.escape(key)}\b", self.lines[i]):
                return i + 1
        return start + 1


def _like(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
