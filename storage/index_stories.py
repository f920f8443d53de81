"""The evidence between pairs and the stories drawn from it: `matches`, `stories`, `overrides`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlite_utils import Database

from presswatch.values import Kind


class Edge(NamedTuple):
    """A row of `matches`."""

    a: int  #: row of `articles`, smaller than b
    b: int
    found: Kind  #: what the two texts alone say
    share_a: float  #: 0..1, how much of A stands in B
    share_b: float
    words: int
    because: str
    kind: Kind | None = None  #: what that amounts to, given the stories


class Node(NamedTuple):
    """An article in the index, as far as grouping needs it."""

    id: int  #: row of `articles`
    key: str  #: its canonical URL: an order that does not depend on when it came
    size: int  #: tokens
    story: int | None
    outlet: str


@dataclass(frozen=True, slots=True)
class Override:
    """What an analyst decided. `b` is None for a split."""

    kind: str  #: "link", "unlink" or "split": as written in the table
    a: int
    b: int | None


_KIND = {kind.value: kind for kind in Kind}
_EDGE = "a, b, found, share_a, share_b, words, because, kind"
_NODE = """select a.id, a.canonical, f.tokens, a.story, a.source from fingerprints f
 join articles a on a.id = f.article where """
_THESE = "(select value from json_each(?1))"


class Groups:
    """Rows of `matches` and `overrides`, and the story of each article."""

    def __init__(self, db: Database) -> None:
        self._db = db.conn

    def write(self, edges: Iterable[Edge]) -> None:
        """New evidence; replaces what was known of the same pair. Shares are kept to four digits."""
        self._db.executemany(
            f"insert or replace into matches ({_EDGE}) values (?, ?, ?, ?, ?, ?, ?, ?)",
            [(e.a, e.b, e.found.value, e.share_a, e.share_b, e.words, e.because,
              (e.kind or e.found).value) for e in edges],
        )  # fmt: skip

    def drop(self, article: int) -> None:
        """No evidence about this article any more."""
        self._db.execute("delete from matches where a = ?", [article])
        self._db.execute("delete from matches where b = ?", [article])

    def part(self, pairs: Iterable[Sequence[int]]) -> None:
        """No evidence about these pairs any more, in either order."""
        self._db.executemany(
            "delete from matches where a = ? and b = ?", ((min(p), max(p)) for p in pairs)
        )

    def edges(self, articles: Iterable[int]) -> list[Edge]:
        """All evidence that one of these articles is part of, each once."""
        rows = self._db.execute(
            f"select {_EDGE} from matches where a in {_THESE} union all"
            f" select {_EDGE} from matches where b in {_THESE} and +a not in {_THESE}",
            [listed(articles)],
        ).fetchall()
        return [
            Edge(a, b, _KIND[found], share_a, share_b, words, because, _KIND[kind])
            for a, b, found, share_a, share_b, words, because, kind in rows
        ]

    def weak_among(self, articles: Iterable[int], words: int) -> list[tuple[int, int]]:
        """The pairs of these articles that match by fewer than so many words."""
        return self._db.execute(
            # + keeps SQLite from looking up each of the articles beside each
            f"select a, b from matches where a in {_THESE} and +b in {_THESE} and words < ?2",
            [listed(articles), words],
        ).fetchall()

    def judged(self, edges: Iterable[tuple[Kind, int, int]]) -> None:
        """(kind, a, b): what these matches amount to now that the stories are known."""
        self._db.executemany("update matches set kind = ? where a = ? and b = ?", edges)

    def nodes(self, articles: Iterable[int]) -> list[Node]:
        """The articles, without those that are not in the index."""
        rows = self._db.execute(f"{_NODE} f.article in {_THESE}", [listed(articles)]).fetchall()
        return [Node(*row) for row in rows]

    def members(self, stories: Iterable[int]) -> list[int]:
        """The articles of stories."""
        rows = self._db.execute(
            f"select id from articles where story in {_THESE}", [listed(stories)]
        ).fetchall()
        return [article for (article,) in rows]

    def story(self, article: int) -> int | None:
        """The story of an article."""
        row = self._db.execute("select story from articles where id = ?", [article]).fetchone()
        return row[0] if row else None

    def stories(self, articles: Iterable[int]) -> set[int]:
        """The stories that these articles belong to."""
        rows = self._db.execute(
            f"select distinct story from articles where id in {_THESE} and story is not null",
            [listed(articles)],
        ).fetchall()
        return {story for (story,) in rows}

    def outlets(self, stories: Iterable[int]) -> dict[int, set[str]]:
        """Story → who printed it."""
        found: dict[int, set[str]] = {}
        for story, source in self._db.execute(
            f"select distinct story, source from articles where story in {_THESE}",
            [listed(stories)],
        ).fetchall():
            found.setdefault(story, set()).add(source)
        return found

    def overrides(self) -> list[Override]:
        """All that analysts decided, oldest first."""
        rows = self._db.execute("select kind, a, b from overrides order by id").fetchall()
        return [Override(*row) for row in rows]

    def last_override(self) -> int:
        """The row of what an analyst decided last, 0 for nothing."""
        row = self._db.execute("select max(id) from overrides").fetchone()
        return row[0] or 0

    def overridden(self, article: int) -> bool:
        """Whether an analyst said something of this article."""
        said = self._db.execute("select 1 from overrides where a = ?1 or b = ?1", [article])
        return said.fetchone() is not None

    def found_story(self) -> int:
        """A new story without members."""
        cursor = self._db.execute("insert into stories (articles, outlets) values (0, 0)")
        story = cursor.lastrowid
        assert story is not None
        return story

    def place(self, articles: Iterable[int], story: int | None) -> None:
        """The articles belong to that story."""
        self._db.executemany(
            "update articles set story = ? where id = ?", [(story, a) for a in articles]
        )

    def close(self, story: int, into: int | None) -> bool:
        """Closes the story if it has no members left; `into` is where most of them went."""
        closed = self._db.execute(
            "update stories set merged_into = ?2 where id = ?1"
            " and not exists (select 1 from articles where story = ?1)",
            [story, into],
        )
        return closed.rowcount > 0

    def reopen(self, story: int) -> None:
        """The story has members again."""
        self._db.execute(
            "update stories set merged_into = null where id = ? and merged_into is not null",
            [story],
        )


def listed(numbers: Iterable[int]) -> str:
    """The numbers as json_each reads them."""
    return f"[{','.join(map(str, numbers))}]"
