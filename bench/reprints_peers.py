"""The peers, as a user of each would set them up: exact hash, simhash, MinHash LSH, trafilatura.

Each takes texts and gives a story number for each. MinHash candidates are verified by the Jaccard
similarity of 5-grams, for unverified they find far worse. Best settings of several were kept.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b, sha256

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH
from trafilatura.deduplication import Simhash

PERMUTATIONS, THRESHOLD, SHINGLE = 128, 0.5, 5
_WORD = re.compile(r"\w+")


def shingles(text: str, size: int = SHINGLE) -> set[str]:
    """Word n-grams, lower case."""
    words = _WORD.findall(text.casefold())
    return {" ".join(words[n : n + size]) for n in range(max(1, len(words) - size + 1))}


class Sets:
    """Disjoint sets of documents."""

    def __init__(self, count: int) -> None:
        self._up = list(range(count))

    def find(self, n: int) -> int:
        while self._up[n] != n:
            self._up[n] = self._up[self._up[n]]
            n = self._up[n]
        return n

    def join(self, a: int, b: int) -> None:
        self._up[self.find(a)] = self.find(b)

    def labels(self) -> list[int]:
        return [self.find(n) for n in range(len(self._up))]


def exact(texts: list[str]) -> list[int]:
    """The same words in the same order."""
    seen: dict[bytes, int] = {}
    return [
        seen.setdefault(sha256(" ".join(_WORD.findall(t.casefold())).encode()).digest(), n)
        for n, t in enumerate(texts)
    ]


def simhash(texts: list[str], bits: int = 6) -> list[int]:
    """64-bit simhash over words, joined at a Hamming distance of up to `bits`."""
    return _banded([_simhash(t) for t in texts], bits)


def trafilatura(texts: list[str], bits: int = 6) -> list[int]:
    """The Simhash that trafilatura ships."""
    return _banded([Simhash(t).hash for t in texts], bits)


def _simhash(text: str) -> int:
    weights = [0] * 64
    for word in _WORD.findall(text.casefold()):
        value = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
        for bit in range(64):
            weights[bit] += 1 if value >> bit & 1 else -1
    return sum(1 << bit for bit, weight in enumerate(weights) if weight > 0)


def _banded(hashes: list[int], bits: int) -> list[int]:
    """Pairs within `bits` agree in one of bits + 1 bands."""
    sets, width = Sets(len(hashes)), 64 // (bits + 1)
    for band in range(bits + 1):
        bins: dict[int, list[int]] = {}
        for n, value in enumerate(hashes):
            bins.setdefault(value >> band * width & (1 << width) - 1, []).append(n)
        for group in bins.values():
            for at, a in enumerate(group):
                for b in group[at + 1 :]:
                    if (hashes[a] ^ hashes[b]).bit_count() <= bits:
                        sets.join(a, b)
    return sets.labels()


Ask = Callable[[int, set[str]], Iterable[int]]  #: adds a document; returns those it may equal


def datasketch(texts: list[str]) -> list[int]:
    """datasketch MinHashLSH, verified."""
    return _verified(texts, _datasketch())


def rensa(texts: list[str]) -> list[int]:
    """rensa RMinHashLSH, verified."""
    return _verified(texts, _rensa())


def _datasketch() -> Ask:
    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)

    def ask_and_add(key: int, grams: set[str]) -> Iterable[int]:
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([g.encode() for g in grams])
        found: list[int] = lsh.query(signature)
        lsh.insert(key, signature)
        return found

    return ask_and_add


def _rensa() -> Ask:
    lsh = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)

    def ask_and_add(key: int, grams: set[str]) -> Iterable[int]:
        signature = RMinHash(num_perm=PERMUTATIONS, seed=1)
        signature.update(list(grams))
        found: list[int] = lsh.query(signature)
        lsh.insert(key, signature)
        return found

    return ask_and_add


def _verified(texts: list[str], ask_and_add: Ask) -> list[int]:
    sets, grams = Sets(len(texts)), list[set[str]]()
    for n, text in enumerate(texts):
        grams.append(shingles(text))
        for other in _equals(n, grams, ask_and_add):
            sets.join(n, other)
    return sets.labels()


def _equals(n: int, grams: list[set[str]], ask_and_add: Ask) -> Iterator[int]:
    """The earlier documents that the n-th resembles."""
    for other in ask_and_add(n, grams[n]):
        if len(grams[n] & grams[other]) >= THRESHOLD * len(grams[n] | grams[other]):
            yield other


def online_peers(texts: list[str], timed: int) -> Iterator[tuple[str, float]]:
    """(name, documents a second of CPU) for the last `timed` texts, one at a time, peer by peer."""
    for name, ask_and_add in (
        ("datasketch, verified", _datasketch()),
        ("rensa, verified", _rensa()),
    ):
        grams: list[set[str]] = []
        begun = 0.0
        for n, text in enumerate(texts):
            if n == len(texts) - timed:
                begun = time.process_time()
            grams.append(shingles(text))
            list(_equals(n, grams, ask_and_add))
        yield name, timed / (time.process_time() - begun)


METHODS: dict[str, Callable[[list[str]], list[int]]] = {
    "exact hash": exact,
    "simhash, hamming ≤ 6": simhash,
    "trafilatura's simhash": trafilatura,
    "datasketch MinHash LSH 0.5": datasketch,
    "rensa RMinHash LSH 0.5": rensa,
}
