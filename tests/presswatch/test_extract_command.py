"""`presswatch extract` as people type it, and a crawl of an article on several pages."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from subprocess import CompletedProcess
from typing import ClassVar

import pytest

from presswatch.errors import UsageError
from presswatch.extracting import read_page
from tests.commandline import presswatch
from tests.pipelines.pages import NEWS, PARAGRAPHS, article
from tests.pipelines.wires import prose


class Site(BaseHTTPRequestHandler):
    """A paper on loopback: its pages by path; what was asked is noted."""

    pages: ClassVar[dict[str, str]] = {}
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body = self.pages.get(self.path)
        self.send_response(200 if body else 404)
        kind = "text/plain" if self.path == "/robots.txt" else "text/html; charset=utf-8"
        self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else kind)
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *_: object) -> None:
        """Silence."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}"
    part = lambda n: "".join(f"<p>{line}</p>" for line in prose(n).split("\n"))  # noqa: E731
    following = [f'<link rel="next" href="{home}/long?page={n}">' for n in (2, 3)]
    note = "<p>Read more: Sign up for the letter of the Gazette</p>"
    story = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    Site.pages = {
        "/robots.txt": "User-agent: *\nDisallow: /closed\nDisallow: /long?page=3\n",
        "/story": article(story + note, ld=NEWS),
        "/closed": article(),
        "/long": article(part(1), head=following[0], title="The long story of the coast"),
        "/long?page=2": article(part(2), head=following[1], title="The long story of the coast"),
        "/long?page=3": article(part(3), title="The long story of the coast"),
        "/feed": f"<rss version='2.0'><channel><title>G</title><item><link>{home}/long</link>"
        f"<title>The long story</title></item></channel></rss>",
    }
    yield home
    server.shutdown()
    server.server_close()


@pytest.fixture
def desk(tmp_path: Path, site: str) -> Path:
    (tmp_path / "sources.toml").write_text(
        f'[monitor]\ncontact = "mailto:desk@example.org"\n\n[[source]]\nname = "gazette"\nhome = "{site}/"\n'
        f'feeds = ["{site}/feed"]\n', "utf8",
    )  # fmt: skip
    return tmp_path


def run(desk: Path, site: str, *words: str) -> CompletedProcess[str]:
    env = {"PRESSWATCH_DELAY": "0.01", "PRESSWATCH_ALLOW_ADDRESSES": site.removeprefix("http://")}
    return presswatch(desk, *words, env={**env, "COLUMNS": "160", "PATH": ""})


def test_a_page_on_the_web_is_explained(desk: Path, site: str) -> None:
    ran = run(desk, site, "extract", f"{site}/story", "--explain")
    assert ran.returncode == 0, ran.stderr
    for said in (
        "Council votes to rebuild the lighthouse", "Jonas Ferrow", "2026-11-03 08:15:00+01:00",
        PARAGRAPHS[0][:60], "json-ld", "Sign up for the letter",
    ):  # fmt: skip
        assert said in ran.stdout
    assert not (desk / "presswatch.db").exists()


def test_robots_are_obeyed_and_said_in_one_line(desk: Path, site: str) -> None:
    Site.asked.clear()
    ran = run(desk, site, "extract", f"{site}/closed")
    assert ran.returncode != 0
    assert "robots" in ran.stderr
    assert ran.stderr.strip().count("\n") == 0
    assert "/closed" not in Site.asked


def test_a_file_is_read_as_json(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(article(ld=NEWS), "utf8")
    url = "https://gazette.example/x"
    read = partial(read_page, extractor=".combined", sources=tmp_path / "none", db="none.db")
    told = json.loads(json.dumps(read(str(path), url=url).to_json()))
    assert (told["title"], told["authors"]) == (NEWS["headline"], ["Jonas Ferrow"])
    assert told["text"].split("\n") == list(PARAGRAPHS)
    assert told["url"] == url
    with pytest.raises(UsageError, match=r"none.html: no such file"):
        read("none.html", url=None)
    feed = tmp_path / "feed.xml"
    feed.write_text("<rss version='2.0'><channel><title>G</title></channel></rss>", "utf8")
    with pytest.raises(UsageError, match=r"feed.xml: .*an RSS feed"):
        read(str(feed), url=None)
    with pytest.raises(UsageError, match="presswatch init"):
        read(url, url=None)


def test_an_article_on_several_pages_is_one_as_far_as_robots_allow(desk: Path, site: str) -> None:
    ran = run(desk, site, "crawl", "--quiet")
    assert ran.returncode == 0, ran.stderr
    assert "/long?page=3" not in Site.asked
    with sqlite3.connect(desk / "presswatch.db") as db:
        (text, cut_short), *more = db.execute("select text, partial from articles").fetchall()
        rows = db.execute(
            "select url, outcome, reason, warc_file from fetches where url like '%page%'"
        )
        parts = {url.partition("?")[2]: row for url, *row in rows.fetchall()}
    assert more == []
    assert text.split("\n") == [*prose(1).split("\n"), *prose(2).split("\n")]
    assert cut_short == 1
    assert parts["page=2"][0] == "part"
    assert parts["page=2"][2]  # its raw response is on disk
    assert parts["page=3"][:2] == ["failed", "disallowed by robots.txt"]
