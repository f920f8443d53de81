"""Files that somebody hands to us: bombs, torn ones, and those that name what is not theirs."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from click.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from presswatch.cli import presswatch
from presswatch.values import Page
from spiders.archive import pages_of
from spiders.archive_warc import Unread
from spiders.manners.limits import PAGE_MAXSIZE

GOOD = "https://gazette.example/good"
MB = b" " * 2**20


def zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(MB) for _ in range(megabytes)) + packer.flush()


def brotli_zeros(megabytes: int) -> bytes:
    packer = brotli.Compressor(quality=1)
    return b"".join(packer.process(MB) for _ in range(megabytes)) + packer.finish()


def warc(path: Path, *answers: tuple[str, bytes, dict[str, str]]) -> Path:
    """A WARC file of answers: (address, body, more headers)."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, body, more in answers:
            headers = [("Content-Type", "text/html"), *more.items()]
            said = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            dated = {"WARC-Date": "2026-11-02T08:00:00Z"}
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=BytesIO(body), http_headers=said, warc_headers_dict=dated
                )
            )  # fmt: skip
    return path


Answer = tuple[bytes, dict[str, str]]
BOMBS: dict[str, Callable[[], Answer]] = {
    "a gzip bomb": lambda: (zeros(64), {"Content-Encoding": "gzip"}),
    "a brotli bomb": lambda: (brotli_zeros(64), {"Content-Encoding": "br"}),
    "gzip in gzip": lambda: (gzip.compress(zeros(64)), {"Content-Encoding": "gzip, gzip"}),
    "a hundred layers": lambda: (b"x", {"Content-Encoding": ", ".join(["gzip"] * 100)}),
    "a large body": lambda: (MB * 100, {}),  # 100 kB in the file
    "a chunk of a gigabyte": lambda: (
        b"40000000\r\n" + b"x" * 5000,
        {"Transfer-Encoding": "chunked"},
    ),
    "half a gzip stream": lambda: (zeros(1)[:-20], {"Content-Encoding": "gzip"}),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_in_a_warc_is_a_reason_and_the_next_page_is_read(tmp_path: Path, name: str) -> None:
    body, headers = BOMBS[name]()
    file = warc(
        tmp_path / "a.warc.gz",
        ("https://gazette.example/bomb", body, headers),
        (GOOD, b"<p>x</p>", {}),
    )
    tracemalloc.start()
    bomb, good = pages_of(file, None)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(good, Page)
    if name != "a chunk of a gigabyte":  # warcio gives what is there of it
        assert isinstance(bomb, Unread)
        assert bomb.reason in ("too large", "truncated")
    assert peak < 80 << 20  # warcio unpacks 16 kB of the file at once


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "../../../etc/passwd", "/etc/passwd", "", "javascript:alert(1)", "http://[::1",
     "data:text/html,x", "https:///etc/passwd"],
)  # fmt: skip
def test_a_page_of_no_site_is_not_taken(tmp_path: Path, url: str) -> None:
    file = warc(tmp_path / "a.warc.gz", (url, b"<p>x</p>", {}), (GOOD, b"<p>x</p>", {}))
    found = list(pages_of(file, None))
    assert [one.url for one in found if isinstance(one, Page)] == ([GOOD] if url else [])


@pytest.mark.parametrize("cut", [-30, -200, 40])
def test_a_torn_warc_gives_what_came_before(tmp_path: Path, cut: int) -> None:
    whole = warc(
        tmp_path / "a.warc.gz", (GOOD, b"<p>x</p>" * 99, {}), (GOOD + "2", b"<p>y</p>" * 99, {})
    )
    torn = tmp_path / "torn.warc.gz"
    torn.write_bytes(whole.read_bytes()[:cut])
    found = list(pages_of(torn, None))
    assert [one.url for one in found if isinstance(one, Page)] == ([GOOD] if cut < 0 else [])
    assert len([one for one in found if isinstance(one, Unread)]) <= 1


NOISE: dict[str, Callable[[], bytes]] = {
    "not gzip": lambda: b"\x1f\x8bnot a warc at all" * 50,
    "not a warc": lambda: gzip.compress(b"<html>" * 5000),
    "headers without end": lambda: gzip.compress(b"WARC/1.1\r\n" + b"X-Flood: y\r\n" * 200_000),
    "a length that lies": lambda: gzip.compress(
        b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx"
    ),
    "a length below zero": lambda: gzip.compress(
        b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: -1\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx"
    ),
    "no length": lambda: gzip.compress(
        b"WARC/1.1\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx"
    ),
    "empty": lambda: b"",
}


@pytest.mark.parametrize("name", NOISE)
def test_what_is_no_warc_ends_in_a_reason(tmp_path: Path, name: str) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(NOISE[name]())
    assert not [one for one in pages_of(file, None) if isinstance(one, Page)]


def test_the_command_goes_on_and_each_loss_is_a_row(tmp_path: Path) -> None:
    """All of it at once, by `presswatch import`: a bomb, a line and a page too large, odd lines."""
    from tests.faults.desks import database, query, run

    desk = tmp_path / "in"
    desk.mkdir()
    warc(
        desk / "a.warc.gz",
        ("https://gazette.example/bomb", *BOMBS["a gzip bomb"]()),
        ("file:///etc/passwd", b"x", {}),
    )
    row = json.dumps(
        {"url": GOOD, "title": "A ferry", "text": "It ran late, they said on Monday. " * 40}
    )
    odd = [
        "[" * 5000,
        '{"url": "http://[::1"}',
        '{"url": 7}',
        "null",
        '{"url": "https://a.example/", "source": []}',
    ]
    (desk / "b.jsonl").write_bytes(
        b"{" + b"x" * (PAGE_MAXSIZE + 5) + b"\n" + "\n".join([*odd, row]).encode()
    )
    (desk / "c.html").write_bytes(b"<p>" + b"y" * PAGE_MAXSIZE)
    ran = run(tmp_path, "import", "in", "--quiet")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert query(database(tmp_path), "select url from articles") == [(GOOD,)]
    lost = query(
        database(tmp_path), "select reason from fetches where outcome in ('lost', 'failed')"
    )
    assert len(lost) == 3 + len(odd)  # a response of file:// is none to warcio
    assert [reason for (reason,) in lost].count("too large") == 3


def entities(shape: str) -> str:
    names = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(11))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{names}]>{shape.format("&l11;")}'


OPML = '<opml version="2.0"><body><outline type="rss" text="{0}" xmlUrl="https://quay.example/rss"/></body></opml>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("attack", ["laughs", "quadratic", "file", "deep", "wide"])
def test_an_opml_file_that_attacks_its_reader(tmp_path: Path, attack: str, encoding: str) -> None:
    """A source, or one line: no file is read, and nothing runs away."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the-words-of-a-local-file")
    text = {
        "laughs": entities(OPML),
        "quadratic": f"<!DOCTYPE x [<!ENTITY a '{'a' * 50_000}'>]>" + OPML.format("&a;" * 20_000),
        "file": f"<!DOCTYPE x [<!ENTITY e SYSTEM '{secret.as_uri()}'>]>" + OPML.format("&e;"),
        "deep": "<opml><body>" + "<outline>" * 60_000,
        "wide": "<opml " + " ".join(f"a{n}='1'" for n in range(50_000)) + "/>",
    }[attack]
    opml = tmp_path / "reader.opml"
    opml.write_bytes(text.encode(encoding))
    desk = tmp_path / "sources.toml"
    desk.write_text('[monitor]\ncontact = "mailto:desk@example.org"\n', "utf8")
    ran = CliRunner().invoke(presswatch, ["add", str(opml), "--sources", str(desk)])
    assert ran.exception is None or type(ran.exception).__name__ in ("UsageError", "SystemExit")
    assert len(desk.read_bytes()) < 100_000
    assert "the-words-of-a-local-file" not in desk.read_text("utf8") + ran.output
