"""Situations, one folder each in tests/cases/: pages in, verdicts out.

A folder holds a few pages (`NAME.html`, of our own writing) and `verdict.toml`, which says where
each was fetched, why the situation is worth a folder, and what must be concluded. To add a
situation, add a folder. Each is read twice, in both orders of arrival, and must come out the same.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from pipelines.extract import article_of
from pipelines.extractors.combined import extract
from pipelines.fingerprint import fingerprint
from pipelines.judge import judge
from pipelines.save import save
from presswatch.values import Link, Page
from storage import Store, open_store

CASES = Path(__file__).parent / "cases"
SITUATIONS = sorted(path.parent.name for path in CASES.glob("*/verdict.toml"))
SEEN = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Situation:
    """One folder."""

    folder: Path
    verdict: dict[str, Any]

    def pages(self) -> list[Page]:
        return [self._page(name, url) for name, url in self.verdict["pages"].items()]

    def _page(self, name: str, url: str) -> Page:
        body = (self.folder / f"{name}.html").read_bytes()
        return Page(url, urlsplit(url).hostname or "", body, SEEN, Link(url))

    def name_of(self, url: str | None) -> str | None:
        return next((n for n, u in self.verdict["pages"].items() if u == url), None)


def traced(path: Path, pages: Iterable[Page]) -> Store:
    """A database in which the pages arrived in this order."""
    store = open_store(f"sqlite:///{path}", writer=True)
    for page in pages:
        with store.transaction():
            store.sources.ensure(page.source, f"https://{page.source}/")
            save(store, judge(store, fingerprint(article_of(page, extract(page)))))
    return store


def told(store: Store, situation: Situation) -> list[dict[str, Any]]:
    """What the database says, in the words of verdict.toml."""
    name = situation.name_of
    stories = []
    for story, kind, origin, because in store.db.execute(
        "select s.id, s.origin_kind, o.url, s.because from stories s"
        " join articles o on o.id = s.origin order by o.url"
    ).fetchall():
        members = store.db.execute("select url from articles where story = ?", [story]).fetchall()
        copies = store.db.execute(
            "select a.url, c.relation, c.credit_kept, c.changes from copies c"
            " join articles a on a.id = c.article where c.story = ? order by a.url",
            [story],
        ).fetchall()
        stories.append({
            "kind": kind, "origin": name(origin), "because": because,
            "members": sorted(str(name(url)) for (url,) in members),
            "copies": [(name(url), relation, credit, json.loads(changes))
                       for url, relation, credit, changes in copies],
        })  # fmt: skip
    return stories


def agrees(story: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether a told story is the one that verdict.toml describes."""
    if "alone" in wanted:
        return story["members"] == [wanted["alone"]] and not story["copies"]
    copies = {name: rest for name, *rest in story["copies"]}
    return (
        story["kind"] == wanted["kind"]
        and story["origin"] == wanted.get("origin", story["origin"])
        and wanted.get("because", "") in story["because"]
        and ("copy" not in wanted or copies.keys() == {c["page"] for c in wanted["copy"]})
        and all(_copy_agrees(copies[c["page"]], c) for c in wanted.get("copy", ()))
    )


def _copy_agrees(copy: list[Any], wanted: dict[str, Any]) -> bool:
    relation, credit, changes = copy
    return (
        relation == wanted.get("relation", relation)
        and credit == wanted.get("credit", credit)
        and set(wanted.get("changes", ())) <= set(changes)
    )


@pytest.mark.parametrize("name", SITUATIONS)
def test_situation(name: str, tmp_path: Path) -> None:
    folder = CASES / name
    situation = Situation(folder, tomllib.loads((folder / "verdict.toml").read_text("utf8")))
    pages = situation.pages()
    stories = told(traced(tmp_path / "one.db", pages), situation)
    for wanted in situation.verdict["story"]:
        assert any(agrees(story, wanted) for story in stories), (situation.verdict["why"], stories)
    assert len(stories) == len(situation.verdict["story"])
    assert told(traced(tmp_path / "other.db", reversed(pages)), situation) == stories


def test_there_are_situations() -> None:
    assert len(SITUATIONS) >= 11
