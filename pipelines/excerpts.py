"""Two pieces of two stories share a passage: is it an excerpt, and of which? Pure.

A false link is worse than a missed one, and most passages that two different pieces share are not
excerpts: a follow-up repeats background at its end, an outlet repeats itself, reports of one event
share a statement. So it is asked first who has the passage from whom, and then whether it stands
there as an excerpt does.
"""

from __future__ import annotations

from pipelines.clocks import when
from pipelines.crediting import is_credited, is_named
from presswatch.values import Kind, Match, Member, Position

EXCERPT = 50  #: tokens of a passage that is neither headed nor a teaser (docs/tracing.md, table 6)
SOLID = 0.7  #: of what they share; two reports of one event share lines here and there (table 6)
TOLD = 0.25  #: of the passage, outside quotation marks: else both quote the same words (table 6)
AFTER_BACKGROUND = 35  #: tokens that may follow a passage which closes a piece: a footer (table 6)
BACKGROUND_FROM = 0.45  #: background comes after the news, beyond this part of the piece (table 6)
FOOTER_FROM = 0.3  #: the same when it closes both
OPENING = 5  #: tokens ahead of a passage that opens a piece: a dateline (table 6)
TEASER, TEASED = 0.8, 0.18  #: a teaser stands wholly in a text of which it is less than this part


def is_excerpt(member: Member, lead: Member, match: Match, more_carried: int) -> bool:
    """Whether the member holds a passage of the lead that it took from there.

    `more_carried`: by how many articles the member's story is larger than the lead's.
    """
    if match.kind is Kind.SHARED_SOURCE or member.source == lead.source:
        return False
    if not took(member, lead, match, more_carried):
        return False
    share, share_lead, ours, theirs = _seen_from(member, match)
    if ours.headed or is_teaser(share, share_lead) or (opens(ours) and opens(theirs)):
        return True
    if is_named(lead, ours.introduction):
        return True
    if ours.words < EXCERPT or ours.solid < SOLID or ours.told < TOLD * ours.words:
        return False
    return not is_background(ours, theirs)


def took(member: Member, lead: Member, match: Match, more_carried: int) -> bool:
    """Whether the member has the passage from the lead, and not the other way round."""
    share, share_lead, _, _ = _seen_from(member, match)
    told = _told(member, lead, match)
    if told is None and more_carried:
        told = more_carried < 0
    if told is None:
        told = (share, -member.words, member.url) > (share_lead, -lead.words, lead.url)
    return told


def _told(member: Member, lead: Member, match: Match) -> bool | None:
    """Whether the member took the passage from the lead; None where nothing tells.

    Who prints it under the other's headline, or says "X reports:" ahead of it, took it; else the
    one of which it is all, a teaser; else who credits the other; else the later, where the clocks
    can tell; else the piece that it does not open, or the one that leads into it with a colon.
    """
    share, share_lead, ours, theirs = _seen_from(member, match)
    taken = ours.headed or is_named(lead, ours.introduction)
    given = theirs.headed or is_named(member, theirs.introduction)
    if taken is not given:
        return taken
    if is_teaser(share, share_lead) or is_teaser(share_lead, share):
        return share > share_lead
    if any(is_credited(lead, credit) for credit in member.credits):
        return True
    if any(is_credited(member, credit) for credit in lead.credits):
        return False
    if clocks_tell(member, lead):
        return when(member).earliest > when(lead).latest
    if opens(ours) is not opens(theirs):
        return opens(theirs)
    if bool(ours.introduction) is not bool(theirs.introduction):
        return bool(ours.introduction)
    return None


def _seen_from(member: Member, match: Match) -> tuple[float, float, Position, Position]:
    if match.a == member.id:
        return match.share_a, match.share_b, match.position_a, match.position_b
    return match.share_b, match.share_a, match.position_b, match.position_a


def is_teaser(share: float, share_other: float) -> bool:
    """Whether a piece stands wholly in a text of which it is a small part."""
    return share >= TEASER and share_other < TEASED


def clocks_tell(member: Member, lead: Member) -> bool:
    """Whether it is known which of the two was published first."""
    at, lead_at = when(member), when(lead)
    return at.earliest > lead_at.latest or at.latest < lead_at.earliest


def is_background(ours: Position, theirs: Position) -> bool:
    """Whether the passage stands where a follow-up repeats what was known before: at its end.

    What closes both is a footer or repeated by both. Not so when it is introduced as somebody's
    words, or when it is the other's opening, which is news: a column of briefs ends with a brief.
    """
    if ours.introduction or opens(theirs):
        return False
    return _closes(ours, BACKGROUND_FROM) or (
        _closes(ours, FOOTER_FROM) and _closes(theirs, FOOTER_FROM)
    )


def _closes(position: Position, begins: float) -> bool:
    """Whether the passage begins beyond that part of the piece and closes it."""
    return position.after <= AFTER_BACKGROUND and position.before >= begins * position.size


def opens(position: Position) -> bool:
    """Whether the passage opens its piece."""
    return position.before <= OPENING
