"""What people type into a search box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from presswatch.errors import UsageError
from storage.query import to_fts5


@pytest.fixture(scope="module")
def db() -> Database:
    made = Database(memory=True)
    made.table("d").insert_all(
        [
            {
                "title": "Frigate budget",
                "text": "It's the C++ of ships, covid-19 delayed the navy's frigates",
            },
            {
                "title": "Ferry strike",
                "text": "The strike over the budget ends; a joint exercise begins",
            },
            {"title": "Budget day", "text": "Frigate orders cut in the budget"},
        ]
    )
    made.table("d").enable_fts(["title", "text"])
    return made


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("frigate", [1, 3]),
        ("it's", [1]),
        ("covid-19", [1]),
        ("C++", [1]),
        ("frigat*", [1, 3]),
        ('"joint exercise"', [2]),
        ("budget -frigate", [2]),
        ("budget NOT frigate", [2]),
        ("ferry OR orders", [2, 3]),
        ("title:budget frigate", [1, 3]),
        ("title:budget -title:frigate", [3]),
        ("budget (ferry OR orders)", [2, 3]),
        ('"joint exerc*"', [2]),
        ("NEAR(strike budget, 2)", [2]),
        ("NEAR(strike budget, 1)", []),
        ("strike NEAR/2 budget", [2]),
        ('"budget strike"~2', [2]),
        ("title:(ferry OR frigate)", [1, 2]),
        ("ferry OR frigate orders", [2, 3]),
        ("“joint exercise”", [2]),
        ("ferry & strike | orders", [2, 3]),
        ("ferry – strike", [2]),
    ],
)
def test_a_query_finds(db: Database, query: str, rows: list[int]) -> None:
    found = db.execute(
        "select rowid from d_fts where d_fts match ? order by rowid", [to_fts5(query)]
    )
    assert [r for (r,) in found.fetchall()] == rows


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "-budget",
        "NOT budget",
        "(a",
        "a)",
        "a AND",
        "OR a",
        "a OR &",
        "*",
        '"',
        "title:",
        "title: a",
        "title:NOT a",
        "autor:x",
        "author:x",
        "NEAR(a)",
        "NEAR(a, 5",
        "a NEAR",
        "NEAR/3 a",
        "language:german",
        "source:",
        "title:source:x",
        "a OR NOT b",
        "x" * 10_001,
        "a " * 1001,
        "(" * 21 + "a" + ")" * 21,
        "_",
        "a\nb NOT",
    ],
)
def test_what_cannot_be_searched_is_said_in_one_line(query: str) -> None:
    with pytest.raises(UsageError) as caught:
        to_fts5(query)
    assert "\n" not in str(caught.value)


PIECES = [*"ab\"()*:-+^~ '\\/&|!{}[]<>=é日", " AND ", " OR ", " NOT ", " NEAR(", "title:"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_whatever_is_typed_gives_a_result_or_a_message(query: str) -> None:
    made = Database(memory=True)
    made.execute("create virtual table d_fts using fts5(title, text)")
    try:
        match = to_fts5(query)
    except UsageError:
        return
    made.execute("select rowid from d_fts where d_fts match ?", [match]).fetchall()
