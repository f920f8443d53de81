"""Datelines: "LONDON (AP) —", "KUALA LUMPUR, Nov 3 (Bernama) --", "MOSCOW, May 10. /TASS/."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.agencies import AgencyKind
from pipelines.reading.months import HINDI
from presswatch.values import Credit, Place

from .acronym import is_explained
from .reading import Party, Reading

_DASHES = r"[-–—―−]{1,3}"
#: LONDON (AP) —   Brussels [World], March 31 (ANI):   MADRID, 5 mar (EFE).-   PARIS — (AFP)
_ROUND = re.compile(
    r"(?P<place>[^()（）\n]{0,70}?)\s*[(（](?P<tag>[^()（）\n]{2,45})[)）]"
    rf"(?P<dash>\s*(?:[.,]?\s*{_DASHES}|[:=：।]))?\s*"
)
#: Puerto Almeda (España), 3 nov (EFE).-   Tirupati (AP), Nov 3 (PTI)
_REGION = re.compile(
    r"(?P<place>[^()\n]{2,40}\([^()\n]{2,30}\),[^()\n]{2,20}?)\s*\((?P<tag>[^()\n]{2,45})\)"
    rf"(?P<dash>\s*(?:[.,]?\s*{_DASHES}|:))?\s*"
)
#: what a text begins with behind "Bonn (KNA)" or "Berlin (epd)."
_SENTENCE = re.compile(r"\.?\s*[\"“„«»]?[A-ZÀ-ÞА-Я]")
#: 【ロンドン共同】  [서울=뉴시스]  [ANI] -
_SQUARE = re.compile(
    rf"[\[【［](?P<tag>[^\[\]【】［］\n]{{2,30}})[\]】］]\s*(?:{_DASHES}|[:=])?\s*"
)
#: MOSCOW, May 10. /TASS/.
_SLASHES = re.compile(
    rf"(?P<place>[^/\n]{{0,60}}?)(?:^|(?<=[\s.,]))/(?P<tag>[^/\n]{{2,30}})/\s*(?:{_DASHES}|[.,:])?\s*"
)
#: SYDNEY, AAP –   Москва. 3 ноября. ИНТЕРФАКС –
_COMMA = re.compile(
    rf"(?P<place>[^()–—\n]{{2,60}})[,.]\s+(?P<tag>[^-–—,()\n]{{2,30}}?)\s*{_DASHES}\s"
)
#: TEMPO.CO, Jakarta -
_SITE = re.compile(
    rf"(?P<tag>[\w-]{{2,20}}(?:\.[\w-]{{2,8}}){{1,2}}),\s+(?P<place>[^-–—()\n]{{2,40}}?)\s*{_DASHES}\s"
)
#: BERLIN taz/dpa |   BRUNSMOOR dpa |
_PIPE = re.compile(
    r"(?P<place>[A-ZÄÖÜ][A-ZÄÖÜ/ -]{2,40})\s+(?P<tag>[a-z]{2,5}(?:/[a-z]{2,5})?)\s*\|\s"
)
#: 東京 3日 ロイター -
_JAPANESE = re.compile(rf"[^\W\d_]{{1,10}}\s+\d{{1,2}}日\s+(?P<tag>\S{{2,12}})\s*{_DASHES}\s")
#: الرياض - واس:
_ARABIC = re.compile(
    rf"(?!عاجل)(?P<place>[\u0620-\u064a]{{2,14}}(?: [\u0620-\u064a]{{2,14}})?)\s*{_DASHES}"
    r"\s*(?P<tag>[\u0620-\u064a. ]{2,20}?)\s*:\s"
)
#: МОСКВА, 10 мая – РИА Новости.
_DASH = re.compile(
    rf"(?P<place>[^()–—\n]{{2,50}}?)\s*{_DASHES}\s*(?P<tag>[^.,:()–—\n]{{2,30}})[.:]\s"
)
#: AFP – Le ministre …
_LEAD = re.compile(rf"(?P<tag>[^-–—,.()\n]{{2,30}}?)\s*{_DASHES}\s")
#: 新华社北京11月3日电
_CHINESE = re.compile(
    r"(?P<tag>[\u4e00-\u9fff]{2,4}?[社网網])[\u4e00-\u9fff、]{0,14}\d{1,2}月\d{1,2}日[电電讯訊]?\s*"
)
#: New Delhi, Mar 3   Kuala Lumpur, 3 November
_DATED = re.compile(r",\s*(?:[^\W\d_]{3,}\.?\s+\d{1,2}|\d{1,2}\.?\s+[^\W\d_]{3,})\.?$")
#: नयी दिल्ली, तीन नवंबर: the day may be a word
_HINDI = re.compile(rf",\s*\S{{1,8}}\s+(?:{HINDI})$")
_WORD = re.compile(r"[^\W\d_]+")
#: a dateline begins within this many characters of its line
_REACH = 130


def read(reading: Reading) -> Iterator[Credit]:
    """The first dateline among the first lines."""
    for line in reading.head:
        for parties, end in _forms(reading, line.text[:_REACH]):
            if parties and end < len(line.text):
                yield from reading.credits(parties, Place.DATELINE, (line.start, line.start + end))
                return


def _forms(reading: Reading, start: str) -> Iterator[tuple[tuple[Party, ...], int]]:
    if ("(" in start or "（" in start) and (m := _ROUND.match(start)) and _is_place(m["place"]):
        yield _round(reading, m), m.end()
        if (m := _REGION.match(start)) and _DATED.search(m["place"]) and _is_place(m["place"]):
            yield _round(reading, m), m.end()
    if start[0] in "[【［" and (m := _SQUARE.match(start)):
        yield _with_place(reading, m["tag"]), m.end()
    if "/" in start and (m := _SLASHES.match(start)) and _is_place(m["place"]):
        yield reading.parties(m["tag"], strict=True), m.end()
    if (m := _CHINESE.match(start)) is not None:
        yield reading.parties(m["tag"]), m.end()
    if "-" in start or "–" in start or "—" in start:
        yield from _dashed(reading, start)
        yield from _foreign(reading, start)
    if "|" in start and (m := _PIPE.match(start)) is not None:
        yield _agencies(reading, m["tag"]), m.end()


def _round(reading: Reading, m: re.Match[str]) -> tuple[Party, ...]:
    """A dash or colon makes it a dateline; without one, a place in capitals or a date does."""
    place = m["place"].rpartition(":")[2].strip(" ,.-–—")  # "Also read: LONDON (AP) —"
    dated = any(form.search(place) for form in (_DATED, _HINDI))
    plain = dated or place.partition(",")[0].isupper()
    goes_on = m.string[m.end() : m.end() + 1].islower()  # "Harrisburg (PA) — the state capital"
    if is_explained(place, m["tag"].strip(), dated=dated, goes_on=goes_on):
        return ()
    if not m["dash"] and not (plain or (not place and m.end() == m.endpos)):
        if "=" in m["tag"] or "＝" in m["tag"]:
            return _with_place(reading, m["tag"])
        town = len(place.split()) <= 2 and _SENTENCE.match(m.string, m.end()) is not None
        parties = reading.parties(m["tag"]) if town or not place else ()
        return tuple(p for p in parties if p.kind is AgencyKind.AGENCY)
    return _with_place(reading, m["tag"], strict=bool(m["dash"]))


def _with_place(reading: Reading, tag: str, *, strict: bool = True) -> tuple[Party, ...]:
    """The tag, or what stands behind the place in "서울=연합뉴스", "ロンドン 3日 ロイター", "ロンドン共同"."""
    if parties := reading.parties(tag, strict=strict):
        return parties
    last = re.split(r"[=＝]+" if tag.isascii() else r"[=＝\s]+", tag.strip())[-1]
    if last != tag and (parties := reading.parties(last)):
        return parties
    if tag.isascii():
        return ()
    return next((p for n in (4, 3, 2) if (p := reading.parties(tag[-n:]))), ())


def _dashed(reading: Reading, start: str) -> Iterator[tuple[tuple[Party, ...], int]]:
    if (m := _LEAD.match(start)) is not None and not start[m.end() : m.end() + 1].islower():
        yield _agencies(reading, m["tag"]), m.end()
    if (m := _COMMA.match(start)) is not None and _is_place(m["place"]):
        yield _agencies(reading, m["tag"]) or _site(reading, m["tag"]), m.end()
    if (m := _SITE.match(start)) is not None and _is_place(m["place"]):
        yield _site(reading, m["tag"]), m.end()
    if (m := _DASH.match(start)) is not None and _is_dated(m["place"]):
        yield reading.parties(m["tag"]), m.end()


def _foreign(reading: Reading, start: str) -> Iterator[tuple[tuple[Party, ...], int]]:
    """Forms of scripts that have no capitals to tell a place by."""
    for form in (_JAPANESE, _ARABIC):
        if (m := form.match(start)) is not None:
            yield _agencies(reading, m["tag"]), m.end()


def _agencies(reading: Reading, tag: str) -> tuple[Party, ...]:
    return tuple(p for p in reading.parties(tag) if p.kind is AgencyKind.AGENCY)


def _site(reading: Reading, tag: str) -> tuple[Party, ...]:
    """An outlet that signs with its address, as Indonesian ones do: "JAKARTA, KOMPAS.com -"."""
    return reading.parties(tag) if "." in tag.strip(".") else ()


def _is_place(words: str) -> bool:
    """Whether that may be a place and a date: few words, the first not in lower case."""
    found = _WORD.findall(words)
    if not found:
        return True
    return len(found) <= 8 and not found[0][0].islower() and sum(w[0].islower() for w in found) <= 3


def _is_dated(words: str) -> bool:
    """A place with a date, or in capitals; else "Trump – CNN. …" would be a dateline."""
    return _is_place(words) and (words.isupper() or any(c.isdigit() for c in words))
