"""Excerpts, and what looks like one: background, shared statements, lines here and there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.excerpts import is_excerpt
from presswatch.values import Article, Kind, Match, Member, Position
from storage import Store, open_store
from tests.pipelines.members import DSA, credit, hours, member
from tests.pipelines.wires import article, keep, prose

FIRST = member(1, "harbour-courier.example", hours(0))
LATER = member(2, "evening-ledger.example", hours(5))
MIDDLE = Position(before=200, words=80, told=80, after=150, size=430, solid=1.0)
END = replace(MIDDLE, before=300, after=10, size=390)
TOP = replace(MIDDLE, before=3, after=347)


def holds(
    ours: Position, theirs: Position = MIDDLE, *, who: Member = LATER, whose: Member = FIRST,
    shares: tuple[float, float] = (0.2, 0.2), more: int = 0,
) -> bool:  # fmt: skip
    """Whether `who` holds an excerpt of `whose`, with the match seen from either side."""
    match = Match(1, 2, Kind.PARTIAL, 0, 0, 80)
    if who.id == 1:
        match = replace(
            match, share_a=shares[0], share_b=shares[1], position_a=ours, position_b=theirs
        )
    else:
        match = replace(
            match, share_a=shares[1], share_b=shares[0], position_a=theirs, position_b=ours
        )
    return is_excerpt(who, whose, match, more)


def test_a_passage_amid_a_later_piece_is_an_excerpt_of_the_earlier() -> None:
    assert holds(MIDDLE)
    assert not holds(MIDDLE, who=FIRST, whose=LATER)


def test_what_closes_a_later_piece_is_background() -> None:
    assert not holds(END)


@pytest.mark.parametrize("words", ["The Harbour Courier reports:", "As Harbour-Courier wrote:"])
def test_a_passage_that_is_introduced_is_an_excerpt_wherever_it_stands(words: str) -> None:
    introduced = replace(END, introduction=words)
    assert holds(introduced)
    claims_to_be_earlier = replace(LATER, clocks=replace(LATER.clocks, published=hours(-5)))
    assert holds(introduced, who=claims_to_be_earlier)


def test_a_colon_that_names_nobody_does_not_turn_the_clocks() -> None:
    assert holds(MIDDLE, replace(MIDDLE, introduction="He told the harbour board:"))


def test_the_agency_is_known_by_any_of_its_names() -> None:
    agency = member(1, "defencesecurityasia.com", hours(0))
    for words in ("DSA reports:", "As reported by Defence Security Asia:"):
        assert holds(replace(END, introduction=words), whose=agency)


def test_who_credits_the_other_took_it() -> None:
    agency = member(1, "defencesecurityasia.com", hours(9))
    assert holds(MIDDLE, who=replace(LATER, credits=(credit(DSA),)), whose=agency)


def test_a_teaser_is_short_wherever_its_clock_stands() -> None:
    all_of_it = Position(words=48, told=48, size=50, solid=1.0)
    early = replace(LATER, clocks=replace(LATER.clocks, published=hours(-3)))
    assert holds(all_of_it, TOP, who=early, shares=(0.95, 0.08))
    assert not holds(TOP, all_of_it, who=FIRST, whose=early, shares=(0.08, 0.95))


def test_a_brief_stands_under_the_headline_it_was_taken_with() -> None:
    few = replace(MIDDLE, words=20, told=20, headed=True)
    assert holds(few, replace(TOP, words=20))
    assert not holds(replace(few, headed=False), replace(MIDDLE, words=20))


def test_a_brief_may_close_its_column() -> None:
    assert holds(END, TOP)


def test_lines_here_and_there_are_no_excerpt() -> None:
    assert not holds(replace(MIDDLE, solid=0.4))


def test_the_same_statement_is_no_excerpt() -> None:
    assert not holds(replace(MIDDLE, told=8))


def test_an_outlet_takes_no_excerpt_from_itself() -> None:
    assert not holds(MIDDLE, who=replace(LATER, source=FIRST.source))


def test_where_clocks_cannot_tell_the_opening_stays_where_it_opens() -> None:
    same_day = replace(LATER, clocks=FIRST.clocks)
    assert holds(MIDDLE, TOP, who=same_day)
    assert not holds(TOP, MIDDLE, who=same_day)
    assert holds(MIDDLE, who=same_day, more=-3)
    assert not holds(MIDDLE, who=same_day, more=3)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "desk.db", writer=True)


def told(store: Store, *articles: Article) -> dict[str, tuple[str, str]]:
    """Stores the articles; URL → (relation, URL it was copied from)."""
    keep(store, *articles)
    rows = store.db.execute(
        "select a.url, c.relation, o.url from copies c join articles a on a.id = c.article"
        " join articles o on o.id = c.copied_from"
    ).fetchall()
    return {url: (relation, origin) for url, relation, origin in rows}


def test_an_excerpt_of_an_excerpt_is_linked_to_where_both_have_it_from(store: Store) -> None:
    passage = prose(1, 7, 60).split("\n")[3]
    found = told(
        store,
        article(prose(1, 7, 60), url="https://wire.example/1", source="wire"),
        article(f"{prose(2, 3)}\n{passage}\n{prose(3, 3)}", url="https://a.example/1", source="a", day=1),
        article(f"{prose(4, 3)}\n{passage}\n{prose(5, 3)}", url="https://b.example/1", source="b", day=2),
    )  # fmt: skip
    assert found == {
        "https://a.example/1": ("excerpt", "https://wire.example/1"),
        "https://b.example/1": ("excerpt", "https://wire.example/1"),
    }


def test_an_outlet_that_repeats_itself_took_nothing_from_a_digest_of_it(store: Store) -> None:
    """A digest quotes the first article; then the outlet's own follow-up repeats the same passage."""
    passage = prose(1, 7, 60).split("\n")[3]
    follow_up = f"{prose(4, 3)}\n{passage}\n{prose(5, 3)}"
    found = told(
        store,
        article(prose(1, 7, 60), url="https://wire.example/1", source="wire"),
        article(f"{prose(2, 3)}\n{passage}\n{prose(3, 3)}", url="https://a.example/1", source="a", day=1),
        article(follow_up, url="https://wire.example/2", source="wire", day=2),
    )  # fmt: skip
    assert found == {"https://a.example/1": ("excerpt", "https://wire.example/1")}


def test_a_column_of_briefs_holds_the_first_lines_of_each(store: Store) -> None:
    pieces = [
        article(prose(n, 8), title=f"Ferry number {n} to sail from Lower Marsh again", day=0,
                url=f"https://wire{n}.example/1", source=f"wire{n}") for n in (1, 2, 3)
    ]  # fmt: skip
    column = "Here is the news in brief.\n" + "\n".join(
        f"{one.title.upper()}\n{' '.join(one.text.split()[:28])}." for one in pieces
    )
    brief = article(column, url="https://late.example/1", source="late", day=1, title="In brief")
    told(store, *pieces, brief)
    rows = store.db.execute(
        "select o.source from copies c join articles o on o.id = c.copied_from"
        " where relation = 'excerpt'"
    ).fetchall()
    assert len(rows) >= 2, "the sample of a long text may miss so short a passage"


def test_a_follow_up_that_repeats_background_is_linked_to_nothing(store: Store) -> None:
    background = prose(1, 7, 60).split("\n")[2]
    found = told(
        store,
        article(prose(1, 7, 60), url="https://wire.example/1", source="wire"),
        article(f"{prose(2, 6)}\n{background}", url="https://a.example/1", source="a", day=1),
    )
    assert found == {}


@pytest.mark.parametrize("first", [True, False])
def test_a_footer_that_becomes_known_later_makes_no_copy_edited(store: Store, first: bool) -> None:
    """As many words are shared as before; only how much of the copy they are has changed."""
    footer = prose(99, 1, 40)
    copied = [
        article(prose(1, 4), url="https://wire.example/1", source="wire"),
        article(f"{prose(1, 4)}\n{footer}", url="https://a.example/1", source="a", day=1),
    ]
    others = [
        article(f"{prose(n, 4)}\n{footer}", url=f"https://a.example/{n}", source="a")
        for n in (2, 3, 4)
    ]
    found = told(store, *copied, *others) if first else told(store, *others, *copied)
    assert found == {"https://a.example/1": ("verbatim", "https://wire.example/1")}


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0), (2, 1, 0)])
def test_a_story_that_turns_out_to_be_the_outlet_s_own_gave_it_no_excerpt(
    store: Store, order: tuple[int, int, int]
) -> None:
    """A copy leads at first; then comes the original, of the outlet that repeats the passage."""
    passage = prose(1, 7, 60).split("\n")[3]
    made = (
        article(prose(1, 7, 60), url="https://a.example/1", source="a"),
        article(prose(1, 7, 60), url="https://b.example/1", source="b", day=0.5),
        article(f"{prose(4, 3)}\n{passage}\n{prose(5, 3)}", url="https://a.example/2", source="a", day=1),
    )  # fmt: skip
    found = told(store, *(made[n] for n in order))
    assert found == {"https://b.example/1": ("verbatim", "https://a.example/1")}
