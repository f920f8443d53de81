"""The whole way, as a person takes it: crawl the built-in press twice, and compare with the truth."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from presswatch.demo.clock import remembered
from presswatch.demo.edition import Edition

TRUTH = tomllib.loads(files("presswatch.demo").joinpath("truth.toml").read_text("utf8"))
COPIES = [(story, copy) for story in TRUTH["story"] for copy in story.get("copy", ())]


def demo(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "presswatch.cli", "demo", "--no-serve", "--desk", str(folder)],
        env=os.environ | {"PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


class Desk:
    """What a demo left behind, asked by the names of the truth."""

    def __init__(self, folder: Path, printed: str) -> None:
        self.printed = printed
        self.db = sqlite3.connect(folder / "presswatch.db")
        self.db.row_factory = sqlite3.Row
        self.edition = Edition(remembered(folder / "press-reference.txt"), 2)

    def article(self, page: str) -> sqlite3.Row | None:
        return self.db.execute("select * from articles where url = ?", [self.url(page)]).fetchone()

    def url(self, page: str) -> str:
        return self.edition.url(page)

    def copy(self, page: str, relation: str | None = None) -> sqlite3.Row | None:
        return self.db.execute(
            "select c.*, o.url as origin_url from copies c join articles a on a.id = c.article"
            " left join articles o on o.id = c.copied_from where a.url = ?"
            " and (? is null or c.relation = ?)",
            [self.url(page), relation, relation],
        ).fetchone()

    def story(self, page: str) -> sqlite3.Row:
        return self.db.execute(
            "select s.* from stories s join articles a on a.story = s.id where a.url = ?",
            [self.url(page)],
        ).fetchone()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "desk"


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Desk]:
    ran = demo(folder)
    assert ran.returncode == 0, ran.stderr[-2000:]
    return Desk(folder, ran.stdout)


def test_the_dsa_story_is_told_with_origin_and_because(desk: Desk) -> None:
    assert "Origin: Defence Security Asia" in desk.printed
    assert "because" in desk.printed
    assert "'15,000' became '50,000'" in desk.printed


@pytest.mark.parametrize(("story", "copy"), COPIES, ids=[c["page"] for _, c in COPIES])
def test_every_copy_is_linked_to_its_origin(desk: Desk, story: dict, copy: dict) -> None:
    row = desk.copy(copy["page"])
    assert row is not None, "not linked"
    if copy["page"] not in TRUTH["round2"]["stale"]:  # its origin was corrected since
        assert row["relation"] == copy["relation"]
    if "origin" in story:
        assert row["origin_url"] == desk.url(story["origin"])


def test_a_page_laid_out_in_a_table_is_read_as_text(desk: Desk) -> None:
    page = "island-gazette/radar-on-little-perak"
    article = desk.article(page)
    assert article["title"] == "Radar chain will look past our own front door"
    assert len(article["text"].split("\n")) > 10
    assert "Back to the front page" not in article["text"]
    assert "Tide tables" not in article["text"]
    credits = json.loads(article["credits"])
    assert [credit["place"] for credit in credits] == ["source line"]
    assert desk.copy(page)["credit_kept"] == "kept"


@pytest.mark.parametrize("story", TRUTH["story"], ids=[s["name"] for s in TRUTH["story"]])
def test_every_story_names_its_origin(desk: Desk, story: dict) -> None:
    if "origin" in story:
        told = desk.story(story["origin"])
        assert told["origin_kind"] == "origin"
        assert told["origin"] == desk.article(story["origin"])["id"]
    else:
        told = desk.story(story["earliest"])
        assert told["origin_kind"] == "agency"
        assert story["agency"] in told["origin_name"]
        assert told["origin"] == desk.article(story["earliest"])["id"]


@pytest.mark.parametrize("apart", TRUTH["apart"], ids=[a["pages"][0] for a in TRUTH["apart"]])
def test_what_looks_alike_stays_apart(desk: Desk, apart: dict) -> None:
    stories = [desk.story(page)["id"] for page in apart["pages"]]
    assert len(set(stories)) == len(stories), apart["why"]


@pytest.mark.parametrize("shared", TRUTH["shared"])
def test_a_shared_source_is_no_copy(desk: Desk, shared: dict) -> None:
    stories = [desk.story(page)["id"] for page in shared["pages"]]
    assert len(set(stories)) == len(stories), shared["why"]


@pytest.mark.parametrize("page", [n["page"] for n in TRUTH["not_article"]])
def test_what_is_no_article_is_a_row_with_a_reason(desk: Desk, page: str) -> None:
    assert desk.article(page) is None
    lost = desk.db.execute(
        "select outcome, reason from fetches where url = ?", [desk.url(page)]
    ).fetchone()
    assert lost["outcome"] == "lost"
    assert lost["reason"]


@pytest.mark.parametrize("page", [f["page"] for f in TRUTH["forbidden"]])
def test_what_robots_forbid_is_never_stored(desk: Desk, page: str) -> None:
    assert desk.article(page) is None


def test_the_evening_finds_the_correction_and_the_new_articles(desk: Desk) -> None:
    later = TRUTH["round2"]
    origin = desk.article(later["corrected"])
    (revision,) = desk.db.execute("select * from revisions where article = ?", [origin["id"]])
    assert f"'{later['old_number']}' became '{later['new_number']}'" in json.loads(
        revision["changes"]
    )
    assert desk.article(later["withdrawn"])["state"] == "missing"
    assert all(desk.article(page) is not None for page in later["new"])


def test_nothing_else_was_edited(desk: Desk) -> None:
    assert desk.db.execute("select count(*) from revisions").fetchone()[0] == 1


def test_a_second_demo_adds_nothing(desk: Desk, folder: Path) -> None:
    tables = ("articles", "stories", "copies", "revisions")
    before = {t: desk.db.execute(f"select count(*) from {t}").fetchone()[0] for t in tables}
    ran = demo(folder)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert {t: desk.db.execute(f"select count(*) from {t}").fetchone()[0] for t in tables} == before
