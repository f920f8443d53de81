"""Archives: what becomes a page, and what is told about the rest."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from presswatch.errors import UsageError
from presswatch.values import DoorKind, Link, Page
from spiders.archive import ARTICLE_JSON, pages_of
from storage.warc import Archive

HTML = b"<html><body><h1>Ferry strike ends</h1><p>The strike ended on Tuesday.</p></body></html>"


def test_a_line_of_jsonl_is_a_page_of_its_source(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    row = {"url": "https://gazette.example/a", "source": "gazette", "text": "One."}
    path.write_text(json.dumps(row) + "\n\n" + json.dumps({**row, "source": None}) + "\n", "utf8")
    first, second = pages_of(path, None)
    assert (first.url, first.source, first.media_type) == (row["url"], "gazette", ARTICLE_JSON)
    assert second.source == "gazette.example"  # nobody said, so its host is its source
    assert first.link.door is DoorKind.ARCHIVE


def test_a_line_that_is_no_article_keeps_its_number(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"url": "https://gazette.example/a", "text": "One."}\nnot json\n', "utf8")
    _, broken = pages_of(path, None)
    assert broken.url == f"{path.resolve().as_uri()}#line-2"


def test_a_warc_gives_its_html_responses(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for name, kind, status in (
        ("a", "text/html; charset=utf-8", 200),
        ("b.png", "image/png", 200),
        ("c", "text/html", 404),
    ):
        url = f"https://gazette.example/{name}"
        archive.append(
            Page(url, "gazette", HTML, datetime(2026, 11, 2, 8, tzinfo=UTC), Link(url), status=status,
                 headers=(("Content-Type", kind),))
        )  # fmt: skip
    archive.close()
    (page,) = pages_of(tmp_path, None)
    assert page.url == "https://gazette.example/a"
    assert page.body == HTML
    assert page.fetched_at == datetime(2026, 11, 2, 8, tzinfo=UTC)
    assert page.source == "gazette.example"


def test_a_folder_of_html_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.html").write_bytes(HTML)
    (tmp_path / "deep" / "b.htm").write_bytes(HTML)
    (tmp_path / "notes.txt").write_text("not a page", "utf8")
    assert [p.url.rpartition("/")[2] for p in pages_of(tmp_path, "gazette")] == ["a.html", "b.htm"]


def test_a_file_of_another_kind_says_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "articles.xlsx"
    path.touch()
    with pytest.raises(UsageError, match=r"not \.jsonl, \.warc"):
        list(pages_of(path, None))
