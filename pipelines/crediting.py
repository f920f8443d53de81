"""Whom do the articles of a story credit, when each credit is followed to its end? Pure.

"C credits B, B credits A" ends at A. An end is an article of the story, or somebody outside it: an
agency nobody watches, an outlet, a page. Each article votes for the ends that its credits lead to,
with the weight of the place where the credit stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipelines.agencies import AgencyKind, domain_of, gazetteer
from pipelines.clocks import when
from presswatch.values import Credit, Member, Place

#: how much each place counts when credits disagree; machine-readable pointers and editor's notes
#: speak of this very text, "with inputs from" of a part of it
WEIGHT: Mapping[Place, float] = {
    Place.META: 4.0,
    Place.CANONICAL: 4.0,
    Place.REPUBLISHED: 4.0,
    Place.CLOSING: 3.0,
    Place.DATELINE: 3.0,
    Place.BYLINE: 2.5,
    Place.COPYRIGHT: 2.0,
    Place.SOURCE_LINE: 1.5,
    Place.LINK: 1.0,
}

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class End:
    """Where credits lead: one of the story's articles, or somebody outside."""

    article: int | None = None
    outside: str | None = None  #: agency key, domain, or squashed name


@dataclass(frozen=True, slots=True)
class Vote:
    """One article's credit, followed to its end."""

    member: Member
    credit: Credit  #: as it stands in that member
    end: End
    last: Credit  #: the last credit of the chain; the same one when it is direct

    @property
    def weight(self) -> float:
        return WEIGHT[self.credit.place]


def votes_of(members: Sequence[Member]) -> tuple[Vote, ...]:
    """Each member's named credits, followed to their ends."""
    by_id = {m.id: m for m in members}
    direct = {m.id: _direct(m, members) for m in members}
    votes: list[Vote] = []
    for member in members:
        for credit, end in direct[member.id]:
            final, last = _follow(end, credit, direct, {member.id})
            if final.article != member.id:
                votes.append(Vote(by_id[member.id], credit, final, last))
    return tuple(votes)


def weigh(votes: Iterable[Vote]) -> dict[End, float]:
    """Each end's support: every member counts once, by its most trusted credit to that end."""
    best: dict[tuple[End, int], float] = {}
    for vote in votes:
        key = (vote.end, vote.member.id)
        best[key] = max(best.get(key, 0.0), vote.weight)
    support: dict[End, float] = {}
    for (end, _), weight in best.items():
        support[end] = support.get(end, 0.0) + weight
    return support


_Direct = dict[int, tuple[tuple[Credit, End], ...]]


def _direct(member: Member, members: Sequence[Member]) -> tuple[tuple[Credit, End], ...]:
    found: list[tuple[Credit, End]] = []
    for credit in member.credits:
        if names_nobody(credit):
            continue
        others = [m for m in members if m.source != member.source and is_credited(m, credit)]
        one = _the_one(others, credit) if others else None
        end = End(article=one.id) if one else End(outside=_outside(credit))
        if end not in (e for _, e in found):
            found.append((credit, end))
    return tuple(found)


def _follow(end: End, credit: Credit, direct: _Direct, seen: set[int]) -> tuple[End, Credit]:
    """The end of the chain that starts with this credit; a circle ends where it would close."""
    while end.article is not None and end.article not in seen:
        onward = direct[end.article]
        if not onward or WEIGHT[onward[0][0].place] < WEIGHT[Place.BYLINE]:
            break
        if onward[0][1].article in seen:
            break
        seen = seen | {end.article}
        credit, end = onward[0]
    return end, credit


def names_nobody(credit: Credit) -> bool:
    """ "With inputs from agencies": a credit, but to whom?"""
    agency = gazetteer().agencies.get(credit.agency) if credit.agency else None
    return agency is not None and agency.kind is AgencyKind.UNNAMED


def is_credited(member: Member, credit: Credit) -> bool:
    """Whether the credit names the outlet that published this member."""
    if credit.url and same_page(credit.url, member.url):
        return True
    homes = domains_of(member)
    if any(domain in homes for domain in credit.domains):
        return True
    if credit.agency is not None:
        return False
    if credit.tag in member.signature or credit.name in member.signature:
        return True
    name = _squash(credit.name).removeprefix("the")
    return len(name) >= 4 and any(_squash(d.split(".")[0]) == name for d in homes)


def is_named(member: Member, words: str) -> bool:
    """Whether the words name the outlet that published this member: "As the Courier reports:"."""
    if not words:
        return False
    spaced = " ".join(_WORD.findall(words))
    for domain in domains_of(member):
        agency = gazetteer().at(domain)
        names = agency.signatures if agency else ()
        if any(f" {' '.join(_WORD.findall(name))} " in f" {spaced} " for name in names):
            return True
        label = _squash(domain.split(".")[0])
        if len(label) >= 5 and label in _squash(words):
            return True
    return any(f" {sign} " in f" {spaced} " for sign in member.signature)


def domains_of(member: Member) -> tuple[str, ...]:
    """The registrable domains that the member's outlet publishes on."""
    return (*member.domains, domain_of(member.url))


def same_page(a: str, b: str) -> bool:
    """Two addresses of one page: scheme, "www.", query-free ends and slashes do not matter."""
    return _bare(a) == _bare(b)


def _bare(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").partition("#")[0].rstrip("/")


def _the_one(candidates: Sequence[Member], credit: Credit) -> Member:
    """Of several articles of the credited outlet: the linked page, else the earliest, the longest."""
    if credit.url:
        for member in candidates:
            if same_page(credit.url, member.url):
                return member
    return min(candidates, key=lambda m: (when(m).earliest, -m.words, m.url))


def _outside(credit: Credit) -> str:
    if credit.agency is not None:
        return credit.agency
    if credit.domains:
        return credit.domains[0]
    return _squash(credit.name)


def _squash(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
