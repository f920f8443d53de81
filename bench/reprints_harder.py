"""Harder copies than the labelled set has: how many are found, by operation and level.

    python -m bench.reprints_harder [FILE.jsonl[.gz]] [--origins N] [--seed S] [--only NAME]

Takes originals of the labelled set at run time, makes copies of each by heavier operations
(bench/reprints_edits.py), sets them among the set's negatives, traces all and prints for each
operation how many of its copies are in their original's story; then ARI, precision and recall.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from bench import reprints_edits as edits
from bench.reprints import CORPUS, Labelled, load, score
from bench.reprints_edits import Edit
from bench.reprints_speed import desk, trace
from pipelines.trace import Tracer
from presswatch.values import Article, Link
from storage.index import Index

Steps = tuple[tuple[Edit, float], ...]

RECIPES: dict[str, Steps] = {
    "cut to a half": ((edits.cut, 0.5),),
    "cut to a third": ((edits.cut, 0.33),),
    "cut to a quarter": ((edits.cut, 0.25),),
    "new lead, 3 local": ((edits.lead, 2), (edits.local, 3)),
    "all moved": ((edits.shuffle, 1.0),),
    "synonyms, half": ((edits.synonyms, 0.5), (edits.spelling, 1)),
    "synonyms, all": ((edits.synonyms, 1.0), (edits.spelling, 1)),
    "sentences, half": ((edits.sentences, 0.5),),
    "reworded 5 %": ((edits.rewording, 5),),
    "reworded 10 %": ((edits.rewording, 10),),
    "reworded 15 %": ((edits.rewording, 15),),
    "sentences dropped, half": ((edits.drop_sentences, 0.5),),
    "quotes halved": ((edits.quotes, 0.5),),
    "scan 1 %": ((edits.scan, 1),),
    "scan 2 %": ((edits.scan, 2),),
    "scan 4 %": ((edits.scan, 4),),
    "house text": ((edits.tail, 3),),
    "third, lead, synonyms": ((edits.cut, 0.33), (edits.lead, 1), (edits.synonyms, 0.5), (edits.tail, 2)),
    "half, moved, 8 %": ((edits.cut, 0.5), (edits.shuffle, 0.5), (edits.rewording, 8), (edits.tail, 2)),
    "half, local, scan 2 %": ((edits.cut, 0.5), (edits.local, 2), (edits.scan, 2), (edits.tail, 1)),
    "lead, dropped, 6 %": ((edits.lead, 2), (edits.drop_sentences, 0.3), (edits.rewording, 6)),
}  # fmt: skip
EACH = 4  #: copies of an original, as in the labelled set


@dataclass(frozen=True, slots=True)
class Made:
    """An article of the run."""

    article: Article
    story: str
    recipe: str  #: empty for originals and negatives


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--origins", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="recipes whose name contains this")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    wanted = [name for name in RECIPES if not asked.only or asked.only in name]
    made = sorted(
        harder(list(load(asked.file)), asked.origins, wanted, chance),
        key=lambda m: str(m.article.published_at),
    )
    with tempfile.TemporaryDirectory() as folder:
        db = desk(Path(folder) / "bench.db")
        trace(db, Tracer(Index(db)), (one.article for one in made))
        show(made, dict(db.execute("select url, story from articles").fetchall()))


def harder(
    known: list[Labelled], origins: int, wanted: list[str], chance: random.Random
) -> Iterator[Made]:
    """Originals, their copies, and as many negatives as there are originals."""
    whole = [
        k
        for k in known
        if k.role == "original" and k.kind == "origin" and k.article.language == "en"
    ]
    outlets = sorted({k.article.page.source for k in known if k.role == "copy"})
    names = list(wanted)
    for k in chance.sample(whole, min(origins, len(whole))):
        yield Made(k.article, k.story, "")
        if len(names) < EACH:
            names += chance.sample(wanted, len(wanted))
        for n in range(min(EACH, len(wanted))):
            recipe = names.pop()
            yield Made(
                copied(k.article, recipe, n, chance.choice(outlets), chance), k.story, recipe
            )
    negatives = [k for k in known if k.role == "negative"]
    for k in chance.sample(negatives, min(origins, len(negatives))):
        yield Made(k.article, k.story, "")


def copied(one: Article, recipe: str, n: int, outlet: str, chance: random.Random) -> Article:
    """A copy, an hour to two days later in another outlet, under another headline."""
    rows = [row for row in one.text.split("\n") if row.strip()]
    for edit, level in RECIPES[recipe]:
        rows = edit(rows, level, chance)
    assert one.published_at is not None
    url = f"https://{outlet}/{one.url.rpartition('/')[2]}-{n}"
    words = one.title.split()
    title = " ".join(chance.sample(words, max(1, len(words) // 2)))
    page = replace(one.page, url=url, source=outlet, link=Link(url))
    later = timedelta(hours=chance.uniform(1, 48))
    return replace(
        one, page=page, url=url, title=title, text="\n".join(rows), published_at=one.published_at + later
    )  # fmt: skip


def show(made: list[Made], stories: dict[str, int]) -> None:
    """One line a recipe, then the stories as a whole."""
    origin = {m.story: stories[m.article.url] for m in made if not m.recipe}
    found: dict[str, list[bool]] = defaultdict(list)
    for m in made:
        if m.recipe:
            found[m.recipe].append(stories[m.article.url] == origin[m.story])
    print("| operations | copies | found |\n|---|---|---|")
    for recipe in (r for r in RECIPES if r in found):
        print(
            f"| {recipe} | {len(found[recipe])} | {sum(found[recipe]) / len(found[recipe]):.3f} |"
        )
    ari, precision, recall = score([m.story for m in made], [stories[m.article.url] for m in made])
    print(f"\n{len(made)} articles: ARI {ari:.4f} precision {precision:.4f} recall {recall:.4f}")


if __name__ == "__main__":
    main()
