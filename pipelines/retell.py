"""A story told anew: who had it first, and how each copy stands to that.

Called whenever a story gains or loses a member. Evidence between two articles never changes with
the rest of the story; which of them is the origin may.
"""

from __future__ import annotations

from datetime import datetime

from pipelines.changes import what_changed
from pipelines.judge import tracer_of
from pipelines.origin import choose_origin
from pipelines.trace import Tracer
from presswatch.values import Credit, Kind, Match, Member, Origin, OriginKind, Relation
from storage import Store
from storage.stories import Copy

VERBATIM = 0.97  #: both containments: below this a sentence was touched, even in a long piece
#: kinds of origin whose article the copies were copied from, as far as anyone can tell
FROM_A_ROW = {OriginKind.ARTICLE, OriginKind.EARLIEST}


def retell(store: Store, story: int) -> None:
    """Chooses the origin again and rewrites the story's rows of `copies`."""
    members = store.stories.members(story)
    if not members:
        store.stories.settle(story, None, [])
        return
    origin = choose_origin(members)
    lead = next((m for m in members if m.id == origin.article), None)
    copies = []
    if lead is not None:
        tracer = tracer_of(store)
        copies = [_copy(store, tracer, story, origin, lead, m) for m in members if m.id != lead.id]
        copies += _excerpts(store, tracer, story, origin, lead)
    store.stories.settle(story, origin, copies)


def _copy(store: Store, tracer: Tracer, story: int, origin: Origin, lead: Member, member: Member) -> Copy:
    """How one member stands to the lead; by way of a third article when only that ties them."""
    match, against = tracer.compare(lead.id, member.id), lead.id
    via = ""
    if match is None:
        nearest = store.stories.nearest(member.id)
        if nearest is not None:
            against = nearest
            match = tracer.compare(nearest, member.id)
            via = "by way of another copy: "
    return _row(
        store, story, origin, lead, member, match, against, _relation(match, member.id), via + _because(origin, lead)
    )


def _excerpts(store: Store, tracer: Tracer, story: int, origin: Origin, lead: Member) -> list[Copy]:
    """Articles of other stories that hold a passage of this one."""
    copies = []
    for inside, outside in store.stories.passages(story):
        member = store.stories.member(outside)
        if not _holds_the_excerpt(member, lead):
            continue
        match, against = tracer.compare(lead.id, outside), lead.id
        if match is None:
            match, against = tracer.compare(inside, outside), inside
        if match is None or match.kind is Kind.SHARED_SOURCE:
            continue
        because = f"a passage of the story stands in an otherwise different piece; {_because(origin, lead)}"
        copies.append(_row(store, story, origin, lead, member, match, against, Relation.EXCERPT, because))
    return copies


def _row(
    store: Store, story: int, origin: Origin, lead: Member, member: Member, match: Match | None,
    against: int, relation: Relation, because: str,
) -> Copy:  # fmt: skip
    ours, theirs = store.articles.get(member.id), store.articles.get(against)
    first = match is not None and match.a == member.id
    changes = what_changed(
        theirs.title, theirs.text, theirs.credits, ours.title, ours.text, ours.credits
    ) if relation is not Relation.EXCERPT else None
    return Copy(
        article=member.id,
        story=story,
        copied_from=lead.id if origin.kind in FROM_A_ROW else None,
        compared_with=against,
        relation=relation,
        because=because,
        lag_s=_lag(lead, member),
        share_of_copy=0.0 if match is None else match.share_a if first else match.share_b,
        share_of_origin=0.0 if match is None else match.share_b if first else match.share_a,
        words=match.words if match else 0,
        credit_kept=credit_kept(member.credits, origin, lead),
        changes=changes.to_words() if changes else (),
        evidence={
            "because": match.because if match else "",
            "credits": [c.quote or c.tag for c in member.credits],
            # (start, end) in the copy, (start, end) in the article it is compared with
            "spans": [
                [s[0], s[1], s[2], s[3]] if first else [s[2], s[3], s[0], s[1]]
                for s in (match.spans if match else ())
            ],
        },
    )


def _relation(match: Match | None, member: int) -> Relation:
    if match is not None and min(match.share_a, match.share_b) >= VERBATIM:
        return Relation.VERBATIM
    return Relation.EDITED


def credit_kept(credits: tuple[Credit, ...], origin: Origin, lead: Member) -> str:
    """Does the copy name where the text comes from? "kept", "other" or "stripped"."""
    for credit in credits:
        if set(credit.domains) & set(lead.domains) or credit.tag in lead.signature:
            return "kept"
        if origin.agency is not None and credit.name == origin.agency:
            return "kept"
        if origin.url is not None and credit.url == origin.url:
            return "kept"
    return "other" if credits else "stripped"


def _holds_the_excerpt(member: Member, lead: Member) -> bool:
    """Of two pieces that share a passage, the later holds the excerpt; at one moment, the shorter."""
    ours, theirs = moment(member), moment(lead)
    return (ours, member.words, member.id) > (theirs, lead.words, lead.id)


def moment(member: Member) -> datetime:
    """When it was published, as far as it says and we could have seen."""
    return member.clocks.published or member.clocks.door or member.clocks.first_seen


def _lag(lead: Member, member: Member) -> int:
    return int((moment(member) - moment(lead)).total_seconds())


def _because(origin: Origin, lead: Member) -> str:
    match origin.kind:
        case OriginKind.ARTICLE:
            return origin.because
        case OriginKind.EARLIEST:
            return f"{lead.source} has the earliest copy seen: {origin.because}"
        case _:
            return f"the origin is not in the database: {origin.because}"
