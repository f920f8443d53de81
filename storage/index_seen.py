"""Was this gram ever posted? A filter in front of the runs: most grams of a new text never were.

A Bloom filter with one hash function, for the keys are hashes already (Bloom, "Space/time trade-offs
in hash coding with allowable errors", 1970). It says yes to every gram that was posted and to one in
eight of the others, and spares those the binary searches.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]

BITS_A_KEY = 8  #: one byte a posting: 85 B an article
_BIT = np.array([1 << n for n in range(8)], dtype=np.uint8)
LEAST = 20  #: binary logarithm of the bits that it begins with, 128 kB


class Seen:
    """Grows by doubling: to be filled again with all keys then."""

    def __init__(self, keys: int = 0) -> None:
        self._bits = max(LEAST, (keys * BITS_A_KEY).bit_length())
        self._table = np.zeros(1 << self._bits - 3, dtype=np.uint8)
        self._keys = 0

    @property
    def full(self) -> bool:
        """Whether it should give way to a larger one."""
        return self._keys * BITS_A_KEY > 1 << self._bits

    @property
    def bytes(self) -> int:
        return self._table.nbytes

    def add(self, keys: Keys) -> None:
        """These were posted."""
        places, bits = self._where(keys)
        np.bitwise_or.at(self._table, places, bits)
        self._keys += len(keys)

    def among(self, keys: Keys) -> NDArray[np.bool_]:
        """Which of the keys may have been posted."""
        places, bits = self._where(keys)
        found: NDArray[np.bool_] = self._table.take(places) & bits != 0
        return found

    def _where(self, keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """The byte and the bit of each; keys have 40 bits."""
        places = (keys >> np.uint64(40 - self._bits)).astype(np.int64)
        return places >> 3, _BIT.take(places & 7)
