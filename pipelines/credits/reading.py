"""What every reader of credits looks at: the head and the tail of a text, and who may be named.

Credits stand at the edges. Each reader gets a `Reading` and gives the credits it finds in its own
place; it never looks at the middle of the text, where a name is an attribution ("AFP reported")
and not a credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipelines.agencies import AgencyKind, Gazetteer, domain_of, gazetteer, registrable
from presswatch.values import Credit, Place

from .claims import Claims

#: datelines, bylines and editor's notes; a fifth line is text in 99 of 100 articles
HEAD_LINES = 4
#: a tag is followed by up to five lines of house text (newsletter, tip line, app, policy)
TAIL_LINES = 7
#: characters from either end: more are not an edge but a text of blank lines
REACH = 8000
#: longer lines are paragraphs: only their first (head) or last (tail) characters are looked at
EDGE = 300

_CONTROLS = "".join(map(chr, range(0x21)))
_JOINTS = re.compile(
    r"\s*[/&+,;|·=、・]\s*|\s+(?:and|und|et|y|e|i|en|och|og|ja|ve|dan|и|та|і|और|و|mit|with)\s+"
    r"|\s+[-–—]\s+"
)
_INITIALS = re.compile(r"[^\W\d_]{1,4}(?:[ -][^\W\d_]{1,4})*")
#: the outlet's own desk or the day, beside an agency: "(Red./APA)", "(red, APA, 3.11.2026)"
_HOUSE = re.compile(
    r"red\.?|redaktion|redacción|redacao|redação|rédaction|redazione|redactie|staff"
    r"|\d{1,2}\.\d{1,2}\.(?:\d\d){1,2}",
    re.IGNORECASE,
)
_AFFIX = re.compile(
    r"^(?:the|die|der|agence|agenzia|agencia|agência|agentur|агентство|информагентство)\s+"
    r"|\s+(?:news agency|news service|newswire|news|agency|wire(?: service| reports)?|staff)$",
    re.IGNORECASE,
)
_TRIM = " \t\u00a0.,;:*_|<>\"'“”„«»‹›「」《》()[]"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text that has words on it."""

    text: str
    start: int  #: offset in the text

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who may be credited."""

    name: str
    tag: str  #: as written
    agency: str | None = None  #: key of the gazetteer
    domains: tuple[str, ...] = ()
    shy: bool = False  #: the tag also means something else
    kind: AgencyKind | None = None
    given: bool = False  #: people are called so, too


@dataclass(frozen=True)
class Reading:
    """An article as the readers of credits see it."""

    text: str
    host: str
    signature: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    language: str | None = None
    claims: Claims | None = None
    links: tuple[str, ...] = ()
    learned: Mapping[str, str] = field(default_factory=dict)
    names: Gazetteer = field(default_factory=gazetteer)

    @cached_property
    def head(self) -> tuple[Line, ...]:
        """The first lines, top down."""
        lines: list[Line] = []
        start = 0
        for raw in self.text[:REACH].split("\n"):
            if (line := _line(raw, start)) is not None:
                lines.append(line)
                if len(lines) == HEAD_LINES:
                    break
            start += len(raw) + 1
        return tuple(lines)

    @cached_property
    def tail(self) -> tuple[Line, ...]:
        """The last lines, bottom up."""
        lines: list[Line] = []
        end = len(self.text)
        floor = max(0, end - REACH)
        while end > floor and len(lines) < TAIL_LINES:
            start = max(floor, self.text.rfind("\n", floor, end) + 1)
            if (line := _line(self.text[start:end], start)) is not None:
                lines.append(line)
            end = start - 1
        return tuple(lines)

    @cached_property
    def edges(self) -> tuple[Line, ...]:
        """Head and tail once each, paragraphs cut to their outer end; for phrases."""
        seen: dict[int, Line] = {}
        for line in self.head:
            seen[line.start] = Line(line.text[:EDGE], line.start)
        for line in self.tail:
            start = max(line.start, line.end - EDGE)
            if start >= line.start + EDGE or line.start not in seen:
                seen[start] = Line(line.text[-EDGE:], start)
        return tuple(seen.values())

    @cached_property
    def folded(self) -> str:
        """The edges in one string without capitals: a cheap look before an exact one."""
        return "\n".join(line.text for line in self.edges).casefold()

    @cached_property
    def domain(self) -> str:
        return registrable(self.host)

    @cached_property
    def label(self) -> str:
        """The outlet's name as its address spells it: "metronews" of "www.metro-news.co.uk"."""
        return squash(self.domain.split(".")[0])

    def party(self, words: str) -> Party | None:
        """Who goes by these words, if we know."""
        for written in _spellings(words):
            if (domain := self.learned.get(written)) is not None:
                agency = self.names.at(domain)
                name = agency.name if agency else domain
                return Party(name, written, agency.key if agency else None, (domain,))
            if (named := self.names.named(written)) is not None:
                a = named.agency
                return Party(a.name, written, a.key, a.domains, named.shy, a.kind, named.given)
        return None

    def parties(
        self, words: str, *, strict: bool = False, initials: bool = True
    ) -> tuple[Party, ...]:
        """Everyone named by "AFP/dpa", "PTI KRH RT", "Reuters and AP"; none if a part is unknown.

        `initials`: an editor's may follow a tag; not so in a byline, where "SITA RAO" is a person.
        `strict`: the form around the words is one that only credits have, so a tag that also means
        something else ("PA", "AA") counts.
        """
        words = words.strip(_TRIM)
        if not 2 <= len(words) <= 80:
            return ()
        if (party := self.party(words)) is not None:
            return (party,) if strict or not party.shy else ()
        parts = [part for part in _JOINTS.split(words) if part]
        others = [part for part in parts if not _HOUSE.fullmatch(part)]
        look = self._part if initials else self.party
        known = [party for part in others if (party := look(part)) is not None]
        rest = [part for part in others if look(part) is None]
        if not known and "-" in words and " " not in words:  # BERNAMA-AP
            hyphened = [self.party(part) for part in words.split("-")]
            return tuple(p for p in hyphened if p) if all(hyphened) else ()
        if not known or (rest and ("/" not in words or not all(map(_INITIALS.fullmatch, rest)))):
            return ()
        joined = strict or len(parts) > 1
        return tuple(party for party in known if joined or not party.shy)

    def _part(self, words: str) -> Party | None:
        """A part of a compound: a name, or a tag followed by its editors' initials."""
        if (party := self.party(words)) is not None:
            return party
        tag, _, initials = words.partition(" ")
        if initials and initials.isupper() and _INITIALS.fullmatch(initials):
            return self.party(tag)
        return None

    def is_own(self, credit: Credit | Party) -> bool:
        """Whether that is this outlet itself: a sign-off, not a credit."""
        here = self.names.at(self.host)
        if here is not None and credit.agency == here.key:
            return True
        if self.domain in credit.domains:
            return True
        own = {squash(s) for s in self.signature}
        if squash(credit.tag) in own or squash(credit.name) in own:
            return True
        name = squash(credit.name)
        if credit.agency is None:
            return _same_name(name, self.label)
        return len(name) > 4 and name == self.label

    def credits(
        self,
        parties: tuple[Party, ...],
        place: Place,
        span: tuple[int, int] | None,
        quote: str = "",
    ) -> Iterator[Credit]:
        """The parties as credits that stand at `span`."""
        said = self.text[span[0] : span[1]].strip() if span else quote
        for p in parties:
            url = self.link_to(p.domains)
            yield Credit(p.name, p.tag, place, p.agency, p.domains, url, said[:300], span)

    def link_to(self, domains: tuple[str, ...]) -> str | None:
        """The one page of these domains that the article links to: deeper than a front page."""
        pages = [u for u in self.links if domain_of(u) in domains and _path(u).strip("/")]
        return pages[0] if len(set(pages)) == 1 else None


def squash(words: str) -> str:
    """Letters and digits only, without case: "Metro-News" and "metronews" are one."""
    return "".join(c for c in words.casefold() if c.isalnum())


def _same_name(name: str, label: str) -> bool:
    bare = name.removeprefix("the")
    if not bare or not label:
        return False
    return bare == label or (len(label) > 4 and label in name) or (len(bare) > 4 and bare in label)


def _line(raw: str, start: int) -> Line | None:
    """The words of a line, without the space around them; None when there are none."""
    text = raw.strip()
    if not text.strip(_CONTROLS):
        return None
    return Line(text, start + len(raw) - len(raw.lstrip()))


def _spellings(words: str) -> Iterator[str]:
    yield words
    bare = _AFFIX.sub("", words)
    if bare != words:
        yield bare


def _path(url: str) -> str:
    return url.partition("://")[2].partition("/")[2]
