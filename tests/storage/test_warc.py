"""Raw responses on disk."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from presswatch.errors import IntegrityError
from presswatch.values import Link, Page, Raw
from storage.warc import Archive

AT = datetime(2026, 11, 2, 8, tzinfo=UTC)


def page(name: str, body: bytes = b"<p>text</p>") -> Page:
    url = f"https://gazette.example/{name}"
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    return Page(url, "gazette", body, AT, Link(url), headers=headers, status=200)


def test_what_was_appended_is_read_back(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "warc")
    raws = [archive.append(page(str(n), f"<p>é {n}</p>".encode())) for n in range(3)]
    archive.close()
    body, headers, status = archive.read(raws[1])
    assert body == "<p>é 1</p>".encode()
    assert ("Content-Type", "text/html") in headers
    assert "Content-Encoding" not in dict(headers)
    assert status == 200


def test_the_file_is_a_warc_that_others_read(tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    archive = Archive(tmp_path)
    archive.append(page("a"))
    archive.append(page("b"))
    archive.close()
    (path,) = tmp_path.glob("*.warc.gz")
    with path.open("rb") as file:
        urls = [r.rec_headers.get_header("WARC-Target-URI") for r in ArchiveIterator(file)]
    assert urls == ["https://gazette.example/a", "https://gazette.example/b"]


@pytest.mark.parametrize("torn", [1, 7, 40])
def test_a_torn_record_is_cut_and_a_whole_one_stays(tmp_path: Path, torn: int) -> None:
    archive = Archive(tmp_path)
    first, second = archive.append(page("a")), archive.append(page("b"))
    third = archive.append(page("c"))
    archive.close()
    path = tmp_path / first.file
    path.write_bytes(path.read_bytes()[: third.offset + torn])
    again = Archive(tmp_path)
    again.mend({first.file: second.offset})
    assert path.stat().st_size == third.offset
    assert again.read(second)[0] == b"<p>text</p>"
    fourth = again.append(page("d"))
    again.close()
    assert again.read(fourth)[0] == b"<p>text</p>"


def test_a_file_of_somebody_else_is_never_touched(tmp_path: Path) -> None:
    other = tmp_path / "crawl-2019.warc.gz"
    other.write_bytes(b"not even gzip")
    Archive(tmp_path).mend({})
    assert other.read_bytes() == b"not even gzip"


def test_a_pointer_to_nothing_is_said(tmp_path: Path) -> None:
    with pytest.raises(IntegrityError, match="no readable record"):
        Archive(tmp_path).read(Raw("presswatch-2026-11-02.warc.gz", 0, 10))
