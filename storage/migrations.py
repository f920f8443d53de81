"""The schema, as the numbered steps that made it. Append-only: a released step never changes."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

steps = Migrations("presswatch")


@steps()
def m001_watchlist(db: Database) -> None:
    """What we watch, and through which doors."""
    db.table("sources").create(
        {"name": str, "title": str, "home": str, "language": str, "signature": str,
         "watched": int, "ours": int, "added_at": str},
        pk="name", not_null={"home", "watched"}, strict=True,
    )  # fmt: skip
    db.table("doors").create(
        {"id": int, "source": str, "kind": str, "url": str, "state": str, "said": str,
         "etag": str, "last_modified": str, "content_hash": str, "polls": int, "failures": int,
         "interval_s": int, "polled_at": str, "due_at": str, "last_new_at": str},
        pk="id", not_null={"source", "kind", "url", "state", "polls", "failures"},
        defaults={"state": "never polled", "polls": 0, "failures": 0},
        foreign_keys=[("source", "sources", "name")], strict=True,
    )  # fmt: skip
    db.table("doors").create_index(["source", "kind", "url"], unique=True)
    db.table("doors").create_index(["due_at"])


@steps()
def m002_crawling(db: Database) -> None:
    """The frontier, and what became of each request."""
    db.table("crawls").create(
        {"id": int, "command": str, "started_at": str, "ended_at": str, "outcome": str,
         "pages": int, "articles": int, "copies": int, "lost": int},
        pk="id", not_null={"command", "started_at"},
        defaults={"pages": 0, "articles": 0, "copies": 0, "lost": 0}, strict=True,
    )  # fmt: skip
    db.table("urls").create(
        {"id": int, "url": str, "source": str, "door": str, "title": str, "published_at": str,
         "found_at": str, "state": str, "tries": int, "next_at": str, "reason": str,
         "etag": str, "last_modified": str, "checked_at": str, "checks": int,
         "missing_since": str, "article": int},
        pk="id", not_null={"url", "source", "found_at", "state", "tries", "checks"},
        defaults={"state": "pending", "tries": 0, "checks": 0},
        foreign_keys=[("source", "sources", "name")], strict=True,
    )  # fmt: skip
    db.table("urls").create_index(["url"], unique=True)
    db.table("urls").create_index(["state", "next_at"])
    db.table("fetches").create(
        {"id": int, "crawl": int, "source": str, "url": str, "fetched_at": str, "status": int,
         "outcome": str, "reason": str, "detail": str, "bytes": int,
         "opt_outs": str, "warc_file": str, "warc_offset": int, "warc_length": int,
         "article": int},
        pk="id", not_null={"url", "fetched_at", "outcome"},
        foreign_keys=[("crawl", "crawls", "id"), ("source", "sources", "name")], strict=True,
    )  # fmt: skip
    db.table("hosts").create(
        {"host": str, "last_at": float, "parked_until": float, "why": str}, pk="host", strict=True
    )
    db.table("notices").create(
        {"url": str, "standing": str, "because": str, "until": float, "text": str},
        pk="url", not_null={"standing", "because", "until", "text"}, strict=True,
    )  # fmt: skip
    for columns in (["url"], ["source", "outcome"], ["crawl"], ["fetched_at"], ["article"]):
        db.table("fetches").create_index(columns)


@steps()
def m003_articles(db: Database) -> None:
    """Articles, their stories, and who copied whom."""
    db.table("stories").create(
        {"id": int, "origin": int, "origin_kind": str, "origin_name": str, "origin_url": str,
         "because": str, "confidence": float, "title": str, "articles": int, "outlets": int,
         "first_at": str, "last_at": str, "merged_into": int},
        pk="id", not_null={"articles", "outlets"}, defaults={"articles": 0, "outlets": 0},
        foreign_keys=[("merged_into", "stories", "id")], strict=True,
    )  # fmt: skip
    db.table("articles").create(
        {"id": int, "url": str, "source": str, "title": str, "text": str, "authors": str,
         "published_at": str, "published_raw": str, "modified_at": str, "door_at": str,
         "last_modified_at": str, "first_seen_at": str, "language": str, "credit": str,
         "story": int, "words": int, "description": str, "image": str, "section": str,
         "tags": str, "partial": int, "sha256": str, "state": str, "facts": str,
         "credits": str, "extractor": str, "fetch": int},
        pk="id", not_null={"url", "source", "title", "text", "authors", "first_seen_at", "words",
                           "partial", "sha256", "state"},
        defaults={"partial": 0, "state": "live", "authors": "[]", "words": 0},
        foreign_keys=[("source", "sources", "name"), ("story", "stories", "id"),
                      ("fetch", "fetches", "id")], strict=True,
    )  # fmt: skip
    db.table("articles").create_index(["url"], unique=True)
    for column in ("source", "story", "language", "credit", "published_at", "first_seen_at", "fetch", "sha256"):
        db.table("articles").create_index([column])
    for column in ("origin", "last_at", "outlets", "origin_kind", "merged_into"):
        db.table("stories").create_index([column])


@steps()
def m004_evidence(db: Database) -> None:
    """Evidence between pairs, the links drawn from it, and what changed later."""
    db.table("matches").create(
        {"a": int, "b": int, "kind": str, "share_a": float, "share_b": float, "words": int,
         "because": str},
        pk=("a", "b"), not_null={"kind", "share_a", "share_b", "words"},
        foreign_keys=[("a", "articles", "id"), ("b", "articles", "id")], strict=True,
    )  # fmt: skip
    db.table("matches").create_index(["b"])
    db.table("copies").create(
        {"id": int, "article": int, "story": int, "copied_from": int, "compared_with": int,
         "relation": str, "because": str, "lag_s": int, "share_of_copy": float,
         "share_of_origin": float, "words": int, "credit_kept": str, "changes": str,
         "evidence": str},
        pk="id", not_null={"article", "story", "relation", "evidence"},
        foreign_keys=[("article", "articles", "id"), ("story", "stories", "id"),
                      ("copied_from", "articles", "id"), ("compared_with", "articles", "id")],
        strict=True,
    )  # fmt: skip
    db.table("copies").create_index(["article", "story"], unique=True)
    for column in ("story", "copied_from", "compared_with", "relation", "credit_kept"):
        db.table("copies").create_index([column])
    db.table("revisions").create(
        {"id": int, "article": int, "seen_at": str, "title": str, "text": str, "sha256": str,
         "fetch": int, "changes": str},
        pk="id", not_null={"article", "seen_at", "title", "text", "sha256"},
        foreign_keys=[("article", "articles", "id"), ("fetch", "fetches", "id")], strict=True,
    )  # fmt: skip
    db.table("revisions").create_index(["article", "seen_at"])
    db.table("overrides").create(
        {"id": int, "kind": str, "a": int, "b": int, "note": str, "made_at": str},
        pk="id", not_null={"kind", "a", "made_at"},
        foreign_keys=[("a", "articles", "id"), ("b", "articles", "id")], strict=True,
    )  # fmt: skip
    db.table("outbox").create(
        {"id": int, "at": str, "event": str, "article": int, "story": int, "source": str,
         "payload": str},
        pk="id", not_null={"at", "event", "payload"},
        foreign_keys=[("article", "articles", "id"), ("story", "stories", "id"),
                      ("source", "sources", "name")], strict=True,
    )  # fmt: skip
    db.table("outbox").create_index(["at"])


#: sqlite-utils' own FTS update trigger fires on any column and rewrites the index each time an
#: article changes story (8.3 s instead of 0.6 s for 10,000 rows); these fire on the words alone.
_FTS_TRIGGERS = """
create trigger articles_fts_insert after insert on articles begin
  insert into articles_fts (rowid, title, text) values (new.id, new.title, new.text);
end;
create trigger articles_fts_delete after delete on articles begin
  insert into articles_fts (articles_fts, rowid, title, text) values ('delete', old.id, old.title, old.text);
end;
create trigger articles_fts_update after update of title, text on articles begin
  insert into articles_fts (articles_fts, rowid, title, text) values ('delete', old.id, old.title, old.text);
  insert into articles_fts (rowid, title, text) values (new.id, new.title, new.text);
end;
"""


@steps()
def m005_search(db: Database) -> None:
    """Full text over title and text."""
    db.table("articles").enable_fts(
        ["title", "text"], fts_version="FTS5", tokenize="unicode61 remove_diacritics 2"
    )
    for statement in _FTS_TRIGGERS.split("end;"):
        if statement.strip():
            db.execute(statement + "end;")


@steps()
def m006_index(db: Database) -> None:
    """What tracing compares: samples of grams, where they stand, and which of them are stock."""
    db.table("fingerprints").create(
        {"id": int, "article": int, "outlet": str, "language": str, "hour": int, "tokens": int,
         "rank": int, "cuts": str, "grams": bytes},
        pk="id", not_null={"article", "outlet", "hour", "tokens", "rank", "grams"},
        foreign_keys=[("article", "articles", "id")], strict=True,
    )  # fmt: skip
    db.table("fingerprints").create_index(["article"], unique=True)
    db.table("segments").create(
        {"id": int, "first": int, "last": int, "postings": bytes},
        pk="id", not_null={"first", "last", "postings"}, strict=True,
    )  # fmt: skip
    db.table("stock").create(
        {"gram": int, "outlet": str, "bound": int}, pk=("gram", "outlet"),
        not_null={"gram", "outlet", "bound"}, strict=True,
    )  # fmt: skip
    db.execute("alter table matches add column found text")  # what the two texts alone say
