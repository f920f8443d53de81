"""Takes captures out of WARC files, in place.

A record is one gzip member. It is overwritten by another member of exactly the same length: a
`metadata` record that says a capture was erased, with the rest of the room as the comment of its
gzip header (RFC 1952, 2.3.1, FCOMMENT), which readers skip. So no other record moves, and no
pointer to one has to change.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from presswatch.values import Raw

_SAYS = b"erased: on demand"


def erase(folder: Path, raws: list[Raw]) -> int:
    """Overwrites these records; returns how many. Those that are not there are gone already."""
    erased = 0
    for name in sorted({raw.file for raw in raws}):
        path = folder / Path(name).name
        if not path.exists():
            continue
        size = path.stat().st_size
        with path.open("r+b") as file:
            for raw in raws:
                if raw.file == name and raw.offset + raw.length <= size:
                    file.seek(raw.offset)
                    file.write(_nothing(raw.length))
                    erased += 1
            file.flush()
            os.fsync(file.fileno())
    return erased


def captures(path: Path, matches: Callable[[str], bool]) -> Iterator[Raw]:
    """The records of a file whose address matches, rows or no rows; a torn end is not read."""
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        try:
            for record in records:
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                offset = records.get_record_offset()
                records.read_to_end(record)
                if url and matches(url):
                    yield Raw(path.name, offset, records.get_record_length())
        except (ArchiveLoadFailed, EOFError, zlib.error):
            return


def _nothing(length: int) -> bytes:
    """A gzip member of that many bytes, with nothing in it that was not put there today."""
    head = (
        "WARC/1.1\r\nWARC-Type: metadata\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid4()}>\r\n"
        f"WARC-Date: {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}\r\n"
        f"Content-Type: application/warc-fields\r\nContent-Length: {len(_SAYS)}\r\n\r\n"
    )
    for record in (head.encode() + _SAYS + b"\r\n\r\n", b""):  # the second: no room for words
        packer = zlib.compressobj(9, wbits=-15)
        body = packer.compress(record) + packer.flush()
        room = length - 18 - len(body)
        if room >= 0:
            break
    else:
        return b"\0" * length
    comment = b" " * (room - 1) + b"\0" if room else b""
    flags = b"\x10" if room else b"\x00"
    tail = zlib.crc32(record).to_bytes(4, "little") + len(record).to_bytes(4, "little")
    return b"\x1f\x8b\x08" + flags + b"\0" * 4 + b"\x02\xff" + comment + body + tail
