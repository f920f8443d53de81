"""The watchlist as the database knows it: whose publications are watched."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlite_utils import Database

from presswatch.values import Source
from storage.addresses import registrable
from storage.doors import Doors
from storage.log import now


class Sources:
    """Rows of `sources`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def watch(self, sources: Iterable[Source]) -> None:
        """Makes the rows of sources and doors say what sources.toml says; who left the list keeps
        theirs. Writes only what differs, since every crawl begins with this.
        """
        rows = self._db.execute(
            "select name, title, home, language, signature, recheck, watched, ours from sources"
        )
        known = {row[0]: tuple(row[1:]) for row in rows.fetchall()}
        watched = tuple(sources)
        wanted = {source.name: _values(source) for source in watched}
        for name, values in wanted.items():
            if known.get(name) != values:
                self._put(name, values)
        for name, values in known.items():
            if values[-2] and name not in wanted:
                self._db.execute("update sources set watched = 0 where name = ?", [name])
        Doors(self._db).watch(watched)

    def ensure(self, name: str, home: str) -> None:
        """A row for a source that is only known from an import."""
        self._db.execute(
            "insert into sources (name, home, watched, ours, signature, added_at)"
            " values (?, ?, 0, 0, '[]', ?) on conflict (name) do nothing",
            [name, home, now()],
        )

    def find(self, name: str) -> Source | None:
        """What the database knows of a source."""
        row = self._db.execute(
            "select name, title, home, language, signature, ours from sources where name = ?",
            [name],
        ).fetchone()
        if row is None:
            return None
        return Source(
            name=row[0], title=row[1], home=row[2], language=row[3],
            signature=tuple(json.loads(row[4] or "[]")), ours=bool(row[5]),
        )  # fmt: skip

    def of_domain(self, domain: str | None) -> str | None:
        """The source whose front page is on that registrable domain."""
        rows = self._db.execute("select name, home from sources order by watched desc, name")
        return next(
            (name for name, home in rows.fetchall() if domain and registrable(home) == domain), None
        )

    def signatures(self) -> dict[str, str]:
        """Tag → registrable domain, of every source that signs: what a copy may credit."""
        rows = self._db.execute("select home, title, signature from sources where watched = 1")
        tags: dict[str, str] = {}
        for home, title, signature in rows.fetchall():
            domain = registrable(home)
            for tag in (*json.loads(signature or "[]"), *([title] if title else [])):
                if domain:
                    tags[tag] = domain
        return tags

    def _put(self, name: str, values: tuple[object, ...]) -> None:
        self._db.execute(
            "insert into sources (name, title, home, language, signature, recheck, watched, ours, added_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (name) do update set title = excluded.title,"
            " home = excluded.home, language = excluded.language, signature = excluded.signature,"
            " recheck = excluded.recheck, watched = excluded.watched, ours = excluded.ours",
            [name, *values, now()],
        )


def _values(source: Source) -> tuple[object, ...]:
    """A watched source as its row says it: title, home, language, signature, recheck, watched, ours."""
    signature = json.dumps(source.signature)
    recheck = None if source.recheck is None else json.dumps(source.recheck)
    return (
        source.title, source.home, source.language, signature, recheck, 1, int(source.ours)
    )  # fmt: skip
