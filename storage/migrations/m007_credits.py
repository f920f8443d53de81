"""Tags that copies taught us, and where they were seen."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps


@steps()
def m007_credits(db: Database) -> None:
    """Tags that copies taught us, and where they were seen."""
    db.table("tags_seen").create(
        {"article": int, "tag": str, "place": str},
        pk=("article", "tag"), not_null={"place"},
        foreign_keys=[("article", "articles", "id")], strict=True,
    )  # fmt: skip
    db.table("credits").create(
        {"tag": str, "outlet": str, "came_from": str, "because": str, "stories": int,
         "copiers": int, "share": float, "learned_at": str},
        pk="tag", not_null={"outlet", "came_from", "because", "learned_at"}, strict=True,
    )  # fmt: skip
