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
    ends: bool = False  #: nothing of the story stands below it
    cut: bool = False  #: it was known, and is not in the text any more


@dataclass(frozen=True, slots=True)
class Recurring:
    """What is known of a line at one source."""

    key: str
    words: int
    stories: int  #: distinct stories with it
    at_edge: int  #: of these, where it stood at an edge of the text
    since: int  #: distinct stories of the source since it was first seen, that one included
    topical: int  #: of its stories, those whose other lines share its words
    ends: int  #: of its stories, those with nothing of the story below it


class SiteLines:
    """Rows of `site_lines`, and how many stories of each source were learned from."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def saw(self, source: str, lines: Iterable[LineSeen]) -> None:
        """One more story of a source. Lines in the middle count only where the line is known.

        A line that was cut stood where it always stands: what it was, an end or not, it stays.
        """
        self._db.execute("update sources set stories = stories + 1 where name = ?", [source])
        rows = list(lines)
        self._db.conn.executemany(
            "insert into site_lines (source, key, words, stories, at_edge, topical, ends, first_story)"
            " select name, ?1, ?2, 1, ?3, ?4, ?5, stories from sources where name = ?6"
            " on conflict (source, key) do update set stories = stories + 1,"
            "  at_edge = at_edge + case when ?9 then at_edge >= 0.9 * stories else excluded.at_edge end,"
            "  topical = topical + excluded.topical,"
            "  ends = ends + case when ?9 then ends >= 0.9 * stories else excluded.ends end,"
            "  line = case when stories + 1 >= ?7 then ?8 end",
            [
                (r.key, len(r.line.split()), int(r.at_edge), int(r.topical), int(r.ends), source,
                 SHOWN_FROM, r.line, r.cut)
                for r in rows
                if r.at_edge or r.ends or r.cut
            ],
        )  # fmt: skip
        self._db.conn.executemany(
            "update site_lines set stories = stories + 1 where source = ? and key = ?",
            [(source, r.key) for r in rows if not (r.at_edge or r.ends or r.cut)],
        )

    def recurring(self, source: str, fewest: int) -> list[Recurring]:
        """Lines of a source that stood in at least `fewest` stories."""
        rows = self._db.execute(
            "select l.key, l.words, l.stories, l.at_edge, s.stories - l.first_story + 1, l.topical, l.ends"
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
