"""Other calendars → ours: the eras of Japan and Taiwan, the Buddhist era, the years of Iran."""

from __future__ import annotations

from datetime import date

#: years ahead of ours, by which Thailand counts
BUDDHIST = 543
#: the year before an era's first
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
#: Iran's leap years in a cycle of 33, right from 1343 to 1472 (1964 to 2093)
_LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
#: Nowruz of a year that begins a cycle
_CYCLE, _NOWRUZ = 1376, date(1997, 3, 21)


def of_era(era: str, year: str) -> int:
    """令和, "8" → 2026; 元 is the first year of an era."""
    return ERAS[era] + (1 if year == "元" else int(year))


def from_iran(year: int, month: int, day: int) -> date:
    """12 Aban 1405 → 3 November 2026. Raises ValueError for a day that there is not."""
    first = _NOWRUZ.toordinal() + 365 * (year - _CYCLE) + _leaps(year) - _leaps(_CYCLE)
    lengths = (31,) * 6 + (30,) * 5 + (30 if _is_leap(year) else 29,)
    if not (1 <= month <= 12 and 1 <= day <= lengths[month - 1]):
        raise ValueError(f"no day {day} in month {month} of {year}")
    return date.fromordinal(first + sum(lengths[: month - 1]) + day - 1)


def _is_leap(year: int) -> bool:
    return year % 33 in _LEAP


def _leaps(year: int) -> int:
    """Leap years before this one."""
    return year // 33 * len(_LEAP) + sum(rest < year % 33 for rest in _LEAP)
