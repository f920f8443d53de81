"""Times as pages write them → aware datetimes in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from dateutil.parser import ParserError, isoparse
from dateutil.parser import parse as parse_loosely

#: before the web there was no web page; after the day after tomorrow there is none yet
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=2)
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
EPOCH = re.compile(r"1\d{9}(?:\d{3})?")


def read_time(written: str | None, now: datetime | None = None) -> datetime | None:
    """The moment `written` names, in UTC, or None. A time without a zone is taken as UTC,
    and so is midnight in any zone: it is how a mere date is written."""
    text = (written or "").strip()[:80]
    if len(text) < 8:
        return None
    try:
        if EPOCH.fullmatch(text):
            seconds = int(text[:10])
            return plausible(datetime.fromtimestamp(seconds, UTC), now)
        return plausible(_parse(text), now)
    except (ParserError, ValueError, OverflowError, TypeError):
        return None


def _parse(text: str) -> datetime:
    if ISO.match(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            try:
                found: datetime = isoparse(text.replace(" ", "T", 1))
                return found
            except ValueError:
                return datetime.fromisoformat(text[:10])
    if text[:3].isalpha() and text[3:4] == ",":
        return parsedate_to_datetime(text)
    loose: datetime = parse_loosely(text)
    return loose


def plausible(moment: datetime, now: datetime | None = None) -> datetime | None:
    """`moment` in UTC, if a page can have been published then."""
    if moment.tzinfo is None or (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        aware = moment.replace(tzinfo=UTC)  # midnight is how a mere date is written
    else:
        aware = moment.astimezone(UTC)
    return aware if EARLIEST <= aware <= (now or datetime.now(UTC)) + AHEAD else None
