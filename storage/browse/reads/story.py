"""A story, whole: what `storage.reading` tells, and what only the page shows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from storage.reading import StoryTold, Told, tell_story


@dataclass(frozen=True, slots=True)
class Kept:
    """What the page needs of an article beside its place in the story."""

    id: int
    length: int  #: characters of text
    language: str | None
    state: str
    story: int | None


@dataclass(frozen=True, slots=True)
class Related:
    """An article elsewhere that quotes the same third text."""

    article: int
    title: str
    outlet: str
    story: int | None
    words: int


def read_story(conn: sqlite3.Connection, story: int) -> StoryTold | None:
    """The story, or None when there is none of that id."""
    return tell_story(Database(conn), story)


def merged_into(conn: sqlite3.Connection, story: int) -> int | None:
    """Where a story went that turned out to be part of another."""
    row = conn.execute("select merged_into from stories where id = ?", [story]).fetchone()
    return row[0] if row else None


def kept(conn: sqlite3.Connection, story: int) -> dict[int, Kept]:
    """The articles of the story, and those that hold an excerpt of it."""
    rows = conn.execute(
        "select id, length(text), language, state, story from articles where story = ?1"
        " union select a.id, length(a.text), a.language, a.state, a.story"
        " from copies c join articles a on a.id = c.article where c.story = ?1",
        [story],
    )
    return {row[0]: Kept(*row) for row in rows}


def related(conn: sqlite3.Connection, story: int) -> list[Related]:
    """Articles of other stories that share a quotation or a release with this one."""
    rows = conn.execute(
        "select o.id, o.title, coalesce(s.title, o.source), o.story, max(q.words) from ("
        " select m.a as inside, m.b as outside, m.words from matches m"
        "  join articles i on i.id = m.a where i.story = ?1 and m.kind = 'shared source' union all"
        " select m.b, m.a, m.words from matches m"
        "  join articles i on i.id = m.b where i.story = ?1 and m.kind = 'shared source') q"
        " join articles o on o.id = q.outside join sources s on s.name = o.source"
        " where o.story is not ?1 group by o.id order by 5 desc limit 20",
        [story],
    )
    return [Related(*row) for row in rows]


QUOTED = 220  #: characters of a passage


def passages(conn: sqlite3.Connection, told: Sequence[Told]) -> dict[int, str]:
    """article → how the longest passage begins that it shares with what it is compared with."""
    longest = []
    for copy in told:
        spans = copy.evidence.get("spans") or []
        if spans:
            start, end, *_ = max(spans, key=lambda span: span[1] - span[0])
            longest.append([copy.article, start, min(end - start, QUOTED)])
    rows = conn.execute(
        "select a.id, substr(a.text, (j.value ->> 1) + 1, j.value ->> 2) from json_each(?) j"
        " join articles a on a.id = j.value ->> 0",
        [json.dumps(longest)],
    )
    return {row[0]: " ".join((row[1] or "").split()) for row in rows}
