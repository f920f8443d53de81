"""What was read off a page: articles, their facts and credits, and what we compare."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from presswatch.values.page import Page


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the page says of itself, and where it says so."""

    name: str  #: "title", "author", "published", "modified", "section", "language" …
    value: str  #: as the page wrote it
    where: str  #: "json-ld", "meta og:title", "h1", "time", "url", "feed", "header" …


class Place(StrEnum):
    """Where a credit stands. The order is the order of trust."""

    META = "meta"  #: syndication-source, original-source, JSON-LD
    CANONICAL = "canonical"  #: rel=canonical to another domain
    REPUBLISHED = "republished"  #: "originally published by …"
    CLOSING = "closing tag"
    DATELINE = "dateline"
    BYLINE = "byline"
    SOURCE_LINE = "source line"
    COPYRIGHT = "copyright line"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency or outlet that an article names as where its text comes from."""

    name: str  #: the agency's full name where the gazetteer knows it, else the tag as written
    tag: str  #: as written: "DSA", "AFP/dpa"
    place: Place
    agency: str | None = None  #: key of the gazetteer (pipelines/agencies.toml)
    domains: tuple[str, ...] = ()  #: registrable domains it publishes on
    url: str | None = None  #: the page it points to, if it points to one
    quote: str = ""  #: the words that say so
    span: tuple[int, int] | None = None  #: where they stand in `Article.text`


@dataclass(frozen=True, slots=True)
class Article:
    """The text and facts read off one page."""

    page: Page
    url: str  #: canonical URL
    title: str
    text: str = field(repr=False)  #: paragraphs, one a line
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None  #: as claimed, in the zone of the page's readers
    modified_at: datetime | None = None  #: as claimed
    language: str | None = None  #: ISO 639-1
    credits: tuple[Credit, ...] = ()  #: most trusted first
    facts: tuple[Fact, ...] = ()
    links: tuple[str, ...] = ()  #: in the first and last paragraphs
    description: str | None = None
    image: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    partial: bool = False  #: the body is known to be cut (teaser, paywall)
    parts: tuple[Page, ...] = field(default=(), repr=False)  #: further pages it was read from
    recurring: tuple[str, ...] = ()  #: lines that were cut because they recur on the site
    extractor: str = ""  #: who read it, e.g. "combined/1"

    @property
    def credit(self) -> str | None:
        """The name of the most trusted credit."""
        return self.credits[0].name if self.credits else None


Grams = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What we compare instead of whole texts: a sample of the text's word n-grams."""

    article: Article
    grams: Grams = field(repr=False)  #: sorted, unique
    tokens: int  #: length of the text as compared (credit lines stripped)
    sha256: str  #: hex, of title and text as stored
