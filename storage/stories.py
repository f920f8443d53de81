"""Stories: their members, their origin, and the links from copies to what they were copied from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from sqlite_utils import Database

from presswatch.values import Clocks, Member, Origin, Relation
from storage.addresses import registrable
from storage.articles import read_credits
from storage.frontier import when


@dataclass(frozen=True, slots=True)
class Copy:
    """A row of `copies`: one article, what it was copied from, and how we know."""

    article: int
    story: int
    copied_from: int | None  #: the origin, where it is a row; None where it is elsewhere
    compared_with: int | None  #: the article that shares, spans and changes refer to
    relation: Relation
    because: str
    lag_s: int | None
    share_of_copy: float  #: 0..1
    share_of_origin: float  #: 0..1
    words: int
    credit_kept: str  #: "kept", "stripped" or "other"
    changes: tuple[str, ...]
    evidence: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stance:
    """The part of a row of `copies` that may change while its two texts stay the same."""

    article: int
    copied_from: int | None
    compared_with: int | None
    is_excerpt: bool
    because: str
    lag_s: int | None
    credit_kept: str
    stale: bool = False  #: the two were compared again since: text of theirs became stock


class Stories:
    """Rows of `stories` and `copies`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def members(self, story: int) -> list[Member]:
        """The articles of a story, as the choice of an origin needs them."""
        rows = self._db.execute(f"{_MEMBER} where a.story = ? order by a.id", [story])
        return [_member(row) for row in rows.fetchall()]

    def member(self, article: int) -> Member:
        """An article that exists, wherever it belongs."""
        return _member(self._db.execute(f"{_MEMBER} where a.id = ?", [article]).fetchone())

    def passages(self, story: int) -> list[tuple[int, int, int]]:
        """(member, lead of another story, articles of that story) that share a passage.

        Copies of that lead hold the passage because the lead does: they are linked to it.
        """
        rows = self._db.execute(
            f"select inside, outside, s.articles, max(p.words) from ({_SHARED}) p"
            " join articles o on o.id = outside join stories s on s.id = o.story"
            " where o.story is not ?1 and s.origin = outside group by outside",
            [story],
        )
        return [(inside, outside, articles) for inside, outside, articles, _ in rows.fetchall()]

    def leads_beside(self, a: int, b: int) -> list[tuple[int, int]]:
        """(lead of a third story, articles of that story) that share a passage with both articles."""
        return self._db.execute(
            f"select s.origin, s.articles from ({_PASSAGES_OF.replace('?1', '?2')}) x"
            f" join ({_PASSAGES_OF}) y on y.other = x.other join stories s on s.origin = x.other"
            " where s.id not in (select story from articles where id in (?1, ?2))",
            [a, b],
        ).fetchall()

    def beside(self, story: int) -> set[int]:
        """The stories that share a passage with this one."""
        rows = self._db.execute(
            f"select distinct o.story from ({_SHARED}) join articles o on o.id = outside"
            " where o.story is not ?1",
            [story],
        )
        return {other for (other,) in rows.fetchall() if other is not None}

    def lead(self, story: int) -> int | None:
        """The article that a story's copies are compared with."""
        row = self._db.execute("select origin from stories where id = ?", [story]).fetchone()
        return row[0] if row else None

    def of(self, articles: Iterable[int]) -> dict[int, list[int]]:
        """Story → those of the articles that belong to it."""
        found: dict[int, list[int]] = {}
        for article in articles:
            row = self._db.execute("select story from articles where id = ?", [article]).fetchone()
            if row is not None and row[0] is not None:
                found.setdefault(row[0], []).append(article)
        return found

    def nearest(self, article: int) -> int | None:
        """The article whose text is known to be closest, by what stands in `matches`."""
        row = self._db.execute(
            "select articles.id from matches"
            " join articles on articles.id = case when a = ?1 then b else a end"
            " where (a = ?1 or b = ?1) and kind = 'copy'"
            " order by matches.words desc, articles.url limit 1",
            [article],
        ).fetchone()
        return row[0] if row else None

    def stances(self, story: int) -> dict[int, Stance]:
        """What stands in `copies` for a story, by article."""
        rows = self._db.execute(
            "select article, copied_from, compared_with, relation = 'excerpt', because, lag_s,"
            " credit_kept, exists (select 1 from matches m where m.a = min(article, compared_with)"
            "  and m.b = max(article, compared_with) and (m.words, iif(m.a = article, m.share_a,"
            "  m.share_b), iif(m.a = article, m.share_b, m.share_a))"
            "  <> (copies.words, share_of_copy, share_of_origin))"
            " from copies where story = ?",
            [story],
        )
        return {
            r[0]: Stance(r[0], r[1], r[2], bool(r[3]), r[4], r[5], r[6], bool(r[7]))
            for r in rows.fetchall()
        }

    def settle(
        self, story: int, known: dict[int, Stance], fresh: list[Copy], stand: list[Stance]
    ) -> None:
        """Writes what is now known of the copies in a story. Rows keep their ids.

        `known` is what stands in `copies` (`stances`); of it, `stand` may have changed, and what is
        in none of the two is gone.
        """
        for article in known.keys() - {c.article for c in fresh} - {s.article for s in stand}:
            self._db.execute("delete from copies where article = ? and story = ?", [article, story])
        for stance in stand:
            if stance != known[stance.article]:
                self._db.execute(
                    "update copies set copied_from = ?, lag_s = ?, credit_kept = ?"
                    " where article = ? and story = ?",
                    [stance.copied_from, stance.lag_s, stance.credit_kept,
                     stance.article, story],
                )  # fmt: skip
        for copy in fresh:
            self._db.execute(_PUT_COPY, _copy_row(copy))

    def unsettle(self, article: int) -> None:
        """Its text changed: what was compared with the old one no longer stands."""
        self._db.execute("delete from copies where article = ?1 or compared_with = ?1", [article])

    def unsettle_all(self) -> None:
        """Every row of `copies` is to be compared again; rows keep their ids."""
        self._db.execute("update copies set compared_with = null")

    def placed(self) -> dict[int, int]:
        """Article → its story."""
        rows = self._db.execute("select id, story from articles where story is not null")
        return dict(rows.fetchall())

    def summarise(self, story: int, origin: Origin | None) -> None:
        """Writes what is now known of a story as a whole."""
        lead = origin.article if origin else None
        self._db.execute(
            "update stories set (articles, outlets, first_at, last_at) = ("
            " select count(*), count(distinct source),"
            " coalesce(max(case when id = ? then coalesce(published_utc, first_seen_at) end),"
            "  min(coalesce(published_utc, first_seen_at))),"
            " max(coalesce(published_utc, first_seen_at)) from articles where story = stories.id),"
            " title = (select title from articles where story = stories.id"
            "          order by id = ? desc, coalesce(published_utc, first_seen_at), id limit 1),"
            " origin = ?, origin_kind = ?, origin_name = ?, origin_url = ?, because = ?, confidence = ?"
            " where id = ?",
            [lead, lead, lead,
             origin.kind if origin else None, origin.agency if origin else None,
             origin.url if origin else None, origin.because if origin else None,
             origin.confidence if origin else None, story],
        )  # fmt: skip


_MEMBER = """
select a.id, a.url, a.source, a.first_seen_at, a.published_utc, a.modified_at, a.door_at,
  a.last_modified_at, a.words, a.credits, s.home, s.signature
from articles a join sources s on s.name = a.source"""

_PASSAGES_OF = """
select b as other from matches where a = ?1 and found <> 'shared source'
union all select a from matches where b = ?1 and found <> 'shared source'"""

#: (member of story ?1, article that shares a passage with it, words)
_SHARED = """
select m.a as inside, m.b as outside, m.words from matches m
  join articles i on i.id = m.a where i.story = ?1 and m.kind = 'partial'
union all
select m.b, m.a, m.words from matches m
  join articles i on i.id = m.b where i.story = ?1 and m.kind = 'partial'"""

_PUT_COPY = """
insert into copies (article, story, copied_from, compared_with, relation, because, lag_s,
  share_of_copy, share_of_origin, words, credit_kept, changes, evidence)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (article, story) do update set copied_from = excluded.copied_from,
  compared_with = excluded.compared_with, relation = excluded.relation, because = excluded.because,
  lag_s = excluded.lag_s, share_of_copy = excluded.share_of_copy,
  share_of_origin = excluded.share_of_origin, words = excluded.words,
  credit_kept = excluded.credit_kept, changes = excluded.changes, evidence = excluded.evidence
"""


def _copy_row(copy: Copy) -> list[Any]:
    return [
        copy.article, copy.story, copy.copied_from, copy.compared_with, copy.relation, copy.because,
        copy.lag_s, round(copy.share_of_copy, 4), round(copy.share_of_origin, 4), copy.words,
        copy.credit_kept, json.dumps(copy.changes, ensure_ascii=False),
        json.dumps(copy.evidence, ensure_ascii=False),
    ]  # fmt: skip


def _member(row: tuple[Any, ...]) -> Member:
    domain = registrable(row[10]) or registrable(row[1])
    return Member(
        id=row[0],
        url=row[1],
        source=row[2],
        clocks=Clocks(
            first_seen=datetime.fromisoformat(row[3]),
            published=when(row[4]),
            modified=when(row[5]),
            door=when(row[6]),
            last_modified=http_date(row[7]),
        ),
        words=row[8],
        credits=read_credits(row[9]),
        domains=tuple(d for d in {domain, registrable(row[1])} if d),
        signature=tuple(json.loads(row[11] or "[]")),
    )


def http_date(text: str | None) -> datetime | None:
    """An HTTP date header; None where it is not one."""
    if not text:
        return None
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
