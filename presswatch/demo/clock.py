"""The press's sense of time: every date is said relative to one reference moment.

Manuscripts say "5d 02:10" (five days before the reference day, at 02:10 UTC) or "12m" (twelve
minutes before the reference moment), so the same reference always gives the same pages, byte for
byte, and a reference of "now" always gives fresh ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path


def _names(said: str) -> tuple[str, ...]:
    return tuple(said.split())


WEEKDAYS = {
    "en": _names("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "de": _names("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
    "ms": _names("Isnin Selasa Rabu Khamis Jumaat Sabtu Ahad"),
}
MONTHS = {
    "en": _names(
        "January February March April May June July August September October November December"
    ),
    "de": _names(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    ),
    "ms": _names(
        "Januari Februari Mac April Mei Jun Julai Ogos September Oktober November Disember"
    ),
}

DAY_AND_TIME = re.compile(r"(\d+)d (\d\d):(\d\d)")
MINUTES = re.compile(r"(\d+)m")


@dataclass(frozen=True, slots=True)
class Clock:
    """Turns what a manuscript says into moments and words."""

    reference: datetime  #: aware

    def moment(self, said: str) -> datetime:
        """The moment in UTC. Raises ValueError for anything but "Nd HH:MM" and "Nm"."""
        if found := DAY_AND_TIME.fullmatch(said):
            days, hour, minute = map(int, found.groups())
            return datetime.combine(self.day(days), time(hour, minute), UTC)
        if found := MINUTES.fullmatch(said):
            return self.reference.astimezone(UTC).replace(microsecond=0) - timedelta(
                minutes=int(found[1])
            )
        raise ValueError(f'{said!r} is neither "5d 02:10" nor "12m"')

    def day(self, back: int) -> date:
        """The day (in UTC) that many days before the reference; negative: after it."""
        return self.reference.astimezone(UTC).date() - timedelta(days=back)


def long_date(day: date, language: str) -> str:
    """ "19 November 2026", in the outlet's language."""
    point = "." if language == "de" else ""
    return f"{day.day}{point} {MONTHS[language][day.month - 1]} {day.year}"


def short_date(day: date, language: str) -> str:
    """ "Nov 19" as in an English dateline; "19. November" and "19 November" elsewhere."""
    month = MONTHS[language][day.month - 1]
    if language == "en":
        return f"{month[:3]} {day.day}"
    return f"{day.day}{'.' if language == 'de' else ''} {month}"


def weekday(day: date, language: str) -> str:
    """The name of the day of the week."""
    return WEEKDAYS[language][day.weekday()]


def remembered(file: Path) -> datetime:
    """The reference kept in `file`, written there on first use.

    A desk that opens the press twice finds the same articles at the same addresses, instead of
    a press that has moved on and is stored a second time. Raises ValueError if the file is
    damaged.
    """
    if file.exists():
        return datetime.fromisoformat(file.read_text(encoding="utf-8").strip())
    now = datetime.now(UTC).replace(microsecond=0)
    file.write_text(f"{now.isoformat()}\n", encoding="utf-8")
    return now
