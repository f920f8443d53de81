"""A day as it is written in a line: in the world's languages, scripts, orders and calendars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pipelines.reading.calendars import BUDDHIST, ERAS, from_iran, of_era
from pipelines.reading.months import NAME, month_of, month_of_iran

#: where a date may begin: pages glue it to the name before it ("Jane DoeDec. 21, 2026")
_START = r"(?:\b|(?<=[a-z])(?=[A-Z]))"
#: years of our era, and of the Buddhist one
_YEAR = r"(?:(?:19|20)\d\d|25[4-9]\d)"
_GAP = r"\s?[\s/-]\s?"  #: "3 Nov 2026", "3-Nov-2026"
PATTERNS = (
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?{_GAP}(?:de\s+|of\s+|d['’])?{NAME}"
        rf"(?:\s?/\s?[^\W\d_]{{3,12}})?(?:\s+del?)?[,،]?{_GAP}(?P<y>{_YEAR})(?!\d)"
    ),
    re.compile(
        rf"{_START}{NAME}{_GAP}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[,،]?{_GAP}(?:\d\d:\d\d\s+)?(?P<y>{_YEAR})(?!\d)"
    ),
    re.compile(  # Hungarian, Lithuanian
        rf"(?<![\d.])(?P<y>{_YEAR})(?:\.|\s?m\.|\.?\s?gada)?\s{NAME}\s+(?P<d>\d{{1,2}})(?![\d:])"
    ),
    re.compile(rf"\b(?P<y>{_YEAR})\.?\s?gada\s+(?P<d>\d{{1,2}})\.\s?{NAME}"),  # Latvian
    re.compile(
        rf"(?<![\dA-Za-z])(?P<y>{_YEAR})(?:\s?[(（][^()（）]{{1,8}}[)）])?"
        r"\s?[年년./-]\s?(?P<m>\d{1,2})\s?[月월./-]\s?(?P<d>\d{1,2})(?!\d)"
    ),
    re.compile(
        rf"(?<!\d[/.-])\b(?P<first>\d{{1,2}})\s?[./|-]\s?(?P<second>\d{{1,2}})\s?[./|-]\s?(?P<y>{_YEAR}|\d\d)\b(?![/-]\d)"
    ),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})\s+tháng\s+(?P<m>\d{{1,2}})(?:,|\s+năm)?\s+(?P<y>{_YEAR})\b", re.I
    ),
)
#: those that no line of ASCII can hold, and those for lines of Persian
_ELSE = (
    re.compile(
        rf"(?P<era>{'|'.join(ERAS)})\s?(?P<y>\d{{1,3}}|元)\s?年\s?(?P<m>\d{{1,2}})\s?月\s?(?P<d>\d{{1,2}})(?!\d)"
    ),
    re.compile(  # Thai, without the century
        rf"\b(?P<d>\d{{1,2}})\s+(?=[ก-๙]){NAME}\s+(?P<thai>[67]\d)(?![\d:.])"
    ),
)
_IRAN = (
    re.compile(
        r"\b(?P<d>\d{1,2})\s?(?P<iran>[^\W\d_]{2,9})(?:\s+ماه)?\s?[\s,،]\s?(?P<y>1[34]\d\d)(?!\d)"
    ),
    re.compile(r"(?<!\d)(?P<y>1[34]\d\d)\s?[/-]\s?(?P<m>\d\d?)\s?[/-]\s?(?P<d>\d\d?)(?!\d)"),
)
#: the digits of other scripts → ours
_DIGITS = {
    ord(digit): str(n)
    for zero in "٠۰०০੦૦௦౦೦൦๐໐၀០０"
    for n, digit in enumerate(chr(ord(zero) + k) for k in range(10))
}
_DIGITS[ord("／")] = "/"
_YEARLIKE = re.compile(r"\d\d|\d年|元年")  #: what every date has, and few lines
_PERSIAN_DIGIT = re.compile("[۰-۹]")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes|ur)?(?:day)?\b", re.IGNORECASE)
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a page writes its days."""

    month_first: bool | None = None  #: 3/4/2026 is March 4; None where nothing tells
    lang: str = ""  #: two letters
    latest: datetime | None = None  #: no page is of a later day
    seen: frozenset[date] = frozenset()  #: days that it shows at its headline


#: of a page of which nothing is known
UNKNOWN = Habits()


def date_in(text: str) -> datetime | None:
    """The first date in a line."""
    return next((day for day, _ in dates_in(text)), None)


def dates_in(text: str, habits: Habits = UNKNOWN) -> Iterator[tuple[datetime, re.Match[str]]]:
    """The days that a line names, and where."""
    plain = text if text.isascii() else text.translate(_DIGITS)
    if not _YEARLIKE.search(plain):
        return
    for pattern in _patterns(text, habits):
        match = pattern.search(plain)
        while match:
            day = _day(match, habits, plain)
            if day:
                yield day, match
            match = pattern.search(plain, match.end() if day else match.start() + 1)


def _patterns(text: str, habits: Habits) -> tuple[re.Pattern[str], ...]:
    if text.isascii():
        return (*PATTERNS, *_IRAN) if habits.lang == "fa" else PATTERNS
    persian = habits.lang == "fa" or _PERSIAN_DIGIT.search(text)
    return (*PATTERNS, *_ELSE, *_IRAN) if persian else (*PATTERNS, *_ELSE)


def _day(match: re.Match[str], habits: Habits, text: str) -> datetime | None:
    named = match.groupdict()
    if "first" in named:
        return _either_way(named, habits, text)
    month = int(named["m"]) if "m" in named else month_of(named.get("name") or "", habits.lang)
    day = int(named["d"])
    if "thai" in named:
        return _as_day(2500 + int(named["thai"]), month, day)
    if "era" in named:
        return _as_day(of_era(named["era"], named["y"]), month, day)
    year = int(named["y"])
    if year < 1900:
        month = month_of_iran(named["iran"]) if "iran" in named else month
        try:
            return datetime.combine(from_iran(year, month, day), datetime.min.time(), UTC)
        except ValueError:
            return None
    if month > 12:
        day, month = month, day
    return _as_day(year, month, day)


def _either_way(named: dict[str, str], habits: Habits, text: str) -> datetime | None:
    """03/11/2026: in the page's order, unless that day was no such weekday, has not been yet or is none."""
    first, second, year = int(named["first"]), int(named["second"]), int(named["y"])
    orders = [(first, second), (second, first)]
    if habits.month_first:
        orders.reverse()
    days = [day for d, m in orders if (day := _as_day(year, m, d))]
    if habits.latest:
        days = [day for day in days if day <= habits.latest] or days
    if len(days) > 1 and (weekday := _WEEKDAY.search(text)):
        week = _WEEK.index(weekday[1].lower())
        days = [day for day in days if day.weekday() == week] or days
    return days[0] if days else None


def _as_day(year: int, month: int, day: int) -> datetime | None:
    if year > 2500:
        year -= BUDDHIST
    try:
        return datetime(year + 2000 if year < 100 else year, month, day, tzinfo=UTC)
    except ValueError:
        return None
