"""sources.toml → Source values. A mistake names file, line and key, and says what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from presswatch.errors import SourcesError
from presswatch.values import Source
from spiders.durations import duration
from storage.toml_file import Table, TomlFile, like

HEAD = "source"
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
                f"no source {name!r} in the watchlist{like(name, [s.name for s in self.sources])}"
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
    file = TomlFile(path, SourcesError, make="run `presswatch init` to make one")
    file.only(file.table, ("monitor", "source"))
    monitor = file.table.get("monitor", {})
    if not isinstance(monitor, dict):
        file.wrong("monitor", "write [monitor] on a line of its own, and contact under it")
    if not re.fullmatch(r"mailto:\S+@\S+|https?://\S+", str(monitor.get("contact", ""))):
        fix = 'set contact = "mailto:you@example.org" under [monitor]: sites must be able to reach you'
        file.wrong("contact", fix)
    sources = tuple(_Row(file, n, row).source() for n, row in enumerate(file.rows("source")))
    file.unique([source.name for source in sources], HEAD)
    return Watchlist(monitor["contact"], sources, _retain(file, monitor))


def _retain(file: TomlFile, monitor: Table) -> tuple[tuple[str, float], ...]:
    asked = {key: monitor[key] for key in AGES if key in monitor}
    for key, value in asked.items():
        if fix := _mistake(key, value):
            file.wrong(key, fix, "monitor")
    return tuple((key, float(value)) for key, value in asked.items())


class _Row:
    """One [[source]]: checked key by key, then a value."""

    def __init__(self, file: TomlFile, n: int, row: Table) -> None:
        self._file = file
        self._n = n
        self._row = row

    def source(self) -> Source:
        row = self._row
        self._file.only(row, [*TEXTS, *LISTS, *FLAGS, *NUMBERS], HEAD, self._n)
        for key, value in row.items():
            if fix := _mistake(key, value):
                self._wrong(key, fix)
        name = self._file.slug(row, HEAD, self._n, "example-times")
        home = row.get("home", "")
        self._check_doors(name, home)
        return Source(
            name=name, home=home, title=row.get("title"), language=row.get("language"),
            extractor=row.get("extractor", ".combined"), keep=row.get("keep", True),
            ours=row.get("ours", False), **{k: tuple(row.get(k, ())) for k in LISTS[:4]},
            poll=self._poll(), recheck=self._spans("recheck"),
            options=tuple((k, str(row[k])) for k in (*NUMBERS, "mine_despite_opt_out") if k in row),
        )  # fmt: skip

    def _check_doors(self, name: str, home: str) -> None:
        for key, urls in [("home", [home]), *((k, self._row.get(k, [])) for k in LISTS[:3])]:
            for url in urls:
                if not _is_web(url):
                    self._wrong(key, f"{url!r} is not a web address; write https://…")
        if not any(self._row.get(key) for key in LISTS[:3]):
            fix = f"run `presswatch add {home}`, or write feeds, sitemaps or front_pages"
            self._wrong("name", f"{name} has no door; {fix}")

    def _poll(self) -> tuple[int, int] | None:
        spans = self._spans("poll")
        if spans is None:
            return None
        if len(spans) != 2 or not FASTEST <= spans[0] <= spans[1]:
            fix = 'write the shortest and the longest pause: poll = ["5 min", "1 day"]; at least 1 min'
            self._wrong("poll", fix)
        return spans[0], spans[1]

    def _spans(self, key: str) -> tuple[int, ...] | None:
        """Durations in seconds; None when the key is not there."""
        spans = {text: duration(text) for text in self._row.get(key, ())}
        for text, span in spans.items():
            if span is None:
                self._wrong(key, f'{text!r} is no time; write "15 min", "3 h" or "30 days"')
        seconds = tuple(int(s.total_seconds()) for s in spans.values() if s)
        return seconds if key in self._row else None

    def _wrong(self, key: str, fix: str) -> NoReturn:
        self._file.wrong(key, fix, HEAD, self._n)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket that is not closed
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _mistake(key: str, value: object) -> str:
    """What to write instead; empty where the value is of the right kind."""
    if key in LISTS and not (isinstance(value, list) and all(isinstance(v, str) for v in value)):
        return f'write a list of texts: {key} = ["…"]'
    if key in TEXTS and not isinstance(value, str):
        return f'write a text: {key} = "…"'
    if key in FLAGS and not isinstance(value, bool):
        return f"write true or false: {key} = true"
    if key in NUMBERS and (
        isinstance(value, bool) or not isinstance(value, int | float) or value < 0
    ):
        return f"write a number: {key} = 10"
    if key in AGES and value == 0:
        return "write a number of days, or leave the key out to keep everything"
    return ""
