"""How often a door likes to be asked: its cache headers, and what an RSS feed says of itself. Pure.

    Cache-Control: max-age=N, s-maxage=N      RFC 9111 (5.2.2); `Age` is taken off
    Expires                                   RFC 9111 (5.3), when there is no max-age
    <ttl>minutes</ttl>, <skipHours>, <skipDays>      RSS 2.0

Neither `no-cache` nor an Expires in the past asks for haste. `sy:updatePeriod` is not read: WordPress
writes "hourly" into every feed, whatever the site does.
"""

from __future__ import annotations

import re
from datetime import timedelta
from email.utils import parsedate_to_datetime

from scrapy.http import Response

from spiders.schedule import Wish

HEAD = 20_000  #: bytes of a feed in which its own words are looked for
MOST = timedelta(hours=6)  #: of one wish that is followed: a year's max-age is meant for pictures
TTL_MOST = timedelta(hours=6)  #: the same for ttl

_MAX_AGE = re.compile(r"\b(s-maxage|max-age)\s*=\s*\"?(\d{1,9})", re.I)
_TTL = re.compile(rb"<ttl>\s*(\d{1,6})\s*</ttl>", re.I)
_SKIP_HOURS = re.compile(rb"<skipHours>(.{0,2000}?)</skipHours>", re.I | re.S)
_SKIP_DAYS = re.compile(rb"<skipDays>(.{0,2000}?)</skipDays>", re.I | re.S)
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.I)
_DAY = re.compile(rb"<day>\s*(mon|tues|wednes|thurs|fri|satur|sun)day\s*</day>", re.I)
_DAYS = (b"mon", b"tues", b"wednes", b"thurs", b"fri", b"satur", b"sun")


def wish_of(response: Response) -> Wish:
    """What this answer says; of a 304 only the headers speak."""
    pause = min(_fresh_for(response), MOST)
    head = response.body[:HEAD]
    if b"<rss" not in head and b"<channel" not in head:
        return Wish(pause)
    ttl = _TTL.search(head)
    if ttl:
        pause = max(pause, min(timedelta(minutes=int(ttl[1])), TTL_MOST))
    hours = _SKIP_HOURS.search(head)
    days = _SKIP_DAYS.search(head)
    return Wish(
        pause,
        frozenset(int(h) % 24 for h in _HOUR.findall(hours[1])) if hours else frozenset(),
        frozenset(_DAYS.index(d.lower()) for d in _DAY.findall(days[1])) if days else frozenset(),
    )


def _fresh_for(response: Response) -> timedelta:
    control = _text(response, "Cache-Control")
    if "no-cache" in control or "no-store" in control:
        return timedelta()
    ages = {name.lower(): int(seconds) for name, seconds in _MAX_AGE.findall(control)}
    fresh = ages.get("s-maxage", ages.get("max-age", 0)) if ages else _until_expiry(response)
    age = _text(response, "Age").strip()
    return timedelta(seconds=max(0, fresh - (int(age) if age.isdecimal() else 0)))


def _until_expiry(response: Response) -> int:
    try:
        date = parsedate_to_datetime(_text(response, "Date"))
        return int((parsedate_to_datetime(_text(response, "Expires")) - date).total_seconds())
    except (TypeError, ValueError, OverflowError):
        return 0


def _text(response: Response, name: str) -> str:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else ""
