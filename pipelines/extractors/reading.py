"""What an extractor gives back: small, frozen, and fit to travel between processes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipelines.credits.claims import Claims
from presswatch.values import Fact


class PageStatus(StrEnum):
    """What kind of page it is. The words are shown to the operator."""

    ARTICLE = "article"
    LIVE_BLOG = "live blog"  #: one article with revisions
    LIST = "list page"
    STUB = "stub"  #: a teaser, or a paywall with nothing before it
    CONSENT = "consent wall"
    CHALLENGE = "bot challenge"
    NOT_FOUND = "soft 404"
    ERROR = "error page"
    VIDEO = "video or gallery"
    VARIANT = "variant"  #: AMP, print or mobile version of the page it points to
    EMPTY = "no text"


@dataclass(frozen=True, slots=True)
class Cut:
    """A line of the page that did not become text (or did, in `Reading.added`), and why."""

    line: str
    reason: str  #: "title repeated", "call to action", "recurs on this site", "lead" …


@dataclass(frozen=True, slots=True)
class Reading:
    """The text and facts read off one page, before they become an Article."""

    text: str  #: paragraphs, one a line
    title: str = ""
    status: PageStatus = PageStatus.ARTICLE
    because: str = ""  #: why that status, in the words of the page
    url: str | None = None  #: canonical URL as the page gives it, absolute
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None  #: aware, UTC
    modified_at: datetime | None = None
    language: str | None = None  #: ISO 639-1
    description: str | None = None
    image: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()  #: as the page wrote them
    beside: tuple[str, ...] = ()  #: short lines under the text, where "Source: …" may stand
    links: tuple[str, ...] = ()  #: in the first and last paragraphs, absolute
    claims: Claims | None = None  #: what the head says of the text's origin
    variant: str | None = None  #: "AMP", "print" or "mobile" version of the page at `url`
    next_page: str | None = None  #: where a multi-page article goes on
    first_page: str | None = None  #: where it begins, when this is a later page of it
    partial: bool = False  #: the body is known to be cut
    cuts: tuple[Cut, ...] = ()
    added: tuple[Cut, ...] = ()  #: lines that the engine had missed, and why they are text
    extractor: str = ""  #: who read it, e.g. "combined/1"
