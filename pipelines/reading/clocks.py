"""Times as pages write them → aware datetimes, in the zone that was written."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from dateutil.parser import ParserError, isoparse
from dateutil.parser import parse as parse_loosely
from dateutil.tz import gettz

#: before the web there was no web page; after the day after tomorrow there is none yet
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=2)
#: 05.11.2026 is the fifth of November: who writes dots puts the day first
DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}\b")
SLASHED = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{4}\b")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
EPOCH = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?")
#: what a loose reading takes for what is not written; what differs between the two is no date
UNWRITTEN = (datetime(2001, 1, 1), datetime(2002, 2, 2))
#: a written zone: "Z", "+01:00", "-0500", "GMT", "EST"
ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d|\b[A-Z]{3,4})$")
#: hours of the zones that pages name by letters, without those that mean several
NAMED = {
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "CET": 1,
    "CEST": 2, "MEZ": 1, "MESZ": 2, "BST": 1, "EET": 2, "EEST": 3, "JST": 9, "KST": 9,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "SAST": 2, "WIB": 7,
}  # fmt: skip
ZONES: dict[str, Any] = {name: hours * 3600 for name, hours in NAMED.items()}
ZONES |= {
    "ET": gettz("America/New_York"), "CT": gettz("America/Chicago"),
    "MT": gettz("America/Denver"), "PT": gettz("America/Los_Angeles"),
}  # fmt: skip


def read_time(
    written: str | None, now: datetime | None = None, day_first: bool = False
) -> datetime | None:
    """The moment `written` names, in the zone it is written in, or None. A time without a zone
    is taken as UTC, and so is midnight in any zone: it is how a mere date is written. Where
    3/4/2026 has not been yet as one day, it is the other."""
    text = (written or "").strip()[:80]
    if len(text) < 8:
        return None
    try:
        if EPOCH.fullmatch(text):
            seconds = int(text[:10])
            return plausible(datetime.fromtimestamp(seconds, UTC), now)
        moment = plausible(_parse(text, day_first), now)
        if moment is None and SLASHED.match(text):
            return plausible(_parse(text, not day_first), now)
        return moment
    except (ParserError, ValueError, OverflowError, TypeError):
        return None


def says_utc(written: str) -> bool:
    """Whether a time is written in UTC, not without a zone."""
    text = written.strip()
    return EPOCH.fullmatch(text) is not None or ZONE.search(text) is not None


def is_mere_date(moment: datetime) -> bool:
    """Midnight to the second is a date without a time."""
    return (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def _parse(text: str, day_first: bool) -> datetime:
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
    first = day_first or bool(DOTTED.match(text))
    loose, other = (
        parse_loosely(text, tzinfos=ZONES, dayfirst=first, default=unwritten)
        for unwritten in UNWRITTEN
    )
    if loose.date() != other.date():
        raise ValueError("no whole date")
    found = loose
    return found


def plausible(moment: datetime, now: datetime | None = None) -> datetime | None:
    """`moment`, aware, if a page can have been published then."""
    if moment.tzinfo is None or moment.utcoffset() is None or is_mere_date(moment):
        moment = moment.replace(tzinfo=UTC)  # midnight is how a mere date is written
    return moment if EARLIEST <= moment <= (now or datetime.now(UTC)) + AHEAD else None
