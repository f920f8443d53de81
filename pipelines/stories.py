"""Evidence → stories. Pure: the same articles, evidence and overrides give the same stories.

Copies are joined from the closest pair down. Two groups become one when the pair is close both
ways; or when the fullest texts of both groups are copies of each other, for the fullest text is the
nearest thing to the original; or when enough pairs across the groups are copies. A piece that only
shares passages with a shortened copy has none of these: a column of briefs or an excerpt merges
nothing, and two teasers of one article are not copies of each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from presswatch.values import Kind
from storage.index_stories import Edge, Node, Override

CLOSE = 0.4  #: both containments: joins groups without asking further (docs/tracing.md, table 8)
VERY_CLOSE = 0.7  #: both containments: this pair alone may join two stories (table 8)
FEW = 3  #: members; smaller groups are joined by any close pair
WHOLE = 0.85  #: of a text: what is left of a story that was cut joins it by one pair (table 8)
LEFT = 140  #: words, at least; less is a teaser of it (table 8)
SOME = 0.1  #: else this share of the pairs across must be copies too: one footer is not enough (table 8)
VOTE = 0.4  #: share of the pairs across two groups that must be copies, else (table 8)
TEASER, TEASED = 0.8, 0.18  #: a teaser stands wholly in a text of which it is less than this part

Story = frozenset[int]
Pair = tuple[int, int]


class LastWords(NamedTuple):
    """What analysts said that still counts."""

    linked: list[Pair]  #: in the order in which they were
    apart: set[Pair]  #: unlinked, in the order in which they were named
    alone: frozenset[int]  #: split off: no evidence joins them, only a later link does


def last_words(overrides: Iterable[Override]) -> LastWords:
    """Of what was said of a pair the last counts; a split takes back every earlier link of the article."""
    latest: dict[frozenset[int], Override] = {}
    for said in overrides:
        pair = frozenset((said.a, said.b or said.a))
        if said.kind == "split":
            latest = {p: o for p, o in latest.items() if said.a not in p or o.kind != "link"}
        latest[pair] = said
    pairs = {kind: [(o.a, o.b) for o in latest.values() if o.kind == kind and o.b is not None]
             for kind in ("link", "unlink")}  # fmt: skip
    alone = frozenset(o.a for o in latest.values() if o.kind == "split")
    return LastWords(pairs["link"], set(pairs["unlink"]), alone)


def group(
    nodes: Sequence[Node], edges: Iterable[Edge], overrides: Iterable[Override] = ()
) -> list[Story]:
    """The stories among the nodes: each node is in exactly one."""
    edges = list(edges)
    groups = _Groups(nodes, overrides)
    inside = teasers(edges)
    copies = [
        e
        for e in edges
        if e.found is Kind.COPY and groups.may_join(e.a, e.b) and not {e.a, e.b} <= inside
    ]
    keys = {n.id: n.key for n in nodes}

    def closeness(edge: Edge) -> tuple[float, float, list[str]]:
        shares = sorted((edge.share_a, edge.share_b))
        return -shares[0], -shares[1], sorted((keys[edge.a], keys[edge.b]))

    for edge in copies:
        groups.tie(edge.a, edge.b)
    waiting = sorted(copies, key=closeness)
    while waiting:
        left = [e for e in waiting if not _join(groups, e)]
        if len(left) == len(waiting):
            break
        waiting = left
    return groups.stories()


def _join(groups: _Groups, edge: Edge) -> bool:
    """Whether the pair's groups are one now, or were before."""
    if groups.together(edge.a, edge.b):
        return True
    both = min(edge.share_a, edge.share_b)
    close = both >= VERY_CLOSE or (both >= CLOSE and groups.some(edge.a, edge.b))
    share, inner = max((edge.share_a, edge.a), (edge.share_b, edge.b))
    close |= share >= WHOLE and edge.words >= LEFT and groups.alone(inner)
    return (close or groups.agree(edge.a, edge.b)) and groups.join(edge.a, edge.b)


def very_close(edge: Edge) -> bool:
    """Whether this pair joins two groups whatever else is known."""
    return edge.found is Kind.COPY and min(edge.share_a, edge.share_b) >= VERY_CLOSE


def joins_alone(edge: Edge, article: int) -> bool:
    """Whether this pair joins an article that has nobody yet to any group, whatever else is known."""
    share, inner = max((edge.share_a, edge.a), (edge.share_b, edge.b))
    whole = inner == article and share >= WHOLE and edge.words >= LEFT
    return edge.found is Kind.COPY and (whole or min(edge.share_a, edge.share_b) >= CLOSE)


def teasers(edges: Iterable[Edge]) -> set[int]:
    """Articles that stand wholly inside a much longer one."""
    found = set()
    for edge in edges:
        if edge.found is Kind.PARTIAL:
            if edge.share_a >= TEASER and edge.share_b < TEASED:
                found.add(edge.a)
            elif edge.share_b >= TEASER and edge.share_a < TEASED:
                found.add(edge.b)
    return found


class _Groups:
    """Disjoint sets of articles that know their fullest member and who must stay apart."""

    def __init__(self, nodes: Sequence[Node], overrides: Iterable[Override]) -> None:
        self._members = {n.id: [n.id] for n in nodes}
        self._root = {n.id: n.id for n in nodes}
        self._order = {n.id: (n.size, n.key) for n in nodes}
        self._full = {n.id: n.id for n in nodes}
        self._ties: dict[int, set[int]] = {n.id: set() for n in nodes}
        self._apart: set[Pair] = set()
        self._alone: set[int] = set()
        here = [o for o in overrides if o.a in self._root and (o.b is None or o.b in self._root)]
        said = last_words(here)
        self._alone |= said.alone
        self._apart |= said.apart | {(b, a) for a, b in said.apart}
        for a, b in said.linked:  # at once, before any evidence
            self.join(a, b)

    def may_join(self, a: int, b: int) -> bool:
        """Whether evidence may join the two: nobody took one of them out, both are here."""
        return a in self._root and b in self._root and not {a, b} & self._alone

    def tie(self, a: int, b: int) -> None:
        """The two are copies of each other."""
        self._ties[a].add(b)
        self._ties[b].add(a)

    def together(self, a: int, b: int) -> bool:
        return self._root[a] == self._root[b]

    def agree(self, a: int, b: int) -> bool:
        """Whether the groups of a and b are one story as a whole, not only by this pair."""
        a, b = self._root[a], self._root[b]
        if self._full[b] in self._ties[self._full[a]]:
            return True
        return self._tied(a, b) >= VOTE

    def some(self, a: int, b: int) -> bool:
        """Whether more than a stray pair ties the groups of a and b."""
        a, b = self._root[a], self._root[b]
        few = min(len(self._members[a]), len(self._members[b])) < FEW
        return few or self._tied(a, b) >= SOME

    def alone(self, a: int) -> bool:
        """Whether it has not joined anything yet."""
        return len(self._members[self._root[a]]) == 1

    def _tied(self, a: int, b: int) -> float:
        """0..1, the share of the pairs across two groups that are copies."""
        if len(self._members[a]) > len(self._members[b]):
            a, b = b, a
        others = set(self._members[b])
        ties = sum(len(self._ties[x] & others) for x in self._members[a])
        return ties / (len(self._members[a]) * len(others))

    def join(self, a: int, b: int) -> bool:
        """Makes their groups one; False when an analyst keeps two of their members apart."""
        a, b = self._root[a], self._root[b]
        if a == b:
            return True
        if self._apart and any(
            (x, y) in self._apart for x in self._members[a] for y in self._members[b]
        ):
            return False
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        for member in self._members[b]:
            self._root[member] = a
        self._members[a] += self._members.pop(b)
        self._full[a] = max(self._full[a], self._full.pop(b), key=self._order.__getitem__)
        return True

    def stories(self) -> list[Story]:
        return [frozenset(members) for members in self._members.values()]
