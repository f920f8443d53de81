"""What each step of the extraction buys, and what it costs, on pages whose truth is known.

    python -m bench.extraction CORPUS [--score SCORE_PAGES.py] [--sample N] [--steps]

CORPUS holds pages.jsonl (id, url, publisher, …) and pages/ID.html.gz. Each page is read by every
reader in turn, in one process, so that all have the same machine; CPU time is the process's own.
The scores are those of the given scorer, on a throw-away database.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import trafilatura

from pipelines.extractors import combined
from pipelines.extractors.reading import PageStatus, Reading
from pipelines.reading.engine_rules import LISTS
from presswatch.values import Link, Page

Row = dict[str, Any]
T = TypeVar("T")
#: cumulative: each line of the table has this step and those above it
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("the engine alone, its fallbacks where its quick pass is weak, and our facts", ()),
    ("+ titles repeated", ("cutting.cut_titles",)),
    ("+ site talk: teasers, calls, captions", ("cutting.cut_talk",)),
    ("+ boxes, and what follows the body", ("cutting.cut_by_place",)),
    (
        "+ author boxes, loose headings",
        ("author_box.cut_author_boxes", "cutting.cut_loose_headings"),
    ),
    ("+ the end of articleBody", ("cutting.cut_after_article_body",)),
    ("+ missed paragraphs and subheadings", ("filling.add_missed",)),
    ("+ leads", ("filling.add_lead",)),
    ("+ resiliparse where little was found", ("body._prefer",)),
)
NOTHING: dict[str, Any] = {"filling.add_missed": [], "filling.add_lead": [], "body._prefer": False}


@dataclass
class Run:
    """One reader over all pages."""

    name: str
    seconds: float = 0.0
    readings: dict[str, Reading] = field(default_factory=dict)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("corpus", type=Path)
    asked.add_argument("--score", type=Path, help="a scorer that takes the path of a database")
    asked.add_argument("--sample", type=int, default=1, help="take every Nth page")
    asked.add_argument("--steps", action="store_true", help="the table of steps")
    options = asked.parse_args()
    rows = [json.loads(line) for line in (options.corpus / "pages.jsonl").open(encoding="utf8")]
    rows = [row for row in rows if row.get("body") or not options.steps][:: options.sample]
    runs = steps(options.corpus, rows) if options.steps else side_by_side(options.corpus, rows)
    for run in runs:
        cost = f": {run.seconds / len(rows) * 1000:.1f} ms of CPU a page" if run.seconds else ""
        print(f"\n{run.name}{cost}")
        if run.readings and options.score:
            print(scored(rows, run, options.score), end="")
    refused(rows, runs[-1])


def pages(corpus: Path, rows: list[Row]) -> Iterator[Page]:
    """The pages, one at a time."""
    for row in rows:
        body = gzip.decompress((corpus / "pages" / f"{row['id']}.html.gz").read_bytes())
        yield Page(row["url"], row["publisher"], body, datetime.now(UTC), Link(row["url"]))


def side_by_side(corpus: Path, rows: list[Row]) -> list[Run]:
    """trafilatura with its metadata, and the combination, page by page."""
    theirs, ours = Run("trafilatura.extract(with_metadata=True)"), Run("combined")
    for page in pages(corpus, rows):
        with as_written():
            timed(theirs, lambda page=page: plain(page))
        ours.readings[page.url] = timed(ours, lambda page=page: combined.extract(page))
    print(f"CPU, combined / trafilatura: {ours.seconds / theirs.seconds:.2f}")
    return [theirs, ours]


def plain(page: Page) -> str | None:
    return trafilatura.extract(page.body, url=page.url, with_metadata=True)


@contextmanager
def as_written() -> Iterator[None]:
    """trafilatura with its own rules, which `combined` remembers for the whole process."""
    held = [list(rules) for rules in LISTS]
    for rules in LISTS:
        rules[:] = [getattr(rule, "rule", rule) for rule in rules]
    yield
    for rules, ours in zip(LISTS, held, strict=True):
        rules[:] = ours


def steps(corpus: Path, rows: list[Row]) -> list[Run]:
    """The combination with more and more of its steps. What they share is done once a page."""
    made = [Run(name) for name, _ in STEPS]
    for page in pages(corpus, rows):
        with ExitStack() as once:
            for part in ("read_html", "facts_of", "_engine", "_second", "claims_of"):
                once.enter_context(patch.object(combined, part, _once(getattr(combined, part))))
            for n, run in enumerate(made):
                with ExitStack() as stack:
                    for step in (s for _, later in STEPS[n + 1 :] for s in later):
                        nothing = NOTHING.get(step)
                        module = f"pipelines.reading.{step}"
                        stack.enter_context(patch(module, lambda *_, x=nothing: _fresh(x)))
                    run.readings[page.url] = combined.extract(page)
    return made


def _once(work: Callable[..., T]) -> Callable[..., T]:
    """The same for one page: its first answer to each way of asking, whoever asks."""
    answers: dict[tuple[tuple[str, Any], ...], T] = {}

    def answer(*args: Any, **asked: Any) -> T:
        key = tuple(asked.items())
        if key not in answers:
            answers[key] = work(*args, **asked)
        return answers[key]

    return answer


def _fresh(value: Any) -> Any:
    return list(value) if isinstance(value, list) else value


def timed(run: Run, work: Callable[[], T]) -> T:
    start = time.process_time()
    result = work()
    run.seconds += time.process_time() - start
    return result


def scored(rows: list[Row], run: Run, scorer: Path) -> str:
    """What the scorer says of a database with these readings."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.db"
        db = sqlite3.connect(path)
        db.execute("create table articles (url, title, authors, published_at, text)")
        for row in rows:
            got = run.readings[row["url"]]
            when = got.published_at.isoformat() if got.published_at else None
            told = (row["url"], got.title, json.dumps(got.authors), when, got.text)
            db.execute("insert into articles values (?, ?, ?, ?, ?)", told)
        db.commit()
        db.close()
        truth = Path(folder) / "truth.jsonl"
        truth.write_text("\n".join(json.dumps(row) for row in rows), "utf8")
        command = [sys.executable, str(scorer), str(path), "--truth", str(truth)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def refused(rows: list[Row], run: Run) -> None:
    """Pages of articles that would not be admitted."""
    passes = (PageStatus.ARTICLE, PageStatus.LIVE_BLOG)
    lost = [r for r in run.readings.values() if r.status not in passes]
    print(f"\nrefused: {len(lost)} of {len(rows)} ({len(lost) / len(rows):.2%})")
    for reading in lost:
        print(f"  {reading.status.value}: {reading.because}")


if __name__ == "__main__":
    main()
