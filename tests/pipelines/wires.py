"""Builders for tests of tracing: invented prose, articles, and a small desk that traces them."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from functools import cache

from sqlite_utils import Database

from pipelines.fingerprint import fingerprint
from pipelines.judge import judge
from pipelines.save import save
from pipelines.trace import Tracer
from presswatch.values import Article, Credit, Link, Page
from storage import Store
from storage.articles import Articles
from storage.index import Index
from storage.migrations import steps

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
_SYLLABLES = (
    "ba",
    "ke",
    "lo",
    "mi",
    "nu",
    "ra",
    "se",
    "ti",
    "vo",
    "da",
    "pe",
    "go",
    "li",
    "mu",
    "za",
    "fi",
    "ro",
)


@cache
def lexicon() -> tuple[str, ...]:
    """1,200 invented words."""
    chance = random.Random(1)
    return tuple(
        sorted({"".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(1500)})
    )


@cache
def prose(seed: int, paragraphs: int = 6, words: int = 45) -> str:
    """Paragraphs of invented prose, one a line; the same for the same seed."""
    chance = random.Random(seed)
    lines = []
    for _ in range(paragraphs):
        line = chance.choices(lexicon(), k=words)
        for at in range(8, words, 9):
            line[at] = line[at].capitalize()
        lines.append(" ".join(line).capitalize() + ".")
    return "\n".join(lines)


def article(
    text: str, *, url: str = "", source: str = "gazette", title: str = "A headline of its own",
    day: float = 0, language: str | None = "en", credits: tuple[Credit, ...] = (),
) -> Article:  # fmt: skip
    """An article as the extractor would give it, published `day` days after a Monday."""
    url = url or f"https://{source}.example/{abs(hash((text, title)))}"
    page = Page(url, source, b"", MONDAY + timedelta(days=30), Link(url))
    return Article(
        page, url, title, text, published_at=MONDAY + timedelta(days=day), language=language,
        credits=credits,
    )  # fmt: skip


def keep(store: Store, *articles: Article) -> None:
    """Traces and stores articles in the order given, each source first."""
    for one in articles:
        store.db.execute(
            "insert or ignore into sources (name, home, watched) values (?, ?, 1)",
            [one.page.source, f"https://{one.page.source}.example/"],
        )
        with store.transaction():
            save(store, judge(store, fingerprint(one)))


def full_of_phrases(n: int) -> Article:
    """A piece of its own with some of ten phrases in its paragraphs, or hardly more than a few of
    them; and its outlet's footer."""
    phrases = [prose(900 + k, 1, 20).strip(".") for k in range(10)]
    chance = random.Random(n)
    rows = [f"{row} {chance.choice(phrases)}." for row in prose(n, 4, 30).split("\n")]
    some = chance.sample(phrases, 3)
    if n % 7 == 0:
        rows = [f"{phrase} {prose(n + k, 1, 9 + n % 6)}" for k, phrase in enumerate(some)]
    if n % 7 == 1:
        rows.append(f"{some[0]} {some[1]} {prose(n, 1, 3)}")
    if n % 3:
        rows.append(prose(800 + n % 5, 1, 14))
    return article("\n".join(rows), source=f"paper{n % 5}", url=f"https://n/{n}")


class Desk:
    """A database in memory and its tracer."""

    def __init__(self, *, window_days: int = 30) -> None:
        self.db = Database(memory=True)
        steps.apply(self.db)
        self.fetch = self.db.execute(
            "insert into fetches (url, fetched_at, outcome) values ('x', '2026-03-02', 'article')"
        ).lastrowid
        self.window_days = window_days
        self.tracer = Tracer(Index(self.db), window_days=window_days)
        self.rows: dict[str, int] = {}

    def add(self, *articles: Article) -> list[int]:
        """Traces and stores articles in the order given; returns their rows."""
        return [self._add(one) for one in articles]

    def _add(self, one: Article) -> int:
        print_ = fingerprint(one)
        verdict = self.tracer.decide(print_)
        self.db.execute(
            "insert or ignore into sources (name, home, watched) values (?, ?, 1)",
            [one.page.source, f"https://{one.page.source}.example/"],
        )
        row = Articles(self.db).insert(one, print_.sha256, self.fetch)
        self.tracer.settle(verdict, row)
        self.rows[one.url] = row
        return row

    def stories(self) -> set[frozenset[str]]:
        """The stories, as sets of URLs."""
        found: dict[int, set[str]] = {}
        for url, story in self.db.execute("select url, story from articles").fetchall():
            found.setdefault(story, set()).add(url)
        return {frozenset(urls) for urls in found.values()}

    def matches(self) -> set[tuple[frozenset[str], str, int]]:
        """The evidence: (two URLs, kind, words)."""
        urls = {row: url for url, row in self.rows.items()}
        return {
            (frozenset((urls[a], urls[b])), kind, words)
            for a, b, kind, words in self.db.execute(
                "select a, b, kind, words from matches"
            ).fetchall()
        }

    def kinds(self) -> dict[frozenset[int], str]:
        """Kind of each matching pair of rows."""
        rows = self.db.execute("select a, b, kind from matches").fetchall()
        return {frozenset((a, b)): kind for a, b, kind in rows}

    def override(self, kind: str, a: int, b: int | None = None) -> None:
        """What an analyst decided, applied."""
        self.db.execute(
            "insert into overrides (kind, a, b, made_at) values (?, ?, ?, '2026-03-02')",
            [kind, a, b],
        )
        self.tracer.regroup(a, *([b] if b is not None else []))
