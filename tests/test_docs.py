"""What is documented is there."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from pipelines.matchers.overlap import overlap
from pipelines.shelf import dress
from pipelines.text import read
from presswatch.cli import COMMANDS
from presswatch.values import Article, Link, Page
from storage import open_store
from tests.pipelines.wires import Desk

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_command_in_the_docs_exists(page: Path) -> None:
    text = page.read_text("utf8")
    code = re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)
    said = re.compile(r"(?:^|[`$&/] ?|env )presswatch (?:--\S+ \S+ )?([a-z]+)\b", re.MULTILINE)
    named = {command for block in code for command in said.findall(block)}
    assert named <= set(COMMANDS), f"{sorted(named - set(COMMANDS))} in {page.name}"


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?://|#)([^)#\s]+)", page.read_text("utf8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_file_that_the_tour_names_is_there() -> None:
    text = (ROOT / "docs" / "tour.md").read_text("utf8")
    rooms = ("", "presswatch", "spiders", "pipelines", "storage")
    for name in re.findall(r"`([\w/]+\.(?:py|toml|md))`", text):
        places = [ROOT / room / name for room in rooms]
        assert any(p.exists() or p.with_suffix("").is_dir() for p in places), name


def example(path: str) -> ModuleType:
    """A module of docs/extending.md, by the path in its first line."""
    text = (ROOT / "docs" / "extending.md").read_text("utf8")
    blocks = re.findall(r"```python\n# (\S+)\n(.*?)```", text, re.DOTALL)
    made = ModuleType(Path(path).stem)
    exec(dict(blocks)[path], made.__dict__)
    return made


PAGE_WITH_A_BOX = """<html lang="en"><head><title>The seals are back</title></head><body><article>
<h1>The seals are back</h1><p>Forty grey seals lay on the bar off the lighthouse on Sunday, more than
anybody on the island can remember, and the ferry slowed down so that people could look.</p>
<p>Weather: rain from the west, up to seven degrees and a moderate breeze on all coasts today.</p>
<p>The warden asks walkers to keep their dogs on a lead until the pups have learned to swim, which
takes them about three weeks, and not to stand between a seal and the sea.</p></article></body></html>"""


def test_the_extractor_in_the_docs_extracts() -> None:
    page = Page("https://i.example/1", "i", PAGE_WITH_A_BOX.encode(), datetime.now(UTC), Link("x"))
    reading = example("my_extractors/island.py").extract(page)
    assert "Forty grey seals" in reading.text
    assert "Weather" not in reading.text


def test_the_matcher_in_the_docs_judges() -> None:
    index = Desk().tracer._index
    texts = [dress(index, read(words), "i", "", "en") for words in ("one two three", "four five")]
    opinion = example("my_matchers/epigram.py").judge(overlap(*texts))
    assert opinion.kind is None
    assert opinion.because == "0 words in common"


def test_the_stage_in_the_docs_runs_without_scrapy(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/p.db", writer=True)
    stage = example("my_stages/count_words.py").CountWords(store)
    page = Page("https://i.example/1", "i", b"", datetime.now(UTC), Link("x"))
    stage.process_item(Article(page, page.url, "Seals", "The seals are back."))
    assert stage.words == 4
