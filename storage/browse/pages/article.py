"""/article/ID: what it says, what it said before, and how we know each fact. /raw/ID: as it came."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from presswatch.errors import IntegrityError
from storage.browse.access import open_for
from storage.browse.page import answer, chosen, document, missing, number, read, think
from storage.browse.reads import article as reads
from storage.browse.reads.watches import matching
from storage.browse.words import as_time
from storage.edits.diff import Diff, Shown, diff_texts, folded
from storage.edits.weigh import Change, changes_between
from storage.warc import Archive

TABLES = ("articles", "sources", "stories", "copies", "revisions", "fetches", "watches", "mentions")


@dataclass(frozen=True, slots=True)
class Seen:
    """All that the page reads."""

    article: reads.Read
    places: list[reads.Place]
    revisions: list[reads.Before]
    captures: list[reads.Capture]
    watches: list[tuple[str, str]]  #: that it matches


@dataclass(frozen=True, slots=True)
class Edit:
    """A change after publication."""

    before: reads.Before
    changes: list[Change]  #: the weightiest first
    title: Diff
    shown: list[Shown]
    open: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """A time, and whose word it is."""

    name: str
    said: str | None
    note: str = ""


async def page(datasette: Any, request: Any) -> Any:
    """The view that Datasette calls."""
    db = await open_for(datasette, request, *TABLES)
    row = number(request, "article")
    seen = await read(db, _look, row)
    if seen is None:
        return await missing(datasette, request, db, f"article {row}")
    edits = await think(_edits, seen, chosen(request, "revision"))
    article = seen.article
    return await answer(
        datasette, request, "article.html", db, here="stories", article=article,
        paragraphs=_paragraphs(article), authors=_authors(article.authors), clocks=_clocks(article),
        places=seen.places, edits=edits, captures=seen.captures, watches=seen.watches,
        older=[r for r in reversed(seen.revisions) if r.id not in {e.before.id for e in edits}],
    )  # fmt: skip


def _look(conn: sqlite3.Connection, row: int) -> Seen | None:
    article = reads.article(conn, row)
    if article is None:
        return None
    return Seen(
        article, reads.places(conn, row), reads.revisions(conn, row), reads.captures(conn, row),
        matching(conn, row),
    )  # fmt: skip


OPENED = 5  #: the latest edits, whose words are compared at once; an older one on demand


def _edits(seen: Seen, asked: int) -> list[Edit]:
    """Each change after publication, the latest first."""
    versions = [(r.title, r.text) for r in seen.revisions] + [
        (seen.article.title, seen.article.text)
    ]
    edits: list[Edit] = []
    for n, before in reversed(list(enumerate(seen.revisions))):
        if len(edits) >= OPENED and before.id != asked:
            continue
        (title, text), (new_title, new_text) = versions[n], versions[n + 1]
        words = diff_texts(text, new_text)
        changes = changes_between(title, text, new_title, new_text)
        opened = before.id == asked or (not asked and not edits)
        edits.append(Edit(before, changes, diff_texts(title, new_title), folded(words), opened))
    return edits


def _paragraphs(article: reads.Read) -> list[list[tuple[bool, str]]]:
    """The text in paragraphs of (is it a credit?, words)."""
    marked = sorted({c.span for c in article.credits if c.span})
    text, place = article.text, 0
    out: list[list[tuple[bool, str]]] = []
    parts: list[tuple[bool, str]] = []
    for start, end in marked:
        if place <= start < end <= len(text):
            parts += [(False, text[place:start]), (True, text[start:end])]
            place = end
    parts.append((False, text[place:]))
    paragraph: list[tuple[bool, str]] = []
    for credit, words in parts:
        lines = words.split("\n")
        for n, line in enumerate(lines):
            if n and paragraph:
                out.append(paragraph)
                paragraph = []
            if line:
                paragraph.append((credit, line))
    return [*out, paragraph] if paragraph else out


def _authors(column: str) -> list[str]:
    try:
        said = json.loads(column or "[]")
    except ValueError:
        return [column]
    return [str(a) for a in said] if isinstance(said, list) else []


def _clocks(article: reads.Read) -> list[Clock]:
    """Every clock that was asked. They are kept apart, and contradictions are named."""
    published, seen = as_time(article.published_at), as_time(article.first_seen_at)
    late = (
        "later than we read it: this clock is wrong"
        if published and seen and published > seen
        else ""
    )
    raw = article.published_raw
    return [
        Clock("The page says published", article.published_at, late),
        Clock("… as it wrote it", raw if raw != article.published_at else None),
        Clock("The page says modified", article.modified_at),
        Clock("The feed or sitemap says", article.door_at),
        Clock("The server says (Last-Modified)", article.last_modified_at),
        Clock("We first read it", article.first_seen_at, "the one clock that is ours"),
    ]


async def raw(datasette: Any, request: Any) -> Any:
    """The page as it came, out of the WARC, as plain text: nothing in it may run."""
    db = await open_for(datasette, request, "fetches")
    config = datasette.plugin_config("presswatch") or {}
    capture = await read(db, reads.capture, number(request, "fetch"))
    folder = config.get("warc")
    if capture is None or capture.raw is None or folder is None or config.get("public"):
        return await missing(datasette, request, db, "raw capture of that number")
    if Path(capture.raw.file).name != capture.raw.file:
        return await missing(datasette, request, db, "raw capture in that folder")
    try:
        body, _, _ = await think(Archive(Path(folder)).read, capture.raw)
    except IntegrityError:
        return await missing(datasette, request, db, f"readable record in {capture.raw.file}")
    text = body.decode("utf8", "replace")
    return document(text, "text/plain; charset=utf-8", f"capture-{capture.fetch}.txt")
