"""Whatever a page on the web says of itself, it stays text here."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as xml

import pytest
from lxml import html as markup

from storage import open_store
from storage.browse.spreadsheet import sheet
from storage.browse.words import web
from tests.browse.conftest import Visitor, addresses
from tests.browse.newsroom import NOON, Newsroom, build

EVIL = (
    "=cmd|'/c calc'!A1 \"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"
    "\u202egnp.exe\u2066 \x1b[31m \x00\x01 \x02night\x03 </title></textarea><svg onload=alert(1)>"
)
LINK = "javascript:alert(document.domain)//"
FACT = {"name": EVIL, "value": EVIL, "where": EVIL}
CREDIT = {"name": EVIL, "tag": EVIL, "place": "closing tag", "agency": None, "domains": [], "url": LINK,
          "quote": EVIL, "span": None}  # fmt: skip
SET = {
    "articles": {"title": EVIL, "text": f"{EVIL}\n{EVIL} night", "credit": EVIL, "language": EVIL, "section": EVIL,
                 "description": EVIL, "image": LINK, "published_raw": EVIL, "last_modified_at": EVIL,
                 "extractor": EVIL, "authors": json.dumps([EVIL]), "facts": json.dumps([FACT]),
                 "credits": json.dumps([CREDIT])},
    "stories": {"title": EVIL, "origin_name": EVIL, "origin_url": LINK, "because": EVIL},
    "copies": {"because": EVIL, "changes": json.dumps([EVIL]),
               "evidence": json.dumps({"because": EVIL, "credits": [EVIL], "spans": []})},
    "revisions": {"title": EVIL, "text": EVIL, "changes": EVIL},
    "sources": {"title": EVIL, "home": LINK, "language": EVIL},
    "watches": {"title": EVIL, "note": EVIL, "query": f"night OR {EVIL}"},
    "doors": {"state": EVIL, "said": EVIL},
    "fetches": {"reason": EVIL, "detail": EVIL, "warc_file": "../../etc/passwd"},
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile_room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    room = build(tmp_path_factory.mktemp("hostile") / "presswatch.db")
    with closing(sqlite3.connect(room.path)) as db, db:
        for table, columns in SET.items():
            sets = ", ".join(f"{name} = ?" for name in columns)
            db.execute(f"update {table} set {sets}", list(columns.values()))
        for table in ("articles", "doors", "fetches"):
            db.execute(f"update {table} set url = '{LINK}' || id")
    return room


@pytest.fixture(scope="module")
def hostile(hostile_room: Newsroom) -> Iterator[Visitor]:
    visitor = Visitor(hostile_room.path)
    yield visitor
    visitor.close()


def test_no_page_executes_or_loads_anything(hostile: Visitor, hostile_room: Newsroom) -> None:
    for path in addresses(hostile_room):
        tree = markup.fromstring(hostile.page(path).encode())
        assert not tree.xpath(
            "//script | //img | //iframe | //object | //embed | //base | //style"
        ), path
        assert not tree.xpath("//@*[starts-with(name(), 'on')] | //@style"), path
        assert not tree.xpath("//meta[@http-equiv]"), path
        for address in tree.xpath("//@href | //@src | //@action"):
            assert urlsplit(address).scheme in ("", "http", "https"), (path, address)
            assert not address.startswith("//"), (path, address)
        assert "49" not in "".join(tree.xpath("//h1//text()")), path


def test_a_strict_policy_stands_on_each_page_and_nothing_foreign_on_datasettes(
    hostile: Visitor, hostile_room: Newsroom
) -> None:
    for path in addresses(hostile_room):
        policy = hostile.get(path).headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "script-src" not in policy
    for path in (
        "/presswatch",
        "/presswatch/articles",
        "/nothing/here",
        "/-/static-plugins/presswatch/pages.css",
    ):
        answer = hostile.get(path)
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_direction_marks_are_isolated(hostile: Visitor, hostile_room: Newsroom) -> None:
    alone = {
        "bdi",
        "title",
        "option",
        "mark",
        "text",
        "del",
        "ins",
    }  #: mark, del and ins stand in dir="auto"
    for path in addresses(hostile_room):
        tree = markup.fromstring(hostile.page(path).encode())
        for node in tree.iter():
            if isinstance(node.tag, str) and "\u202e" in (node.text or ""):
                ancestors = {node.tag, *(a.tag for a in node.iterancestors())}
                own = "auto" in [node.get("dir"), *(a.get("dir") for a in node.iterancestors())]
                assert own or ancestors & alone, (path, node.tag, node.get("class"))


def test_tables_to_take_away_run_no_formula(hostile: Visitor) -> None:
    for path in ("/search.csv?q=night", "/watch/night-boat.csv"):
        rows = list(csv.reader(io.StringIO(hostile.page(path))))
        assert len(rows) > 1
        for cell in (cell for row in rows[1:] for cell in row):
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", " =1", "\r=1", "＝1"])
def test_a_formula_is_disarmed(cell: str) -> None:
    (row,) = list(csv.reader(io.StringIO(sheet(("a",), [(cell,)]).partition("\r\n")[2])))
    assert row[0].startswith("'")


@pytest.mark.parametrize(
    "path",
    [
        "/feed.atom?days=0",
        "/search.atom?q=night",
        "/source/maren-agency/feed.atom",
        "/watch/night-boat/feed.atom",
    ],
)
def test_feeds_stay_well_formed(hostile: Visitor, path: str) -> None:
    text = hostile.page(path)
    assert xml.fromstring(text).findall("{http://www.w3.org/2005/Atom}entry")
    assert "\u202e" not in text


def test_a_raw_capture_outside_its_folder_is_not_read(hostile: Visitor) -> None:
    assert hostile.get("/raw/1").status_code == 404


@pytest.mark.parametrize(
    "url",
    [LINK, "data:text/html,x", "vbscript:x", " javascript:x", "//evil.example", "file:///etc/passwd", "http://[", "", None,
     "JaVaScRiPt:x", "https:nothing", "\x01javascript:x"],
)  # fmt: skip
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert web(url) is None
    assert web("https://a.example/x?y=1#z") == "https://a.example/x?y=1#z"


def test_a_raw_capture_comes_as_plain_text(tmp_path: Path) -> None:
    room = build(tmp_path / "presswatch.db")
    store = open_store(room.path, writer=True)
    page = room.page("gull-post", "https://gull-post.example/x", NOON)
    raw = store.warc.append(page)
    with store.transaction() as db:
        db.execute("update fetches set warc_file = ?, warc_offset = ?, warc_length = ? where id = 1",
                   [raw.file, raw.offset, raw.length])  # fmt: skip
    store.close()
    visitor = Visitor(room.path)
    answer = visitor.get("/raw/1")
    visitor.close()
    assert answer.text == "<p>as it came</p>"
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["content-disposition"].startswith("attachment")
