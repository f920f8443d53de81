"""Stories that hold together whatever comes: one more close copy joins them, and nothing else changes.

To draw the stories around a newcomer again, all evidence of its story has to be read: of a story
with 300 members, 45,000 pairs. That is spared where the outcome is known beforehand. A story is
*solid* when its members hang together by pairs that join without asking further (`VERY_CLOSE`), no
pair leads out of it, none of it is a teaser and no analyst spoke of it. Then a close copy of one
member, that matches nothing outside, joins it (pipelines/stories.py). A looser copy joins it too, but
the story is not solid any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pipelines.stories import teasers, very_close
from presswatch.values import Kind
from storage.index_stories import Edge, Override

ROOM = 30_000  #: articles remembered, some 4 MB


class Solid:
    """Those known. Forgotten ones are found to be solid again when they are next drawn."""

    def __init__(self) -> None:
        #: by story, those that grew longest ago first. Most have one member: as sets, and in an
        #: OrderedDict, they would take twice as much
        self._members: dict[int, tuple[int, ...]] = {}
        self._story: dict[int, int] = {}

    def clear(self) -> None:
        self._members.clear()
        self._story.clear()

    def story(self, articles: Collection[int]) -> int | None:
        """The one solid story that all of these belong to."""
        stories = {self._story.get(i) for i in articles}
        return stories.pop() if len(stories) == 1 else None

    def add(self, article: int, story: int) -> None:
        """A member more, or a story of one."""
        self._remember(story, [article])

    def _remember(self, story: int, articles: Collection[int]) -> None:
        new = [article for article in articles if self._story.get(article) != story]
        self._members[story] = (*self._members.pop(story, ()), *new)  # now it is the last
        self._story |= dict.fromkeys(new, story)
        if len(self._story) > ROOM:
            self._make_room()

    def _make_room(self) -> None:
        """A quarter at once: a dict looks for its first key among all that went before."""
        for oldest in list(self._members):
            if len(self._story) <= ROOM * 3 // 4:
                break
            self._drop(oldest)

    def drop(self, articles: Iterable[int]) -> None:
        """What is known of the stories of these no longer holds."""
        for story in {self._story[i] for i in articles if i in self._story}:
            self._drop(story)

    def note(
        self, stories: dict[int, int], edges: Iterable[Edge], overrides: Iterable[Override]
    ) -> None:
        """The stories (article → story) were drawn from all the evidence there is of them."""
        edges = list(edges)
        tied = _tied(stories, edges)
        loose = {stories.get(i) for i in teasers(edges)}
        loose |= {stories.get(i) for o in overrides for i in (o.a, o.b) if i is not None}
        for e in edges:
            if e.found is Kind.COPY and stories.get(e.a) != stories.get(e.b):
                loose |= {stories.get(e.a), stories.get(e.b)}
        members: dict[int, list[int]] = {}
        for article, story in stories.items():
            members.setdefault(story, []).append(article)
        for story, these in members.items():
            if story not in loose and len({tied[i] for i in these}) == 1:
                self._remember(story, these)

    def _drop(self, story: int) -> None:
        for article in self._members.pop(story):
            del self._story[article]


def _tied(stories: dict[int, int], edges: Iterable[Edge]) -> dict[int, int]:
    """Article → one of those that it hangs together with, the same for all of them."""
    first = {i: i for i in stories}

    def root(i: int) -> int:
        while first[i] != i:
            first[i] = i = first[first[i]]
        return i

    for e in edges:
        if very_close(e) and e.a in first and e.b in first:
            first[root(e.a)] = root(e.b)
    return {i: root(i) for i in stories}
