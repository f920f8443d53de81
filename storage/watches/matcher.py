"""Which watches match one article, asked without the database: microseconds a watch.

A database in memory holds that one article under the same names of tables, with the same
tokenizer, so that the very conditions that are applied to the past are asked of the newcomer.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from presswatch.errors import UsageError
from storage.query import Condition, read_query

logger = logging.getLogger(__name__)

TOKENIZER = "unicode61 remove_diacritics 2"  #: that of articles_fts; a test says they are the same
_TABLES = f"""
create table articles (id integer primary key, source text, language text, credits text);
create table sources (name text, title text);
create virtual table articles_fts using fts5(title, text, content='', tokenize='{TOKENIZER}');
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a query may ask of an article."""

    title: str
    text: str
    source: str
    source_title: str | None
    language: str | None
    credits: str | None  #: as in the database


class Matcher:
    """The watches, ready to be asked about one article after the other."""

    def __init__(self, watches: Iterable[tuple[int, str]]) -> None:
        """`watches`: (row, query). One that this version cannot read matches nothing, and is logged."""
        self._conditions: dict[int, Condition] = {}
        for watch, query in watches:
            try:
                self._conditions[watch] = read_query(query).where("a")
            except UsageError as error:
                logger.warning("a watch matches nothing until it is mended: %s", error)
        self._db = sqlite3.connect(":memory:", isolation_level=None, cached_statements=1024)
        self._db.executescript(_TABLES)

    def matching(self, article: Subject) -> set[int]:
        """The rows of the watches that match."""
        if not self._conditions:
            return set()
        self._put(article)
        return {
            watch
            for watch, where in self._conditions.items()
            if self._db.execute(
                f"select 1 from articles a where {where.sql}", where.values
            ).fetchone()
        }

    def _put(self, article: Subject) -> None:
        self._db.execute("insert into articles_fts (articles_fts) values ('delete-all')")
        self._db.execute(
            "insert into articles_fts (rowid, title, text) values (1, ?, ?)",
            [article.title, article.text],
        )
        self._db.execute(
            "insert or replace into articles values (1, ?, ?, ?)",
            [article.source, article.language, article.credits],
        )
        self._db.execute("delete from sources")
        self._db.execute(
            "insert into sources values (?, ?)", [article.source, article.source_title]
        )
