"""What a tombstone refuses: copies of a forgotten text, and what it must not refuse.

    python -m bench.forgotten [FILE.jsonl[.gz]] [--every N]

Of every Nth story (not document) the original is forgotten; then all other documents of those
stories, and as many that belong to none of them, come in. Prints which share of each role is
refused. Stock text is not taken out here, as it is in a desk: an upper bound for wrong refusals.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from sqlite_utils import Database

from bench.reprints import CORPUS, Labelled, load
from pipelines.fingerprint import fingerprint
from pipelines.sampling import rate
from storage.migrations import steps
from storage.tombstones import Tombstones


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--every", type=int, default=6)
    asked = parser.parse_args()
    made = list(load(asked.file))
    stories = sorted({one.story for one in made})[:: asked.every]
    chosen = set(stories)
    with tempfile.TemporaryDirectory() as folder:
        db = Database(memory=True)
        steps.apply(db)
        stones = Tombstones(db, Path(folder) / "key")
        forgotten = _bury(stones, [one for one in made if one.story in chosen])
        refused: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        for one in made[:: asked.every] + [o for o in made if o.story in forgotten]:
            if one.article.url in forgotten.values():
                continue
            row = one.role if one.story in forgotten else f"{one.role}, another story"
            taken = fingerprint(one.article)
            seen[row] += 1
            refused[row] += stones.refuses_text(
                one.article.text, taken.sha256, taken.grams, rate(taken.tokens)
            )
    for row, count in seen.most_common():
        print(f"{row:24} {refused[row]:5} of {count:5} refused, {refused[row] / count:.3f}")


def _bury(stones: Tombstones, made: list[Labelled]) -> dict[str, str]:
    """Story → the address of its original, which is forgotten."""
    buried: dict[str, str] = {}
    for one in made:
        if one.role == "original":
            taken = fingerprint(one.article)
            stones.bury_text(one.article.text, taken.sha256, taken.grams)
            buried[one.story] = one.article.url
    return buried


if __name__ == "__main__":
    main()
