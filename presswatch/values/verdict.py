"""What we concluded: evidence between two articles, and what an article is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from presswatch.values.article import Fingerprint


class Kind(StrEnum):
    """What a match says. It says nothing about direction."""

    COPY = "copy"
    PARTIAL = "partial"  #: a passage of one stands inside an otherwise different piece
    SHARED_SOURCE = "shared source"  #: both quote the same third text


class Relation(StrEnum):
    """How a copy stands to its origin."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    EXCERPT = "excerpt"


#: (start in A, end in A, start in B, end in B), character offsets into the stored texts
Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Position:
    """Where in a text the longest passage stands that another shares. Stock text is not counted."""

    before: int = 0  #: tokens ahead of the passage
    words: int = 0  #: tokens of the passage, edited ones among them
    told: int = 0  #: of these, outside quotation marks
    after: int = 0  #: tokens behind it
    size: int = 0  #: tokens of the text
    solid: float = (
        0.0  #: 0..1, how much of all that is shared stands in passages, not in stray lines
    )
    headed: bool = False  #: it stands under the headline of the other
    introduction: str = ""  #: what leads into it and ends with a colon: "The Courier reports:"


@dataclass(frozen=True, slots=True)
class Match:
    """Evidence that two articles carry the same text. Symmetric: A and B may change places."""

    a: int  #: row of `articles`, smaller than b
    b: int
    kind: Kind
    share_a: float  #: 0..1, containment: how much of A stands in B
    share_b: float  #: 0..1, how much of B stands in A
    words: int  #: matched tokens
    spans: tuple[Span, ...] = ()
    because: str = ""  #: one sentence for a reader
    position_a: Position = Position()
    position_b: Position = Position()


@dataclass(frozen=True, slots=True)
class Near:
    """A match of the newcomer, which has no row yet, with a stored article."""

    other: int  #: row of `articles`
    kind: Kind
    share: float  #: 0..1, how much of the newcomer stands in the other
    share_other: float
    words: int
    because: str = ""


@dataclass(frozen=True, slots=True)
class NewStory:
    """Nobody we know carries this text."""

    fingerprint: Fingerprint
    near: tuple[Near, ...] = ()  #: partial matches: linked, never merged


@dataclass(frozen=True, slots=True)
class Joins:
    """The text belongs to a story we know (to several, when it shows they are one)."""

    fingerprint: Fingerprint
    stories: tuple[int, ...]
    near: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """A known URL now says something else."""

    fingerprint: Fingerprint
    of: int  #: row of `articles`


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A known URL says what it said before."""

    fingerprint: Fingerprint
    of: int


Verdict = NewStory | Joins | Revision | Unchanged
