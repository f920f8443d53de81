"""What a crawl puts off is done in the end, and comes out as if it had been done at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from pipelines import comparing
from pipelines.judge import tracer_of
from pipelines.patience import ALL, Patience
from pipelines.upkeep import catch_up
from presswatch.values import Article
from storage import Store, open_store
from storage.upkeep import Work
from tests.pipelines.test_trace import newsroom
from tests.pipelines.wires import article, keep, prose

ONE = Patience(1, 1)


@pytest.fixture(autouse=True)
def _one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "BLOCK", 1)


def repeated() -> list[Article]:
    """Pieces, each with a copy, whose shared passage becomes stock; a story that many print, the first last."""
    story = prose(1, 7)
    passage = prose(99, 1, 60)
    made = [
        article(
            f"{prose(100 + n // 2, 2)}\n{passage}\n{prose(200 + n // 2, 2)}",
            source=f"paper{n % 9}",
            url=f"https://r/{n}",
        )
        for n in range(24)
    ]
    made += [article(story, source=f"paper{n}", url=f"https://s/{n}", day=9 - n) for n in range(9)]
    return made


def stored(
    path: Path, articles: Iterable[Article], patience: Patience
) -> tuple[Store, Counter[Work]]:
    """A desk with these, and how often each work was put off."""
    store, waited = open_store(path, writer=True), Counter[Work]()
    tracer_of(store).patience = patience
    for one in articles:
        keep(store, one)
        waited.update(work for work in Work if store.upkeep.waiting(work, 1))
    return store, waited


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """What is known of matches, stories and copies, without the numbers of stories."""
    members = "(select min(id) from articles a where a.story = {}.story)"
    return {
        "matches": store.db.execute(
            "select a, b, found, kind, words, share_a, share_b from matches order by 1, 2"
        ).fetchall(),
        "stories": store.db.execute(
            "select (select group_concat(a.id) from articles a where a.story = s.id), s.origin,"
            " s.origin_kind, s.because, s.articles, s.outlets from stories s"
            " where s.merged_into is null order by 1"
        ).fetchall(),
        "copies": store.db.execute(
            f"select article, {members.format('copies')}, copied_from, compared_with, relation,"
            " share_of_copy, lag_s, credit_kept, changes, evidence from copies order by 1, 2"
        ).fetchall(),
    }


@pytest.mark.parametrize("seed", range(4))
def test_a_newsroom(seed: int, tmp_path: Path) -> None:
    same_in_the_end(tmp_path, newsroom(seed))


def test_a_passage_that_is_stock_and_a_story_that_many_print(tmp_path: Path) -> None:
    waited = same_in_the_end(tmp_path, repeated())
    assert waited[Work.COMPARE] > 0
    assert waited[Work.TELL] > 0


def same_in_the_end(tmp_path: Path, articles: list[Article]) -> Counter[Work]:
    at_once, nothing = stored(tmp_path / "at once.db", articles, ALL)
    assert not nothing
    later, waited = stored(tmp_path / "later.db", articles, ONE)
    catch_up(later)
    assert content(later) == content(at_once)
    assert not any(later.upkeep.waiting(work) for work in Work)
    at_once.close()
    later.close()
    return waited


def test_a_process_that_ends_in_between_loses_nothing_of_it(tmp_path: Path) -> None:
    at_once, _ = stored(tmp_path / "at once.db", repeated(), ALL)
    ended = 0
    for upto in range(1, len(repeated()) + 1):
        store, _ = stored(tmp_path / "later.db", repeated()[upto - 1 : upto], ONE)
        ended += any(store.upkeep.waiting(work) for work in Work)
        store.close()
    assert ended > 0
    again = open_store(tmp_path / "later.db", writer=True)
    catch_up(again)
    assert content(again) == content(at_once)
    again.close()
    at_once.close()


def test_an_article_that_goes_waits_no_more(tmp_path: Path) -> None:
    store, _ = stored(tmp_path / "desk.db", repeated(), ALL)
    with store.transaction():
        store.upkeep.put_off(Work.COMPARE, [1, 2])
        tracer_of(store).forget(1)
    assert store.upkeep.waiting(Work.COMPARE) in ([2], [])
    assert 1 not in store.upkeep.waiting(Work.COMPARE)
    catch_up(store)
    assert store.upkeep.waiting(Work.COMPARE) == []
    store.close()
