"""An article equal to itself but for space, quotation marks and credits is verbatim."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.credits import read_credits
from pipelines.teller import relation_of
from presswatch.values import Article, Relation
from tests.pipelines.wires import Desk, article, prose

DATELINES = ("", "LONDON (Reuters) — ", "KUALA LUMPUR, Nov 3 (Bernama) -- ", "MOSKAU (dpa) – ")
CLOSINGS = ("", "\n— DSA", " (Reuters)", "\nPTI", "\nAFP/dpa", "\nWith inputs from agencies.")


def printed(text: str, source: str) -> Article:
    host = f"{source}.example"
    return article(text, source=source, credits=read_credits(text, host=host, language="en"))


def body(seed: int, mark: str) -> str:
    closing = {'"': '"', "“": "”", "«": "»"}[mark]
    return f"{prose(seed, 4)}\n{mark}{prose(seed + 50, 1, 12)}{closing} she said."


@given(
    st.integers(0, 30), st.sampled_from(DATELINES), st.sampled_from(CLOSINGS),
    st.sampled_from(DATELINES), st.sampled_from(CLOSINGS), st.sampled_from([" ", "  ", "\u00a0"]),
    st.sampled_from(['"', "“", "«"]),
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_space_quotation_marks_and_credits_do_not_make_it_edited(
    seed: int, ahead: str, behind: str, other_ahead: str, other_behind: str, space: str, mark: str
) -> None:
    desk = Desk()
    first = ahead + body(seed, '"') + behind
    second = other_ahead + body(seed, mark).replace(" ", space) + other_behind
    a, b = desk.add(printed(first, "gazette"), printed(second, "courier"))
    match = desk.tracer.compare(a, b)
    assert match is not None
    assert relation_of(match) is Relation.VERBATIM
    assert match.share_a == match.share_b == 1.0, (match.share_a, match.share_b)


@given(st.integers(0, 30), st.integers(0, 3))
@settings(max_examples=20, deadline=None)
def test_a_sentence_of_its_own_makes_it_edited(seed: int, where: int) -> None:
    desk = Desk()
    rows = prose(seed, 4).split("\n")
    own = [*rows[:where], prose(seed + 99, 1, 14), *rows[where:]]
    a, b = desk.add(printed("\n".join(rows), "gazette"), printed("\n".join(own), "courier"))
    match = desk.tracer.compare(a, b)
    assert match is not None
    assert relation_of(match) is Relation.EDITED
