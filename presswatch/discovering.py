"""Finding the doors of a site, and writing them into sources.toml without disturbing it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import tomlkit
from courlan import extract_domain
from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess

from presswatch.crawl import settings
from presswatch.errors import SourcesError
from presswatch.values import DoorKind
from spiders.discovery import Found
from spiders.failures import Reason
from spiders.sources import read_watchlist

KEYS = {DoorKind.FEED: "feeds", DoorKind.SITEMAP: "sitemaps", DoorKind.FRONT_PAGE: "front_pages"}


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found at a site, and what was tried in vain."""

    home: str
    doors: tuple[Found, ...]
    missed: dict[str, Reason]


def discover(url: str, sources: Path) -> Discovery:
    """Asks a site for its doors, politely. The contact comes from sources.toml."""
    home = url if "://" in url else f"https://{url}"
    home += "" if urlsplit(home).path else "/"
    contact = read_watchlist(sources).contact
    made = settings({"ITEM_PIPELINES": {}, "EXTENSIONS": {}})
    made.set("USER_AGENT", f"{made['USER_AGENT']} (+{contact})", priority="cmdline")
    process = AsyncCrawlerProcess(made)
    crawler = process.create_crawler("discover")
    found: list[Found] = []
    crawler.signals.connect(lambda item: found.append(item), signals.item_scraped, weak=False)
    process.crawl(crawler, url=home)
    process.start()
    missed = crawler.spider.missed if crawler.spider else {}
    return Discovery(home, tuple(found), missed)


@dataclass(frozen=True, slots=True)
class Entry:
    """A `[[source]]` that is to be written."""

    name: str
    home: str
    doors: tuple[tuple[DoorKind, tuple[str, ...]], ...]
    title: str = ""


def write_source(path: Path, home: str, doors: Sequence[Found], name: str | None = None) -> str:
    """Appends a `[[source]]`; returns its name. Raises SourcesError when the name is taken."""
    watchlist = read_watchlist(path)
    chosen = name or slug(home)
    if any(s.name == chosen for s in watchlist.sources):
        raise SourcesError(f"{path}: there is a source {chosen!r} already; give this one a --name")
    kinds = [(kind, tuple(door.url for door in doors if door.kind is kind)) for kind in KEYS]
    write_entries(path, [Entry(chosen, home, tuple(kinds))])
    return chosen


def write_entries(path: Path, entries: Sequence[Entry]) -> None:
    """Appends a `[[source]]` for each; what stands in the file, comments included, stays as it is."""
    before = path.read_text("utf8")
    document = tomlkit.parse(before)
    if "source" not in document:
        document.add("source", tomlkit.aot())
    for entry in entries:
        table = tomlkit.table()
        table.add("name", entry.name)
        if entry.title:
            table.add("title", entry.title)
        table.add("home", entry.home)
        for kind, urls in entry.doors:
            if urls:
                array = tomlkit.array()
                array.extend(urls)
                table.add(KEYS[kind], array.multiline(len(urls) > 1))
        table.trivia.indent = "\n"
        document["source"].append(table)  # type: ignore[union-attr]
    path.write_text(tomlkit.dumps(document), "utf8")
    try:
        read_watchlist(path)
    except SourcesError:
        path.write_text(before, "utf8")
        raise


def slug(home: str) -> str:
    """A name for a site: "https://www.example-times.co.uk/" → "example-times"."""
    host = urlsplit(home).hostname or home
    domain = extract_domain(home) or host
    first = domain.partition(".")[0]
    return re.sub(r"[^a-z0-9]+", "-", first.casefold()).strip("-") or "source"
