"""OPML in and out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from presswatch.commands.add import command as add
from presswatch.commands.opml import command as opml
from presswatch.errors import UsageError
from spiders.sources import read_watchlist

OPML = """<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><body>
<outline text="Harbours"><outline text="The Gazette" type="rss" xmlUrl="https://gazette.example/feed"/>
<outline text="Gazette sport" type="rss" xmlUrl="https://www.gazette.example/sport/feed"/></outline>
<outline text="Herald &amp; Post" type="rss" xmlUrl="https://herald.example/atom.xml"/>
<outline text="script" type="rss" xmlUrl="javascript:alert(1)"/>
<outline text="known" type="rss" xmlUrl="https://known.example/feed"/></body></opml>"""
HEAD = """[monitor]
contact = "mailto:desk@example.org"  # mine

[[source]]
name = "herald"
home = "https://known.example/"
feeds = ["https://known.example/feed"]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "sources.toml").write_text(HEAD, "utf8")
    (tmp_path / "reader.opml").write_text(OPML, "utf8")
    return tmp_path


def run(command: object, desk: Path, *arguments: str) -> str:
    options = [*arguments, "--sources", str(desk / "sources.toml")]
    ran = CliRunner().invoke(command, options, catch_exceptions=False)  # type: ignore[arg-type]
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_a_reader_s_list_becomes_one_source_a_site(desk: Path) -> None:
    said = run(add, desk, str(desk / "reader.opml"))
    assert "2 sources with 3 feeds" in said
    sources = {s.name: s for s in read_watchlist(desk / "sources.toml").sources}
    assert sources["gazette"].feeds == (
        "https://gazette.example/feed", "https://www.gazette.example/sport/feed"
    )  # fmt: skip
    assert sources["herald-2"].title == "Herald & Post"
    assert "# mine" in (desk / "sources.toml").read_text("utf8")
    before = (desk / "sources.toml").read_text("utf8")
    assert "nothing new" in run(add, desk, str(desk / "reader.opml"))
    assert (desk / "sources.toml").read_text("utf8") == before


def test_what_goes_out_comes_in_again(desk: Path) -> None:
    run(add, desk, str(desk / "reader.opml"))
    run(opml, desk, str(desk / "out.opml"))
    first = {url for s in read_watchlist(desk / "sources.toml").sources for url in s.feeds}
    (desk / "sources.toml").write_text(HEAD[: HEAD.index("[[")], "utf8")
    run(add, desk, str(desk / "out.opml"))
    assert {url for s in read_watchlist(desk / "sources.toml").sources for url in s.feeds} == first


@pytest.mark.parametrize(
    "content", ["", "<html>no list</html>", '<!DOCTYPE a [<!ENTITY b "c">]><opml/>']
)
def test_a_file_that_is_none_is_said_in_one_line(desk: Path, content: str) -> None:
    (desk / "reader.opml").write_text(content, "utf8")
    with pytest.raises(UsageError, match=r"reader\.opml"):
        run(add, desk, str(desk / "reader.opml"))
