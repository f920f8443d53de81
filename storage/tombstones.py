"""What was forgotten on demand and must not come back: hashes, never the words themselves.

Every hash is keyed (BLAKE2b, RFC 7693) with 32 random bytes that lie beside the database, not in
it: whoever is shown the database, or a snapshot of it, cannot test whether an address or a text of
their guessing is among what was forgotten. Without the key the tombstones say nothing, so a
database that has some and lacks its key is not written to.
"""

from __future__ import annotations

import os
import re
import secrets
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from presswatch.errors import IntegrityError
from storage.log import now

Grams = NDArray[np.uint64]

#: of one text's sample in the other: at 0.5 the other issues of a forgotten format are refused, and
#: some stories of one event; 0.7 refuses 89 of 100 copies and 2 of 100 of those
#: (`python -m bench.forgotten`)
ENOUGH = 0.7
LEAST = 8  #: sampled grams in common; fewer are a phrase (docs/forgetting.md)
_LOW = 7  #: bits of a gram that say at which rates it is sampled; kept as they are


class Stone(StrEnum):
    """What a tombstone stands for."""

    URL = "url"
    HOST = "host"  #: and every host below it
    TEXT = "text"


class Tombstones:
    """Rows of `tombstones`; asked for each link and each text, so they are held in memory."""

    def __init__(self, db: Database, key_file: Path) -> None:
        self._db = db
        self._file = key_file
        self._key = b""
        self._known: dict[Stone, set[str]] = {stone: set() for stone in Stone}
        self._holders: dict[int, list[int]] = {}  #: gram → texts
        self._grams: dict[int, Grams] = {}

    def load(self) -> None:
        """Reads the table. Raises IntegrityError when there are rows and no key to read them by."""
        self._known = {stone: set() for stone in Stone}
        self._holders, self._grams = {}, {}
        rows = self._db.execute("select id, kind, hash, grams from tombstones").fetchall()
        if rows:
            self._key = self._read_key()
        for row, kind, said, grams in rows:
            self._known[Stone(kind)].add(said)
            if grams:
                self._hold(row, np.frombuffer(grams, dtype="<u8").astype(np.uint64))

    def __bool__(self) -> bool:
        """Whether anything was ever forgotten."""
        return any(self._known.values())

    def bury_address(self, url: str) -> None:
        """This address is never fetched or stored again."""
        self._put(Stone.URL, self._hash(address(url)))

    def bury_host(self, host: str) -> None:
        """Nothing of this host, nor of one below it, is fetched or stored again."""
        self._put(Stone.HOST, self._hash(bare_host(host)))

    def bury_text(self, text: str, sha256: str, grams: Grams) -> None:
        """This text is never stored again, whoever prints it. `grams`: its sample, without stock."""
        for said in (words(text), sha256):
            if said:
                self._put(Stone.TEXT, self._hash(said))
        if len(grams) >= LEAST:
            keyed = self._keyed(grams)
            said = self._hash(keyed.tobytes().hex())
            self._put(Stone.TEXT, said, keyed.astype("<u8").tobytes())

    def refuses_address(self, url: str) -> bool:
        """Whether this address, or its host, was forgotten."""
        if not self:
            return False
        if self._known[Stone.HOST]:
            labels = bare_host(urlsplit(url).hostname or "").split(".")
            hosts = {".".join(labels[n:]) for n in range(len(labels))}
            if any(self._hash(host) in self._known[Stone.HOST] for host in hosts):
                return True
        return self._hash(address(url)) in self._known[Stone.URL]

    def refuses_text(self, text: str, sha256: str, grams: Grams, rate: int) -> bool:
        """Whether this text, or most of it, or all of a forgotten one inside it, was forgotten.

        `grams`: its sample, one gram in `rate`.
        """
        texts = self._known[Stone.TEXT]
        if not texts:
            return False
        if self._hash(sha256) in texts or self._hash(words(text)) in texts:
            return True
        keyed = self._keyed(grams)
        common = Counter(row for gram in keyed.tolist() for row in self._holders.get(gram, ()))
        return any(
            hits >= LEAST and self._is_mostly(row, keyed, rate) for row, hits in common.items()
        )

    def _is_mostly(self, row: int, keyed: Grams, rate: int) -> bool:
        """By the coarser of the two samples: a rate that divides another keeps all of its grams."""
        theirs = self._grams[row]
        coarse = np.uint64(max(rate, _rate(theirs)) - 1)
        ours, theirs = keyed[keyed & coarse == 0], theirs[theirs & coarse == 0]
        common = len(np.intersect1d(ours, theirs))
        fewer = min(len(ours), len(theirs))
        return fewer > 0 and common / fewer >= ENOUGH

    def _hold(self, row: int, grams: Grams) -> None:
        self._grams[row] = grams
        for gram in grams.tolist():
            self._holders.setdefault(gram, []).append(row)

    def _put(self, stone: Stone, said: str, grams: bytes | None = None) -> None:
        if said in self._known[stone]:
            return
        cursor = self._db.execute(
            "insert into tombstones (kind, hash, grams, made_at) values (?, ?, ?, ?)",
            [stone, said, grams, now()],
        )
        self._known[stone].add(said)
        if grams:
            self._hold(
                int(cursor.lastrowid or 0), np.frombuffer(grams, dtype="<u8").astype(np.uint64)
            )

    def _hash(self, said: str) -> str:
        key = self._key = self._key or self._read_key(make=True)
        return blake2b(said.encode("utf-8", "replace"), key=key, digest_size=16).hexdigest()

    def _keyed(self, grams: Grams) -> Grams:
        key = self._key = self._key or self._read_key(make=True)
        found = [
            int.from_bytes(blake2b(gram.to_bytes(8, "little"), key=key, digest_size=8).digest())
            & ~_LOW
            | gram & _LOW
            for gram in grams.tolist()
        ]
        return np.unique(np.array(found, dtype=np.uint64))

    def _read_key(self, make: bool = False) -> bytes:
        try:
            key = bytes.fromhex(self._file.read_text("ascii").strip())
        except FileNotFoundError:
            if not make:
                raise IntegrityError(
                    f"{self._file}: no such file, so nothing says what was forgotten; put it back"
                    " from where the desk was copied (it lies beside the database)"
                ) from None
            key = secrets.token_bytes(32)
            descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(key.hex() + "\n")
                file.flush()
                os.fsync(file.fileno())
        except ValueError:
            raise IntegrityError(f"{self._file}: not a key; put the file back") from None
        return key


def _rate(grams: Grams) -> int:
    """One gram in how many is in a sample: a power of two up to 8."""
    low = np.bitwise_or.reduce(grams & np.uint64(_LOW)) if len(grams) else 0
    return next(rate for rate in (8, 4, 2, 1) if int(low) & (rate - 1) == 0)


def bare_host(host: str) -> str:
    """A host as it is compared: small letters, no www, no final dot."""
    return host.casefold().rstrip(".").removeprefix("www.")


def address(url: str) -> str:
    """An address as it is compared: without scheme, www, fragment and final slash."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{bare_host(parts.hostname or '')}{parts.path.rstrip('/')}{query}"


def words(text: str) -> str:
    """A text as it is compared: its words in small letters."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def addresses(urls: Iterable[str | None]) -> set[str]:
    """Those of the addresses that are some, as they are compared."""
    return {address(url) for url in urls if url}
