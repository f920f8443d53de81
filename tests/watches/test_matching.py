"""A query finds what its words mean: as a watch of the past, of the newcomer, and by brute force."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presswatch.errors import UsageError
from storage import Store
from storage.query import Query, read_query
from storage.snippets import snippets
from storage.watches.matcher import TOKENIZER, Matcher, Subject
from storage.watches.mentions import count, live
from tests.watches import room
from tests.watches.plainly import (
    BLANK,
    WORDS,
    Both,
    Close,
    Either,
    Known,
    Piece,
    Said,
    Wish,
    Without,
    holds,
    press,
    typed,
)

PRESS = press()
COLUMN = st.sampled_from((None, None, "title", "text"))
WORD = st.sampled_from((*WORDS, "RADAR", "cafe", "uber", "absent"))
SAID = st.builds(Said, st.one_of(WORD, st.tuples(WORD, WORD).map(" ".join)), st.booleans(), COLUMN)
CLOSE = st.builds(
    Close,
    st.lists(st.sampled_from(("radar", "coast", "ferry", "budget", "café", "joint exercise")), min_size=2, max_size=3).map(tuple),
    st.integers(0, 8), COLUMN,
)  # fmt: skip
KNOWN = st.one_of(
    st.builds(Known, st.just("source"), st.sampled_from(("gazette", "NAVAL", "naval-news", "Naval News", "nobody")), st.booleans()),
    st.builds(Known, st.just("language"), st.sampled_from(("en", "DE", "fr"))),
    st.builds(Known, st.just("credit"), st.sampled_from(("AFP", "afp", "dpa", "Strait Wire", "Agence", "x")), st.booleans()),
)  # fmt: skip
LEAF = st.one_of(SAID, SAID, CLOSE, KNOWN)
WISH: st.SearchStrategy[Wish] = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.builds(Without, inner, st.booleans()),
        st.builds(Both, st.lists(inner, min_size=2, max_size=3).map(tuple), st.booleans()),
        st.builds(Either, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = room.opened(tmp_path_factory.mktemp("press"))
    with made.transaction():
        room.put(made, PRESS)
    yield made
    made.close()


def found(store: Store, query: str) -> list[int]:
    hits = live(read_query(query))
    return sorted(
        r[0] for r in store.db.execute(f"select article from ({hits.sql})", hits.values).fetchall()
    )


def subject(piece: Piece) -> Subject:
    credits = json.dumps([{"name": n, "tag": t, "agency": a} for n, t, a in piece.credits])
    return Subject(piece.title, piece.text, piece.source, piece.outlet, piece.language, credits)


SUBJECTS = [subject(piece) for piece in PRESS]


def understood(query: str) -> Query | str:
    """The query, or the message."""
    try:
        return read_query(query)
    except UsageError as error:
        return str(error)


@settings(max_examples=300)
@given(WISH)
def test_every_operator_means_what_it_says(store: Store, wish: Wish) -> None:
    query = typed(wish)
    if holds(wish, BLANK):
        assert "only says what is not wanted" in str(understood(query)), query
        return
    expected = [row for row, piece in enumerate(PRESS, 1) if holds(wish, piece)]
    assert found(store, query) == expected, query
    matcher = Matcher([(7, query)])
    some = range(0, len(PRESS), 4)
    assert [n + 1 for n in some if matcher.matching(SUBJECTS[n])] == [
        n + 1 for n in some if n + 1 in expected
    ]


PIECES = [*"ab\"()*:-+^~ ,'\\/&|!{}[]<>=é日_\x00\ud800\u202e“»", " AND ", " OR ", " NOT ", " NEAR(", " NEAR/2 ", "NEAR",
          "title:", "source:", "language:", "credit:", "text:(", "radar", "in text:", "autor:", '"a b"~3', "credit:*",
          "language:en", "a" * 300, "🚢", "１２", "\n", "٣", "𞤀"]  # fmt: skip


@settings(max_examples=500)
@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.text(max_size=40)))
def test_whatever_is_typed_gives_a_result_or_one_readable_line(store: Store, query: str) -> None:
    read = understood(query)
    if isinstance(read, str):
        assert read.isprintable()
        assert len(read) < 400
        return
    result = count(store.db.conn, live(read))
    assert 0 <= result.articles <= len(PRESS)
    snippets(store.db.conn, read.words, [1, 2, 3])
    Matcher([(1, query)]).matching(SUBJECTS[0])


@pytest.mark.parametrize(
    "query",
    [" OR ".join(f'"firm number {n}"' for n in range(900)), " ".join("radar" for _ in range(1000)), "(" * 20 + "radar" + ")" * 20,
     " ".join(f"-source:s{n}" for n in range(400)) + " radar", "NOT " * 999 + "radar NOT ferry", "radar*" * 200,
     "title:(" + " OR ".join(f"w{n}*" for n in range(500)) + ")"],
    ids=["900 names", "1000 words", "deep", "many facts", "many NOT", "many stars", "many in a field"],
)  # fmt: skip
def test_long_queries_are_answered_or_refused_in_one_line(store: Store, query: str) -> None:
    read = understood(query)
    if isinstance(read, str):
        assert read.isprintable()
    else:
        found(store, query)


def test_the_newcomer_is_read_as_the_past_is(store: Store) -> None:
    (made,) = store.db.execute(
        "select sql from sqlite_master where name = 'articles_fts'"
    ).fetchone()
    assert TOKENIZER in made
