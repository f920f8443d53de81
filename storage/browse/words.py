"""How numbers, times and addresses are said on a page. Pure; also the filters of the templates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from presswatch.values import OriginKind
from storage.counted import counted

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def lag(seconds: int | None) -> str:
    """ "+2 h 05 min" """
    if seconds is None:
        return ""
    if abs(seconds) < 60:
        return "at once"
    sign, left = ("−", -seconds) if seconds < 0 else ("+", seconds)
    whole = timedelta(seconds=left)
    hours, minutes = divmod(whole.seconds // 60, 60)
    if whole.days:
        return f"{sign}{whole.days} d {hours} h" if hours else f"{sign}{whole.days} d"
    if not hours:
        return f"{sign}{minutes} min"
    return f"{sign}{hours} h {minutes:02d} min" if minutes else f"{sign}{hours} h"


def moment(at: datetime | str | None) -> str:
    """ "23 Nov 2026, 14:05" in UTC; what cannot be read as a time is given back as it is"""
    known = as_time(at)
    if known is None:
        return str(at or "")
    return f"{known.day} {known:%b %Y, %H:%M}"


def day(at: datetime | str | None) -> str:
    """ "23 Nov 2026" """
    known = as_time(at)
    return f"{known.day} {known:%b %Y}" if known else str(at or "")


def day_of(on: date) -> str:
    """ "23 Nov 2026" of a date"""
    return f"{on.day} {on:%b %Y}"


def as_time(at: datetime | str | None) -> datetime | None:
    """An aware time in UTC, or None."""
    if isinstance(at, str):
        try:
            at = datetime.fromisoformat(at)
        except ValueError:
            return None
    if at is None:
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def iso(at: datetime | str | None) -> str:
    """For the attribute of a `<time>`."""
    known = as_time(at)
    return known.isoformat(timespec="seconds") if known else ""


def ago(at: datetime | str | None, now: datetime | None = None) -> str:
    """ "3 h ago", "never" """
    known = as_time(at)
    if known is None:
        return "never"
    seconds = int(((now or datetime.now(UTC)) - known).total_seconds())
    if seconds < 0:
        return "in " + _length(-seconds)
    return "just now" if seconds < 60 else f"{_length(seconds)} ago"


def _length(seconds: int) -> str:
    for size, name in ((86400 * 365, "y"), (86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {name}"
    return f"{seconds} s"


def share(part: float | None) -> str:
    """ "97 %"; never rounds to a whole or to nothing what is not"""
    if part is None:
        return "?"
    percent = round(part * 100)
    if percent == 100 and part < 1:
        percent = 99
    if percent == 0 and part > 0:
        return "< 1 %"
    return f"{percent} %"


def web(url: str | None) -> str | None:
    """The address if it may stand in a link: http and https only."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def host(url: str | None) -> str:
    """ "example.org" of an address"""
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def tongue(code: str | None) -> str:
    """A language code that may stand in `lang=`; empty for anything else."""
    return code if code and _LANGUAGE.fullmatch(code) else ""


#: what people call the languages that news is most often written in; others keep their code
_TONGUES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene",
    "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tl": "Filipino", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language_name(code: str | None) -> str:
    """ "German" for "de"; a code without a name stays a code"""
    return _TONGUES.get(code or "", code or "")


def sure(confidence: float | None) -> str:
    """A confidence in words, beside its figure."""
    if confidence is None:
        return ""
    for least, word in ((0.9, "high"), (0.7, "fair"), (0.4, "low")):
        if confidence >= least:
            return word
    return "very low"


#: what a story's origin may be called on screen; never "origin" for "earliest copy seen"
ORIGIN_LABELS = {
    OriginKind.ARTICLE: "Origin",
    OriginKind.AGENCY: "Origin, not watched here",
    OriginKind.POINTER: "Origin, a page elsewhere",
    OriginKind.EARLIEST: "Earliest copy seen",
    OriginKind.CONFLICT: "Origin in dispute",
    OriginKind.UNKNOWN: "Origin unknown",
}


def origin_label(kind: str | None) -> str:
    """What the evidence allows us to call it."""
    try:
        return ORIGIN_LABELS[OriginKind(kind or "unknown")]
    except ValueError:
        return ORIGIN_LABELS[OriginKind.UNKNOWN]


def head_label(kind: str | None) -> str:
    """What the article is called that a story's copies are compared with: it stands in where the origin is not here."""
    absent = (OriginKind.AGENCY, OriginKind.POINTER)
    return origin_label(OriginKind.EARLIEST if kind in absent else kind)


def first_two(span: Sequence[int]) -> tuple[int, int]:
    """Where a passage stands in the copy."""
    return span[0], span[1]


def last_two(span: Sequence[int]) -> tuple[int, int]:
    """Where a passage stands in the article it is compared with."""
    return span[2], span[3]


def bars(days: Sequence[int], most: int) -> str:
    """A bar a day, 7 pixels apart and up to 22 high, as the `d` of one SVG path."""
    drawn = []
    for place, number in enumerate(days):
        height = round(22 * number / most, 1) if most else 0
        drawn.append(f"M{place * 7} 24v-{max(height, 0.8)}h5V24z")
    return "".join(drawn)


FILTERS = {
    "lag": lag, "moment": moment, "day": day, "day_of": day_of, "iso": iso, "ago": ago, "share": share,
    "counted": counted, "web": web, "host": host, "tongue": tongue, "language_name": language_name, "sure": sure,
    "bars": bars, "origin_label": origin_label, "head_label": head_label, "first_two": first_two, "last_two": last_two,
}  # fmt: skip
