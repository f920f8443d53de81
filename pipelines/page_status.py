"""What kind of page is this? Judged before anything is traced, and always with a reason.

A page that is no article joins whatever it quotes; an article refused is an article lost. So the
rules ask for two independent signs: what the page says (title, heading, markup) and how little
text it has. Consent walls, challenges and "not found" are the ones that must not slip through:
they say the same thing on page after page, and would all be copies of each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipelines.extractors.reading import PageStatus
from pipelines.reading.blocks import Block
from pipelines.reading.facts import Facts
from pipelines.reading.json_ld import ARTICLE_TYPES, types
from pipelines.reading.said import Said
from pipelines.reading.site_cut import SEPARATOR
from pipelines.status_words import (
    CHALLENGE_MARKUP,
    CHALLENGE_TITLE,
    CONSENT_HOST,
    CONSENT_TITLE,
    CONSENT_WORDS,
    ERROR,
    NOT_FOUND,
    PAYWALL,
)

#: characters of body; a page of notice has less, a story that mentions one has more
NOTICE = 900
#: characters of body below which a page with no sign of an article is none
SCRAP = 140
#: a challenge has less text (characters) and fewer blocks than any page of a story
BARE = 300
FEW_BLOCKS = 40
#: share of a heading that the phrase of a notice must be
MOSTLY = 0.4
#: words; less than this beside a paywall is a teaser, not a story
TEASER = 60
#: words per word of consent: a story about cookies has one in 30, a wall one in 8
CONSENT_DENSITY = 1 / 14
#: the words that JSON-LD counts, against ours: from here on the text is known to be cut
CUT = 1.6
#: links of four words and more on a page that lists articles
HEADLINES = 15
#: share of the page's text that is links
LINKED = 0.6
#: headings that are links, on a page without a paragraph of its own: tiles of other articles
TILES = 3
#: characters; a longer block that is no link is a paragraph, a shorter one may be a teaser
PARAGRAPH = 160
#: characters of paragraphs; a footer's notice may have as many, no article has fewer
PROSE = 400
_HEADINGS = ("h2", "h3", "h4")
VIDEO_PATH = re.compile(
    r"/(?:videos?|watch|player|galler(?:y|ies)|galeries?|galerien?|bildergaleri?e?n?|fotostrecken?|fotos?|photos?|diaporamas?|slideshows?|mediathek|podcasts?|audio)(?:/|$)",
    re.IGNORECASE,
)
GALLERY_TYPES = frozenset(
    ("ImageGallery", "MediaGallery", "VideoObject", "VideoGallery", "AudioObject", "PodcastEpisode")
)
LIST_TYPES = frozenset(("CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage"))


@dataclass(frozen=True, slots=True)
class PageVerdict:
    """What the page is, and the words that show it."""

    status: PageStatus
    because: str = ""
    partial: bool = False  #: the body is known to be cut


@dataclass(frozen=True, slots=True)
class _Page:
    said: Said
    blocks: list[Block]
    text: str
    facts: Facts
    headings: tuple[str, ...]  #: <title> and every h1 and early h2
    is_article: bool  #: JSON-LD or og:type says so, with a date


def judge_page(
    said: Said, blocks: list[Block], text: str, facts: Facts, asked: str = ""
) -> PageVerdict:
    """The status of a page whose body is `text`; `asked` is the address before redirects."""
    headings = (said.title, *(b.text for b in blocks[:80] if b.node.tag in ("h1", "h2")))
    page = _Page(said, blocks, text, facts, headings, _says_article(said, facts))
    for rule in (_challenge, _consent, _not_found, _error):
        if because := rule(page):
            return PageVerdict(STATUSES[rule.__name__], because)
    if asked and _went_home(asked, said.url):
        return PageVerdict(PageStatus.NOT_FOUND, "redirected to the front page")
    if because := _live_blog(page):
        return PageVerdict(PageStatus.LIVE_BLOG, because)
    if because := _video(page):
        return PageVerdict(PageStatus.VIDEO, because)
    if because := _list(page):
        return PageVerdict(PageStatus.LIST, because)
    return _by_text(page)


def _by_text(page: _Page) -> PageVerdict:
    words = len(page.text.split())
    spaced = _spaced(page.text)
    if not page.text.strip():
        wall = _paywall(page)
        if wall:
            return PageVerdict(PageStatus.STUB, wall)
        return PageVerdict(PageStatus.EMPTY, "no body text was found")
    if spaced and words < TEASER and (wall := _paywall(page)):
        return PageVerdict(PageStatus.STUB, f"{words} words before: {wall}", partial=True)
    if spaced and len(page.text) < SCRAP and not page.is_article:
        return PageVerdict(PageStatus.STUB, f"{words} words and no sign of an article")
    return PageVerdict(PageStatus.ARTICLE, partial=_partial(page, words if spaced else 0))


def _partial(page: _Page, words: int) -> bool:
    """Whether the body is known to be cut: two of a wall, a higher count, no free access, dots."""
    counted = page.said.ld("wordCount")
    signs = (
        words > 0 and counted.isdigit() and int(counted) > words * CUT,
        page.facts.free is False,
        page.text.rstrip().endswith(("…", "...", "[…]")),
    )
    if sum(signs) >= 2:
        return True
    return any(signs) and _paywall(page) is not None


def _spaced(text: str) -> bool:
    """Whether words can be counted by spaces (not in Chinese, Japanese, Thai)."""
    return text.count(" ") * 15 > len(text)


def _says_article(said: Said, facts: Facts) -> bool:
    node = said.article is not None and bool(set(types(said.article)) & set(ARTICLE_TYPES))
    return node or "article" in said.meta("og:type").lower() or facts.published_at is not None


def _short(page: _Page) -> bool:
    return len(page.text) < NOTICE


def _heading(page: _Page, says: re.Pattern[str], first: int) -> str | None:
    """A heading that says this and little else: headlines tell a story around the phrase."""
    for heading in page.headings[:first]:
        for part in (heading, *SEPARATOR.split(heading)):
            found = says.search(part)
            if found and len(found[0]) >= MOSTLY * len(part.strip()):
                return part.strip()
    return None


def _challenge(page: _Page) -> str | None:
    if not _short(page):
        return None
    title = _heading(page, CHALLENGE_TITLE, 6)
    if title and not page.said.article:
        return f"heading {title[:80]!r}"
    if len(page.text) < BARE and len(page.blocks) < FEW_BLOCKS and not page.said.article:
        found = next((m for s in page.said.scripts if (m := CHALLENGE_MARKUP.search(s))), None)
        return f"markup {found[0]!r}" if found else None
    return None


def _consent(page: _Page) -> str | None:
    address = urlsplit(page.said.url)
    if CONSENT_HOST.search(address.netloc) or CONSENT_HOST.search(address.path):
        return f"address {address.netloc}{address.path}"[:120]
    if page.said.article:
        return None
    everything = " ".join(block.text for block in page.blocks)
    own = len(CONSENT_WORDS.findall(page.text))
    if not _short(page) and own < CONSENT_DENSITY * len(page.text.split()):
        return None  # the wall is a box on the page, not the page
    words = len(everything.split())
    if words > 1500 or not words:
        return None
    density = len(CONSENT_WORDS.findall(everything)) / words
    title = next((h for h in page.headings if CONSENT_TITLE.search(h)), None)
    if title and density > CONSENT_DENSITY / 2:
        return f"heading {title[:80]!r}"
    if density > CONSENT_DENSITY and not page.facts.published_at and words > 20:
        return f"{density:.0%} of its words are of consent"
    return None


def _not_found(page: _Page) -> str | None:
    status = page.said.meta("prerender-status-code")
    if status in ("404", "410"):
        return f"meta prerender-status-code {status}"
    if not _short(page) or page.said.article:
        return None
    title = _heading(page, NOT_FOUND, 4)
    return f"heading {title[:80]!r}" if title else None


def _error(page: _Page) -> str | None:
    if len(page.text) > NOTICE / 2 or page.said.article:
        return None
    title = _heading(page, ERROR, 3)
    return f"heading {title[:80]!r}" if title else None


def _went_home(asked: str, got: str) -> bool:
    """Whether an article's address led to the front page: a polite way to say "gone"."""
    return len(urlsplit(asked).path.strip("/")) > 12 and urlsplit(got).path.strip("/") in (
        "",
        "index.html",
    )


def _live_blog(page: _Page) -> str | None:
    if page.said.article and "LiveBlogPosting" in types(page.said.article):
        return "JSON-LD LiveBlogPosting"
    return None


def _video(page: _Page) -> str | None:
    if len(page.text) > NOTICE / 2:
        return None
    kinds = {kind for node in page.said.nodes for kind in types(node)}
    if kinds & set(ARTICLE_TYPES) and len(page.text) > SCRAP:
        return None
    path = urlsplit(page.said.url).path
    if kinds & GALLERY_TYPES and (VIDEO_PATH.search(path) or "video" in page.said.meta("og:type")):
        return f"JSON-LD {sorted(kinds & GALLERY_TYPES)[0]} and {len(page.text.split())} words"
    if page.said.meta("og:type").startswith("video"):
        return f"og:type {page.said.meta('og:type')} and {len(page.text.split())} words"
    return None


def _list(page: _Page) -> str | None:
    """A page that mostly links to other pages, says nothing of itself and has no date."""
    if page.said.article or "article" in page.said.meta("og:type"):
        return None
    path = urlsplit(page.said.url).path.strip("/")
    kinds = {kind for node in page.said.nodes for kind in types(node)}
    total = sum(len(b.text) for b in page.blocks) or 1
    linked = sum(b.linked for b in page.blocks)
    headlines = sum(
        1 for b in page.blocks if b.linked * 10 > len(b.text) * 9 and b.text.count(" ") >= 3
    )
    shallow = path.count("/") <= 1 and not re.search(r"\d{4,}|\w+-\w+-\w+-", path)
    if headlines >= HEADLINES and linked > LINKED * total and (shallow or kinds & LIST_TYPES):
        return f"{headlines} headlines are links, {linked / total:.0%} of the text"
    tiles = sum(
        1 for b in page.blocks if b.node.tag in _HEADINGS and b.linked * 10 > len(b.text) * 9
    )
    prose = sum(n for b in page.blocks if (n := len(b.text) - b.linked) >= PARAGRAPH)
    if tiles >= TILES and prose < PROSE:
        return f"{tiles} headings are links, and there is next to no prose"
    if not path and headlines >= HEADLINES:
        return f"a front page with {headlines} headlines"
    return None


def _paywall(page: _Page) -> str | None:
    """The words of a paywall, if the page shows one."""
    for block in page.blocks:
        if len(block.text) < 240 and (found := PAYWALL.search(block.text)):
            return f"{found[0][:80]!r}"
    return None


STATUSES = {
    "_challenge": PageStatus.CHALLENGE, "_consent": PageStatus.CONSENT,
    "_not_found": PageStatus.NOT_FOUND, "_error": PageStatus.ERROR,
}  # fmt: skip
