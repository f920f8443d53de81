"""The sentences that say why: one for each kind of origin, for a journalist to read. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipelines.clocks import When, when
from pipelines.crediting import End, Vote
from presswatch.values import Member

#: a quotation of a credit line, shortened
_QUOTE = 60


def name_of(votes: Sequence[Vote]) -> str:
    """The name that the last credits of these chains give."""
    return Counter(v.last.name for v in votes).most_common(1)[0][0]


def credited(members: Sequence[Member], votes: Sequence[Vote], end: End) -> str:
    """Who names whom, in which words, and what the clocks say of it."""
    direct = [v for v in votes if v.last is v.credit] or votes
    passing = {v.member.id for v in votes} - {v.member.id for v in direct}
    said = f"{_count(direct, members)} {_names(direct)} {name_of(votes)} as the source ({_example(direct)})"
    if passing:
        said += f", {len(passing):,} more by way of a source in between"
    if end.article is not None:
        origin = next(m for m in members if m.id == end.article)
        return f"{said}; {origin.source} published it {_time(origin)}{_later(origin, votes)}."
    url = next((v.last.url for v in votes if v.last.url), None)
    where = f"; the page they point to, {url}, is not in the database" if url else ""
    return f"{said}{where or '; its own article is not in the database'}."


def conflict(votes: Sequence[Vote], first: End, rival: End) -> str:
    """Both sides, with a quotation each."""
    sides = [[v for v in votes if v.end == end] for end in (first, rival)]
    a, b = (f"{_sources(side)} {_names(side)} {name_of(side)} ({_example(side)})" for side in sides)
    return f"The copies name different origins: {a}, but {b}."


def earliest(chosen: Member, at: When, members: Sequence[Member], others: Sequence[Member]) -> str:
    """The first by the clocks, and how sure that is."""
    if len(members) == 1:
        return f"Only {chosen.source} carries this text so far, {_time(chosen)}, and it names no source."
    if others:
        names = ", ".join(dict.fromkeys(m.source for m in others[:3]))
        return (
            f"No copy names its source, and the clocks cannot tell {chosen.source} ({at.words()}) from "
            f"{names}; {chosen.source} was chosen as the likeliest and most complete."
        )
    second = min((m for m in members if m is not chosen), key=lambda m: when(m).earliest)
    whose = "its own second copy" if second.source == chosen.source else second.source
    return (
        f"No copy names its source; {chosen.source} has the earliest time, {at.words()} ({at.clock}), "
        f"before {whose} ({when(second).words()})."
    )


def unknown(chosen: Member) -> str:
    """No credit and no clock."""
    return (
        "No copy names its source, none gives a time that can be true, and all were first seen "
        f"together; {chosen.source} is the most complete."
    )


def _count(votes: Sequence[Vote], members: Sequence[Member]) -> str:
    naming = {v.member.id for v in votes}
    if len(naming) == 1:
        return votes[0].member.source
    return f"{len(naming)} of {len(members)} articles"


def _names(votes: Sequence[Vote]) -> str:
    return "names" if len({v.member.id for v in votes}) == 1 else "name"


def _sources(votes: Sequence[Vote]) -> str:
    names = list(dict.fromkeys(v.member.source for v in votes))
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _example(votes: Sequence[Vote]) -> str:
    best = max(votes, key=lambda v: v.weight)
    quote = " ".join((best.credit.quote or best.credit.tag).split())
    quote = quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1]}…"
    return f'{best.credit.place} "{quote}" in {best.member.source}'


def _time(member: Member) -> str:
    at = when(member)
    return f"{'on' if at.coarse else 'at'} {at.words()}"


def _later(origin: Member, votes: Sequence[Vote]) -> str:
    """The clocks may disagree with the credits: say so."""
    at = when(origin)
    early = [v.member for v in votes if when(v.member).latest < at.earliest]
    if not early:
        return ""
    first = min(early, key=lambda m: when(m).earliest)
    return f", although {first.source} claims {when(first).words()}"
