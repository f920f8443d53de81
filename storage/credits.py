"""What copies taught us of credits: tags nobody knew, where they were seen, whose they turned out to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from presswatch.values import Place
from storage.addresses import registrable
from storage.log import now


@dataclass(frozen=True, slots=True)
class TagSeen:
    """An unknown tag on an article, and what that article is a copy of."""

    tag: str
    place: Place
    source: str
    story: int
    copied_from: str | None  #: registrable domain of the origin's outlet


@dataclass(frozen=True, slots=True)
class Learned:
    """A tag, and the outlet that it stands for."""

    tag: str
    outlet: str  #: registrable domain
    because: str
    stories: int
    copiers: int
    share: float


class Credits:
    """Rows of `tags_seen` and `credits`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def saw(self, article: int, tags: Iterable[tuple[str, Place]]) -> None:
        """Unknown tags where credits stand in an article."""
        self._db.execute("delete from tags_seen where article = ?", [article])
        for tag, place in tags:
            self._db.execute(
                "insert or ignore into tags_seen values (?, ?, ?)", [article, tag, place]
            )

    def seen(self) -> list[TagSeen]:
        """Every sighting of a tag that stands on more than one article."""
        rows = self._db.execute(
            "select t.tag, t.place, a.source, a.story, s.home, o.url from tags_seen t"
            " join articles a on a.id = t.article"
            " left join copies c on c.article = a.id and c.story = a.story"
            " left join articles o on o.id = c.copied_from left join sources s on s.name = o.source"
            " where a.story is not null and t.tag in"
            " (select tag from tags_seen group by tag having count(*) > 1)"
        )
        return [
            TagSeen(tag, Place(place), source, story, registrable(home or url) if url else None)
            for tag, place, source, story, home, url in rows.fetchall()
        ]

    def learn(self, learned: Iterable[Learned]) -> None:
        """Replaces what was learned before; what an analyst wrote stays."""
        self._db.execute("delete from credits where came_from = 'copies'")
        for one in learned:
            self._db.execute(
                "insert or ignore into credits (tag, outlet, came_from, because, stories, copiers,"
                " share, learned_at) values (?, ?, 'copies', ?, ?, ?, ?, ?)",
                [one.tag, one.outlet, one.because, one.stories, one.copiers, one.share, now()],
            )

    def tags(self) -> dict[str, str]:
        """Tag → registrable domain, of all that was learned."""
        return dict(self._db.execute("select tag, outlet from credits").fetchall())
