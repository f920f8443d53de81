"""Evidence → stories, purely."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from pipelines.stories import group, joins_alone, teasers
from presswatch.values import Kind
from storage.index_stories import Edge, Node, Override


def node(n: int, size: int = 500) -> Node:
    return Node(n, f"https://paper{n}.example/", size, None, f"paper{n}")


def copies(a: int, b: int, share_a: float = 0.9, share_b: float = 0.9) -> Edge:
    return Edge(a, b, Kind.COPY, share_a, share_b, 300, "")


def said(stories: list[frozenset[int]]) -> set[tuple[int, ...]]:
    return {tuple(sorted(s)) for s in stories}


def test_close_pairs_are_one_story() -> None:
    edges = [copies(1, 2), copies(2, 3)]
    assert said(group([node(1), node(2), node(3), node(4)], edges)) == {(1, 2, 3), (4,)}


share = st.integers(0, 100).map(lambda n: n / 100)
tie = st.tuples(share, share, st.integers(20, 400), st.sampled_from([Kind.COPY, Kind.PARTIAL]))


@given(st.lists(tie, min_size=1, max_size=6), st.lists(st.none() | tie, min_size=15, max_size=15))
def test_one_pair_that_joins_whoever_stands_alone_joins_him_to_any_solid_story(
    ties: list[tuple[float, float, int, Kind]],
    within: list[tuple[float, float, int, Kind] | None],
) -> None:
    """What regroup takes as known beforehand is what drawing the story again would say."""
    members, new = range(1, len(ties) + 1), len(ties) + 1
    pairs = [(a, b) for b in members for a in members if a < b]
    inside = [Edge(a, b, t[3], *t[:3], "") for (a, b), t in zip(pairs, within, strict=False) if t]
    held = [copies(a, a + 1, 0.8, 0.9) for a in members[:-1]]
    edges = [Edge(a, new, t[3], *t[:3], "") for a, t in zip(members, ties, strict=True)]
    inside = [e for e in inside if e.b != e.a + 1]
    if teasers([*inside, *edges]) or not any(joins_alone(edge, new) for edge in edges):
        return
    nodes = [node(n) for n in (*members, new)]
    assert said(group(nodes, [*held, *inside, *edges])) == {(*members, new)}


def test_passages_join_nothing() -> None:
    edges = [
        Edge(1, 2, Kind.PARTIAL, 0.9, 0.1, 60, ""),
        Edge(2, 3, Kind.SHARED_SOURCE, 0.5, 0.5, 90, ""),
    ]
    assert said(group([node(1), node(2), node(3)], edges)) == {(1,), (2,), (3,)}


def test_cuts_that_share_nothing_meet_in_the_whole() -> None:
    edges = [copies(1, 2, 0.3, 1.0), copies(1, 3, 0.3, 1.0)]
    assert said(group([node(1, 900), node(2, 300), node(3, 300)], edges)) == {(1, 2, 3)}


def test_a_piece_that_matches_only_a_short_copy_stays_out() -> None:
    edges = [copies(1, 2), copies(1, 3, 0.3, 1.0), copies(2, 3, 0.3, 1.0), copies(3, 4, 0.6, 0.2)]
    nodes = [node(1, 900), node(2, 880), node(3, 200), node(4, 600)]
    assert said(group(nodes, edges)) == {(1, 2, 3), (4,)}


def test_what_is_left_of_a_cut_story_joins_by_one_pair() -> None:
    """A quarter of the origin; the other copies were extended, and it is too little of them."""
    close = [copies(a, b) for a in (1, 2, 3) for b in (1, 2, 3) if a < b]
    nodes = [node(1, 900), node(2, 1300), node(3, 1200), node(4, 230)]
    assert said(group(nodes, [*close, copies(1, 4, 0.26, 1.0)])) == {(1, 2, 3, 4)}
    assert said(group(nodes, [*close, copies(1, 4, 0.26, 0.7)])) == {(1, 2, 3), (4,)}


def test_two_teasers_of_one_article_are_no_story() -> None:
    edges = [
        Edge(1, 2, Kind.PARTIAL, 0.1, 1.0, 60, ""), Edge(1, 3, Kind.PARTIAL, 0.1, 1.0, 60, ""),
        copies(2, 3),
    ]  # fmt: skip
    assert said(group([node(1, 900), node(2, 60), node(3, 60)], edges)) == {(1,), (2,), (3,)}


def test_an_analyst_has_the_last_word() -> None:
    nodes, edges = [node(n) for n in (1, 2, 3)], [copies(1, 2), copies(1, 3), copies(2, 3)]
    assert said(group(nodes, edges, [Override("split", 3, None)])) == {(1, 2), (3,)}
    apart = said(group(nodes, edges, [Override("unlink", 1, 2)]))
    assert all(not {1, 2} <= set(story) for story in apart)
    assert said(group(nodes, [], [Override("link", 1, 3)])) == {(1, 3), (2,)}
    changed_mind = [Override("unlink", 1, 2), Override("link", 2, 1)]
    assert said(group(nodes, [copies(1, 2)], changed_mind)) == {(1, 2), (3,)}


def test_a_split_takes_back_an_earlier_link_and_a_later_link_the_split() -> None:
    nodes, link, split = [node(1), node(2)], Override("link", 1, 2), Override("split", 2, None)
    assert said(group(nodes, [copies(1, 2)], [link, split])) == {(1,), (2,)}
    assert said(group(nodes, [copies(1, 2)], [split, link])) == {(1, 2)}
    assert said(group(nodes, [copies(1, 2)], [link, split, link])) == {(1, 2)}


@given(
    st.lists(
        st.tuples(st.integers(1, 8), st.integers(1, 8), st.floats(0.2, 1), st.floats(0.2, 1)),
        max_size=20,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_nodes_and_evidence_does_not_matter(
    drawn: list[tuple[int, int, float, float]], chance: random.Random
) -> None:
    edges = list({(a, b): copies(a, b, x, y) for a, b, x, y in drawn if a < b}.values())
    nodes = [node(n, 100 * n) for n in range(1, 9)]
    before = said(group(nodes, edges))
    chance.shuffle(edges)
    chance.shuffle(nodes)
    assert said(group(nodes, edges)) == before
