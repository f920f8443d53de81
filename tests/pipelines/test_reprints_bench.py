"""Finding reprints on the labelled set, in order of publication and shuffled."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.reprints import CORPUS, Labelled, load, score
from bench.reprints_speed import desk, trace
from pipelines.trace import Tracer
from storage.index import Index


def stories(path: Path, made: list[Labelled]) -> tuple[list[int], set[tuple[str, str, str]]]:
    """The story of each article, and all matches as (URL, URL, kind)."""
    db = desk(path)
    trace(db, Tracer(Index(db)), (one.article for one in made))
    found = dict(db.execute("select canonical, story from articles").fetchall())
    matches = db.execute(
        "select min(a.canonical, b.canonical), max(a.canonical, b.canonical), m.kind from matches m"
        " join articles a on a.id = m.a join articles b on b.id = m.b"
    ).fetchall()
    return [found[one.article.url] for one in made], set(matches)


@pytest.mark.bench
@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")
def test_stories_are_right_in_any_order(tmp_path: Path) -> None:
    made = list(load(CORPUS))
    labels, matches = stories(tmp_path / "ordered.db", made)
    ari, precision, recall = score([one.story for one in made], labels)
    assert ari >= 0.992, (ari, precision, recall)
    assert precision >= 0.997, (ari, precision, recall)
    assert recall >= 0.985, (ari, precision, recall)
    shuffled = list(made)
    random.Random(4).shuffle(shuffled)
    other, others = stories(tmp_path / "shuffled.db", shuffled)
    place = {one.article.url: label for one, label in zip(shuffled, other, strict=True)}
    assert score(labels, [place[one.article.url] for one in made]) == (1.0, 1.0, 1.0)
    assert matches == others
