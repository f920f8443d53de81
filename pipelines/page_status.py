"""What kind of page is this? Judged before anything is traced, and always with a reason.

A page that is no article joins whatever it quotes; an article refused is an article lost. So the
rules (pipelines/page_kinds/) ask for two independent signs: what the page says (title, heading,
markup) and how little text of its own it has. Consent walls, challenges and "not found" are the ones
that must not slip through: they say the same thing on page after page, and would all be copies of
each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipelines.extractors.reading import PageStatus
from pipelines.page_kinds.consent import consent_wall
from pipelines.page_kinds.listing import list_page
from pipelines.page_kinds.notices import challenge, error_page, not_found, sign_in_page
from pipelines.page_kinds.paywall import TEASER, is_cut, paywall
from pipelines.page_kinds.sight import Sight
from pipelines.page_kinds.video import video_page
from pipelines.reading.blocks import Block
from pipelines.reading.facts import Facts
from pipelines.reading.json_ld import ARTICLE_TYPES, types
from pipelines.reading.said import Said

#: characters of body below which a page with no sign of an article is none
SCRAP = 140


@dataclass(frozen=True, slots=True)
class PageVerdict:
    """What the page is, and the words that show it."""

    status: PageStatus
    because: str = ""
    partial: bool = False  #: the body is known to be cut


def judge_page(
    said: Said,
    blocks: list[Block],
    text: str,
    facts: Facts,
    asked: str = "",
    places: Sequence[int] = (),
) -> PageVerdict:
    """The status of a page whose body is `text`, which stands in the blocks at `places`.

    `asked` is the address before redirects.
    """
    page = Sight(said, blocks, text, facts, places)
    for status, rule in NOTICES:
        if because := rule(page):
            return PageVerdict(status, because)
    if asked and _went_home(asked, said.url):
        return PageVerdict(PageStatus.NOT_FOUND, "redirected to the front page")
    for status, rule in KINDS:
        if because := rule(page):
            return PageVerdict(status, because)
    return _by_text(page)


def _by_text(page: Sight) -> PageVerdict:
    words = len(page.text.split())
    spaced = _spaced(page.text)
    if not page.text.strip():
        wall = paywall(page)
        if wall:
            return PageVerdict(PageStatus.STUB, wall)
        return PageVerdict(PageStatus.EMPTY, "no body text was found")
    if spaced and words < TEASER and (wall := paywall(page)):
        return PageVerdict(PageStatus.STUB, f"{words} words before: {wall}", partial=True)
    if spaced and len(page.text) < SCRAP and not _says_article(page.said, page.facts):
        return PageVerdict(PageStatus.STUB, f"{words} words and no sign of an article")
    return PageVerdict(PageStatus.ARTICLE, partial=is_cut(page, words if spaced else 0))


def _spaced(text: str) -> bool:
    """Whether words can be counted by spaces (not in Chinese, Japanese, Thai)."""
    return text.count(" ") * 15 > len(text)


def _says_article(said: Said, facts: Facts) -> bool:
    node = said.article is not None and bool(set(types(said.article)) & set(ARTICLE_TYPES))
    return node or "article" in said.meta("og:type").lower() or facts.published_at is not None


def _went_home(asked: str, got: str) -> bool:
    """Whether an article's address led to the front page: a polite way to say "gone"."""
    return len(urlsplit(asked).path.strip("/")) > 12 and urlsplit(got).path.strip("/") in (
        "",
        "index.html",
    )


def _live_blog(page: Sight) -> str | None:
    if page.said.article and "LiveBlogPosting" in types(page.said.article):
        return "JSON-LD LiveBlogPosting"
    return None


Rule = Callable[[Sight], str | None]
NOTICES: tuple[tuple[PageStatus, Rule], ...] = (
    (PageStatus.CHALLENGE, challenge),
    (PageStatus.CONSENT, consent_wall),
    (PageStatus.NOT_FOUND, not_found),
    (PageStatus.ERROR, error_page),
    (PageStatus.STUB, sign_in_page),
)
KINDS: tuple[tuple[PageStatus, Rule], ...] = (
    (PageStatus.LIVE_BLOG, _live_blog),
    (PageStatus.VIDEO, video_page),
    (PageStatus.LIST, list_page),
)
