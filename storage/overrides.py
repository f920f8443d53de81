"""What an analyst decided against the evidence. Rows, never edits: they survive every re-run."""

from __future__ import annotations

from enum import StrEnum

from sqlite_utils import Database

from storage.log import now


class OverrideKind(StrEnum):
    """What an analyst may say of articles."""

    LINK = "link"  #: the two belong to one story
    UNLINK = "unlink"  #: the two do not
    SPLIT = "split"  #: the article stands alone


class Overrides:
    """Rows of `overrides`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def say(self, kind: OverrideKind, a: int, b: int | None, note: str) -> None:
        """The newest word on a pair counts: what was said of it before is taken back."""
        self._db.execute(
            "delete from overrides where (a = ?1 and b is ?2) or (a = ?2 and b = ?1)", [a, b]
        )
        self._db.execute(
            "insert into overrides (kind, a, b, note, made_at) values (?, ?, ?, ?, ?)",
            [kind, a, b, note or None, now()],
        )
