"""Stories told anew: who had each first, and how each copy stands to that.

Called whenever a story gains or loses a member, or evidence changed. Where there is little patience
(pipelines/patience.py) some of the copies are told later: they wait in `upkeep`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipelines.judge import tracer_of
from pipelines.origin import choose_origin
from pipelines.patience import Allowance
from pipelines.teller import Teller
from presswatch.values import Member, Origin
from storage import Store
from storage.upkeep import Work


def retell(store: Store, stories: Iterable[int]) -> frozenset[int]:
    """Tells the stories anew, those that share a passage with one whose lead changed, and what waits;
    returns those of which something was told.

    Who holds an excerpt depends on who leads the other story, so all leads are chosen first.
    """
    chosen = {story: _choice(store, story) for story in sorted(stories)}
    moved = [story for story, choice in chosen.items() if _choose(store, story, choice)]
    beside = {other for story in moved for other in store.stories.beside(story)}
    waiting = store.upkeep.waiting(Work.TELL)
    allowance = Allowance(tracer_of(store).patience.copies)
    told: set[int] = set()
    due = list(dict.fromkeys((*chosen, *sorted(beside), *waiting)))
    for story in due:
        if allowance.spent:
            break
        _tell(store, story, chosen.get(story) or _choice(store, story), allowance)
        told.add(story)
    store.upkeep.done(Work.TELL, told.intersection(waiting))
    store.upkeep.put_off(Work.TELL, [story for story in due if story not in told])
    return frozenset(told | _tell_waiting(store, allowance))


class _Choice(NamedTuple):
    """The members of a story, and its origin; None where nobody is left."""

    members: list[Member]
    origin: Origin | None


def _choice(store: Store, story: int) -> _Choice:
    members = store.stories.members(story)
    return _Choice(members, choose_origin(members) if members else None)


def _choose(store: Store, story: int, choice: _Choice) -> bool:
    """Writes who the origin is now; whether that gave the story another lead."""
    before = store.stories.lead(story)
    store.stories.summarise(story, choice.origin)
    return before != (choice.origin.article if choice.origin else None)


def _tell(store: Store, story: int, choice: _Choice, allowance: Allowance) -> None:
    """Brings the story's rows of `copies` up to date, or has some of them wait.

    A row whose two texts were compared before is not compared again: a story of a hundred copies
    costs one comparison for each newcomer.
    """
    if choice.origin is None:
        store.stories.settle(story, store.stories.stances(story), [], [])
        return
    teller = Teller(store, story, choice.origin, choice.members)
    store.upkeep.put_off(Work.COPY, teller.copies(allowance))
    teller.excerpts()
    teller.write()


def _tell_waiting(store: Store, allowance: Allowance) -> set[int]:
    """Some of the copies that wait; returns their stories."""
    waiting = store.upkeep.waiting(Work.COPY, allowance.left)
    stories = store.stories.of(waiting)
    for story, articles in stories.items():
        members = store.stories.members(story)
        teller = Teller(store, story, choose_origin(members), members)
        teller.copies(allowance, frozenset(articles))
        teller.keep_excerpts()
        teller.write()
    store.upkeep.done(Work.COPY, waiting)
    return set(stories)
