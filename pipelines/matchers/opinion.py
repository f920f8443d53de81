"""What a matcher says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from presswatch.values import Kind

from .overlap import Overlap


@dataclass(frozen=True, slots=True)
class Opinion:
    """What two texts are to each other, and why."""

    kind: Kind | None  #: None: no match
    because: str  #: one sentence for a reader


class Matcher(Protocol):
    """One kind of evidence."""

    def __call__(self, pair: Overlap) -> Opinion | None: ...
