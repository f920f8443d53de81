"""Rows of `watches` and `mentions`: what is looked for, and which articles hold it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from presswatch.values import Watch
from storage.log import now
from storage.query import read_query
from storage.watches.matcher import Matcher, Subject
from storage.watches.mentions import MOMENT


@dataclass(frozen=True, slots=True)
class Synced:
    """What became of the table when it was made to say what the file says."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()  #: their query changed
    removed: tuple[str, ...] = ()


class Watches:
    """The watches of one database, for its writer."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._matcher: Matcher | None = None
        self._known: dict[int, str] = {}

    def sync(self, watches: Iterable[Watch]) -> Synced:
        """Makes the table say what watches.toml says, inside the caller's transaction.

        A new or changed watch is applied to every article we have; what that finds is in
        `mentions` and is not announced. A watch that left the file leaves with its mentions.
        """
        self._matcher = None
        wanted = {w.name: w for w in watches}
        rows = self._db.execute("select name, id, query from watches").fetchall()
        known = {name: (row, query) for name, row, query in rows}
        removed = sorted(known.keys() - wanted.keys())
        for name in removed:
            self._db.execute("delete from mentions where watch = ?", [known[name][0]])
            self._db.execute("delete from watches where id = ?", [known[name][0]])
        added = [w.name for w in wanted.values() if w.name not in known]
        changed = [
            w.name for w in wanted.values() if w.name in known and known[w.name][1] != w.query
        ]
        for watch in wanted.values():
            self._put(watch)
            if watch.name in added or watch.name in changed:
                self._apply_to_the_past(watch)
        return Synced(tuple(added), tuple(changed), tuple(removed))

    def _put(self, watch: Watch) -> None:
        self._db.execute(
            "insert into watches (name, query, title, note, added_at, changed_at)"
            " values (?1, ?2, ?3, ?4, ?5, ?5) on conflict (name) do update set"
            " changed_at = iif(query = excluded.query, changed_at, excluded.changed_at),"
            " query = excluded.query, title = excluded.title, note = excluded.note",
            [watch.name, watch.query, watch.title, watch.note, now()],
        )

    def _apply_to_the_past(self, watch: Watch) -> None:
        row = self._db.execute("select id from watches where name = ?", [watch.name]).fetchone()[0]
        where = read_query(watch.query).where("a")
        self._db.execute("delete from mentions where watch = ?", [row])
        self._db.execute(
            "insert into mentions (watch, article, source, at, story, found_at)"
            f" select ?, a.id, a.source, {MOMENT}, a.story, ? from articles a where {where.sql}",
            [row, now(), *where.values],
        )

    def note(self, article: int) -> list[str]:
        """Brings the mentions of an article up to date with what it says now; call it in the
        transaction that wrote the article. Returns the names of the watches that it newly matches.
        """
        names = self._names()
        if not names:
            return []
        *subject, at, story = self._db.execute(
            f"select a.title, a.text, a.source, s.title, a.language, a.credits, {MOMENT}, a.story"
            " from articles a join sources s on s.name = a.source where a.id = ?",
            [article],
        ).fetchone()
        said = Subject(*subject)
        assert self._matcher is not None
        matching = self._matcher.matching(said)
        known = {
            row[0] for row in
            self._db.execute("select watch from mentions where article = ?", [article]).fetchall()
        }  # fmt: skip
        for watch in matching:
            self._db.execute(_MENTION, [watch, article, said.source, at, story, now()])
        for watch in known - matching:
            self._db.execute(
                "update mentions set gone_at = ? where watch = ? and article = ? and gone_at is null",
                [now(), watch, article],
            )
        return sorted(names[watch] for watch in matching - known)

    def of_story(self, article: int) -> list[str]:
        """The names of the watches that match, or once matched, any article of this one's story."""
        rows = self._db.execute(
            "select distinct w.name from mentions m join watches w on w.id = m.watch"
            " where m.article = ?1 or m.article in (select o.id from articles a"
            "  join articles o on o.story = a.story where a.id = ?1) order by w.name",
            [article],
        )
        return [name for (name,) in rows.fetchall()]

    def _names(self) -> dict[int, str]:
        """row → name; the matcher is made when the watches are first asked for."""
        if self._matcher is None:
            rows = self._db.execute("select id, query, name from watches").fetchall()
            self._matcher = Matcher((row[0], row[1]) for row in rows)
            self._known = {row[0]: str(row[2]) for row in rows}
        return self._known


_MENTION = """
insert into mentions (watch, article, source, at, story, found_at) values (?, ?, ?, ?, ?, ?)
on conflict (watch, article) do update set at = excluded.at, gone_at = null"""
