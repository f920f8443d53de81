"""The command line: what it says, and with which exit code it ends."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commandline import presswatch

ARTICLE = {
    "url": "https://gazette.example/ferry",
    "source": "gazette",
    "title": "Ferry strike ends after a night of talks",
    "text": "The ferry strike in Port Merrow ended on Tuesday after a night of talks in the harbour office.\n"
    "Crews will be paid for the four days they stayed ashore, said Ada Brandt of the seafarers' union.\n"
    "The first boat left for Little Merrow at 06:40 with 118 passengers and eleven lorries of hay.",
    "published_at": "2026-11-02T08:00:00Z",
}


def write(desk: Path, *articles: dict[str, object]) -> Path:
    path = desk / "articles.jsonl"
    path.write_text("\n".join(json.dumps(a) for a in articles) + "\n", "utf8")
    return path


def test_it_starts_from_nothing_as_a_person_starts_it(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "presswatch.cli", "check"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert ran.returncode == 2
    assert (
        ran.stderr == "presswatch: sources.toml: no such file; run `presswatch init` to make one\n"
    )


def test_init_makes_a_desk_and_overwrites_nothing(tmp_path: Path) -> None:
    assert presswatch(tmp_path, "init").returncode == 0
    assert presswatch(tmp_path, "check").returncode == 0
    (tmp_path / "sources.toml").write_text("mine", "utf8")
    assert "left as it is" in presswatch(tmp_path, "init").stdout
    assert (tmp_path / "sources.toml").read_text("utf8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("check",), 2, "run `presswatch init`"),
        (("crawl",), 2, "run `presswatch init`"),
        (("status",), 2, "no such database"),
        (("search", "x"), 2, "no such database"),
        (("serve",), 2, "no such database"),
        (("retrace",), 2, "no such database"),
        (("import", "none.jsonl"), 2, "no such file"),
        (("nonsense",), 2, "No such command"),
        (("crawl", "--nonsense"), 2, "No such option"),
    ],
)
def test_a_mistake_is_one_line_and_an_exit_code(
    tmp_path: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    ran = presswatch(tmp_path, *arguments)
    assert ran.returncode == code
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr


def test_imported_articles_are_found_told_and_imported_once(tmp_path: Path) -> None:
    copy = ARTICLE | {
        "url": "https://herald.example/1",
        "source": "herald",
        "published_at": "2026-11-02T10:30:00Z",
    }
    path = write(tmp_path, ARTICLE, copy)
    assert presswatch(tmp_path, "import", path.name).returncode == 0
    found = presswatch(tmp_path, "search", "ferry", "strike").stdout
    told = re.search(r"presswatch story --story (\d+)\n", found)
    assert told is not None
    assert "herald" in presswatch(tmp_path, "story", "--story", told[1]).stdout
    told = presswatch(tmp_path, "story", "https://herald.example/1").stdout
    assert "Earliest copy seen: gazette" in told
    assert "+2 h 30 min" in told
    assert "verbatim" in told
    again = presswatch(tmp_path, "import", path.name).stdout
    assert again.startswith("0 new articles of 2 pages")


def test_a_bad_line_is_a_row_with_a_reason_and_the_rest_is_imported(tmp_path: Path) -> None:
    path = write(tmp_path, ARTICLE, {"url": "https://gazette.example/2", "text": 5})
    path.write_text(path.read_text("utf8") + "not json\n", "utf8")
    ran = presswatch(tmp_path, "import", path.name)
    assert ran.returncode == 0
    assert "1 new article of 3 pages" in ran.stdout
    assert "unreadable" in ran.stdout
    assert "not JSON" in ran.stdout or "field 'text'" in ran.stdout  # of the one that is shown


def test_an_analyst_may_split_and_link_and_it_stays(tmp_path: Path) -> None:
    copy = ARTICLE | {"url": "https://herald.example/1", "source": "herald"}
    path = write(tmp_path, ARTICLE, copy)
    presswatch(tmp_path, "import", path.name)
    ran = presswatch(
        tmp_path, "unlink", str(ARTICLE["url"]), str(copy["url"]), "--note", "written apart"
    )
    assert ran.returncode == 0, ran.stderr
    assert "1 article in 1 outlet" in presswatch(tmp_path, "story", str(copy["url"])).stdout
    presswatch(
        tmp_path,
        "import",
        write(tmp_path, ARTICLE | {"url": "https://post.example/9", "source": "post"}).name,
    )
    assert presswatch(tmp_path, "link", str(ARTICLE["url"]), str(copy["url"])).returncode == 0
    assert "3 articles in 3 outlets" in presswatch(tmp_path, "story", str(copy["url"])).stdout
