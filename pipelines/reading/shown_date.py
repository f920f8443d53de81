"""The date a reader sees beside the headline, for pages whose markup says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import islice

from pipelines.reading.blocks import Block, squeezed
from pipelines.reading.clocks import EARLIEST
from pipelines.reading.months import NAME, month_of
from pipelines.reading.surroundings import HEADINGS

#: where a date may begin: pages glue it to the name before it ("Jane DoeDec. 21, 2026")
_START = r"(?:\b|(?<=[a-z])(?=[A-Z]))"
#: years of our era, and of the Buddhist one, by which Thailand counts
_YEAR = r"(?:(?:19|20)\d\d|25[4-9]\d)"
_BUDDHIST = 543  #: years ahead of ours
_REIWA = 2018  #: the year before the first of the present Japanese era
_CLOCK = r"(?P<H>\d{1,2})\s?[:h.]\s?(?P<M>\d\d)(?::\d\d)?(?:\s?(?P<half>[ap])\.?m\b)?"
PATTERNS = (
    re.compile(
        rf"\b(?P<d>\d{{1,2}}(?:\.(?=\s+listopada))?)(?:st|nd|rd|th|\.|º|er)?(?:\s+|-)(?:de\s+|of\s+)?{NAME}"
        rf"(?:\s+del?)?(?:,?\s+|-)(?P<y>{_YEAR})\b"
    ),
    re.compile(
        rf"{_START}{NAME}(?:\s+|-)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+|-)(?:\d\d:\d\d\s+)?(?P<y>{_YEAR})\b"
    ),
    re.compile(
        rf"\b(?P<y>{_YEAR})\s?[年년./-]\s?(?P<m>\d{{1,2}})\s?[月월./-]\s?(?P<d>\d{{1,2}})(?!\d)"
    ),
    re.compile(rf"\b(?P<d>\d{{1,2}})\s?[./|-]\s?(?P<m>\d{{1,2}})\s?[./|-]\s?(?P<y>{_YEAR}|\d\d)\b"),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})\s+tháng\s+(?P<m>\d{{1,2}})(?:,|\s+năm)?\s+(?P<y>{_YEAR})\b", re.I
    ),
    re.compile(rf"\b(?P<y>{_YEAR})\.\s+{NAME}\s+(?P<d>\d{{1,2}})\b"),  # Hungarian
    re.compile(r"令和\s?(?P<e>\d{1,2})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})(?!\d)"),
)
#: the digits of other scripts → ours
_DIGITS = {
    ord(digit): str(n)
    for zero in "٠۰०০๐"
    for n, digit in enumerate(chr(ord(zero) + k) for k in range(10))
}
CLOCK = re.compile(rf"(?<![\d.:]){_CLOCK}(?![\d.])", re.IGNORECASE)
AMERICAN = re.compile(
    r"\b(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:20)?\d\d\b|"
    r"\b\d\d?/\d\d?/(?:20)?\d\d\b.*\b\d\d?:\d\d\s?[AaPp]\.?[Mm]\.?\s(?:[ECMP][SD]?T|Eastern|Central|Mountain|Pacific)\b"
)
#: a line that tells a date has so many characters
LONGEST = 160
#: 0..1: a line of which the date is less is a sentence, a caption or a headline, not a dateline
DATE_SHARE = 0.2
#: the same for a heading: "Results (11-12 July 2020)" is about that day, "Posted on 12 July 2020" of it
HEADING_SHARE = 0.5
#: so many blocks around the headline are looked at
BEFORE, AFTER = 8, 14
#: a date that stands so close to the headline, before or after it, is the page's own
JUST_ABOVE, JUST_BELOW = 2, 5
#: above the headline, the day of the fetch is the masthead's, in whatever zone
TODAY = timedelta(days=2)
PUBLISHED = re.compile(r"publi|posted|gepostet|veröff|erstellt|pubblic|created|gepubl", re.I)
CHANGED = re.compile(r"updat|aktualis|modif|actualiz|mis à jour|aggiorn|ge[äa]ndert|edited", re.I)
#: from … to …: the hours of an event
HOURS = re.compile(r"\d[:.h]\d\d\s?(?:uhr\s?)?(?:[-–]|bis|to)\s?\d", re.IGNORECASE)
#: when a member joined, a book or record came out, an event takes place: no publication of a page
OF_ELSE = re.compile(
    r"registri|registered|joined|member since|mitglied seit|beigetreten|inscrit|erscheinungs|"
    r"release date|released|termin\b|event date|isbn|geboren|\bborn\b|deadline|copyright|©|kick-?off|doors open|"
    r"(?:polling|election|closing|opening|due) (?:day|date)|due by|apply by|valid until|date limite|fecha l[íi]mite|"
    r"(?:anmelde|einsende)schluss",
    re.IGNORECASE,
)
#: a label and a colon right before a date, of which only these are of a publication: "When: 3 November 2026"
LABEL = re.compile(r"(?:^|[|•·])\W*([a-zà-ÿ\u0370-\u04ff][^\d:|•·]{1,30}):\s*$", re.IGNORECASE)
DATE = re.compile(
    r"dat|written|fecha|stand|dato|tarih|дата|день|czas|zeit|time|hora|heure|ora|tid|день|vom|from|by|von|par|por|di|"
    r"día|dia|giorno|jour|tag|dag|päivä",
    re.IGNORECASE,
)
#: elements in which the words of others stand
QUOTED = frozenset(("blockquote", "figure", "figcaption", "nav", "footer"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A date as a reader sees it."""

    day: datetime  #: midnight UTC
    written: str  #: the line
    clocks: tuple[time, ...] = ()  #: times of day in that line, in the reader's zone
    rank: int = 1  #: 0: it says "published", or has a time; 2: "updated"; 3: not much of the line
    by_title: bool = False  #: it stands right at the headline


def shown_dates(
    blocks: list[Block], now: datetime, title: str = "", month_first: bool = False
) -> list[Shown]:
    """Dates beside the headline, the likeliest first. `month_first`: 3/4/2026 is March 4."""
    found = []
    starts = _headlines(blocks, squeezed(title))
    month_first = month_first or _is_american(blocks)
    for n in _near(blocks, starts):
        if len(blocks[n].text) > LONGEST:
            continue
        below = blocks[n + 1].text if n + 1 < len(blocks) else ""
        is_clock = len(below) < 30 and date_in(below) is None
        least = HEADING_SHARE if blocks[n].node.tag in HEADINGS else DATE_SHARE
        shown = dateline(blocks[n].text, month_first, below if is_clock else "", least)
        if shown and shown.day > now:  # 11/12/2026 in November
            shown = dateline(blocks[n].text, not month_first, below if is_clock else "", least)
        if shown and EARLIEST <= shown.day <= now:
            above = 0 if now - shown.day <= TODAY else JUST_ABOVE
            close = any(-above <= n - start <= JUST_BELOW for start in starts)
            found.append(replace(shown, by_title=close and not _quoted(blocks[n])))
    return sorted(found, key=lambda shown: shown.rank)


def _is_american(blocks: list[Block]) -> bool:
    """Whether a line of the page writes the month first for certain: "11/23/2026", or beside a zone of the States."""
    lines = (block.text for block in blocks if len(block.text) <= LONGEST and "/" in block.text)
    return any(AMERICAN.search(line) for line in lines)


def _headlines(blocks: list[Block], title: str) -> list[int]:
    """Where the headline stands: the first line that says it, and the h1 that does."""
    same = [n for n, block in enumerate(blocks) if title and block.key == title]
    h1 = [n for n in same or range(len(blocks)) if blocks[n].node.tag == "h1"]
    return list(dict.fromkeys((*same[:1], *h1[:1])))


def _near(blocks: list[Block], starts: list[int]) -> list[int]:
    """The blocks around the headline, those after it first."""
    if not starts:
        return list(range(min(len(blocks), 60)))
    near: dict[int, None] = {}
    for start in starts:
        near |= dict.fromkeys(range(start, min(len(blocks), start + AFTER)))
    for start in starts:
        near |= dict.fromkeys(range(start - 1, max(-1, start - BEFORE), -1))
    return list(near)


def _quoted(block: Block) -> bool:
    around = (block.node, *islice(block.node.iterancestors(), 3))
    return any(node.tag in QUOTED for node in around)


def dateline(
    text: str, month_first: bool = False, below: str = "", least: float = DATE_SHARE
) -> Shown | None:
    """What a line says of when; `below` is the line after it, which may be its time of day.

    A line of which dates are less than `least` (0..1) is only a mention of one.
    Of several dates the one that is called the publication's, then one that is not called a
    change's.
    """
    found = sorted(_dates(text, month_first), key=lambda pair: pair[1].start())
    if not found or OF_ELSE.search(text):
        return None
    day, match, label = min(_labelled(text, found), key=lambda one: _label_rank(one[2]))
    clocks = times_in(f"{text[: match.start()]} | {text[match.end() :]} | {below}")
    said, changed = PUBLISHED.search(label), CHANGED.search(label) or HOURS.search(text)
    if said or not changed:
        rank = 0 if said or clocks else 1
        dates = sum(m.end() - m.start() for _, m in found)
        if not said and (dates < least * len(text) or _of_an_event(text[: match.start()])):
            rank = 3
    else:
        rank = 2
    return Shown(day, text, clocks, rank)


def _of_an_event(before: str) -> bool:
    """Whether the words before a date say of what it is, and that is no publication."""
    label = LABEL.search(before)
    return label is not None and not DATE.search(label[1])


#: a day, where it stands, and the words that belong to it
_Labelled = tuple[datetime, re.Match[str], str]


def _labelled(text: str, found: list[tuple[datetime, re.Match[str]]]) -> Iterator[_Labelled]:
    """Each date with the words before it; the last one with those after it as well."""
    end = 0
    for n, (day, match) in enumerate(found):
        upto = len(text) if n == len(found) - 1 else match.end()
        yield day, match, text[end:upto]
        end = max(end, match.end())


def _label_rank(label: str) -> int:
    if PUBLISHED.search(label):
        return 0
    return 2 if CHANGED.search(label) else 1


def times_in(text: str) -> tuple[time, ...]:
    """The times of day in a line."""
    found = []
    for match in CLOCK.finditer(text):
        hour, half = int(match["H"]), (match["half"] or "").lower()
        if half and hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour < 24 and int(match["M"]) < 60:
            found.append(time(hour, int(match["M"])))
    return tuple(found)


def date_in(text: str, month_first: bool = False) -> datetime | None:
    """The first date in a line."""
    return next((day for day, _ in _dates(text, month_first)), None)


def _dates(text: str, month_first: bool) -> Iterator[tuple[datetime, re.Match[str]]]:
    text = text if text.isascii() else text.translate(_DIGITS)
    for pattern in PATTERNS:
        match = pattern.search(text)
        while match:
            day = _day(match, pattern, month_first)
            if day:
                yield day, match
            match = pattern.search(text, match.end() if day else match.start() + 1)


def _day(match: re.Match[str], pattern: re.Pattern[str], month_first: bool) -> datetime | None:
    named = match.groupdict()
    if "m" in named:
        month = int(named["m"])
    else:
        month = month_of(match[1] if pattern is PATTERNS[1] else match[2])
    if named["d"].endswith("."):
        month = 10  # "3. listopada" is Croatian, and October; "3 listopada" Polish, and November
    day = int(named["d"].rstrip("."))
    year = int(named["y"]) if "y" in named else _REIWA + int(named["e"])
    if year > 2500:
        year -= _BUDDHIST
    if "m" in named and (month > 12 or (month_first and day <= 12 and pattern is PATTERNS[3])):
        day, month = month, day
    try:
        return datetime(year + 2000 if year < 100 else year, month, day, tzinfo=UTC)
    except ValueError:
        return None
