"""Verdicts: what a newcomer joins, and that the order of arrival does not matter."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.fingerprint import fingerprint
from pipelines.trace import Tracer
from presswatch.values import Article, Joins, Kind, NewStory
from storage.index import Index
from tests.pipelines.wires import Desk, article, prose

FOOTER = "Subscribe today for unlimited access to all of our articles and the crossword for one coin a week."


def lines(words: str, *numbers: int) -> str:
    rows = words.split("\n")
    return "\n".join(rows[n] for n in numbers)


def test_a_first_article_is_a_new_story() -> None:
    verdict = Desk().tracer.decide(fingerprint(article(prose(1))))
    assert isinstance(verdict, NewStory)
    assert verdict.near == ()


def test_a_copy_joins_and_says_why() -> None:
    desk = Desk()
    [first] = desk.add(article(prose(1, 9)))
    verdict = desk.tracer.decide(
        fingerprint(article(lines(prose(1, 9), 0, 1, 2), source="courier"))
    )
    assert isinstance(verdict, Joins)
    [near] = verdict.near
    assert (near.other, near.kind) == (first, Kind.COPY)
    assert near.share > 0.99
    assert near.share_other == pytest.approx(1 / 3, abs=0.05)


def test_deciding_writes_nothing() -> None:
    desk = Desk()
    desk.add(article(prose(1)))
    before = list(desk.db.conn.iterdump())
    desk.tracer.decide(fingerprint(article(prose(1), source="courier")))
    assert list(desk.db.conn.iterdump()) == before


def test_an_article_that_shows_two_stories_to_be_one() -> None:
    """Two halves come first; the whole joins them, and one story is closed into the other."""
    desk = Desk()
    whole = prose(1, 10)
    a, b = desk.add(
        article(lines(whole, *range(5)), source="courier"),
        article(lines(whole, *range(5, 10)), source="mirror"),
    )
    assert len(desk.stories()) == 2
    [c] = desk.add(article(whole))
    assert len(desk.stories()) == 1
    merged = desk.db.execute(
        "select count(*) from stories where merged_into is not null"
    ).fetchone()
    assert merged == (1,)
    assert {a, b, c} == set(desk.rows.values())


def test_a_text_without_a_sample_may_change() -> None:
    """Too short to be compared, or let go of since: its place is given up when it says more."""
    desk = Desk()
    short, pruned, other = desk.add(
        article("Too short."), article(prose(1), source="courier"), article(prose(2), source="post")
    )
    desk.db.execute("update fingerprints set grams = x'' where article = ?", [pruned])
    desk.tracer.reload()
    for row in (short, pruned):
        desk.db.execute("update articles set text = ? where id = ?", [prose(2), row])
        desk.tracer.forget(row)
        verdict = desk.tracer.decide(fingerprint(article(prose(2), url=f"https://x.example/{row}")))
        desk.tracer.settle(verdict, row)
    assert desk.tracer.compare(short, other).kind is Kind.COPY
    assert desk.tracer.compare(pruned, other).kind is Kind.COPY


def test_the_window() -> None:
    old, new = article(prose(1), day=-60), article(prose(1), source="courier")
    near, ever = Desk(), Desk(window_days=0)
    near.add(old, new)
    ever.add(old, new)
    assert (len(near.stories()), len(ever.stories())) == (2, 1)


def test_a_passage_in_another_language_says_nothing() -> None:
    piece = "\n".join((prose(5, 4), lines(prose(1), 2), prose(6, 4)))
    same, foreign = Desk(), Desk()
    same.add(article(prose(1)), article(piece, source="courier"))
    foreign.add(article(prose(1)), article(piece, source="courier", language="de"))
    assert set(same.kinds().values()) == {"partial"}
    assert foreign.kinds() == {}


def test_background_that_an_outlet_repeats_is_no_excerpt() -> None:
    desk = Desk()
    desk.add(article(prose(1)))
    follow_up = "\n".join((prose(5, 5), lines(prose(1), 2)))
    [row] = desk.add(article(follow_up))
    assert {kind for pair, kind in desk.kinds().items() if row in pair} == {"shared source"}


def test_boilerplate_joins_nothing() -> None:
    """Pieces of many outlets that share only a footer of sixty words."""
    footer = FOOTER + "\n" + prose(99, 1, 40)
    desk = Desk()
    desk.add(*(article(prose(n, 4) + "\n" + footer, source=f"paper{n}") for n in range(100, 112)))
    assert all(len(story) == 1 for story in desk.stories())
    assert desk.kinds() == {}


def test_a_changed_article_is_traced_again() -> None:
    desk = Desk()
    first, second = desk.add(article(prose(1)), article(prose(1), source="courier"))
    assert len(desk.stories()) == 1
    rewritten = article(prose(2), source="courier")
    desk.db.execute("update articles set text = ? where id = ?", [rewritten.text, second])
    changed = desk.tracer.forget(second)
    changed |= desk.tracer.settle(desk.tracer.decide(fingerprint(rewritten)), second)
    assert len(desk.stories()) == 2
    assert len(changed) == 2
    assert desk.tracer.compare(first, second) is None


def test_compare_gives_spans_in_both_texts() -> None:
    desk = Desk()
    whole, part = prose(1), "\n".join((prose(8, 1), lines(prose(1), 1, 2, 3)))
    a, b = desk.add(article(whole), article(part, source="courier"))
    match = desk.tracer.compare(b, a)
    assert match is not None
    assert (match.a, match.b, match.kind) == (a, b, Kind.COPY)
    assert match.share_a == pytest.approx(0.5, abs=0.03)
    for begin_a, end_a, begin_b, end_b in match.spans:
        assert whole[begin_a:end_a] == part[begin_b:end_b]
    assert sum(end - begin for begin, end, _, _ in match.spans) > 0.45 * len(whole)


def newsroom(seed: int) -> list[Article]:
    """Originals, cuts, a merged pair, an excerpt, a follow-up, boilerplate, three formats."""
    chance = random.Random(seed)
    made: list[Article] = []
    for n in range(6):
        whole = prose(seed * 100 + n, 7)
        footer = f"\n{FOOTER}" if n % 2 else ""
        made.append(article(whole + footer, source=f"wire{n % 2}", url=f"https://w/{n}"))
        for k in range(chance.randint(0, 4)):
            kept = sorted(chance.sample(range(7), chance.randint(2, 7)))
            made.append(
                article(lines(whole, *kept) + footer, source=f"paper{k}", url=f"https://p{k}/{n}")
            )
    passage = lines(prose(seed * 100, 7), 3)
    made.append(article(f"{prose(seed + 7)}\n{passage}\n{prose(seed + 8)}", url="https://x/1"))
    both = (
        lines(prose(seed * 100 + 1, 7), 0, 1, 2) + "\n" + lines(prose(seed * 100 + 2, 7), 0, 1, 2)
    )
    made.append(article(both, source="digest", url="https://x/2"))
    for n in range(4):
        made.append(
            article(
                prose(seed * 100 + 50 + n, 1, 30) + f"\n{FOOTER}",
                source="paper0",
                url=f"https://b/{n}",
            )
        )
    return made


def test_what_one_outlet_repeats_may_still_be_news_elsewhere() -> None:
    """A passage that all print is no tie. One of them goes: it is, though one outlet repeats it."""
    passage = prose(99, 1, 60)
    papers = ["paper0"] * 3 + [f"paper{n}" for n in range(1, 6)]
    made = [
        article(f"{prose(100 + n, 4)} {passage}", source=paper, url=f"https://{paper}/{n}")
        for n, paper in enumerate(papers)
    ]
    desk, without_the_last = Desk(), Desk()
    *_, last = desk.add(*made)
    assert desk.kinds() == {}
    desk.tracer.forget(last)
    without_the_last.add(*made[:-1])
    assert desk.matches() == without_the_last.matches() != set()


@given(st.integers(0, 40), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_verdicts_do_not_depend_on_the_order_of_arrival(seed: int, chance: random.Random) -> None:
    made = newsroom(seed)
    shuffled = list(made)
    chance.shuffle(shuffled)
    one, other = Desk(), Desk()
    one.add(*made)
    other.add(*shuffled)
    assert one.stories() == other.stories()
    assert one.matches() == other.matches()


def results(day: int) -> str:
    """One issue of a recurring format: eighteen figures in the same frame."""
    words = prose(2, 1, 180).split(" ")
    words[::10] = [str(1000 + day * 31 + n) for n in range(len(words[::10]))]
    return " ".join(words)


def test_the_many_do_not_hide_the_few() -> None:
    """Sixty-five that share more with a piece do not keep it from meeting the source of a passage."""
    source = article(prose(1, 3))
    piece = article(f"{results(65)}\n{prose(1, 1)}", source="digest")
    many = [article(results(n), source=f"paper{n}") for n in range(65)]
    early, late = Desk(), Desk()
    early.add(piece, source, *many)
    late.add(source, *many, piece)
    found = {frozenset((source.url, piece.url))}
    assert {pair for pair, _, _ in early.matches()} == found
    assert {pair for pair, _, _ in late.matches()} == found


@given(st.integers(0, 40), st.integers(0, 10))
@settings(max_examples=10, deadline=None)
def test_an_article_that_came_and_went_leaves_no_trace(seed: int, which: int) -> None:
    made = newsroom(seed)
    extra = made.pop(which)
    without, with_it = Desk(), Desk()
    without.add(*made)
    with_it.add(*made[:5], extra, *made[5:])
    row = with_it.rows[extra.url]
    with_it.tracer.forget(row)
    with_it.db.execute("delete from articles where id = ?", [row])
    assert with_it.stories() == without.stories()
    assert with_it.matches() == without.matches()


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=8, unique=True))
@settings(max_examples=20, deadline=None)
def test_unrelated_articles_never_join(seeds: list[int]) -> None:
    desk = Desk()
    desk.add(*(article(prose(s), source=f"paper{n}") for n, s in enumerate(seeds)))
    assert len(desk.stories()) == len(seeds)
    assert desk.kinds() == {}


def test_overrides_survive_whatever_comes_later() -> None:
    desk = Desk()
    a, b, c, d = desk.add(
        article(prose(1)), article(prose(1), source="courier"), article(prose(2), source="mirror"),
        article(prose(1), source="herald"),
    )  # fmt: skip
    desk.override("unlink", a, b)
    desk.override("link", a, c)
    desk.override("split", d)
    story = {row: s for s, row in desk.db.execute("select story, id from articles").fetchall()}
    assert story[a] == story[c]
    assert story[a] != story[b]
    assert list(story.values()).count(story[d]) == 1
    desk.add(article(prose(1), source="evening"), article(prose(2), source="morning"))
    again = {row: s for s, row in desk.db.execute("select story, id from articles").fetchall()}
    assert again[a] == again[c]
    assert again[a] != again[b]
    assert list(again.values()).count(again[d]) == 1


def test_a_rollback_is_survived() -> None:
    desk = Desk()
    desk.add(article(prose(1)))
    desk.db.conn.commit()
    desk.db.execute("begin")
    desk.add(article(prose(1), source="courier"))
    desk.db.conn.rollback()
    desk.tracer.reload()
    desk.add(article(prose(1), source="mirror"))
    [row] = desk.db.execute("select count(distinct story), count(*) from articles").fetchall()
    assert row == (1, 2)


def test_a_restart_goes_on_where_it_stopped() -> None:
    made = newsroom(3)
    straight, restarted = Desk(), Desk()
    straight.add(*made)
    restarted.add(*made[:9])
    restarted.tracer = Tracer(Index(restarted.db))
    restarted.add(*made[9:])
    assert restarted.stories() == straight.stories()
    assert restarted.matches() == straight.matches()
