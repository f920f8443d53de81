"""Stories told anew: who had each first, and how each copy stands to that.

Called whenever a story gains or loses a member, or evidence changed. Where there is little patience
(pipelines/patience.py) some of the copies are told later: they wait in `upkeep`.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.judge import tracer_of
from pipelines.origin import choose_origin
from pipelines.patience import Allowance
from pipelines.teller import Teller
from storage import Store
from storage.upkeep import Work


def retell(store: Store, stories: Iterable[int]) -> frozenset[int]:
    """Tells the stories anew, those that share a passage with one whose lead changed, and what waits;
    returns those of which something was told.

    Who holds an excerpt depends on who leads the other story, so all leads are chosen first.
    """
    changed = sorted(stories)
    moved = [story for story in changed if _choose(store, story)]
    beside = {other for story in moved for other in store.stories.beside(story)}
    waiting = store.upkeep.waiting(Work.TELL)
    allowance = Allowance(tracer_of(store).patience.copies)
    told: set[int] = set()
    due = list(dict.fromkeys((*changed, *sorted(beside), *waiting)))
    for story in due:
        if allowance.spent:
            break
        _tell(store, story, allowance)
        told.add(story)
    store.upkeep.done(Work.TELL, told.intersection(waiting))
    store.upkeep.put_off(Work.TELL, [story for story in due if story not in told])
    return frozenset(told | _tell_waiting(store, allowance))


def _choose(store: Store, story: int) -> bool:
    """Chooses the origin again; whether that gave the story another lead."""
    before, members = store.stories.lead(story), store.stories.members(story)
    store.stories.summarise(story, choose_origin(members) if members else None)
    return store.stories.lead(story) != before


def _tell(store: Store, story: int, allowance: Allowance) -> None:
    """Brings the story's rows of `copies` up to date, or has some of them wait.

    A row whose two texts were compared before is not compared again: a story of a hundred copies
    costs one comparison for each newcomer.
    """
    members, known = store.stories.members(story), store.stories.stances(story)
    if not members:
        store.stories.settle(story, known, [], [])
        return
    teller = Teller(store, story, choose_origin(members), members, known)
    store.upkeep.put_off(Work.COPY, teller.copies(allowance))
    teller.excerpts()
    store.stories.settle(story, known, teller.fresh, teller.stand)


def _tell_waiting(store: Store, allowance: Allowance) -> set[int]:
    """Some of the copies that wait; returns their stories."""
    waiting = store.upkeep.waiting(Work.COPY, allowance.left)
    stories = store.stories.of(waiting)
    for story, articles in stories.items():
        members, known = store.stories.members(story), store.stories.stances(story)
        teller = Teller(store, story, choose_origin(members), members, known)
        teller.copies(allowance, frozenset(articles))
        teller.keep_excerpts()
        store.stories.settle(story, known, teller.fresh, teller.stand)
    store.upkeep.done(Work.COPY, waiting)
    return set(stories)
