"""What each threshold buys: change one, judge all pairs and draw all stories again, print the row.

    python -m bench.reprints_thresholds FILE.jsonl[.gz] [--db TRACED.db] [--only NAME ...]

The pairs are those of a traced database (its candidates and its stock text); without --db the file
is traced first. The value in use is marked. Thresholds of the index and of stock text change the
candidates themselves: they need a run of bench.reprints each.
"""

from __future__ import annotations

import argparse
import importlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database

from bench.reprints import CORPUS, Labelled, load, score
from bench.reprints_speed import desk, trace
from pipelines.matchers import judge
from pipelines.matchers.overlap import Overlap, overlap
from pipelines.stories import group
from pipelines.trace import Tracer
from storage.index import Index
from storage.index_stories import Edge, Node

VARIED: tuple[tuple[str, str, tuple[float, ...]], ...] = (
    ("pipelines.matchers.too_little", "LEAST", (15, 20, 25, 30, 40)),
    ("pipelines.matchers.recurring", "FACTS_LOST", (0.1, 0.15, 0.2, 0.3)),
    ("pipelines.matchers.recurring", "FACTS_LOST_SHORT", (0.05, 0.1, 0.15, 0.2)),
    ("pipelines.matchers.recurring", "NUMBERS_LOST", (0.15, 0.25, 0.35, 0.5)),
    ("pipelines.matchers.recurring", "FEW", (1, 2, 3)),
    ("pipelines.matchers.recurring", "FORGIVEN", (0.0, 0.4, 0.6, 0.8, 1.1)),
    ("pipelines.matchers.recurring", "MANY", (2, 3, 4, 6, 8)),
    ("pipelines.matchers.recurring", "MOST", (0.4, 0.5, 0.6, 0.8)),
    ("pipelines.matchers.recurring", "OWN_GRAMS", (0.0, 0.3, 0.5, 0.7)),
    ("pipelines.matchers.recurring", "SHORT", (0, 150, 250)),
    ("pipelines.matchers.recurring", "HEADED", (0, 150, 250, 500)),
    ("pipelines.matchers.overlap", "OPENING", (0, 12, 24, 40)),
    ("pipelines.matchers.overlap", "PATTERN", (0.3, 0.4, 0.5, 0.7)),
    ("pipelines.matchers.quotation", "MOSTLY", (0.5, 0.6, 0.75, 0.9, 1.1)),
    ("pipelines.matchers.quotation", "TOLD", (0.2, 0.35, 0.5)),
    ("pipelines.matchers.containment", "INSIDE", (0.4, 0.45, 0.5, 0.55, 0.6)),
    ("pipelines.matchers.containment", "TOLD_INSIDE", (0.0, 0.2, 0.35, 0.45)),
    ("pipelines.matchers.containment", "OUTSIDE", (0.1, 0.15, 0.18, 0.22, 0.3)),
    ("pipelines.matchers.containment", "LONG", (200, 400, 800)),
    ("pipelines.matchers.containment", "SAME_OUTLET", (0.0, 0.4, 0.6, 0.8)),
    ("pipelines.matchers.containment", "REST", (0, 50, 100, 200, 10_000)),
    ("pipelines.matchers.containment", "SMALL_PART", (0.0, 0.3, 0.4, 0.5, 0.6)),
    ("pipelines.matchers.containment", "TOP", (0.1, 0.2, 0.3, 0.4)),
    ("pipelines.matchers.containment", "SET_IN_PART", (0.0, 0.3, 0.4, 0.5)),
    ("pipelines.matchers.containment", "FOOTER", (0, 120, 200)),
    ("pipelines.matchers.containment", "FOOTER_PART", (0.4, 0.5, 0.6)),
    ("pipelines.stories", "WHOLE", (0.7, 0.85, 2.0)),
    ("pipelines.stories", "LEFT", (0, 100, 140, 180, 10_000)),
    ("pipelines.stories", "CLOSE", (0.3, 0.35, 0.4, 0.5, 0.6, 0.7)),
    ("pipelines.stories", "SOME", (0.0, 0.1, 0.2)),
    ("pipelines.stories", "VOTE", (0.2, 0.3, 0.4, 0.5, 0.7)),
    ("pipelines.stories", "TEASER", (0.8, 2.0)),
)


def main() -> None:
    """Prints one table row per value."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--only", nargs="+", default=[name for _, name, _ in VARIED])
    asked = parser.parse_args()
    made = list(load(asked.file))
    with tempfile.TemporaryDirectory() as folder:
        if asked.db is None:
            db = desk(Path(folder) / "bench.db")
            trace(db, Tracer(Index(db)), iter(o.article for o in made))
        else:
            db = Database(asked.db)
        known, nodes = compared(db)
    truth = by_row(db, made)
    print("| threshold | value | ARI | pair precision | pair recall |\n|---|---|---|---|---|")
    for module, name, values in VARIED:
        if name in asked.only:
            vary(module, name, values, known, nodes, truth)


def compared(db: Database) -> tuple[list[tuple[int, int, Overlap]], list[Node]]:
    """(row, row, overlap) of every pair that is compared, and all articles."""
    tracer = Tracer(Index(db))
    known = [(a, b, overlap(one, other)) for a, b, one, other in tracer.candidate_pairs()]
    rows = [row for (row,) in db.execute("select article from fingerprints").fetchall()]
    return [k for k in known if k[2].common > 16 and k[2].words >= 10], Index(db).groups.nodes(rows)


def by_row(db: Database, made: list[Labelled]) -> dict[int, str]:
    """Row of an article → the story it truly belongs to."""
    truth = {o.article.url: o.story for o in made}
    return {row: truth[url] for row, url in db.execute("select id, url from articles").fetchall()}


def vary(
    module: str, name: str, values: tuple[float, ...],
    known: list[tuple[int, int, Overlap]], nodes: list[Node], truth: dict[int, str],
) -> None:  # fmt: skip
    """Sets a threshold to each value in turn, and back."""
    home = importlib.import_module(module)
    used = getattr(home, name)
    for value in sorted({*values, used}):
        setattr(home, name, value)
        for side in (side for _, _, pair in known for side in (pair.a, pair.b)):
            side.__dict__.pop("facts", None)  # worked out under the value before
        label = {row: n for n, story in enumerate(group(nodes, _edges(known))) for row in story}
        mark = " (used)" if value == used else ""
        print(f"| {name} | {value:g}{mark} | {_score(truth, label)} |", flush=True)
    setattr(home, name, used)


def _edges(known: list[tuple[int, int, Overlap]]) -> Iterator[Edge]:
    for a, b, pair in known:
        opinion = judge(pair)
        if opinion.kind is not None:
            yield Edge(a, b, opinion.kind, pair.a.share, pair.b.share, pair.words, "")


def _score(truth: dict[int, str], label: dict[int, int]) -> str:
    rows = sorted(truth)
    ari, precision, recall = score([truth[r] for r in rows], [label[r] for r in rows])
    return f"{ari:.4f} | {precision:.4f} | {recall:.4f}"


if __name__ == "__main__":
    main()
