"""Whether 03/11/2026 is in March or in November on a page: asked of all that it shows."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from pipelines.reading.blocks import Block
from pipelines.reading.clocks import ISO, read_time
from pipelines.reading.json_ld import text
from pipelines.reading.said import Said
from pipelines.reading.written_date import Habits

#: a line that tells a date has so many characters
LONGEST = 160
SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\d/-])")
#: clocks of North America
AMERICAN = re.compile(r"\d\s?(?:[AP]\.?M\.?\s+)\(?(?:[ECMP][SD]?T|Eastern|Central|Pacific)\b", re.I)
#: English of countries that put the month first
REGIONS = ("en-us", "en_us", "en-ph", "en_ph")
DOMAINS = frozenset(("us", "gov", "mil", "edu", "ph"))
DAY = timedelta(days=1)


def habits_of(said: Said, blocks: list[Block], now: datetime) -> Habits:
    """How the page writes its days: as its other dates, its clocks, its head and its language tell."""
    lang = (said.ld("inLanguage") or said.lang).lower()
    votes = 0
    known = _known_days(said, now)
    for block in blocks:
        if len(block.text) <= LONGEST and block.text.count("/") + block.text.count("-") > 1:
            votes += _votes(block.text, known)
    first = votes > 0 if votes else _usual(lang, said)
    return Habits(first, lang[:2], now + DAY)


def _votes(line: str, known: set[tuple[int, int, int]]) -> int:
    """How many more of a line's dates have the month first than the day."""
    votes = 0
    for match in SLASHED.finditer(line):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        year += 2000 if year < 100 else 0
        if first > 12 or second > 12:
            votes += (second > 12) - (first > 12)
        elif first != second:
            american = AMERICAN.search(line) or (year, first, second) in known
            votes += 1 if american else -1 if (year, second, first) in known else 0
    return votes


def _usual(lang: str, said: Said) -> bool | None:
    if lang[:2] not in ("en", ""):
        return False
    if len(lang) > 2:
        return lang.startswith(REGIONS)
    domain = (urlsplit(said.url).hostname or "").rsplit(".", 1)[-1]
    if domain in DOMAINS or len(domain) == 2:
        return domain in DOMAINS
    american = lang == "en" and said.meta("og:locale").lower().startswith(REGIONS)
    return True if american else None


def _known_days(said: Said, now: datetime) -> set[tuple[int, int, int]]:
    """Days that the head names beyond doubt."""
    written = [text((said.article or {}).get("datePublished"))]
    written += [value for values in said.metas.values() for value in values if ISO.match(value)]
    days = {moment.date() for one in written if ISO.match(one) and (moment := read_time(one, now))}
    return {(day.year, day.month, day.day) for day in days}
