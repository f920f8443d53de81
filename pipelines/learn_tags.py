"""Tags that no gazetteer knows, learned from confirmed copies. Pure.

When texts that are proven copies of one outlet keep showing the same short tag where credits stand
("— CVO"), the tag is that outlet's signature. It is proposed with its support, used from then on
(`read_credits(…, learned=…)`) and kept beside what it was learned from.

What else such a tag may be, and why it is not proposed:
  a reporter's initials     shows on one outlet's pages only: not enough copiers
  the copier's own desk     shows on copies of everybody: the share for one outlet is low
  a section, a series       shows on pieces that are no copies at all: too many strangers
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from presswatch.values import Place

#: stories in which the tag was seen on a copy; with fewer, chance names repeat
#: (docs/credits.md, table 4)
STORIES = 3
#: outlets that showed it; one alone may be signing its own pieces
COPIERS = 2
#: of the stories whose copies show the tag, those copied from this outlet; a desk that copies from
#: everybody stays below
SHARE = 0.8
#: stories where the tag stands on something that is no copy of anybody, for one of the outlet's:
#: an agency's tag stands on texts whose origin nobody watches, yet a section's name far oftener
STRANGERS = 1.5


@dataclass(frozen=True, slots=True)
class Sighting:
    """An unknown tag on one article (pipelines/credits/unknown.py)."""

    tag: str  #: as written
    place: Place
    shown_by: str  #: source of the article that shows it
    story: int
    copied_from: str | None  #: registrable domain of the outlet it is a confirmed copy of


@dataclass(frozen=True, slots=True)
class Proposal:
    """A tag that seems to be an outlet's signature."""

    tag: str
    outlet: str  #: registrable domain
    stories: int  #: stories in which a copy shows it
    copiers: int  #: outlets that show it
    share: float  #: 0..1, of the stories whose copies show it, those that are the outlet's
    strangers: int  #: stories where it stands on something that is no copy

    def because(self) -> str:
        """One sentence for a reader."""
        return (
            f"{self.copiers} outlets show '{self.tag}' on copies of {self.outlet} in {self.stories} "
            f"stories, {self.share:.0%} of the stories whose copies show it."
        )


def propose_tags(
    sightings: Iterable[Sighting],
    *,
    stories: int = STORIES,
    copiers: int = COPIERS,
    share: float = SHARE,
) -> tuple[Proposal, ...]:
    """The tags with enough support, best supported first; their order does not matter."""
    by_tag: dict[str, set[Sighting]] = {}
    for sighting in sightings:
        by_tag.setdefault(sighting.tag, set()).add(sighting)
    found = (p for tag, seen in by_tag.items() if (p := _judge(tag, seen)) is not None)
    enough = (
        p
        for p in found
        if p.stories >= stories
        and p.copiers >= copiers
        and p.share >= share
        and p.strangers <= STRANGERS * p.stories
    )
    return tuple(sorted(enough, key=lambda p: (-p.stories, -p.copiers, p.tag)))


def _judge(tag: str, seen: set[Sighting]) -> Proposal | None:
    """The outlet that most stories with the tag were copied from."""
    copies = {(s.story, s.copied_from) for s in seen if s.copied_from not in (None, s.shown_by)}
    counts = Counter(outlet for _, outlet in copies if outlet is not None)
    if not counts:
        return None
    outlet = min(counts, key=lambda o: (-counts[o], o))
    known = {story for story, _ in copies}
    return Proposal(
        tag,
        outlet,
        stories=counts[outlet],
        copiers=len({s.shown_by for s in seen if s.copied_from == outlet}),
        share=counts[outlet] / len(copies),
        strangers=len({s.story for s in seen if s.shown_by != outlet} - known),
    )


def as_learned(proposals: Iterable[Proposal]) -> Mapping[str, str]:
    """Tag → outlet, as `read_credits` takes it."""
    return {p.tag: p.outlet for p in proposals}
