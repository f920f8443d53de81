"""The date a reader sees beside the headline, for pages whose markup says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import islice

from pipelines.reading.blocks import Block, squeezed
from pipelines.reading.clocks import EARLIEST
from pipelines.reading.other_stories import is_box_of_others, is_foreign, is_story
from pipelines.reading.surroundings import HEADINGS
from pipelines.reading.written_date import UNKNOWN, Habits, dates_in
from pipelines.reading.written_date import date_in as date_in

_CLOCK = r"(?P<H>\d{1,2})\s?[:h.]\s?(?P<M>\d\d)(?::\d\d)?(?:\s?(?P<half>[ap])\.?m\b)?"
CLOCK = re.compile(rf"(?<![\d.:]){_CLOCK}(?![\d.])", re.IGNORECASE)
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
PUBLISHED = re.compile(
    r"publi|posted|gepostet|veröff|erstellt|pubblic|created|gepubl|erschienen|опублик|публікац|"
    r"dodan|přidán|vydán|vlož|ajout|geplaatst|eklen|inserit|tayang|dimuat|skapad|opp?rett|добавл|додан|"
    r"objav|közzétév|megjelen|julkais|δημοσ|yayın|منتشر|انتشار|نشر|প্রকাশ|प्रकाशित|"
    r"掲載|公開|配信|发布|發佈|发表|發表|등록|입력|게시|เผยแพร่|diterbitkan|dipublikasi|zveřejn",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"updat|aktualis|modif|actualiz|mis à jour|aggiorn|ge[äa]ndert|edited|обновл|оновл|frissít|"
    r"päivitet|opdater|oppdater|uppdater|ενημέρωσ|güncelle|به‌روز|अपडेट|更新|수정|อัปเดต|cập nhật|"
    r"diperbarui|aktuali[zs]|ažurir",
    re.IGNORECASE,
)
#: from … to …: the hours of an event
HOURS = re.compile(r"\d[:.h]\d\d\s?(?:uhr\s?)?(?:[-–]|bis|to)\s?\d", re.IGNORECASE)
#: when a member joined, a book or record came out, an event takes place: no publication of a page
OF_ELSE = re.compile(
    r"registri|registered|joined|member since|mitglied seit|beigetreten|inscrit|erscheinungs|"
    r"release date|released|termin\b|event date|isbn|geboren|\bborn\b|deadline|copyright|©",
    re.IGNORECASE,
)
#: what is to come on that day, or came
EVENT = re.compile(
    r"\b(?:(?:polling|election|closing|match|race|opening) (?:day|date|night)|kick-?off|doors open|"
    r"takes place|wahltag|stichtag|anpfiff|anstoß|einlass|einsendeschluss|scrutin|coup d['’]envoi|"
    r"date limite|fecha límite|saque inicial|scadenza|calcio d['’]inizio|verkiezingsdag|valgdag|valdag)\b|"
    r"^(?:starts|begins|closes|beginn|aanvang)\b",
    re.IGNORECASE,
)
#: a name with a colon right before the date, but for a weekday: "Storm night: Saturday 7 November 2026"
NAMED = re.compile(
    r"(?:^|[|·•,;–—-])\s*([^\W\d_][^|·•:;,]{2,40}?)\s?:\s*(?:[^\W\d_]{2,12}\.?,?\s*)?$"
)
#: of words that only say that a date comes
OF_DATES = re.compile(
    r"(?:(?:date|datum|fecha|data|tarih|dato|dátum|päivä|day|written|submitted|stand|uploaded|online|on|by|"
    r"von|par|por|di|time|zeit|added|first|filed|reported|entered|press|release|news|article|post|"
    r"story|am|le|the|of|and|last|tanggal|ngày|fra|från|den|vom)\s*)+",
    re.IGNORECASE,
)
#: elements in which the words of others stand
QUOTED = frozenset(("blockquote", "figure", "figcaption"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A date as a reader sees it."""

    day: datetime  #: midnight UTC
    written: str  #: the line
    clocks: tuple[time, ...] = ()  #: times of day in that line, in the reader's zone
    rank: int = 1  #: 0: it says "published", or has a time; 2: "updated"; 3: not much of the line
    by_title: bool = False  #: it stands right at the headline


def shown_dates(
    blocks: list[Block], now: datetime, title: str = "", habits: Habits = UNKNOWN
) -> list[Shown]:
    """Dates beside the headline, the likeliest first."""
    found = []
    starts = _headlines(blocks, squeezed(title))
    for n in _near(blocks, starts):
        if len(blocks[n].text) > LONGEST:
            continue
        below = blocks[n + 1].text if n + 1 < len(blocks) else ""
        is_clock = len(below) < 30 and date_in(below) is None
        least = HEADING_SHARE if blocks[n].node.tag in HEADINGS else DATE_SHARE
        shown = dateline(blocks[n].text, habits, below if is_clock else "", least)
        if shown and EARLIEST <= shown.day <= now and not _of_other_story(blocks, n, starts):
            above = 0 if now - shown.day <= TODAY else JUST_ABOVE
            close = any(-above <= n - start <= JUST_BELOW for start in starts)
            rank = 3 if _in_footer(blocks[n]) else shown.rank
            found.append(replace(shown, rank=rank, by_title=close and not _quoted(blocks[n])))
    return sorted(found, key=lambda shown: shown.rank)


def _headlines(blocks: list[Block], title: str) -> list[int]:
    """Where the headline stands: the first line that says it, and the h1 that does."""
    same = [n for n, block in enumerate(blocks) if title and block.key == title]
    h1 = [n for n in same or range(len(blocks)) if blocks[n].node.tag == "h1"]
    return list(dict.fromkeys((*same[:1], *h1[:1])))


def lines_at_headline(blocks: list[Block], title: str) -> list[str]:
    """The lines right below the headline, and right above it, that are of no other story."""
    starts = _headlines(blocks, squeezed(title))
    found = []
    for start in starts:
        for n in (
            *range(start + 1, start + JUST_BELOW + 1),
            *range(start - 1, start - JUST_ABOVE - 1, -1),
        ):
            if 0 <= n < len(blocks) and not (
                _quoted(blocks[n]) or _of_other_story(blocks, n, starts)
            ):
                found.append(blocks[n].text)
    return found


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


def _of_other_story(blocks: list[Block], n: int, starts: list[int]) -> bool:
    """Whether a line above the headline stands with a link to another story, or above one."""
    start = min((start for start in starts if start > n), default=None)
    if start is None or n > min(starts):
        return False
    between = (b for b in blocks[n:start] if b.linked * 2 > len(b.text))
    if any(is_story(block.text) and block.key != blocks[start].key for block in between):
        return True
    return is_box_of_others(blocks[n].node, blocks[start].node)


def _in_footer(block: Block) -> bool:
    around = (block.node, *block.node.iterancestors())
    return any(node.tag in ("footer", "nav") and is_foreign(node) for node in around)


def _quoted(block: Block) -> bool:
    around = (block.node, *islice(block.node.iterancestors(), 3))
    if _in_footer(block):
        return True
    return any(node.tag in QUOTED for node in around)


def dateline(
    text: str, habits: Habits = UNKNOWN, below: str = "", least: float = DATE_SHARE
) -> Shown | None:
    """What a line says of when; `below` is the line after it, which may be its time of day.

    A line of which dates are less than `least` (0..1) is only a mention of one.
    Of several dates the one that is called the publication's, then one that is not called a
    change's.
    """
    found = sorted(dates_in(text, habits), key=lambda pair: pair[1].start())
    if not found or OF_ELSE.search(text):
        return None
    if EVENT.search(text) and not PUBLISHED.search(text) and not CHANGED.search(text):
        return None
    day, match, label = min(_labelled(text, found), key=lambda one: _label_rank(one[2]))
    clocks = times_in(f"{text[: match.start()]} | {text[match.end() :]} | {below}")
    said, changed = PUBLISHED.search(label), CHANGED.search(label) or HOURS.search(text)
    if said or not changed:
        rank = 0 if said or clocks else 1
        dates = sum(m.end() - m.start() for _, m in found)
        named = not CHANGED.search(text) and _is_named(text[: match.start()])
        if not said and (named or dates < least * len(text)):
            rank = 3
    else:
        rank = 2
    return Shown(day, text, clocks, rank)


def _is_named(before: str) -> bool:
    """Whether the date is given a name in Latin letters that is not one for dates of texts."""
    named = NAMED.search(before)
    return named is not None and named[1][0] < "\u0370" and OF_DATES.fullmatch(named[1]) is None


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
