"""What each threshold of excerpts buys: change one, ask of every shared passage again, print the row.

    python -m bench.reprints_excerpts TRACED.db [FILE.jsonl[.gz]] [--only NAME]

Asks of the two leads of every two stories that share a passage; links by way of a third article are
not drawn, so the figures lie a little under those of bench.reprints_links.
"""

from __future__ import annotations

import argparse
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from bench.reprints import CORPUS
from bench.reprints_links import Link, Scored
from pipelines import excerpts
from pipelines.trace import Tracer
from presswatch.values import Match, Member
from storage.index import Index
from storage.stories import Stories

VARIED: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("EXCERPT", (30, 40, 50, 60, 80)),
    ("SOLID", (0.0, 0.5, 0.7, 0.9)),
    ("TOLD", (0.0, 0.25, 0.5)),
    ("AFTER_BACKGROUND", (-1, 0, 20, 35, 50)),
    ("BACKGROUND_FROM", (0.3, 0.45, 0.6, 0.75)),
    ("FOOTER_FROM", (0.2, 0.3, 1.1)),
    ("OPENING", (-1, 5, 15)),
    ("TEASER", (0.6, 0.8, 2.0)),
)
Asked = tuple[Member, Member, Match, int]

_LEADS = """
select distinct x.origin, x.articles, y.origin, y.articles
from matches m join articles a on a.id = m.a join articles b on b.id = m.b
  join stories x on x.id = a.story join stories y on y.id = b.story
where m.kind = 'partial' and x.id <> y.id"""


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("db", type=Path)
    parser.add_argument("file", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--only")
    asked = parser.parse_args()
    scored = Scored(sqlite3.connect(f"file:{asked.db}?mode=ro", uri=True), asked.file)
    questions = list(passages(Database(asked.db)))
    print("| threshold | value | excerpts | right | partial articles linked | negatives linked |")
    print("|---|---|---|---|---|---|")
    for name, values in VARIED:
        used = getattr(excerpts, name)
        for value in sorted({*values, used}) if asked.only in (None, name) else ():
            setattr(excerpts, name, value)
            mark = " (used)" if value == used else ""
            print(f"| {name} | {value:g}{mark} | {row(scored, questions)} |", flush=True)
        setattr(excerpts, name, used)


def passages(db: Database) -> list[Asked]:
    """(who may hold it, whose it may be, the evidence, by how many articles the first is carried more)."""
    tracer, stories = Tracer(Index(db)), Stories(db)
    found: list[Asked] = []
    for a, size_a, b, size_b in db.execute(_LEADS).fetchall():
        match = tracer.compare(a, b)
        if match is not None:
            one, other = stories.member(a), stories.member(b)
            found.append((one, other, match, size_a - size_b))
            found.append((other, one, match, size_b - size_a))
    return found


def row(scored: Scored, questions: list[Asked]) -> str:
    """What the thresholds as they stand give."""
    links = [
        Link(member.id, lead.id, lead.id, "excerpt", "")
        for member, lead, match, more in questions
        if excerpts.is_excerpt(member, lead, match, more)
    ]
    right = sum(scored.is_excerpt(link) for link in links)
    linked = {link.article for link in links}
    partial = [t for t in scored.truth.values() if t.role == "partial"]
    negative = [t for t in scored.truth.values() if t.role == "negative"]
    held = sum(t.row in linked for t in partial)
    wrong = sum(t.row in linked for t in negative)
    return (
        f"{len(links)} | {right / max(1, len(links)):.3f} | {held / len(partial):.3f} of {len(partial)}"
        f" | {wrong} of {len(negative)}"
    )


if __name__ == "__main__":
    main()
