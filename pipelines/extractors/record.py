"""Articles that come as JSON objects, one a page: no HTML, no worker, a tenth of a millisecond."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from pipelines.extractors.reading import PageStatus, Reading
from pipelines.losses import Unreadable
from presswatch.values import Fact, Page

MEDIA_TYPE = "application/vnd.presswatch.article+json"
NAME = "record/1"


def extract(page: Page) -> Reading:
    """The article that the object describes. Raises Unreadable, naming the field.

    Fields: url and text (required), title, published_at (ISO 8601), authors, language, source.
    A date, or a time without a zone, is taken as UTC.
    """
    record = _object(page.body)
    text = _text(record, "text", required=True)
    published = _text(record, "published_at")
    return Reading(
        text=text,
        title=_text(record, "title"),
        url=_text(record, "url", required=True),
        status=PageStatus.ARTICLE if text.strip() else PageStatus.EMPTY,
        authors=_names(record),
        published_at=_moment(published),
        language=_text(record, "language")[:2].lower() or None,
        facts=(Fact("published", published, "record"),) if published else (),
        extractor=NAME,
    )


def _object(body: bytes) -> dict[str, Any]:
    try:
        record = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"not JSON: {error}") from None
    if not isinstance(record, dict):
        raise Unreadable(f"not a JSON object but {type(record).__name__}")
    return record


def _text(record: dict[str, Any], field: str, required: bool = False) -> str:
    value = record.get(field)
    if value is None and not required:
        return ""
    if not isinstance(value, str):
        got = "nothing" if value is None else type(value).__name__
        raise Unreadable(f"field {field!r}: text expected, got {got}")
    return value


def _names(record: dict[str, Any]) -> tuple[str, ...]:
    value = record.get("authors")
    if isinstance(value, str):
        value = [value]
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise Unreadable("field 'authors': a list of names expected")
    return tuple(dict.fromkeys(name.strip() for name in value if name.strip()))


def _moment(written: str) -> datetime | None:
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise Unreadable(f"field 'published_at': not ISO 8601: {written[:40]!r}") from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
