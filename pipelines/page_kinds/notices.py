"""Pages that only give notice: challenges to robots, "page not found" and errors, with status 200.

They say the same on page after page and would all be copies of each other. Headlines say the same
words: "Access denied: how a town lost its beach". So a phrase must be next to all of its heading, and
under it must stand nothing that only articles have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.page_kinds.gone_words import FILLING, GONE
from pipelines.page_kinds.notice_words import CHALLENGE_MARKUP, CHALLENGE_TITLE, ERROR, SIGN_IN
from pipelines.page_kinds.sight import Sight

#: characters of body; a page of notice has less, a story that mentions one has more
NOTICE = 900
#: a challenge has less text (characters) and fewer blocks than any page of a story
BARE, FEW_BLOCKS = 300, 40
#: characters of text, teasers and all, of a page that says only in a line that it is gone
MOST = 3000
#: share of a heading, without words that fill it, that the phrase of a notice must be
MOSTLY, WHOLLY = 0.6, 0.85
#: headings that are looked at, and characters of one
FIRST, LONGEST = 5, 200
#: between a page's title and its site's name. A colon is not among them: "Access denied: how …"
_BARS = re.compile(r"\s+[|•·»«–—:-]+\s+|\s*[|｜]\s*")
#: words of a site's name are fewer
NAME = 4
_RANKS = frozenset(("h1", "h2", "h3"))
_BESIDE = frozenset(("nav", "footer", "aside", "header"))


def challenge(page: Sight) -> str | None:
    """The words or the machinery of a challenge."""
    if len(page.text) >= NOTICE or page.describes_itself or _is_reported(page):
        return None
    if title := _heading(page, CHALLENGE_TITLE):
        return f"heading {title[:80]!r}"
    if len(page.text) < BARE and len(page.blocks) < FEW_BLOCKS:
        found = next((m for s in page.said.scripts if (m := CHALLENGE_MARKUP.search(s))), None)
        return f"markup {found[0]!r}" if found else None
    return None


def not_found(page: Sight) -> str | None:
    """The words that say that the page is gone. What else the site offers may stand below them."""
    status = page.said.meta("prerender-status-code")
    if status in ("404", "410"):
        return f"meta prerender-status-code {status}"
    if page.describes_itself or page.dated_in_head:
        return None
    title, share = _nearest(page, GONE)
    if share < MOSTLY:
        title, share = _line(page) or "", MOSTLY
    if not title:
        return None
    if share >= WHOLLY:
        gone = page.own_text < BARE or not page.signed
    else:
        gone = page.own_text < NOTICE / 2 and not _is_reported(page)
    return f"heading {title[:80]!r}" if gone else None


def error_page(page: Sight) -> str | None:
    """The words of an error."""
    if page.describes_itself or page.dated_in_head:
        return None
    title = _heading(page, ERROR)
    if not title or page.own_text > NOTICE / 2 or page.signed:
        return None
    return f"heading {title[:80]!r}"


def sign_in_page(page: Sight) -> str | None:
    """The heading of a page to enter by."""
    if len(page.text) >= NOTICE or page.describes_itself or _is_reported(page):
        return None
    title = next((h1 for h1 in page.h1s[:1] if _share(h1, SIGN_IN) >= WHOLLY), None)
    return f"heading {title[:80]!r}" if title else None


def _is_reported(page: Sight) -> bool:
    """Whether what a notice says is told as news: with a date or a name."""
    return page.dated_in_head or page.signed


def _heading(page: Sight, says: re.Pattern[str]) -> str | None:
    """A heading that says this and little else."""
    title, share = _nearest(page, says)
    return title if share >= MOSTLY else None


def _nearest(page: Sight, says: re.Pattern[str]) -> tuple[str, float]:
    """The heading of which most says this, and how much of it does."""
    best = ("", 0.0)
    for heading, at in _headings(page):
        share = _share(heading, says)
        if share > best[1] and not (at is not None and at in page.teasers.headlines):
            best = (heading, share)
    return best


def _headings(page: Sight) -> Iterator[tuple[str, int | None]]:
    """What stands at the head, and the place of those that may be a teaser's."""
    parts = [part for part in _BARS.split(page.said.title) if part.strip()]
    for part in parts:  # one is the title, the others name the site
        if all(other.count(" ") < NAME for other in parts if other is not part):
            yield part, None
    if len(parts) > 1:
        yield page.said.title, None
    near = [(n, b) for n, b in enumerate(page.blocks[:80]) if b.node.tag in _RANKS]
    for n, block in near[:FIRST]:
        if len(block.text) <= LONGEST:
            yield block.text, n if block.linked else None


def _line(page: Sight) -> str | None:
    """A line that says it, on a page without more than a few."""
    if len(page.text) > MOST:
        return None
    lines = (
        b.text
        for b in page.blocks[:FEW_BLOCKS]
        if b.linked * 2 < len(b.text) and not any(e.tag in _BESIDE for e in b.node.iterancestors())
    )
    found = next((x for x in lines if len(x) <= LONGEST and _share(x, GONE) >= MOSTLY), None)
    return found if found and page.own_text < BARE else None


def _share(heading: str, says: re.Pattern[str]) -> float:
    """How much of a heading says this, but for words that fill it."""
    found = says.search(heading)
    if not found:
        return 0.0
    return (len(FILLING.sub("", found[0])) or 1) / (len(FILLING.sub("", heading)) or 1)
