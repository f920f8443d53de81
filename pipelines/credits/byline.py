"""Bylines: "By Reuters Staff", "dpa/AFP", "Jane Doe, Associated Press", "AP Sports Writer"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.agencies import AgencyKind
from presswatch.values import Credit, Place

from .reading import Party, Reading

_BY = re.compile(
    r"(?:by|von|por|par|di|da|door|av|af|od|oleh|text|texto|testo|tekst|autor|auteur|autore|author"
    r"|автор|текст|yazan|بقلم|द्वारा|文)(?:\s*[:：]\s*|\s+)(?P<who>\S.*)",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"(?P<who>.{2,60}?)[,\s]+(?:Staff(?: (?:Writer|Reporter)s?)?|Writers?|Reporters?|Correspondents?"
    r"|Editors?|Contributors?|contributors?|reporters?|staff|writers?|correspondents?)$"
)
#: what stands between an agency and the job: "AP Sports Writer"; "AP Singh, Staff Reporter" is a person
_DESK_WORDS = (
    "Sports Business Political Politics Science National Foreign World Food Auto Entertainment Health"
    " Technology Tech Medical Education Religion Music Film TV Television Media Travel Lifestyle Legal"
    " Diplomatic Military Economics Financial Markets Energy Environment Climate Washington White House"
    " Congressional Chief Senior Special Staff News Football Basketball Baseball Hockey Golf Tennis"
    " Racing Soccer Boxing Cricket Video Photo Regional European Asia Europe Africa"
)
_DESKS = frozenset(_DESK_WORDS.split())
#: Jane Doe, Associated Press   Jane Doe | AP   Jane Doe (Reuters)   Jane Doe / AFP   JANE DOE of AP
_LAST = re.compile(
    r"(?:.*\S)?\s*(?:[,|•·/(–—]|\b(?:of|for|for the|of the)\s)\s*(?P<who>[^,|•·/()]{2,40})\)?$"
)
#: Jane Doe and Reuters   Le Monde avec AFP et Reuters   Staff and agencies
_WITH = re.compile(
    r"(?<=\S)\s+(?:and|with|und|mit|et|avec|y|con|e|com)\s+(?=(?P<who>\S.{1,40})$)", re.IGNORECASE
)
#: JANE DOE | AP: on a line of the text, where a comma may part anything
_PIPED = re.compile(r"(?P<name>[^|•·\d]{4,40}?)\s*[|•]\s*(?P<who>[^|•·\d]{2,40})$")
#: AFP | October 26, 2019   Reuters · 3 hours ago   Bernama - 03/11/2026
_DATED = re.compile(r"(?P<who>[^|•·\d]{2,40}?)\s*(?:[|•·]|\s[-–—,]\s)\s*(?=.*\d).+$")
#: shorter names beside a person's may be another person: Hina, Petra, Antara
_NO_FIRST_NAME = 7
#: a byline is a line of its own
_LONGEST = 90


def read(reading: Reading) -> Iterator[Credit]:
    """The agencies among the authors that the page names, then those on a line of the head."""
    for author in reading.authors:
        if len(author) <= _LONGEST and (parties := _no_person(_who(reading, author.strip()))):
            yield from reading.credits(parties, Place.BYLINE, None, author.strip())
    for line in reading.head:
        if (
            len(line.text) <= _LONGEST
            and line.text[-1] not in ".!?:"
            and (found := _no_person(_line(reading, line.text)))
        ):
            yield from reading.credits(found, Place.BYLINE, (line.start, line.end))


def _parties(reading: Reading, words: str, *, strict: bool = False) -> tuple[Party, ...]:
    return reading.parties(words, strict=strict, initials=False)


def _no_person(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """None when all that is named may be people: "Hina" is one, "Hina/AFP" are agencies."""
    return () if all(party.given for party in parties) else parties


def _line(reading: Reading, text: str) -> tuple[Party, ...]:
    """A line of the text must look like a byline: "Reuters" alone, "By …", a job, a date."""
    if parties := _parties(reading, text):
        return tuple(p for p in parties if p.kind is not AgencyKind.OUTLET or " " in p.tag)
    if m := _BY.match(text):
        return _who(reading, m["who"])
    if (m := _JOB.match(text)) and _is_name(m["who"]):
        return _job(reading, m["who"])
    if (m := _PIPED.match(text)) and _is_name(m["name"]) and " " in m["name"]:
        return tuple(p for p in _parties(reading, m["who"]) if p.kind is AgencyKind.AGENCY)
    if m := _DATED.match(text):
        return _parties(reading, m["who"], strict=True)
    return ()


def _who(reading: Reading, who: str) -> tuple[Party, ...]:
    if parties := _parties(reading, who, strict=True):
        return parties
    if m := _BY.match(who):
        who = m["who"]
        if parties := _parties(reading, who, strict=True):
            return parties
    if (m := _JOB.match(who)) and (parties := _job(reading, m["who"])):
        return parties
    if m := _DATED.match(who):
        return _parties(reading, m["who"])
    for m in _WITH.finditer(who):
        if parties := _parties(reading, m["who"]):
            return tuple(p for p in parties if p.tag.isupper() or len(p.tag) >= _NO_FIRST_NAME)
    if m := _LAST.match(who):
        return _parties(reading, m["who"])
    return _full_name(reading, who)


def _full_name(reading: Reading, who: str) -> tuple[Party, ...]:
    """The agency whose full name follows a person's: "Jane Doe Associated Press"."""
    words = who.split()
    for n in range(len(words) - 2, 1, -1):  # two words at least are the person's
        party = reading.party(" ".join(words[-n:]))
        if party and " " in party.tag and _is_name(" ".join(words[:-n])):
            return (party,)
    return ()


def _job(reading: Reading, who: str) -> tuple[Party, ...]:
    """Whose writer: "AP", "JANE DOE AP Sports", "Jane Doe, Associated Press"."""
    if parties := _parties(reading, who, strict=True):
        return parties
    for part in reversed(who.split(",")):
        if parties := _parties(reading, part):
            return parties
    words = who.replace(",", " ").split()
    for n in (3, 2, 1):
        for i in range(len(words) - n, -1, -1):
            if n == 1 and not _is_no_name(words, i):
                continue
            if parties := _parties(reading, " ".join(words[i : i + n])):
                return parties
    return ()


def _is_no_name(words: list[str], i: int) -> bool:
    """Whether that word is an agency's tag and none of a person's names: "AP Singh", "Hina Khan"."""
    return words[i].isupper() and all(word in _DESKS for word in words[i + 1 :])


def _is_name(words: str) -> bool:
    """A person or an agency, not "… says a CNN" in front of "contributor"."""
    return len(words.split()) <= 6 and not any(w[0].islower() and len(w) > 3 for w in words.split())
