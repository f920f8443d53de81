"""What extraction learns of a site, how well it does there, and when an article is of."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps


@steps()
def m010_extraction(db: Database) -> None:
    """What extraction learns of a site, how well it does there, and when an article is of."""
    db.table("articles").add_column("published_utc", str)
    db.execute("update articles set published_utc = published_at")
    db.table("articles").create_index(["published_utc"])
    db.table("sources").add_column("stories", int, not_null_default=0)
    db.table("site_lines").create(
        {"source": str, "key": str, "line": str, "words": int, "stories": int, "at_edge": int,
         "topical": int, "first_story": int},
        pk=("source", "key"), not_null={"words", "stories", "at_edge", "topical", "first_story"},
        foreign_keys=[("source", "sources", "name")], strict=True,
    )  # fmt: skip
    db.table("site_lines").create_index(["source", "stories"])
    db.table("extraction_health").create(
        {"id": int, "source": str, "crawl": int, "at": str, "pages": int, "text": float,
         "title": float, "author": float, "date": float, "words": int, "because": str},
        pk="id", not_null={"source", "at", "pages"},
        foreign_keys=[("source", "sources", "name"), ("crawl", "crawls", "id")], strict=True,
    )  # fmt: skip
    db.table("extraction_health").create_index(["source", "id"])
