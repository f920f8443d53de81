"""Watches, which articles match them, and events that are announced once."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps

_TABLES = """
create table watches (
  id integer primary key, name text not null unique, query text not null, title text, note text,
  added_at text not null, changed_at text not null
) strict;
create table mentions (
  watch integer not null references watches(id) on delete cascade,
  article integer not null references articles(id) on delete cascade,
  source text not null references sources(name), at text not null, found_at text not null,
  gone_at text, primary key (watch, article)
) strict, without rowid;
create index idx_mentions_article on mentions (article);
create index idx_mentions_source on mentions (source);
create index idx_mentions_watch_at on mentions (watch, at);
create index idx_articles_at on articles (coalesce(published_at, door_at, first_seen_at));
"""


@steps()
def m013_watches(db: Database) -> None:
    """Watches, which articles match them, and events that are announced once."""
    for statement in _TABLES.split(";"):
        if statement.strip():
            db.execute(statement)
    db.execute("alter table outbox add column key text")
    db.execute("alter table outbox add column watches text")  # JSON list of names
    db.execute("update outbox set key = id, watches = '[]'")
    db.execute("create unique index idx_outbox_event_key on outbox (event, key)")
