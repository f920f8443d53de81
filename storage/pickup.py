"""Who picked a story up: what announcements ask of the stories as they stand now."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlite_utils import Database

from presswatch.values import OriginKind, Relation


@dataclass(frozen=True, slots=True)
class Uncredited:
    """A copy of our own article that does not name us."""

    copy: int  #: row of `articles`
    story: int
    url: str
    source: str
    ours: int  #: our article
    credit_kept: str  #: "stripped", or "other": it names somebody else
    proven: bool  #: ours is the origin; else only the earliest copy seen


class Pickup:
    """Questions about stories and copies."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def outlets(self, stories: Iterable[int]) -> int:
        """How many outlets carry the widest of the stories; 0 where there are none."""
        row = self._db.execute(
            "select max(outlets) from stories where id in (select value from json_each(?))",
            [json.dumps(list(stories))],
        ).fetchone()
        return row[0] or 0

    def address(self, story: int) -> str:
        """The canonical URL of the article that a story's copies are compared with."""
        row = self._db.execute(
            "select a.canonical from stories s join articles a on a.id = s.origin where s.id = ?",
            [story],
        ).fetchone()
        return row[0] if row else f"story {story}"

    def standing(self, article: int) -> list[int]:
        """The copies of an article that are still there: rows of `articles`, excerpts among them."""
        rows = self._db.execute(
            "select c.article from copies c join articles a on a.id = c.article"
            " where c.copied_from = ? and a.state = 'live' order by c.article",
            [article],
        )
        return [row for (row,) in rows.fetchall()]

    def uncredited(self, stories: Iterable[int], news: timedelta) -> list[Uncredited]:
        """Copies in these stories of articles of our own outlets, by outlets that are not ours and
        do not name us. Excerpts are left out, and what was older than `news` when we first saw it.
        """
        rows = self._db.execute(
            "select c.article, c.story, a.canonical, a.source, c.copied_from, c.credit_kept, s.origin_kind"
            " from copies c join stories s on s.id = c.story join articles a on a.id = c.article"
            " join sources w on w.name = a.source join articles o on o.id = c.copied_from"
            " join sources u on u.name = o.source"
            " where c.story in (select value from json_each(?)) and u.ours = 1 and w.ours = 0"
            " and c.credit_kept <> 'kept' and c.relation <> ? and s.origin_kind in (?, ?)"
            " and julianday(a.first_seen_at) - julianday(coalesce(a.published_at, a.door_at,"
            "  a.first_seen_at)) <= ?",
            [json.dumps(list(stories)), Relation.EXCERPT, OriginKind.ARTICLE, OriginKind.EARLIEST,
             news.total_seconds() / 86400],
        )  # fmt: skip
        return [Uncredited(*(*r[:6], r[6] == OriginKind.ARTICLE)) for r in rows.fetchall()]
