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

from presswatch.values import Article

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


def datasketch(texts: list[str]) -> list[int]:
    """datasketch MinHashLSH, verified."""
    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)

    def ask_and_add(key: int, grams: set[str]) -> Iterable[int]:
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([g.encode() for g in grams])
        found: list[int] = lsh.query(signature)
        lsh.insert(key, signature)
        return found

    return _verified(texts, ask_and_add)


def rensa(texts: list[str]) -> list[int]:
    """rensa RMinHashLSH, verified."""
    lsh = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)

    def ask_and_add(key: int, grams: set[str]) -> Iterable[int]:
        signature = RMinHash(num_perm=PERMUTATIONS, seed=1)
        signature.update(list(grams))
        found: list[int] = lsh.query(signature)
        lsh.insert(key, signature)
        return found

    return _verified(texts, ask_and_add)


def _verified(texts: list[str], ask_and_add: Callable[[int, set[str]], Iterable[int]]) -> list[int]:
    sets, grams = Sets(len(texts)), [shingles(t) for t in texts]
    for n, own in enumerate(grams):
        for other in ask_and_add(n, own):
            theirs = grams[other]
            if len(own & theirs) >= THRESHOLD * len(own | theirs):
                sets.join(n, other)
    return sets.labels()


def online_peers(made: list[Article], timed: int) -> Iterator[tuple[str, float]]:
    """(name, documents a second) of the peers that can answer one article at a time."""
    texts = [one.text for one in made]
    for name, method in (("datasketch, verified", datasketch), ("rensa, verified", rensa)):
        begun = time.process_time()
        method(texts[:-timed])
        filled = time.process_time()
        method(texts)
        yield name, timed / max(1e-9, (time.process_time() - filled) - (filled - begun))


METHODS: dict[str, Callable[[list[str]], list[int]]] = {
    "exact hash": exact,
    "simhash, hamming ≤ 6": simhash,
    "trafilatura's simhash": trafilatura,
    "datasketch MinHash LSH 0.5": datasketch,
    "rensa RMinHash LSH 0.5": rensa,
}
