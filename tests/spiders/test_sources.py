"""sources.toml: what it may say, and how a mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from presswatch.errors import SourcesError
from spiders.sources import read_watchlist

GOOD = """\
[monitor]
contact = "mailto:desk@example.org"

[[source]]
name = "gazette"
home = "https://gazette.example/"
feeds = ["https://gazette.example/feed.xml"]
signature = ["GZ"]
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text(text, "utf8")
    return path


def test_a_source_is_read(tmp_path: Path) -> None:
    watchlist = read_watchlist(write(tmp_path, GOOD))
    (source,) = watchlist.sources
    assert (source.name, source.feeds, source.signature) == (
        "gazette",
        ("https://gazette.example/feed.xml",),
        ("GZ",),
    )
    assert watchlist.contact == "mailto:desk@example.org"


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("feeds =", "fedes ="), 7, "did you mean 'feeds'"),
        (('name = "gazette"', 'name = "The Gazette"'), 5, "not a slug"),
        (('home = "https://gazette.example/"', 'home = "gazette.example"'), 6, "not a web address"),
        (
            ('["https://gazette.example/feed.xml"]', '"https://gazette.example/feed.xml"'),
            7,
            "a list of texts",
        ),
        (
            ('contact = "mailto:desk@example.org"', 'contact = "me"'),
            2,
            "sites must be able to reach you",
        ),
        (("[[source]]", "[[sources]]"), 4, "did you mean 'source'"),
        (
            ('[monitor]\ncontact = "mailto:desk@example.org"', 'monitor = "me"'),
            1,
            "on a line of its own",
        ),
        (("https://gazette.example/feed.xml", "https://[gazette"), 7, "not a web address"),
        (('signature = ["GZ"]', "keep = 1"), 8, "true or false"),
        (('feeds = ["https://gazette.example/feed.xml"]', ""), 5, "has no door"),
    ],
)
def test_a_mistake_names_file_line_and_fix(
    tmp_path: Path, change: tuple[str, str], line: int, says: str
) -> None:
    path = write(tmp_path, GOOD.replace(*change))
    with pytest.raises(SourcesError) as caught:
        read_watchlist(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:{line}: ")
    assert says in message
    assert "\n" not in message


def test_two_sources_may_not_share_a_name(tmp_path: Path) -> None:
    again = GOOD + GOOD[GOOD.index("[[source]]") :]
    with pytest.raises(SourcesError, match=r":10: name: 'gazette' is taken by source 1"):
        read_watchlist(write(tmp_path, again))


def test_toml_that_is_none_says_where(tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match="line 2"):
        read_watchlist(write(tmp_path, "[monitor]\ncontact = \n"))


def test_a_missing_file_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match="presswatch init"):
        read_watchlist(tmp_path / "none.toml")


def test_a_name_nobody_has_suggests_one(tmp_path: Path) -> None:
    watchlist = read_watchlist(write(tmp_path, GOOD))
    with pytest.raises(SourcesError, match="did you mean 'gazette'"):
        watchlist.named("gazete")
