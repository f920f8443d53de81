"""Raw responses on disk, in WARC/1.1 (ISO 28500), one file a day, each record gzipped by itself.

A record is appended before extraction can lose it and synced before any row that points to it is
committed, so a pointer never dangles. Bytes after the last committed pointer are the remains of a
killed crawl: a whole record among them stays (it is a true capture), a torn one is cut off at the
next start, or nothing after it could be read.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from base64 import b32encode
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from http import HTTPStatus
from io import BytesIO, FileIO
from itertools import chain, count
from pathlib import Path

from isal import isal_zlib
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from presswatch.errors import IntegrityError
from presswatch.values import Page, Raw
from storage.disk import written_to
from storage.warc_erasing import captures, erase

#: of ISA-L's gzip, 0 to 3: a seventh of the time of zlib's 4, for a tenth more on disk
LEVEL = 2


class Archive:
    """A folder of WARC files, appended to by one process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file: FileIO | None = None
        self._name = ""
        self._dirty = False
        self._ends: Mapping[str, int] = {}

    def append(self, page: Page) -> Raw:
        """Writes the response; it is durable only after `sync`."""
        record = BytesIO()
        writer = WARCWriter(record, gzip=False, warc_version="1.1")
        # Scrapy hands over decoded bodies: these two would lie about the bytes that follow.
        headers = [(k, v) for k, v in page.headers if k.lower() not in _UNTRUE]
        headers.append(("Content-Length", str(len(page.body))))
        said = StatusAndHeaders(_status_line(page.status), headers, protocol="HTTP/1.1")
        about = {
            "WARC-Date": page.fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "WARC-Payload-Digest": _digest(page.body),
        }
        writer.write_record(
            writer.create_warc_record(  # told its length and digest, it makes no copy of the body
                page.url, "response", payload=BytesIO(page.body), length=len(page.body),
                http_headers=said, warc_headers_dict=about,
            )
        )  # fmt: skip
        packed = isal_zlib.compress(record.getvalue(), LEVEL, wbits=31)
        return self._write(self._file_of(page.fetched_at), packed)

    def _file_of(self, at: datetime) -> str:
        """The day's file; another one where rows point beyond its end, which it never was ours to be.

        So it is after a restore without the raw responses: what is appended there would stand where
        older rows point to.
        """
        day = f"{PREFIX}{at:%Y-%m-%d}"
        names = chain((f"{day}.warc.gz",), (f"{day}.{n}.warc.gz" for n in count(2)))
        return next(name for name in names if name == self._name or self._holds_its_rows(name))

    def _holds_its_rows(self, name: str) -> bool:
        path, end = self.folder / name, self._ends.get(name, 0)
        return end == 0 or (path.exists() and path.stat().st_size >= end)

    def _write(self, name: str, record: bytes) -> Raw:
        """The whole record or nothing of it. Raises DiskFull."""
        with written_to(self.folder / name):
            out = self._open_for(name)
            start = out.seek(0, os.SEEK_END)
            try:
                written = 0
                while written < len(record):
                    written += out.write(record[written:])
            except OSError:
                with suppress(OSError):  # the first error says what is wrong
                    out.truncate(start)  # or nothing after it could be read
                raise
        self._dirty = True
        return Raw(name, start, len(record))

    def read(self, raw: Raw) -> tuple[bytes, tuple[tuple[str, str], ...], int]:
        """(body, headers, status) of a kept response. Raises IntegrityError when it is not there."""
        with self._record(raw) as record:
            body, said = record.content_stream().read(), record.http_headers
            return body, tuple((k, v) for k, v in said.headers), int(said.get_statuscode() or 200)

    @contextmanager
    def _record(self, raw: Raw) -> Generator[ArcWarcRecord]:
        """Whatever goes wrong while it is read, the record is not readable."""
        path = self.folder / raw.file
        try:
            yield next(iter(ArchiveIterator(BytesIO(_bytes_of(path, raw)))))
        except Exception as error:
            raise IntegrityError(
                f"{path} at byte {raw.offset}: no readable record ({ascii(str(error))[:100]})"
            ) from error

    def check(self, raw: Raw, url: str) -> None:
        """Raises IntegrityError unless the record is there, whole, and of that URL."""
        path = self.folder / raw.file
        with self._record(raw) as record:
            body, said = record.content_stream().read(), record.rec_headers
            member = zlib.decompressobj(wbits=31)  # warcio does not look at gzip's own checksum
            member.decompress(_bytes_of(path, raw))
        if not member.eof:
            raise IntegrityError(f"{path} at byte {raw.offset}: a torn record")
        if said.get_header("WARC-Target-URI") != url:
            raise IntegrityError(f"{path} at byte {raw.offset}: a record of another page")
        if said.get_header("WARC-Payload-Digest") != _digest(body):
            raise IntegrityError(f"{path} at byte {raw.offset}: not the bytes that were kept")

    def sync(self) -> None:
        """Returns when everything appended is on disk."""
        if self._file is not None and self._dirty:
            with written_to(self.folder / self._name):
                os.fsync(self._file.fileno())
            self._dirty = False

    def files(self) -> list[Path]:
        """Our files, by day."""
        return sorted(self.folder.glob(f"{PREFIX}*.warc.gz"))

    def erase(self, raws: list[Raw]) -> int:
        """Overwrites these records with nothing; returns how many there were."""
        self.sync()
        return erase(self.folder, raws)

    def erase_addresses(
        self, matches: Callable[[str], bool], read: Callable[[Path], None] = lambda _: None
    ) -> int:
        """The same for every capture of a matching address, those without a row as well.

        `read` is called with each file before it is read through.
        """
        erased = 0
        for path in self.files():
            read(path)
            erased += self.erase(list(captures(path, matches)))
        return erased

    def mend(self, ends: Mapping[str, int]) -> None:
        """Cuts a torn record off the end of each of our files; `ends` is where to start looking."""
        self._ends = ends
        for path in self.files():
            start = ends.get(path.name, 0)
            if path.stat().st_size > start:
                whole = _end_of_whole_records(path, start)
                if path.stat().st_size > whole:
                    os.truncate(path, whole)

    def close(self) -> None:
        """Syncs and lets go of the file."""
        self.sync()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open_for(self, name: str) -> FileIO:
        if name != self._name or self._file is None:
            self.close()
            self.folder.mkdir(parents=True, exist_ok=True)
            self._file = (self.folder / name).open("ab", buffering=0)
            self._name = name
        return self._file


PREFIX = "presswatch-"  #: only files of this name are ever cut; others in the folder are not ours
_UNTRUE = {"content-encoding", "transfer-encoding", "content-length"}


def _digest(body: bytes) -> str:
    return f"sha1:{b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()}"


def _bytes_of(path: Path, raw: Raw) -> bytes:
    with path.open("rb") as file:
        file.seek(raw.offset)
        return file.read(raw.length)


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _end_of_whole_records(path: Path, start: int) -> int:
    """The byte after the last gzip member that is complete, from `start` on."""
    whole = start
    with path.open("rb") as file:
        file.seek(start)
        while True:
            member = zlib.decompressobj(wbits=31)
            while not member.eof:
                chunk = file.read(1 << 16)
                if not chunk:
                    return whole
                try:
                    member.decompress(chunk)
                except zlib.error:
                    return whole
            whole = file.tell() - len(member.unused_data)
            file.seek(whole)
