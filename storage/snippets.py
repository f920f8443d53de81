"""Passages that show the words that were found."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable

#: around a found word; no text in the database holds them (pipelines/extract.py keeps \x03, the wires' mark)
START, END = "\x01", "\x02"
WORDS = 28  #: of a passage

#: a passage as (is it a found word?, text)
Pieces = tuple[tuple[bool, str], ...]


def snippets(
    conn: sqlite3.Connection, words: str | None, articles: Iterable[int]
) -> dict[int, Pieces]:
    """article → its best passage for an FTS5 expression; its beginning where `words` is None or
    is not in it.
    """
    wanted = json.dumps(list(articles))
    found: dict[int, Pieces] = {}
    if words is not None:
        rows = conn.execute(
            f"select rowid, snippet(articles_fts, 1, ?1, ?2, ' … ', {WORDS}) from articles_fts"
            " where articles_fts match ?3 and rowid in (select value from json_each(?4))",
            [START, END, words, wanted],
        )
        found = {article: pieces(passage) for article, passage in rows}
    rows = conn.execute(
        "select id, substr(text, 1, 400) from articles where id in (select value from json_each(?))",
        [json.dumps([a for a in json.loads(wanted) if a not in found])],
    )
    return found | {article: pieces(_beginning(text)) for article, text in rows}


def pieces(passage: str) -> Pieces:
    """What FTS5's snippet() gave with START and END → pieces."""
    out = []
    for part in passage.split(START):
        hit, end, rest = part.partition(END)
        if end:
            out += [(True, hit), (False, rest)]
        else:
            out.append((False, part))
    return tuple((found, re.sub(r"\s+", " ", text)) for found, text in out if text)


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")
