"""Lines that recur on a site, each counted by the distinct stories that carried it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

#: a line's words are kept once it stood in so many stories; before, it may be anybody's paragraph
SHOWN_FROM = 6
#: stories of its site after which a line seen once or twice is let go of
FORGOTTEN_AFTER = 150


@dataclass(frozen=True, slots=True)
class LineSeen:
    """A line of one article, as it is to be counted."""

    key: str  #: 16 hexadecimal digits
    line: str
    at_edge: bool
    topical: bool  #: its words stand elsewhere in the text as well


@dataclass(frozen=True, slots=True)
class Recurring:
    """What is known of a line at one source."""

    key: str
    words: int
    stories: int  #: distinct stories with it
    at_edge: int  #: of these, where it stood at an edge of the text
    since: int  #: distinct stories of the source since it was first seen, that one included
    topical: int  #: of its stories, those whose other lines share its words


class SiteLines:
    """Rows of `site_lines`, and how many stories of each source were learned from."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def saw(self, source: str, lines: Iterable[LineSeen]) -> None:
        """One more story of a source. Lines in the middle count only where the line is known."""
        self._db.execute("update sources set stories = stories + 1 where name = ?", [source])
        rows = list(lines)
        self._db.conn.executemany(
            "insert into site_lines (source, key, words, stories, at_edge, topical, first_story)"
            " select name, ?, ?, 1, 1, ?, stories from sources where name = ?"
            " on conflict (source, key) do update set stories = stories + 1, at_edge = at_edge + 1,"
            "  topical = topical + excluded.topical,"
            "  line = case when stories + 1 >= ? then ? end",
            [
                (r.key, len(r.line.split()), int(r.topical), source, SHOWN_FROM, r.line)
                for r in rows
                if r.at_edge
            ],
        )
        self._db.conn.executemany(
            "update site_lines set stories = stories + 1 where source = ? and key = ?",
            [(source, r.key) for r in rows if not r.at_edge],
        )

    def recurring(self, source: str, fewest: int) -> list[Recurring]:
        """Lines of a source that stood in at least `fewest` stories."""
        rows = self._db.execute(
            "select l.key, l.words, l.stories, l.at_edge, s.stories - l.first_story + 1, l.topical"
            " from site_lines l join sources s on s.name = l.source"
            " where l.source = ? and l.stories >= ?",
            [source, fewest],
        )
        return [Recurring(*row) for row in rows.fetchall()]

    def told_before(self, source: str, article: int) -> bool:
        """Whether the source has another article of the same story: a story is learned from once."""
        row = self._db.execute(
            "select 1 from articles a join articles b on b.story = a.story and b.id != a.id"
            " where a.id = ? and b.source = ? limit 1",
            [article, source],
        ).fetchone()
        return row is not None

    def tidy(self) -> None:
        """Lets go of lines that were seen once or twice, long ago."""
        self._db.execute(
            "delete from site_lines where stories <= 2 and first_story <"
            " (select s.stories from sources s where s.name = site_lines.source) - ?",
            [FORGOTTEN_AFTER],
        )
