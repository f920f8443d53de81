"""Who had it first, and why. Pure; chosen again whenever a story gains a member.

In this order:
  1. an explicit credit or machine-readable pointer (a cross-domain canonical is one), followed to
     its end: an article of the story, a page elsewhere, or an agency nobody watches;
  2. the earliest publication that the clocks do not contradict: "earliest copy seen", never
     "origin", because nobody has said so;
  3. the most complete, where the clocks cannot tell.
A false origin is worse than none: where credits disagree, that is the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipelines import wording
from pipelines.agencies import AgencyKind, gazetteer
from pipelines.clocks import SLACK, When, when
from pipelines.crediting import End, Vote, domains_of, is_credited, names_nobody, votes_of, weigh
from presswatch.values import Member, Origin, OriginKind, Place

#: a second credit with this share of the first one's support is a conflict; below, a stray
#: (docs/credits.md, table 3)
CONTESTED = 0.5
#: lengths closer than this are equal: a credit line or a photo caption makes the difference
AS_COMPLETE = 0.9
#: kinds of outlet that live from being reprinted
_REPRINTED = (AgencyKind.AGENCY, AgencyKind.OUTLET)
#: credits in these places alone say "part of it is theirs"
_WEAK = (Place.SOURCE_LINE, Place.COPYRIGHT, Place.LINK)


def choose_origin(members: Sequence[Member]) -> Origin:
    """Where the story came from. `members` must not be empty; their order does not matter."""
    if not members:
        raise ValueError("a story has at least one member")
    members = sorted(members, key=lambda m: m.url)  # row ids tell who arrived first: never ask them
    votes = votes_of(members)
    if not votes:
        return _by_clock(members)
    support = weigh(votes)
    labels = _labels(support, members)
    first = max(support, key=lambda end: (support[end], end.article is not None, labels[end]))
    rival = _rival(first, votes, support, labels)
    if rival is not None:
        return _conflict(members, votes, first, rival)
    return _credited(members, [v for v in votes if v.end == first], first)


def _rival(
    first: End, votes: Sequence[Vote], support: dict[End, float], labels: dict[End, str]
) -> End | None:
    """Another end, named by members that do not name the first, with enough support to contest it.

    What the first says of its own source was followed already, but for a circle: there it names
    somebody who names it.
    """
    agreed = {v.member.id for v in votes if v.end == first}
    against = weigh(
        v for v in votes
        if v.member.id not in agreed and (v.member.id != first.article or v.end.article in agreed)
    )  # fmt: skip
    if not against:
        return None
    rival = max(against, key=lambda end: (against[end], labels[end]))
    return rival if against[rival] >= CONTESTED * support[first] else None


def _labels(ends: Iterable[End], members: Sequence[Member]) -> dict[End, str]:
    """What breaks a tie between ends: the same whatever the order of arrival."""
    urls = {m.id: m.url for m in members}
    return {end: end.outside or urls[end.article or 0] for end in ends}


def _credited(members: Sequence[Member], votes: Sequence[Vote], end: End) -> Origin:
    """Everyone who says something says the same."""
    because = wording.credited(members, votes, end)
    sure = _confidence(votes)
    if end.article is not None:
        return Origin(OriginKind.ARTICLE, because, sure, article=end.article)
    nearest = _nearest(members, votes)
    name = wording.name_of(votes)
    url = next((v.last.url for v in votes if v.last.url), None)
    kind = OriginKind.POINTER if url else OriginKind.AGENCY
    return Origin(kind, because, sure, article=nearest.id, agency=name, url=url)


def _confidence(votes: Sequence[Vote]) -> float:
    """By the best place and by how many say so."""
    best = max(v.weight for v in votes)
    several = len({v.member.source for v in votes}) > 1
    if all(v.credit.place in _WEAK for v in votes):
        return 0.7 if several else 0.6
    base = 0.95 if best >= 4.0 else 0.9
    return round(base + (0.04 if several else 0.0), 2)


def _nearest(members: Sequence[Member], votes: Sequence[Vote]) -> Member:
    """The member to compare with when the origin is elsewhere: whom the others credit, or who
    names the outsider first-hand, else the earliest."""
    by_id = {m.id: m for m in members}
    passed_on: dict[int, float] = {}
    for vote in votes:
        if vote.last is not vote.credit:
            for m in members:
                if m.id != vote.member.id and is_credited(m, vote.credit):
                    passed_on[m.id] = passed_on.get(m.id, 0.0) + vote.weight
    if passed_on:
        return max((by_id[i] for i in passed_on), key=lambda m: (passed_on[m.id], m.url))
    return _earliest(members)[0]


def _conflict(members: Sequence[Member], votes: Sequence[Vote], first: End, rival: End) -> Origin:
    article = first.article if first.article is not None else rival.article
    if article is None:
        article = _earliest(members)[0].id
    because = wording.conflict(votes, first, rival)
    return Origin(OriginKind.CONFLICT, because, 0.4, article=article)


def _by_clock(members: Sequence[Member]) -> Origin:
    """Nobody says where it came from: the earliest copy seen."""
    chosen, others = _earliest(members)
    at = when(chosen)
    because = wording.earliest(chosen, at, members, others)
    if len(members) > 1 and _clocks_are_silent(members):
        return Origin(OriginKind.UNKNOWN, wording.unknown(chosen), 0.1, article=chosen.id)
    sure = 0.3 if others or at.clock == "first seen" else 0.6
    return Origin(OriginKind.EARLIEST, because, sure, article=chosen.id)


def _clocks_are_silent(members: Sequence[Member]) -> bool:
    """No member has a believable claim, and we saw them all at once."""
    times = [when(m) for m in members]
    if any(t.clock != "first seen" for t in times):
        return False
    seen = [t.earliest for t in times]
    return max(seen) - min(seen) <= SLACK


def _earliest(members: Sequence[Member]) -> tuple[Member, tuple[Member, ...]]:
    """The earliest member, and those that may be as early.

    The clocks leave several when some give only a date: then who says "agencies" cannot be the
    origin, a news agency is likelier than its customers, and the most complete comes next.
    """
    times = {m.id: when(m) for m in members}
    bound = min(times[m.id].latest for m in members)
    possible = [m for m in members if times[m.id].earliest <= bound]
    longest = max(m.words for m in possible)
    chosen = min(possible, key=lambda m: _rank(m, times[m.id], longest))
    return chosen, tuple(m for m in possible if m is not chosen)


def _rank(member: Member, at: When, longest: int) -> tuple[bool, bool, bool, bool, float, int, str]:
    borrowed = any(names_nobody(credit) for credit in member.credits)
    agency = is_agency(member)
    short = member.words < AS_COMPLETE * longest
    return (
        borrowed,
        not agency,
        short,
        at.coarse,
        at.earliest.timestamp(),
        -member.words,
        member.url,
    )


def is_agency(member: Member) -> bool:
    """Whether the member's outlet lives from being reprinted."""
    found = (gazetteer().at(domain) for domain in domains_of(member))
    return any(a is not None and a.kind in _REPRINTED for a in found)


def given_by(origin: Origin, members: Sequence[Member]) -> int | None:
    """The article of the story that the others were copied from, or None: from somebody outside.

    The story's origin may be an agency nobody watches, while one of its articles passed the text
    on. A copy that credits such an article was copied from it; so were the others when that
    article's outlet lives from being reprinted or is credited by any of them.
    """
    if origin.article is None or origin.kind in (OriginKind.ARTICLE, OriginKind.EARLIEST):
        return origin.article
    lead = next(m for m in members if m.id == origin.article)
    others = (m for m in members if m.id != lead.id)
    passed_on = any(is_credited(lead, credit) for m in others for credit in m.credits)
    return lead.id if passed_on or is_agency(lead) else None
