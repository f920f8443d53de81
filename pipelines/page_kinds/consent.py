"""Consent walls: pages that ask for cookies instead of answering."""

from __future__ import annotations

from urllib.parse import urlsplit

from pipelines.page_kinds.consent_words import CONSENT_HOST, CONSENT_TITLE, CONSENT_WORDS
from pipelines.page_kinds.notices import NOTICE
from pipelines.page_kinds.sight import Sight

#: words per word of consent: a story about cookies has one in 30, a wall one in 8
DENSITY = 1 / 14
#: words; a page with more is no wall
LONGEST = 1500
#: words; a page with fewer says too little to be counted
LEAST = 20


def consent_wall(page: Sight) -> str | None:
    """Why it is one, if it is."""
    address = urlsplit(page.said.url)
    if CONSENT_HOST.search(address.netloc) or CONSENT_HOST.search(address.path):
        return f"address {address.netloc}{address.path}"[:120]
    if page.said.article:
        return None
    everything = " ".join(block.text for block in page.blocks)
    if _is_a_box(page):
        return None
    words = len(everything.split())
    if words > LONGEST or not words:
        return None
    density = len(CONSENT_WORDS.findall(everything)) / words
    headings = (page.said.title, *(b.text for b in page.blocks[:80] if b.node.tag in ("h1", "h2")))
    title = next((h for h in headings if CONSENT_TITLE.search(h)), None)
    if title and density > DENSITY / 2:
        return f"heading {title[:80]!r}"
    if density > DENSITY and not page.facts.published_at and words > LEAST:
        return f"{density:.0%} of its words are of consent"
    return None


def _is_a_box(page: Sight) -> bool:
    """Whether the wall is a box on the page, which has a text of its own under a heading of its own."""
    own, words = len(CONSENT_WORDS.findall(page.text)), len(page.text.split())
    if len(page.text) >= NOTICE:
        return own < DENSITY * words
    named = any(" " in h1 and not CONSENT_TITLE.search(h1) for h1 in page.h1s[:1])
    return named and words >= LEAST and own < DENSITY / 2 * words
