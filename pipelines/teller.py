"""The rows of `copies` of one story: how each member stands to the lead, and who holds a passage.

Evidence between two articles never changes with the rest of the story; which of them is the lead may.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import cached_property
from typing import TypeGuard

from pipelines.changes import Changes, what_changed
from pipelines.clocks import when
from pipelines.crediting import is_credited, names_nobody
from pipelines.excerpts import clocks_tell, is_excerpt, took
from pipelines.fact_words import common_language
from pipelines.judge import tracer_of
from pipelines.origin import given_by
from pipelines.patience import Allowance
from pipelines.signing import own_lines
from pipelines.stories import LastWords, last_words
from presswatch.values import Credit, Match, Member, Origin, Relation
from storage import Store
from storage.edits.stale import Version
from storage.edits.versions import versions
from storage.stories import Copy, Stance

KEPT = "kept"  #: as it stands in `copies`: the copy names where its text comes from
LINKED, BY_WAY = "an analyst linked it", "by way of other copies of the story"  #: no words shared
VERBATIM = 0.97  #: both containments: below this a sentence was touched, even in a long piece


class Teller:
    """One story, while its rows are written."""

    def __init__(self, store: Store, story: int, origin: Origin, members: list[Member]) -> None:
        self.store = store
        self.story = story
        self.origin = origin
        self.members = members
        self.lead = next((m for m in members if m.id == origin.article), members[0])
        self.giver = given_by(origin, members)
        self.tracer = tracer_of(store)
        self.known = store.stories.stances(story)
        self.fresh: list[Copy] = []  #: rows to write
        self.stand: list[Stance] = []  #: rows that stand
        self.signed: dict[int, tuple[Credit, ...]] = {}  #: credits of an article, and its own lines

    @cached_property
    def said(self) -> LastWords:
        """What analysts said; few stories need to ask."""
        return last_words(self.tracer.overrides())

    def copies(self, allowance: Allowance, only: frozenset[int] | None = None) -> list[int]:
        """The members, or only some of them; returns those that are left as they were."""
        later = []
        for member in self.members:
            known = self.known.get(member.id)
            if member.id == self.lead.id:
                continue
            if self._stands(known) and self._compared(member, known):
                self.stand.append(self._stance(member, known))
            elif (only is None or member.id in only) and allowance.take():
                self.fresh.append(self._copy(member))
            else:
                later.append(member.id)
                if known is not None:
                    self.stand.append(known)  # until its turn comes
        return later

    def excerpts(self) -> None:
        """The articles of other stories that hold a passage."""
        for inside, outside, carried in self.store.stories.passages(self.story):
            member = self.store.stories.member(outside)
            if self._taken_apart(outside) or self._second_hand(member):
                continue
            known = self.known.get(outside)
            if (
                self._stands(known)
                and known.is_excerpt
                and known.compared_with == self.lead.id
                and clocks_tell(member, self.lead)  # else the size of the stories may
            ):
                self.stand.append(self._stance(member, known))
            elif (copy := self._excerpt(member, inside, carried)) is not None:
                self.fresh.append(copy)

    def keep_excerpts(self) -> None:
        """They stand as they are."""
        own = {member.id for member in self.members}
        self.stand += [known for article, known in self.known.items() if article not in own]

    def write(self) -> None:
        """What was found out."""
        self.store.stories.settle(self.story, self.known, self.fresh, self.stand)

    @staticmethod
    def _stands(known: Stance | None) -> TypeGuard[Stance]:
        return known is not None and not known.stale

    def _compared(self, member: Member, known: Stance) -> bool:
        """Whether the row of a copy says what would be said now, of the two texts and its credit."""
        if known.is_excerpt or known.compared_with is None:
            return False
        kept = credit_kept(member.credits, self.origin, self.lead) == KEPT
        if kept != (known.credit_kept == KEPT):  # what changed speaks of it
            return False
        if known.because in (LINKED, BY_WAY) and known.because != self._untied(member):
            return False
        if known.compared_with == self.lead.id:
            return True
        nearest = self.store.stories.nearest(member.id)
        return known.compared_with == nearest and not self.tracer.tied(self.lead.id, member.id)

    def _stance(self, member: Member, known: Stance) -> Stance:
        """The part of a row that the rest of the story decides."""
        return Stance(
            article=member.id,
            copied_from=self.giver,
            compared_with=known.compared_with,
            is_excerpt=known.is_excerpt,
            because=known.because,
            lag_s=_lag(self.lead, member),
            credit_kept=credit_kept(member.credits, self.origin, self.lead),
        )

    def _copy(self, member: Member) -> Copy:
        """How one member stands to the lead; by way of a third article when only that ties them."""
        match, against = self.tracer.compare(self.lead.id, member.id), self.lead.id
        nearest = self.store.stories.nearest(member.id) if match is None else None
        if nearest is not None:
            match, against = self.tracer.compare(nearest, member.id), nearest
        return self._row(member, match, against, relation_of(match))

    def _excerpt(self, member: Member, inside: int, carried: int) -> Copy | None:
        """An article of another story that holds a passage of this one."""
        match, against = self.tracer.compare(self.lead.id, member.id), self.lead.id
        if match is None:
            match, against = self.tracer.compare(inside, member.id), inside
        if match is None or not is_excerpt(member, self.lead, match, carried - len(self.members)):
            return None
        return self._row(member, match, against, Relation.EXCERPT)

    def _untied(self, member: Member) -> str:
        """Why an article that shares nothing with another of the story is in it."""
        linked = any(member.id in pair for pair in self.said.linked)
        return LINKED if linked else BY_WAY

    def _taken_apart(self, outside: int) -> bool:
        """Whether an analyst said that the other article is none of this story."""
        own = {member.id for member in self.members}
        if outside in self.said.alone or own & self.said.alone:
            return True
        return any(outside in pair and own.intersection(pair) for pair in self.said.apart)

    def _second_hand(self, member: Member) -> bool:
        """Whether a third story is where both this one and the other article have the passage from."""
        for article, carried in self.store.stories.leads_beside(self.lead.id, member.id):
            third = self.store.stories.member(article)
            if self._took(self.lead, third, len(self.members) - carried) and self._took(
                member, third, -carried
            ):
                return True
        return False

    def _took(self, member: Member, third: Member, more_carried: int) -> bool:
        match = self.tracer.compare(member.id, third.id)
        return match is not None and took(member, third, match, more_carried)

    def _row(self, member: Member, match: Match | None, against: int, relation: Relation) -> Copy:
        first = match is not None and match.a == member.id
        credit = credit_kept(member.credits, self.origin, self.lead)
        changes: tuple[str, ...] = ()
        if relation is not Relation.EXCERPT and match is not None:
            changed = self._changes(member, against, kept=credit == KEPT)
            changes = changed.to_words()
            if changed.facts_in_text:  # a name or a "not" in a long text hardly changes the shares
                relation = Relation.EDITED
        return Copy(
            article=member.id,
            story=self.story,
            copied_from=self.giver,
            compared_with=against,
            relation=relation,
            because=match.because if match else self._untied(member),
            lag_s=_lag(self.lead, member),
            share_of_copy=0.0 if match is None else match.share_a if first else match.share_b,
            share_of_origin=0.0 if match is None else match.share_b if first else match.share_a,
            words=match.words if match else 0,
            credit_kept=credit,
            changes=changes,
            evidence={
                "credits": [c.quote or c.tag for c in member.credits],
                # (start, end) in the copy, (start, end) in the article it is compared with
                "spans": [
                    [s[0], s[1], s[2], s[3]] if first else [s[2], s[3], s[0], s[1]]
                    for s in (match.spans if match else ())
                ],
            },
        )

    def _changes(self, member: Member, against: int, *, kept: bool) -> Changes:
        ours, theirs = self.store.articles.get(member.id), self.store.articles.get(against)
        if against not in self.signed:
            signed = own_lines(self.store.stories.member(against), theirs.text)
            self.signed[against] = (*theirs.credits, *signed)
        language = common_language(theirs.language, ours.language)
        found = what_changed(
            theirs.title, theirs.text, self.signed[against], ours.title, ours.text, ours.credits,
            credit_kept=kept, language=language,
        )  # fmt: skip
        if found.facts_in_text and (then := self._as_it_was(against, member)) is not None:
            copied = what_changed(
                then.title, then.text, (), ours.title, ours.text, (), language=language
            )
            return found.of_what_it_copied(copied)
        return found

    def _as_it_was(self, article: int, copy: Member) -> Version | None:
        """What the article said when the copy was published; None where it says so still."""
        at = moment(copy).astimezone(UTC).isoformat()
        past = (v for v in versions(self.store.db.conn, article) if v.until and v.until > at)
        then = next(past, None)
        return then if then is not None and then.text else None  # it may have been pruned


def relation_of(match: Match | None) -> Relation:
    """Word for word but for space, spelling, quotation marks and credits, or edited: by the shares."""
    if match is not None and min(match.share_a, match.share_b) >= VERBATIM:
        return Relation.VERBATIM
    return Relation.EDITED


def credit_kept(credits: tuple[Credit, ...], origin: Origin, lead: Member) -> str:
    """Does the copy name where the text comes from? "kept", "other" or "stripped"."""
    for credit in credits:
        if is_credited(lead, credit) or credit.name == origin.agency:
            return KEPT
        if origin.url is not None and credit.url == origin.url:
            return KEPT
    return "other" if any(not names_nobody(c) for c in credits) else "stripped"


def moment(member: Member) -> datetime:
    """When it was published, by the most trusted clock that nothing contradicts."""
    return when(member).earliest


def _lag(lead: Member, member: Member) -> int | None:
    """Seconds from the lead to the copy; None when one clock only names the day, and it is one day."""
    ours, theirs = moment(member), moment(lead)
    coarse = time(0) in (ours.time(), theirs.time())
    if coarse and ours.date() == theirs.date():
        return None
    return int((ours - theirs).total_seconds())
