"""Every figure on stories, origins and links, from a traced database and its labels.

    presswatch --db TRACED.db import FILE.jsonl
    python -m bench.reprints_links TRACED.db [FILE.jsonl[.gz]] [--show NAME] [--most N]

Stories, origins, partial copies and negatives are counted as score_reprints.py counts them. Beside
them: of the rows of `copies` that are shown as excerpts, how many are; and what the others are.
`--show` lists the mistakes of one line, by its first word. Articles of the file that are not in the
database are left out, so that a part of the set can be scored.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench.reprints import CORPUS, score


@dataclass(frozen=True, slots=True)
class Truth:
    """What the labels say of an article."""

    row: int  #: of `articles`
    url: str
    story: str
    role: str
    kind: str
    origin: str  #: id, or empty
    parts_of: tuple[str, ...]  #: ids of the articles that it holds a passage of
    ops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A row of `copies`."""

    article: int
    copied_from: int | None
    compared_with: int | None
    relation: str
    because: str


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: how many of how many, and which are wrong."""

    name: str
    right: int
    total: int
    wrong: tuple[tuple[Truth, str], ...]  #: and what was said of each

    def __str__(self) -> str:
        share = self.right / self.total if self.total else 1.0
        kinds = Counter(f"{one.kind} {one.role}" for one, _ in self.wrong)
        return (
            f"{self.name:22} {share:7.4f}  {self.right:6} of {self.total:6}  "
            + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common(6))
        ).rstrip()


class Scored:
    """A database beside the labels of its articles."""

    def __init__(self, db: sqlite3.Connection, labels: Path) -> None:
        rows = {url: (row, story) for row, url, story in db.execute(_ARTICLES)}
        self.truth: dict[int, Truth] = {}
        self.by_id: dict[str, Truth] = {}
        self.story: dict[int, object] = {}
        for name, one in _labels(labels):
            if one.url in rows:
                row, story = rows[one.url]
                self.truth[row] = self.by_id[name] = replace(one, row=row)
                self.story[row] = one.url if story is None else story
        self.links = [Link(*row) for row in db.execute(_COPIES) if row[0] in self.truth]
        self.linked = {n.article: n for n in self.links if n.copied_from is not None}

    def stories(self) -> tuple[float, float, float]:
        """Adjusted Rand index, pair precision, pair recall."""
        rows = sorted(self.truth)
        return score([self.truth[r].story for r in rows], [self.story[r] for r in rows])

    def lines(self) -> Iterator[Line]:
        """The figures, one after the other."""
        truth = self.truth.values()
        copies = [t for t in truth if t.role == "copy" and t.origin in self.by_id]
        yield self._line("origin right", copies, self._has_its_origin)
        partial = [t for t in truth if t.role == "partial"]
        yield self._line("partial linked", partial, lambda t: t.row in self.linked)
        for kind in sorted({t.kind for t in partial}):
            these = [t for t in partial if t.kind == kind]
            yield self._line(f"  {kind}", these, lambda t: t.row in self.linked)
        yield self._excerpts()
        negative = [t for t in truth if t.role == "negative"]
        yield self._line("negatives left alone", negative, lambda t: t.row not in self.linked)
        for kind in sorted({t.kind for t in negative}):
            these = [t for t in negative if t.kind == kind]
            yield self._line(f"  {kind}", these, lambda t: t.row not in self.linked)

    def _has_its_origin(self, one: Truth) -> bool:
        link = self.linked.get(one.row)
        return link is not None and link.copied_from == self.by_id[one.origin].row

    def _line(self, name: str, of: list[Truth], is_right: Callable[[Truth], bool]) -> Line:
        wrong = tuple((t, self._said(t.row)) for t in of if not is_right(t))
        return Line(name, len(of) - len(wrong), len(of), wrong)

    def _said(self, row: int) -> str:
        link = self.linked.get(row)
        if link is None:
            return "not linked"
        return f"{link.relation} of {self._url(link.copied_from)}: {link.because}"

    def _url(self, row: int | None) -> str:
        return self.truth[row].url if row in self.truth else f"article {row}"

    def _excerpts(self) -> Line:
        shown = [n for n in self.links if n.relation == "excerpt"]
        wrong = tuple(
            (self.truth[n.article], f"of {self._url(n.compared_with)}: {n.because}")
            for n in shown
            if not self.is_excerpt(n)
        )
        return Line("excerpts that are", len(shown) - len(wrong), len(shown), wrong)

    def is_excerpt(self, link: Link) -> bool:
        """Whether the labels say that the article holds a passage of that story."""
        one, other = self.truth[link.article], self.truth.get(link.compared_with or 0)
        stories = {self.by_id[i].story for i in one.parts_of if i in self.by_id}
        return one.role == "partial" and other is not None and other.story in stories


def _labels(path: Path) -> Iterator[tuple[str, Truth]]:
    """(id, truth) of each article; its row is not known yet."""
    blob = path.read_bytes()
    text = (gzip.decompress(blob) if path.suffix == ".gz" else blob).decode()
    for one in map(json.loads, text.splitlines()):
        yield one["id"], Truth(
            0, f"https://{one['source']}/{one['id']}", one["story_id"], one["role"], one["kind"],
            one["origin_id"], tuple(one["partial_of"]), tuple(one["ops"]),
        )  # fmt: skip


_ARTICLES = "select id, url, story from articles"
_COPIES = "select article, copied_from, compared_with, relation, because from copies"


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("db", type=Path)
    parser.add_argument("file", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--show", help="list the mistakes of the line that begins like this")
    parser.add_argument("--most", type=int, default=40, help="mistakes listed")
    asked = parser.parse_args()
    scored = Scored(sqlite3.connect(f"file:{asked.db}?mode=ro", uri=True), asked.file)
    ari, precision, recall = scored.stories()
    print(
        f"{len(scored.truth)} articles: ARI {ari:.4f} precision {precision:.4f} recall {recall:.4f}"
    )
    for line in scored.lines():
        print(line)
        if asked.show and line.name.strip().startswith(asked.show):
            for one, said in line.wrong[: asked.most]:
                print(f"    {one.url} ({one.kind}; {', '.join(one.ops)}; part of"
                      f" {' '.join(one.parts_of) or 'nothing'}): {said}")  # fmt: skip


if __name__ == "__main__":
    main()
