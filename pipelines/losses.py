"""Why a page is lost. Every loss becomes a row of `fetches`, never only a log line.

Lost
├── NotAnArticle          the page is fine, but there is no article on it
│   ├── ListPage          links to articles
│   ├── Stub              a teaser, or a paywall with nothing before it
│   ├── ConsentWall       asks for cookies instead of answering
│   ├── BotChallenge      asks whether we are a robot (we are)
│   ├── SoftNotFound      "page not found" with status 200
│   ├── ErrorPage         an error with status 200
│   ├── VideoPage         a video or a gallery with a caption
│   └── Variant           AMP, print or mobile version of an article we have
├── ExtractionFailed      there may be an article, and we could not read it
│   ├── TooSlow           over the deadline of a page; the worker was killed
│   ├── TooBig            over the memory limit of a worker
│   ├── Crashed           the parser died
│   ├── Unreadable        not HTML, not our JSON, or broken beyond repair
│   └── NoText            parsed, and no body text was found
├── OptedOut              the publisher refuses text mining; metadata and link are kept
└── Forgotten             somebody had this address or text forgotten (`presswatch forget`)
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from scrapy.exceptions import DropItem

from presswatch.values import Article, Fingerprint, Page


class Lost(DropItem):
    """A page that does not become an article. `reason` is its slug, `detail` a sentence."""

    reason = "lost"

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{self.reason}: {detail}" if detail else self.reason, log_level="DEBUG")
        self.detail = detail


class NotAnArticle(Lost):
    """The page is fine, but there is no article on it."""

    reason = "not an article"


class ListPage(NotAnArticle):
    """Links to articles."""

    reason = "list page"


class Stub(NotAnArticle):
    """A teaser, or a paywall with nothing before it."""

    reason = "stub"


class ConsentWall(NotAnArticle):
    """Asks for cookies instead of answering."""

    reason = "consent wall"


class BotChallenge(NotAnArticle):
    """Asks whether we are a robot."""

    reason = "bot challenge"


class SoftNotFound(NotAnArticle):
    """Says "page not found" with status 200."""

    reason = "soft 404"


class ErrorPage(NotAnArticle):
    """An error with status 200."""

    reason = "error page"


class VideoPage(NotAnArticle):
    """A video or a gallery with a caption."""

    reason = "video or gallery"


class Variant(NotAnArticle):
    """AMP, print or mobile version of an article we have."""

    reason = "variant"


class ExtractionFailed(Lost):
    """There may be an article, and we could not read it. Worth another try after a fix."""

    reason = "extraction failed"


class TooSlow(ExtractionFailed):
    """Over the deadline of a page; the worker was killed."""

    reason = "too slow"


class TooBig(ExtractionFailed):
    """Over the memory limit of a worker."""

    reason = "too big"


class Crashed(ExtractionFailed):
    """The parser died."""

    reason = "parser crashed"


class Unreadable(ExtractionFailed):
    """Not HTML, not our JSON, or broken beyond repair."""

    reason = "unreadable"


class NoText(ExtractionFailed):
    """Parsed, and no body text was found."""

    reason = "no text"


class OptedOut(Lost):
    """The publisher refuses text mining."""

    reason = "opted out"


class Forgotten(Lost):
    """Somebody had this address or this text forgotten."""

    reason = "forgotten"


@contextmanager
def about(page: Page) -> Generator[None]:
    """Whatever is raised inside is about this page: with its pointer to the raw response.

    Scrapy's signals carry the item as it entered the pipelines, before it was kept.
    """
    try:
        yield
    except Exception as error:
        error.about = page  # type: ignore[attr-defined]
        raise


def page_of(item: object) -> Page | None:
    """The page an item was made from, however far it had come."""
    match item:
        case Page():
            return item
        case Article():
            return item.page
        case Fingerprint():
            return item.article.page
    fingerprint = getattr(item, "fingerprint", None)
    return fingerprint.article.page if isinstance(fingerprint, Fingerprint) else None
