"""How watches and what they found look in the terminal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.table import Table
from rich.text import Text

from presswatch.show import console
from storage.query import read_query
from storage.snippets import Pieces, snippets
from storage.watches.listing import Listed, WatchRow
from storage.watches.mentions import (
    Count,
    Day,
    Hits,
    Leader,
    StoryMentions,
    by_story,
    count,
    leaders,
    volume,
)
from storage.watches.table import Synced

DAYS = 28  #: of the little chart
BARS = " ▁▂▃▄▅▆▇█"


def days_ago(days: int) -> str:
    """A time as the database writes it."""
    return (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")


def many(number: int, one: str, more: str = "") -> str:
    """ "1 article", "3 articles" """
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def counted(of: Count) -> str:
    """ "47 articles, 2 independent origins" """
    articles, origins = many(of.articles, "article"), many(of.origins, "independent origin")
    return f"{articles}, {origins}, in {many(of.outlets, 'outlet')}"


def show_synced(synced: Synced) -> None:
    """What the file changed in the database."""
    for word, names in (
        ("new", synced.added),
        ("changed", synced.changed),
        ("gone", synced.removed),
    ):
        if names:
            console.print(Text(f"{word}: {', '.join(names)}", style="dim"))


def show_watches(listed: Sequence[Listed], file: Path) -> None:
    """All watches."""
    if not listed:
        console.print(f"no watches yet: write one into {file}; `presswatch init` makes an example")
        return
    table = Table("watch", "articles", "origins", "outlets", "latest", "looks for", box=None)
    for row in listed:
        of = row.count
        table.add_row(
            Text(row.watch.name), *(f"{n:,}" for n in (of.articles, of.origins, of.outlets)),
            (of.last_at or "never")[:16].replace("T", " "), Text(row.watch.query),
        )  # fmt: skip
    console.print(table)


def show_mentions(conn: sqlite3.Connection, watch: WatchRow, hits: Hits, limit: int) -> None:
    """What a watch found."""
    console.print(Text(watch.shown, style="bold"), Text(watch.query, style="dim"))
    of = count(conn, hits)
    if not of.articles:
        console.print("no article matches in this time; `presswatch search` tries other words")
        return
    console.print(Text(counted(of), style="green"))
    _show_days(volume(conn, hits))
    _show_leaders(leaders(conn, hits, 5))
    stories = by_story(conn, hits, limit=limit)
    shown = [line.article for story in stories for line in story.shown]
    passages = snippets(conn, read_query(watch.query).words, shown)
    for story in stories:
        console.print()
        _show_story(story, passages)


def _show_days(days: Sequence[Day]) -> None:
    latest = days[-DAYS:]
    most = max((d.mentions for d in latest), default=0)
    if not most:
        return
    chart = "".join(BARS[-(-8 * d.mentions // most)] for d in latest)
    peak = max(latest, key=lambda d: d.mentions)
    console.print(
        Text(f"{chart}  {latest[0].day} to {latest[-1].day}; most on {peak.day}: "
             f"{many(peak.mentions, 'article')}, {peak.share:.0%} of that day's coverage")
    )  # fmt: skip


def _show_leaders(found: Iterable[Leader]) -> None:
    said = [f"{x.outlet} {x.articles}" + (f" (first {x.first}×)" if x.first else "") for x in found]
    console.print(Text("who leads: " + ", ".join(said)))


def _show_story(told: StoryMentions, passages: dict[int, Pieces]) -> None:
    console.print(
        Text(told.title, style="bold"),
        Text(f"{many(told.outlets, 'outlet')}, {many(told.articles, 'mention')}", style="dim"),
    )
    if told.story is not None:
        console.print(Text(f"  presswatch story --story {told.story}", style="dim"))
    for line in told.shown:
        console.print(Text(f"  {line.at[:16].replace('T', ' ')}  {line.outlet}: {line.url}"))
    if told.shown:
        console.print(_passage(passages.get(told.shown[0].article, ())))


def _passage(pieces: Pieces) -> Text:
    text = Text("  ")
    for found, words in pieces:
        text.append(words, style="bold yellow" if found else "")
    return text
