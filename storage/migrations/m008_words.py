"""What an analyst decided, and what is to be told."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps


@steps()
def m008_words(db: Database) -> None:
    """What an analyst decided, and what is to be told."""
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
