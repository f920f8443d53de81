"""Durations as people write them: "15 min", "1 h", "3 days". Pure."""

from __future__ import annotations

import re
from datetime import timedelta

_UNITS = {"s": 1, "sec": 1, "second": 1, "m": 60, "min": 60, "minute": 60, "h": 3600, "hour": 3600,
          "d": 86_400, "day": 86_400, "w": 604_800, "week": 604_800}  # fmt: skip
_WRITTEN = re.compile(r"\s*(\d{1,6}(?:\.\d+)?)\s*([a-z]+?)s?\s*", re.I)


def duration(text: str) -> timedelta | None:
    """ "15 min" as a timedelta; None for what is none, and for nothing and less."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    unit = found[2].lower()
    seconds = _UNITS.get(unit) or _UNITS.get(unit + "s")  # "s" alone
    return timedelta(seconds=float(found[1]) * seconds) if seconds and float(found[1]) else None


def in_words(span: timedelta) -> str:
    """A span for a reader: "45 s", "12 min", "3 h 20 min", "2 d 4 h"."""
    seconds = int(abs(span.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86_400
    if minutes < 60:
        return f"{minutes} min"
    if hours < 24:
        return f"{hours} h {minutes % 60:02d} min" if minutes % 60 and hours < 10 else f"{hours} h"
    return f"{days} d {hours % 24} h" if hours % 24 and days < 4 else f"{days} d"
