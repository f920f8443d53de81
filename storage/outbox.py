"""What is to be told, written in the same transaction as what it tells of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from presswatch.values import Event
from storage.log import now


class Outbox:
    """Rows of `outbox`. Each is there once: (event, key) is unique, also across restarts."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def announce(
        self, event: Event, key: str, *, article: int | None = None, story: int | None = None,
        source: str | None = None, watches: Iterable[str] = (),
        payload: Mapping[str, Any] | None = None,
    ) -> bool:  # fmt: skip
        """An event, for `presswatch alert` to deliver; False if it was announced before.

        Call it inside the transaction that makes the event true. `key` tells one occurrence from
        another and should outlive the database: addresses, names and moments, not rows. A source
        that fails again next month has another key: `f"{source} {since}"`. `payload` is what the
        message says beside the article, the story and the source: plain JSON, no secrets.
        `watches`: names of the watches it belongs to; none where it concerns everybody.
        """
        written = self._db.execute(
            "insert into outbox (at, event, key, article, story, source, watches, payload)"
            " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (event, key) do nothing",
            [now(), event, key, article, story, source, _json(sorted(watches)), _json(payload or {})],
        )  # fmt: skip
        return written.rowcount > 0


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
