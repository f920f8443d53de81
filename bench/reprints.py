"""Finding reprints, beside the peers: one command, one table, from the same JSONL.

    python -m bench.reprints [FILE.jsonl[.gz]] [--limit N] [--shuffle SEED] [--window DAYS]

FILE holds one article a line: id, source, published, title, text, lang, and the truth: story_id and
role (original, copy, partial, negative). Prints for each method the adjusted Rand index of its
stories, pair precision and recall, and documents per second of CPU; for ours also the links that
are no copies: partial copies linked, and recurring formats and same-event coverage wrongly linked.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bench.reprints_speed import desk, trace
from pipelines.trace import Tracer
from presswatch.values import Article, Link, Page
from storage.index import Index

#: beside the repository, as the tools that score a database expect it
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "reprints" / "dev.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article and what is known of it."""

    article: Article
    story: str
    role: str
    kind: str


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--shuffle", type=int)
    parser.add_argument("--window", type=int, default=30)
    parser.add_argument("--ours", action="store_true", help="leave the peers out")
    asked = parser.parse_args()
    made = list(load(asked.file))[: asked.limit]
    if asked.shuffle is not None:
        random.Random(asked.shuffle).shuffle(made)
    print(f"{'method':30} {'ARI':>7} {'precision':>10} {'recall':>7} {'docs/s':>7}")
    truth = [one.story for one in made]
    if not asked.ours:
        show_peers(truth, [one.article.text for one in made])
    with tempfile.TemporaryDirectory() as folder:
        db = desk(Path(folder) / "bench.db")
        _, seconds = trace(
            db, Tracer(Index(db), window_days=asked.window), (o.article for o in made)
        )
        stories = dict(db.execute("select canonical, story from articles").fetchall())
        show("presswatch", truth, [stories[o.article.url] for o in made], len(made) / seconds)
        show_links(db, made)


def show_peers(truth: list[str], texts: list[str]) -> None:
    """A row for each peer; only here must they be installed."""
    from bench.reprints_peers import METHODS

    for name, method in METHODS.items():
        begun = time.process_time()
        labels = method(texts)
        show(name, truth, labels, len(texts) / (time.process_time() - begun))


def load(path: Path) -> Iterator[Labelled]:
    """The articles in order of publication."""
    blob = path.read_bytes()
    text = (gzip.decompress(blob) if path.suffix == ".gz" else blob).decode()
    rows = sorted(map(json.loads, text.splitlines()), key=lambda r: (r["published"], r["id"]))
    for row in rows:
        yield Labelled(_article(row), row["story_id"], row["role"], row["kind"])


def _article(row: dict[str, Any]) -> Article:
    url = f"https://{row['source']}/{row['id']}"
    at = datetime.fromisoformat(row["published"])
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    page = Page(url, row["source"], b"", datetime.now(UTC), Link(url))
    return Article(page, url, row["title"], row["text"], published_at=at, language=row["lang"])


def score(truth: Sequence[Hashable], labels: Sequence[Hashable]) -> tuple[float, float, float]:
    """Adjusted Rand index, pair precision, pair recall."""
    both, gold, found = pairs(list(zip(truth, labels, strict=True))), pairs(truth), pairs(labels)
    chance = gold * found / (len(truth) * (len(truth) - 1) / 2)
    ari = (both - chance) / ((gold + found) / 2 - chance)
    return ari, both / max(1, found), both / gold


def show(name: str, truth: Sequence[Hashable], labels: Sequence[Hashable], speed: float) -> None:
    """One line of the table."""
    ari, precision, recall = score(truth, labels)
    print(f"{name:30} {ari:7.4f} {precision:10.4f} {recall:7.4f} {speed:7.0f}", flush=True)


def pairs(labels: Sequence[Hashable]) -> int:
    """How many pairs have the same label."""
    return sum(n * (n - 1) // 2 for n in Counter(labels).values())


def show_links(db: Database, made: list[Labelled]) -> None:
    """What is linked without being merged, and what should not be linked at all."""
    linked = {
        url
        for pair in db.execute(
            "select a.canonical, b.canonical from matches m join articles a on a.id = m.a"
            " join articles b on b.id = m.b where m.kind = 'partial' or a.story = b.story"
        ).fetchall()
        for url in pair
    }
    total, hit = Counter[str](), Counter[str]()
    for one in made:
        sort = one.kind.split(":")[0] if one.role == "negative" else one.role
        total[sort] += 1
        hit[sort] += one.article.url in linked
    for sort in sorted(total):
        print(f"  {sort:12} {hit[sort]:6} of {total[sort]:6} linked to something")


if __name__ == "__main__":
    main()
