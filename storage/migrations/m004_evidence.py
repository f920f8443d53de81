"""Evidence between pairs, the links drawn from it, and what articles said before."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps


@steps()
def m004_evidence(db: Database) -> None:
    """Evidence between pairs, the links drawn from it, and what articles said before."""
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
