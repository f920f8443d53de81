"""Articles, their stories, and who copied whom."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps


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
        {"id": int, "url": str, "canonical": str, "source": str, "title": str, "text": str,
         "authors": str,
         "published_at": str, "published_raw": str, "modified_at": str, "door_at": str,
         "last_modified_at": str, "first_seen_at": str, "language": str, "credit": str,
         "story": int, "words": int, "description": str, "image": str, "section": str,
         "tags": str, "partial": int, "sha256": str, "state": str, "facts": str,
         "credits": str, "extractor": str, "fetch": int},
        pk="id", not_null={"url", "canonical", "source", "title", "text", "authors", "first_seen_at", "words",
                           "partial", "sha256", "state"},
        defaults={"partial": 0, "state": "live", "authors": "[]", "words": 0},
        foreign_keys=[("source", "sources", "name"), ("story", "stories", "id"),
                      ("fetch", "fetches", "id")], strict=True,
    )  # fmt: skip
    db.table("articles").create_index(["canonical"], unique=True)
    db.table("articles").create_index(["url"])
    for column in (
        "source",
        "language",
        "credit",
        "published_at",
        "first_seen_at",
        "fetch",
        "sha256",
    ):
        db.table("articles").create_index([column])
    db.table("articles").create_index(["story", "source", "language"])
    for column in ("origin", "last_at", "outlets", "origin_kind", "merged_into"):
        db.table("stories").create_index([column])
