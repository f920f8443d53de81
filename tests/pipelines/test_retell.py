"""What is told of copies does not depend on the order in which they came."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from presswatch.values import Article
from storage import open_store
from tests.pipelines.members import AP, REUTERS, credit
from tests.pipelines.wires import article, keep, prose

Told = set[tuple[object, ...]]


def credited(chance: random.Random) -> list[Article]:
    """One story, cut and credited this way and that."""
    whole = prose(1, 8).split("\n")
    return [
        article(
            "\n".join(whole[: chance.choice((4, 6, 8))]),
            source=f"paper{n}",
            url=f"https://paper{n}.example/storm",
            day=chance.random(),
            credits=chance.choice(((), (credit(AP),), (credit(REUTERS),))),
        )
        for n in range(6)
    ]


def told(path: Path, articles: list[Article]) -> Told:
    """(URL, whom it was compared with, what is said of its credit, what changed) of each copy."""
    store = open_store(path, writer=True)
    keep(store, *articles)
    rows = store.db.execute(
        "select a.url, o.url, c.credit_kept, c.changes from copies c"
        " join articles a on a.id = c.article left join articles o on o.id = c.compared_with"
    ).fetchall()
    store.close()
    return set(rows)


@pytest.mark.parametrize("seed", range(12))
def test_a_credit_that_is_judged_again_is_told_again(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    made = credited(chance)
    first = told(tmp_path / "first.db", made)
    chance.shuffle(made)
    assert told(tmp_path / "shuffled.db", made) == first != set()


@pytest.mark.parametrize("copied_first", [True, False])
def test_a_copy_did_not_change_what_its_origin_corrected_later(
    tmp_path: Path, copied_first: bool
) -> None:
    words = (
        "The ferry ran aground off Little Merrow and 41 people were hurt, the harbour master said. "
    )
    text = words + prose(5, 5, 40)
    origin = article(text, url="https://wire.example/1", source="wire")
    corrected = replace(origin, text=text.replace("41", "14"))
    copy = article(text, source="courier", day=0.1)
    meddled = article(text.replace("41", "48"), source="ledger", day=0.2)
    store = open_store(tmp_path / "desk.db", writer=True)
    keep(store, origin, *([copy, meddled] if copied_first else []))
    keep(store, corrected, *([] if copied_first else [copy, meddled]))
    told = dict(
        store.db.execute(
            "select a.source, c.changes from copies c join articles a on a.id = c.article"
        ).fetchall()
    )
    store.close()
    assert told["courier"] == "[]"
    assert "'41' became '48'" in told["ledger"]
