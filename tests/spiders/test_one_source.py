"""What sources.toml says of one source, and what its doors are worth, in whole crawls on loopback."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.commandline import presswatch
from tests.crawling import Asked, Server, http
from tests.pipelines.pages import article
from tests.pipelines.wires import prose


class Paper:
    """An outlet whose pages and validators the test sets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.slugs: list[str] = []
        self.sitemaps: dict[str, list[str]] = {}  #: path → slugs
        self.etag = ""  #: of the feed, whatever stands in it
        self.server = Server(self.answer)

    def answer(self, asked: Asked) -> bytes:
        headers = {"ETag": self.etag} if self.etag else {}
        if asked.path == "/feed":
            if self.etag and asked.headers.get("if-none-match") == self.etag:
                return http(b"", 304, **headers)
            items = "".join(f"<item><link>{self.url(s)}</link></item>" for s in self.slugs)
            return http(f"<rss version='2.0'><channel>{items}</channel></rss>", **headers)
        if asked.path == "/index.xml":
            parts = "".join(
                f"<sitemap><loc>{self.server.url(p)}</loc></sitemap>" for p in self.sitemaps
            )
            return http(f"<sitemapindex>{parts}</sitemapindex>")
        if asked.path in self.sitemaps:
            urls = "".join(
                f"<url><loc>{self.url(s)}</loc></url>" for s in self.sitemaps[asked.path]
            )
            return http(f"<urlset>{urls}</urlset>")
        number = asked.path.removeprefix("/story-")
        if not number.isdigit():
            return http("", 404)
        text = "".join(f"<p>{line}</p>" for line in prose(int(number)).split("\n"))
        return http(article(text, title=f"The story of day {number}"))

    def url(self, slug: str) -> str:
        return self.server.url(f"/{slug}")

    def crawl(self, door: str, *settings: str) -> list[Asked]:
        """The requests for its doors and pages of one crawl of the watchlist."""
        self.server.asked.clear()
        (self.folder / "sources.toml").write_text(
            f'[monitor]\ncontact = "mailto:desk@example.org"\n[[source]]\nname = "gazette"\n'
            f'home = "{self.server.url()}"\n{door}\n' + "\n".join(settings), "utf8",
        )  # fmt: skip
        env = os.environ | {
            "PRESSWATCH_DELAY": "0.01", "PRESSWATCH_ALLOW_ADDRESSES": f"127.0.0.1:{self.server.port}",
        }  # fmt: skip
        ran = presswatch(self.folder, "crawl", "--quiet", env=env)
        assert ran.returncode == 0, ran.stderr
        return [a for a in self.server.asked if not a.path.endswith((".txt", ".json"))]

    def stored(self) -> set[str]:
        with sqlite3.connect(self.folder / "presswatch.db") as db:
            return {row[0].rpartition("/")[2] for row in db.execute("select url from articles")}

    @property
    def feed(self) -> str:
        return f'feeds = ["{self.server.url("/feed")}"]'

    @property
    def sitemap(self) -> str:
        return f'sitemaps = ["{self.server.url("/index.xml")}"]'


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Paper]:
    made = Paper(tmp_path)
    with made.server:
        yield made


def stories(paper: Paper, *numbers: int) -> list[str]:
    return [f"story-{n}" for n in numbers]


def test_a_budget_bounds_one_crawl_and_the_next_goes_on(paper: Paper) -> None:
    paper.slugs = stories(paper, 1, 2, 3, 4, 5)
    for so_far in (2, 4, 5):
        paper.crawl(paper.feed, "budget = 2")
        assert len(paper.stored()) == so_far


def test_a_delay_of_its_own_holds_for_doors_and_pages(paper: Paper) -> None:
    paper.slugs = stories(paper, 1, 2)
    asked = paper.crawl(paper.feed, "delay = 0.4")
    assert asked[0].path == "/feed"
    assert len(asked) == 3
    assert min(b.at - a.at for a, b in pairwise(asked)) >= 0.35  # as the server sees it


def test_an_etag_that_never_changes_hides_nothing(paper: Paper) -> None:
    paper.etag = '"for-ever"'
    for number in (1, 2, 3):
        paper.slugs = stories(paper, *range(1, number + 1))
        paper.crawl(paper.feed)
        assert paper.stored() == set(paper.slugs)
    assert "if-none-match" not in paper.crawl(paper.feed)[0].headers


def test_an_etag_that_proved_itself_saves_the_answer(paper: Paper) -> None:
    for number in (1, 2):
        paper.slugs, paper.etag = stories(paper, *range(1, number + 1)), f'"{number}"'
        paper.crawl(paper.feed)
    (door,) = paper.crawl(paper.feed)
    assert door.headers["if-none-match"] == '"2"'
    assert paper.stored() == set(paper.slugs)


def test_an_index_is_one_poll_and_its_sitemaps_are_read_again(paper: Paper) -> None:
    paper.sitemaps = {"/a.xml": stories(paper, 1), "/b.xml": stories(paper, 2)}
    paper.crawl(paper.sitemap)
    paper.sitemaps["/b.xml"] += stories(paper, 3)  # the index itself stays the same, byte for byte
    paper.crawl(paper.sitemap)
    assert paper.stored() == set(stories(paper, 1, 2, 3))
    with sqlite3.connect(paper.folder / "presswatch.db") as db:
        assert db.execute("select url, polls from doors").fetchall() == [
            (paper.server.url("/index.xml"), 2)
        ]


def test_a_page_that_is_known_is_asked_for_again_when_its_rung_has_come(paper: Paper) -> None:
    paper.slugs = stories(paper, 1)
    paper.crawl(paper.feed, 'recheck = ["1 h"]')
    assert [a.path for a in paper.crawl(paper.feed, 'recheck = ["1 h"]')] == ["/feed"]
    with sqlite3.connect(paper.folder / "presswatch.db") as db:
        past = f"{datetime.now(UTC) - timedelta(minutes=1):%Y-%m-%dT%H:%M:%S+00:00}"
        db.execute("update urls set next_at = ?", [past])
    assert [a.path for a in paper.crawl(paper.feed, 'recheck = ["1 h"]')] == ["/feed", "/story-1"]
