"""The frontier, and what became of each request."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps


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
