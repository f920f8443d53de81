"""Stories that very many outlets print: found whole, whoever comes first, at bounded cost."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import stock
from pipelines.regroup import Regroup
from presswatch.values import Article
from storage.index_stories import Groups
from tests.pipelines.test_trace import lines, newsroom, results
from tests.pipelines.wires import Desk, article, prose


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty are a crowd."""
    monkeypatch.setattr(stock, "CROWD", 20)
    monkeypatch.setattr(stock, "VERSIONS", 2)


def wire(outlets: int) -> list[Article]:
    """One story, cut by some and with a lead of their own by others."""
    made = []
    for n in range(outlets):
        kept = lines(prose(1), *range(3 + n % 4))
        lead = f"{prose(50 + n, 1, 25)}\n" if n % 3 == 0 else ""
        made.append(article(lead + kept, source=f"paper{n}", url=f"https://p{n}.example/wire"))
    return made


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("seed", [None, 1])
def test_a_story_of_more_outlets_than_a_crowd_is_one(seed: int | None) -> None:
    made = wire(30)
    if seed is not None:
        random.Random(seed).shuffle(made)
    desk = Desk()
    desk.add(*made)
    assert desk.stories() == {frozenset(one.url for one in made)}
    assert desk.db.execute("select count(*) from stock").fetchone() == (0,)


@pytest.mark.usefixtures("few")
def test_a_format_that_outlets_print_again_and_again_finds_nothing_any_more() -> None:
    made = [
        article(results(n), source=f"paper{n % 4}", url=f"https://r.example/{n}") for n in range(40)
    ]
    desk = Desk()
    desk.add(*made)
    assert desk.kinds() == {}
    sight = desk.tracer._candidates.look(desk.tracer._shelf.sample(1).keys)
    everywhere = len(desk.tracer._shelf.sample(1).keys) - len(sight.keys)
    assert everywhere > 20


def test_a_crowd_is_of_those_who_print_it_again() -> None:
    outlets = np.arange(1_000, dtype=np.int32)
    assert not stock.crowded(outlets)
    assert not stock.crowded(outlets.repeat(stock.VERSIONS))
    assert stock.crowded(outlets.repeat(stock.VERSIONS + 1))
    assert stock.crowded(outlets[:1].repeat(stock.CROWD + stock.VERSIONS))
    assert not stock.crowded(outlets[:1].repeat(stock.CROWD + stock.VERSIONS - 1))


@given(st.integers(0, 40), st.randoms(use_true_random=False))
@settings(max_examples=4, deadline=None)
def test_what_is_known_beforehand_is_what_would_be_drawn(seed: int, chance: random.Random) -> None:
    """A newcomer that joins a solid story changes what drawing the stories again would change."""
    made = newsroom(seed) + wire(5)
    chance.shuffle(made)
    quick, slow = Desk(), Desk()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Regroup, "joined", lambda self, article, edges: None)
        slow.add(*made)
    quick.add(*made)
    assert quick.stories() == slow.stories()
    assert quick.matches() == slow.matches()
    told = "select id, articles, outlets, merged_into from stories"
    assert quick.db.execute(told).fetchall() == slow.db.execute(told).fetchall()


def test_a_wide_story_is_not_read_for_each_newcomer(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    first, *rest = wire(20)
    desk.add(first)
    asked: list[int] = []
    edges = Groups.edges
    monkeypatch.setattr(Groups, "edges", lambda self, these: asked.append(1) or edges(self, these))
    desk.add(*rest)
    assert len(desk.stories()) == 1
    assert len(asked) < len(rest) / 2


def test_an_analyst_s_word_about_a_solid_story_counts() -> None:
    desk = Desk()
    a, b = desk.add(article(prose(1)), article(prose(1), source="courier"))
    desk.override("split", b)
    [c] = desk.add(article(prose(1), source="mirror"))
    story = dict(desk.db.execute("select id, story from articles").fetchall())
    assert story[a] == story[c] != story[b]
    desk.db.execute(  # written by another process, as the pages do
        "insert into overrides (kind, a, made_at) values ('split', ?, '2026-03-02')", [c]
    )
    [d] = desk.add(article(prose(1), source="herald"))
    story = dict(desk.db.execute("select id, story from articles").fetchall())
    assert story[a] == story[d]
    assert story[c] not in (story[a], story[b])
