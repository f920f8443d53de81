"""The date a reader sees beside the headline, for pages whose markup says nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from pipelines.reading.blocks import Block

#: first three or four letters of the month's name → its number, in many languages
_NAMES = (
    "jan gen ene янв oca tam sty led 1月", "feb fév fev şub hel lut úno фев 2月",
    "mar mär maa mrz мар břez 3月", "apr avr abr huh kwi dub апр nis 4月",
    "may mai mag maj tou kvě мая май mei 5月", "jun jui giu kes cze июн haz chr 6月",
    "jul lug hei lip июл tem čvc 7月", "aug aoû ago elo sie srp авг ağu aou 8月",
    "sep set syy wrz zář сен eyl 9月", "oct okt ott out lok paź окт eki říj 10月",
    "nov mar listopada lis ноя kas 11月", "dec dez dic dic déc jou gru pro дек ara des 12月",
)  # fmt: skip
_FULL = {
    "juin": 6,
    "juil": 7,
    "juillet": 7,
    "listopada": 11,
    "listopadu": 11,
    "marraskuuta": 11,
    "juni": 6,
    "juli": 7,
}
_MONTH = {name: n for n, names in enumerate(_NAMES, 1) for name in reversed(names.split())}
_MONTH["mar"] = 3
_FULL |= {
    name: n
    for n, names in enumerate(
        ("يناير ינואר", "فبراير פברואר", "مارس מרץ", "أبريل ابريل אפריל", "مايو מאי", "يونيو יוני",
         "يوليو יולי", "أغسطس اغسطس אוגוסט", "سبتمبر ספטמבר", "أكتوبر اكتوبر אוקטובר",
         "نوفمبر נובמבר", "ديسمبر דצמבר"), 1,
    )
    for name in names.split()
}  # fmt: skip
_WORD = r"([^\W\d_]{3,12})\.?"
PATTERNS = (
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?\s+(?:de\s+|of\s+)?{_WORD}(?:\s+del?)?,?\s+(?P<y>(?:19|20)\d\d)\b"
    ),
    re.compile(rf"\b{_WORD}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b"),
    re.compile(
        r"\b(?P<y>(?:19|20)\d\d)\s?[年./-]\s?(?P<m>\d{1,2})\s?[月./-]\s?(?P<d>\d{1,2})(?!\d)"
    ),
    re.compile(
        r"\b(?P<d>\d{1,2})\s?[./|-]\s?(?P<m>\d{1,2})\s?[./|-]\s?(?P<y>(?:19|20)\d\d|\d\d)\b"
    ),
)
#: a line that tells a date has so many characters
LONGEST = 160
#: so many blocks around the headline are looked at
BEFORE, AFTER = 8, 14


def shown_dates(
    blocks: list[Block], now: datetime, month_first: bool = False
) -> list[tuple[datetime, str]]:
    """Dates near the headline, nearest first, as written. `month_first`: 3/4/2026 is March 4."""
    start = next((n for n, block in enumerate(blocks) if block.node.tag == "h1"), None)
    if start is None:
        near = list(range(min(len(blocks), 60)))
    else:
        after = range(start, min(len(blocks), start + AFTER))
        near = [*after, *range(start - 1, max(-1, start - BEFORE), -1)]
    found = []
    for n in near:
        text = blocks[n].text
        if len(text) <= LONGEST and (moment := date_in(text, month_first)) and moment <= now:
            found.append((moment, text))
    return found


def date_in(text: str, month_first: bool = False) -> datetime | None:
    """The first date in a line."""
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            named = match.groupdict()
            try:
                month = (
                    int(named["m"])
                    if "m" in named
                    else _month(match[1] if pattern is PATTERNS[1] else match[2])
                )
                day, year = int(named["d"]), int(named["y"])
                if "m" in named and (
                    month > 12 or (month_first and day <= 12 and pattern is PATTERNS[3])
                ):
                    day, month = month, day
                if month:
                    return datetime(year + 2000 if year < 100 else year, month, day, tzinfo=UTC)
            except ValueError:
                continue
    return None


def _month(name: str) -> int:
    low = name.casefold()
    return _FULL.get(low) or _MONTH.get(low) or _MONTH.get(low[:3], 0)
