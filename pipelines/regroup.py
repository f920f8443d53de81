"""Draws the stories anew around articles whose evidence changed, and writes what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipelines.solid import Solid
from pipelines.stories import Story, group, joins_alone, teasers, very_close
from presswatch.values import Kind
from storage.index_stories import Edge, Groups, Node, Override


class Regroup:
    """The stories of a database, kept true to its matches and overrides."""

    def __init__(self, groups: Groups) -> None:
        self._groups = groups
        self._solid = Solid()
        self._said = groups.last_override()
        self.waits = False  #: all evidence is being gathered anew; the stories are drawn at the end

    def found(self, article: int) -> frozenset[int]:
        """A story of its own for an article that matches nothing."""
        if self.waits:
            return frozenset()
        story = self._groups.found_story()
        self._groups.place([article], story)
        self._solid.add(article, story)
        return frozenset({story})

    def arrived(self, article: int, edges: list[Edge]) -> frozenset[int] | None:
        """The stories that a newcomer with this evidence changes, where that is known beforehand."""
        if self._spoken_of(article):
            return None
        return self.joined(article, edges) if edges else self.found(article)

    def joined(self, article: int, edges: list[Edge]) -> frozenset[int] | None:
        """The story that a newcomer with this evidence surely joins, and no other changes.

        None when that is not known beforehand: then the stories are drawn again around it.
        """
        others = [e.a + e.b - article for e in edges]
        story = self._solid.story(others)
        if story is None or self.waits or teasers(edges):
            return None
        if any(map(very_close, edges)):
            self._solid.add(article, story)
        elif any(joins_alone(edge, article) for edge in edges):
            self._solid.drop(others)  # it hangs on a looser tie from now on
        else:
            return None
        self._groups.place([article], story)
        return frozenset({story})

    def reload(self) -> None:
        """Forgets what it remembers of stories: after a rollback, or an override."""
        self._solid.clear()
        self._said = self._groups.last_override()

    def _spoken_of(self, article: int) -> bool:
        """Whether an analyst said something of this article."""
        last = self._groups.last_override()
        if last != self._said:
            self.reload()
        return last > 0 and self._groups.overridden(article)

    def around(self, articles: Iterable[int]) -> frozenset[int]:
        """Groups again whatever is tied to these articles; returns the stories that changed."""
        if self.waits:
            return frozenset()
        asked = set(articles)
        overrides = self._groups.overrides()
        nodes, edges = self._tied(asked, overrides)
        self._solid.drop(nodes)
        story, changed = self._place(group(list(nodes.values()), edges, overrides), nodes)
        changed |= self._judge(edges, nodes, story)
        self._solid.note(story, edges, overrides)
        beside = [e for e in edges if e.a in asked or e.b in asked]
        changed |= {story[i] for e in beside for i in (e.a, e.b) if i in story}
        return frozenset(changed | {story[i] for i in asked if i in story})

    def take_out(self, article: int) -> frozenset[int]:
        """The article belongs to no story for now."""
        before = self._groups.story(article)
        if before is None:
            return frozenset()
        self._solid.drop([article])
        self._groups.place([article], None)
        self._groups.close(before, None)
        return frozenset({before})

    def _tied(
        self, articles: set[int], overrides: list[Override]
    ) -> tuple[dict[int, Node], list[Edge]]:
        """All articles tied to these by copies, links or a common story, and their evidence."""
        nodes: dict[int, Node] = {}
        edges: dict[tuple[int, int], Edge] = {}
        stories: set[int] = set()
        seen: set[int] = set()
        todo = articles
        while todo:
            seen |= todo
            found = self._groups.nodes(todo)
            nodes |= {n.id: n for n in found}
            near = {
                i for o in overrides if o.b is not None and {o.a, o.b} & todo for i in (o.a, o.b)
            }
            for edge in self._groups.edges(n.id for n in found):
                edges[edge.a, edge.b] = edge
                if edge.found is Kind.COPY or (
                    edge.found is Kind.PARTIAL and {edge.a, edge.b} & articles
                ):
                    near |= {edge.a, edge.b}  # a passage may show that the other is a teaser
            fresh = {n.story for n in found if n.story is not None} - stories
            if fresh:
                stories |= fresh
                near.update(self._groups.members(fresh))
            todo = near - seen
        return nodes, list(edges.values())

    def _place(
        self, stories: list[Story], nodes: dict[int, Node]
    ) -> tuple[dict[int, int], set[int]]:
        """Gives each group its story: the one most of its members had, else a new one.

        Returns the story of every article, and the stories that gained or lost members.
        """
        now: dict[int, int] = {}
        changed: set[int] = set()
        left: dict[int, int] = {}
        taken: set[int] = set()
        for members in sorted(stories, key=lambda m: (-len(m), min(nodes[i].key for i in m))):
            had = Counter(nodes[i].story for i in members)
            free = [(n, -s) for s, n in had.items() if s is not None and s not in taken]
            story = -max(free)[1] if free else self._groups.found_story()
            taken.add(story)
            moved = [i for i in members if nodes[i].story != story]
            now |= dict.fromkeys(members, story)
            if moved:
                self._groups.place(moved, story)
                self._groups.reopen(story)
                changed.add(story)
                left |= {s: story for s in had if s is not None and s != story}
        changed |= left.keys()
        for story, into in left.items():
            self._groups.close(story, into)
        return now, changed

    def _judge(self, edges: list[Edge], nodes: dict[int, Node], story: dict[int, int]) -> set[int]:
        """What each match amounts to, now that the stories are known; the stories concerned."""
        outside = {i for e in edges for i in (e.a, e.b)} - nodes.keys()
        known = nodes | {n.id: n for n in self._groups.nodes(outside)} if outside else nodes
        placed = {n.id: n.story for n in known.values()} | story
        changes: list[Edge] = []
        for edge in edges:
            kind = edge.found
            if placed[edge.a] != placed[edge.b] and edge.found in _PASSAGES:
                own = known[edge.a].outlet == known[edge.b].outlet
                kind = Kind.SHARED_SOURCE if own else Kind.PARTIAL
            if kind is not edge.kind:
                changes.append(Edge(edge.a, edge.b, kind, 0, 0, 0, ""))
        if changes:
            self._groups.judged((e.found, e.a, e.b) for e in changes)
        return {s for e in changes for s in (placed[e.a], placed[e.b]) if s is not None}


#: in two different stories each of these is a passage; in one outlet it is its own background
_PASSAGES = (Kind.COPY, Kind.PARTIAL)
