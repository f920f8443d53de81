"""What is documented is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from presswatch.cli import COMMANDS

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
