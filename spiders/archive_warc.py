"""WARC files of other people: their HTML pages, none too large, and a word for each that is not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader
from warcio.recordloader import ArcWarcRecord

from spiders.manners.limits import PAGE_MAXSIZE, decode
from spiders.manners.refusals import Refused, TooLarge


@dataclass(frozen=True, slots=True)
class Captured:
    """An HTML page of a WARC file."""

    url: str
    at: datetime
    body: bytes
    headers: tuple[tuple[str, str], ...]

    @property
    def media_type(self) -> str:
        """Without its parameters."""
        return _kind(self.headers)


@dataclass(frozen=True, slots=True)
class Unread:
    """Something of an archive that could not be read, and why."""

    url: str
    reason: str
    detail: str


def captured(path: Path) -> Iterator[Captured | Unread]:
    """The HTML answers of a WARC file, up to where it is torn."""
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        try:
            for record in records:
                if (found := _read(path, record)) is not None:
                    yield found
        except Exception as error:  # noqa: BLE001 (warcio lets through what odd headers raise)
            where = f"{path.resolve().as_uri()}#byte-{file.tell()}"
            yield Unread(
                where, "unreadable archive", f"not read on from here: {ascii(str(error))[:200]}"
            )


def has_host(url: str) -> bool:
    """Whether an address names a site."""
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _read(path: Path, record: ArcWarcRecord) -> Captured | Unread | None:
    """None for what is no HTML page."""
    said = record.http_headers
    if record.rec_type != "response" or said is None or said.get_statuscode() != "200":
        return None
    if "html" not in _kind(said.headers):
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if not url.startswith(("http://", "https://")) or not has_host(url):
        return Unread(path.resolve().as_uri(), "unreadable archive", f"a page of {url[:200]!a}")
    try:
        at = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
        body = _body(record)
    except Refused as refusal:
        return Unread(url, refusal.state, str(refusal))
    except (ValueError, ChunkedDataException) as error:
        return Unread(url, "unreadable archive", ascii(str(error))[:200])
    headers = tuple((str(k), str(v)) for k, v in said.headers)
    return Captured(url, at if at.tzinfo else at.replace(tzinfo=UTC), body, headers)


def _body(record: ArcWarcRecord) -> bytes:
    """Decoded. Raises TooLarge and Truncated."""
    said, stream = record.http_headers, record.raw_stream
    if (said.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        stream = ChunkedDataReader(stream, decomp_type=None)
    pieces, size = [], 0
    while piece := stream.read(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > PAGE_MAXSIZE:
            raise TooLarge(f"the body is larger than {PAGE_MAXSIZE:,} bytes")
    named = (said.get_header("Content-Encoding") or "").lower().split(",")
    return decode(b"".join(pieces), [one.strip() for one in named if one.strip()], PAGE_MAXSIZE)


def _kind(headers: Iterable[tuple[str, str]]) -> str:
    found = next((v for k, v in headers if k.lower() == "content-type"), "text/html")
    return found.partition(";")[0].strip().lower()
