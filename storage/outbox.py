"""What is to be told, written in the same transaction as what it tells of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from storage.log import now


class Outbox:
    """Rows of `outbox`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def announce(
        self, event: str, *, article: int | None = None, story: int | None = None,
        source: str | None = None, payload: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """An event, for `presswatch alert` to deliver."""
        self._db.execute(
            "insert into outbox (at, event, article, story, source, payload) values (?, ?, ?, ?, ?, ?)",
            [now(), event, article, story, source, json.dumps(payload or {}, ensure_ascii=False)],
        )
