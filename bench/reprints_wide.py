"""A story that very many outlets print: is it found whole, in any order, and what does a copy cost?

    python -m bench.reprints_wide [COPIES] [--shuffled]

Every outlet prints the story once, cut from the bottom to 4 to 10 of its ten paragraphs, every third
under a lead of its own, every fourth with a paragraph added, every seventh with words changed, all
with a footer of their own; every fourth prints another article as well. CPU time, of one core, of
tracing; the digest is of all stories and matches, and must not depend on the order.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlite_utils import Database

from bench.reprints_speed import desk, trace
from bench.reprints_synthetic import Writer
from pipelines.trace import Tracer
from presswatch.values import Article, Link, Page
from storage.index import Index

_START = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Prints how many stories there are of how many copies, and what a copy costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("copies", type=int, nargs="?", default=400)
    parser.add_argument("--shuffled", action="store_true")
    asked = parser.parse_args()
    made = articles(asked.copies)
    if asked.shuffled:
        random.Random(3).shuffle(made)
    with tempfile.TemporaryDirectory() as folder:
        db = desk(Path(folder) / "bench.db")
        _, spent = trace(db, Tracer(Index(db)), iter(made))
        largest = db.execute(
            "select count(*) from articles group by story order by 1 desc limit 1"
        ).fetchone()[0]
        print(
            f"{asked.copies} copies: largest story {largest}, {spent:.1f} s,"
            f" {spent / asked.copies * 1000:.0f} ms a copy, digest {digest(db)}"
        )


def articles(copies: int) -> list[Article]:
    """The copies, then the other articles of their outlets."""
    chance, write = random.Random(7), Writer(7)
    story, footers = (
        [write.paragraph(45) for _ in range(10)],
        [write.paragraph(30) for _ in range(copies)],
    )
    made = []
    for n in range(copies):
        rows = story[: chance.randint(4, 10)]
        if n % 7 == 0:
            words = rows[1].split()
            words[5::17] = ["mended"] * len(words[5::17])
            rows[1] = " ".join(words)
        lead = [write.paragraph(20)] if n % 3 == 0 else []
        local = [write.paragraph(25)] if n % 4 == 0 else []
        made.append(_printed(n, "story", [*lead, *rows, *local, footers[n]], n / copies))
    for n in range(0, copies, 4):
        made.append(_printed(n, "other", [*(write.paragraph(45) for _ in range(5)), footers[n]], 1))
    return made


def digest(db: Database) -> str:
    """Of the stories and the matches, whatever the rows are."""
    stories: dict[int, list[str]] = {}
    for story, url in db.execute("select story, url from articles order by url"):
        stories.setdefault(story, []).append(url)
    matches = db.execute(
        "select min(a.url, b.url), max(a.url, b.url), m.kind, m.words from matches m"
        " join articles a on a.id = m.a join articles b on b.id = m.b order by 1, 2"
    ).fetchall()
    return sha256(repr((sorted(stories.values()), matches)).encode()).hexdigest()[:12]


def _printed(outlet: int, name: str, rows: list[str], days: float) -> Article:
    url = f"https://paper{outlet}.example/{name}"
    at = _START + timedelta(days=days)
    page = Page(url, f"paper{outlet}", b"", at, Link(url))
    return Article(page, url, rows[0][:60], "\n".join(rows), published_at=at, language="en")


if __name__ == "__main__":
    main()
