"""What tracing compares: samples of grams, where they stand, and which of them are stock."""

from __future__ import annotations

from sqlite_utils import Database

from storage.migrations.steps import steps


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
