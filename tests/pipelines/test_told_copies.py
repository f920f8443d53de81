"""What is told of a copy: word for word or not, and whether it removed a credit that there was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.credits import read_credits
from pipelines.judge import tracer_of
from pipelines.retell import retell
from presswatch.values import Article
from storage import Store, open_store
from storage.reading import tell_story
from tests.pipelines.wires import MONDAY, article, keep, prose

FACTS = (
    "The council of Dunmore would raise the fee to 58 crowns. “Nobody asked us at all,” she said."
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "desk.db", writer=True)
    yield store
    store.close()


def printed(host: str, text: str, day: float = 0) -> Article:
    credits = read_credits(text, host=host, language="en")
    return article(text, url=f"https://{host}/1", source=host, day=day, credits=credits)


def told(store: Store, *articles: Article) -> dict[str, tuple[str, str]]:
    """Outlet → (relation, changes) of each row of `copies`."""
    keep(store, *articles)
    rows = store.db.execute(
        "select a.source, c.relation, c.changes from copies c join articles a on a.id = c.article"
    ).fetchall()
    return {source: (relation, changes) for source, relation, changes in rows}


@pytest.mark.parametrize(
    ("was", "became", "said"),
    [
        ("would raise", "would not raise", "'not' added"),
        ("58 crowns", "85 crowns", "'58' became '85'"),
        ("of Dunmore", "of Dunmere", "'Dunmore' became 'Dunmere'"),
        ("Nobody asked", "Everybody asked", "quote altered"),
    ],
)
def test_a_copy_with_another_fact_is_not_word_for_word(
    store: Store, was: str, became: str, said: str
) -> None:
    text = f"{prose(1, 5)}\n{FACTS}"
    found = told(
        store, printed("a.example", text), printed("b.example", text.replace(was, became), 1)
    )
    assert found == {"b.example": ("edited", f'["{said}"]')}


RESULT = (
    "At noon the count in the town gave Marsh 61 percent of all votes, Brandt 39 and Plum none."
)


@pytest.mark.parametrize(
    ("line", "became", "language", "said"),
    [
        (
            RESULT,
            RESULT.replace("61", "x").replace("39", "61").replace("x", "39"),
            "en",
            ("edited", """["'39' became '61'", "'61' became '39'"]"""),
        ),
        ("In all three people came.", "In all 3 people came.", "en", ("verbatim", "[]")),
        (
            "Non si apre mai di notte.",
            "Non si apre di notte.",
            "it",
            ("edited", """["'mai' removed"]"""),
        ),
        ("Non si apre mai di notte.", "Non si apre di notte.", "fr", ("verbatim", "[]")),
    ],
)
def test_facts_are_told_by_the_language_of_the_articles(
    store: Store, line: str, became: str, language: str, said: tuple[str, str]
) -> None:
    a, b = (f"{prose(1, 9)}\n{text}" for text in (line, became))
    first, second = printed("a.example", a), printed("b.example", b, 1)
    found = told(store, replace(first, language=language), replace(second, language=language))
    assert found == {"b.example": said}


def test_where_there_was_no_credit_none_was_removed(store: Store) -> None:
    text = prose(1, 5)
    found = told(store, printed("a.example", text), printed("b.example", text, 1))
    assert found == {"b.example": ("verbatim", "[]")}


SIGNED = f"{prose(1, 5)}\n— DSA"


def test_the_sign_off_of_the_origin_is_a_credit_in_the_copy_that_keeps_it(store: Store) -> None:
    found = told(store, printed("defencesecurityasia.com", SIGNED), printed("b.example", SIGNED, 1))
    assert found == {"b.example": ("verbatim", "[]")}


def test_a_copy_without_the_sign_off_of_the_origin_removed_a_credit(store: Store) -> None:
    found = told(
        store, printed("defencesecurityasia.com", SIGNED), printed("b.example", prose(1, 5), 1)
    )
    assert found == {"b.example": ("verbatim", '["credit removed"]')}


@pytest.mark.parametrize(("kind", "b"), [("unlink", 1), ("split", None)])
def test_what_an_analyst_took_out_of_a_story_is_no_excerpt_of_it(
    store: Store, kind: str, b: int | None
) -> None:
    text = prose(1, 6)
    assert told(store, printed("a.example", text), printed("b.example", text, 1))
    store.db.execute("insert into overrides (kind, a, b, made_at) values (?, 2, ?, '')", [kind, b])
    with store.transaction():
        retell(store, tracer_of(store).regroup(1, 2))
    assert store.db.execute("select count(distinct story) from articles").fetchone() == (2,)
    assert store.db.execute("select count(*) from copies").fetchone() == (0,)


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_date_that_cannot_be_does_not_keep_a_copy_from_its_origin(
    store: Store, year: int
) -> None:
    impossible = printed("b.example", prose(1, 5), 29)
    impossible = Article(
        impossible.page, impossible.url, impossible.title, impossible.text, language="en",
        published_at=datetime(year, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    keep(store, printed("a.example", prose(1, 5), 20), impossible)
    ((origin, lag),) = store.db.execute(
        "select o.source, c.lag_s from copies c join articles o on o.id = c.copied_from"
    ).fetchall()
    assert (origin, lag) == ("a.example", 10 * 86_400), "from first seen, not from the claim"
    story = tell_story(store.db, 1)
    assert story is not None
    assert [a.at - MONDAY for a in story.articles] == [timedelta(days=20), timedelta(days=30)]


def test_what_only_an_analyst_linked_says_so_and_claims_no_changes(store: Store) -> None:
    assert not told(store, printed("a.example", prose(1, 5)), printed("b.example", prose(2, 5), 1))
    store.db.execute("insert into overrides (kind, a, b, made_at) values ('link', 1, 2, '')")
    with store.transaction():
        retell(store, tracer_of(store).regroup(1, 2))
    rows = store.db.execute("select because, words, changes from copies").fetchall()
    assert rows == [("an analyst linked it", 0, "[]")]
