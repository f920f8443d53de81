"""A day that only the moment of the fetch makes whole: "3 hours ago", "Tuesday, 3 November".

Asked last of all, and only of lines at the headline that say nothing else; where the day is not certain
(hours before midnight, days ago in whatever zone) nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from pipelines.reading.months import NAME, month_of
from pipelines.reading.shown_date import CHANGED, EVENT, OF_ELSE, times_in
from pipelines.reading.written_date import Habits

#: a line that tells a date and nothing else has so many characters
LONGEST = 60
_UNIT = (
    r"(?:(?P<minutes>min(?:s|\.|ute[ns]?|utos?|uti|uut(?:ti)?a?|uter|utter)?|dakika|menit|минут[уы]?|хвилин[иу]?|分鐘|分钟|分|분)"
    r"|(?P<hours>h|hrs?|hours?|stunden?|std\.?|heures?|horas?|or[ae]|uur|uren|tim(?:er|mar|e)|tuntia|saat|jam|giờ|"
    r"часа?|часов|годин[иу]?|godzin[yę]?|hodin(?:ami|ou)?|小時|小时|時間|시간|घंटे|ชั่วโมง|ساعات?|ساعت))"
)
_AGO = "ago|geleden|sedan|siden|sitten|önce|fa|atrás|yang lalu|lalu|trước|назад|тому|temu|前|전|पहले|ที่แล้ว|پیش"
RELATIVE = re.compile(
    rf"\b(?:vor|il y a|hace|há|před|منذ|قبل)\s+(?:etwa |about )?(?P<n>\d{{1,2}})\s?{_UNIT}\b"
    rf"|(?<!\d)(?P<m>\d{{1,2}})\s?{_UNIT.replace('<', '<b_')}\s?(?:{_AGO})(?!\w)",
    re.IGNORECASE,
)
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|\.|º|er)?"
YEARLESS = (
    re.compile(rf"(?<![\d/.-]){_DAY}\s+(?:de\s+|of\s+)?{NAME}(?!\s?\d)"),
    re.compile(rf"\b{NAME}\s+{_DAY}(?![\d/:-])(?!\s+\d{{4}})"),
    re.compile(r"(?<![\d年])(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]"),
)
#: the first letters of weekdays → Monday is 0; none of them means another day in another language
_DAYS = (
    "mon lun pon måndag mandag segunda пон", "tue die dien mardi martes martedì tis tirs terça вто",
    "wed mit woe mercredi miércoles mercoledì ons quarta сре", "thu don jeu juev giov tors quinta чет",
    "fri fre vri vendredi viernes venerdì sexta пят", "sat sam zat sáb sabato lör lør суб",
    "sun son zon dim dom sön søn вос",
)  # fmt: skip
_WEEKDAYS = {word: n for n, row in enumerate(_DAYS) for word in row.split()}
_WORD = re.compile(r"[^\W\d_]{2,}")


def vague_date(lines: Iterable[str], now: datetime, habits: Habits) -> tuple[datetime, str] | None:
    """The day of the first of these lines that tells one, and the line."""
    for line in lines:
        other = OF_ELSE.search(line) or EVENT.search(line) or CHANGED.search(line)
        if len(line) <= LONGEST and not other and any(c.isdigit() for c in line):
            day = _relative(line, now) or _yearless(line, now, habits)
            if day:
                return day, line
    return None


def _relative(line: str, now: datetime) -> datetime | None:
    found = RELATIVE.search(line)
    if not found:
        return None
    number = int(found["n"] or found["m"])
    minutes = found["minutes"] or found["b_minutes"]
    unit = timedelta(minutes=1) if minutes else timedelta(hours=1)
    latest, earliest = now - number * unit, now - (number + 1) * unit
    return _midnight(latest) if latest.date() == earliest.date() == now.date() else None


def _yearless(line: str, now: datetime, habits: Habits) -> datetime | None:
    """The latest such day not after the fetch, if that was such a weekday."""
    for pattern in YEARLESS:
        found = pattern.search(line)
        if not found:
            continue
        named = found.groupdict()
        month = int(named["m"]) if "m" in named else month_of(named["name"], habits.lang)
        rest = line[: found.start()] + " " + line[found.end() :]
        if not month or not _is_all(line, found, rest):
            continue
        for year in (now.year, now.year - 1):
            try:
                day = datetime(year, month, int(named["d"]), tzinfo=UTC)
            except ValueError:
                continue
            if day <= now:
                weekday = _weekday(rest)
                return day if weekday in (None, day.weekday()) else None
    return None


def _is_all(line: str, found: re.Match[str], rest: str) -> bool:
    """Whether the line is a dateline: mostly its date, or with a weekday or a time of day."""
    told = _weekday(rest) is not None or bool(times_in(rest))
    return told or (found.end() - found.start()) * 2 > len(line)


def _weekday(text: str) -> int | None:
    for word in _WORD.findall(text.lower()):
        for length in range(len(word), 1, -1):
            if word[:length] in _WEEKDAYS and len(word) - length < 9:
                return _WEEKDAYS[word[:length]]
    return None


def _midnight(moment: datetime) -> datetime:
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
