"""A mention knows its story and its moment in UTC: a watch is counted without reading articles.

A row of `articles` keeps its text before its story, so that asking 100,000 rows for their story reads
all the texts. A trigger keeps the copy true whenever an article changes its story.
"""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps

_MOMENT = "coalesce(published_utc, door_at, first_seen_at)"

_STATEMENTS = (
    "alter table mentions add column story integer references stories(id)",
    f"update mentions set (story, at) = (select story, {_MOMENT} from articles where id = article)",
    "drop index idx_mentions_watch_at",
    # both hold all that is counted, gone_at too, so that the table itself is not read
    "create index idx_mentions_watch_at on mentions (watch, gone_at, at, source, story)",
    "create index idx_mentions_watch_source on mentions (watch, gone_at, source, story, at)",
    "create index idx_mentions_story on mentions (story)",
    "drop index idx_articles_at",
    f"create index idx_articles_moment on articles ({_MOMENT})",
    "create trigger mentions_follow_story after update of story on articles"
    " when new.story is not old.story begin"
    " update mentions set story = new.story where article = new.id; end",
)


@steps()
def m016_mention_stories(db: Database) -> None:
    """A mention knows its story, and a count needs no article."""
    for statement in _STATEMENTS:
        db.execute(statement)
