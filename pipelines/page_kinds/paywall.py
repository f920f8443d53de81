"""Where a text ends for those who do not pay."""

from __future__ import annotations

from pipelines.page_kinds.paywall_words import OFFER, PAYWALL
from pipelines.page_kinds.sight import Sight

#: words; less than this before a paywall is a teaser, not a story
TEASER = 60
#: times that JSON-LD may count our words: from here on the text is known to be cut
CUT = 1.6
#: characters of a line of a paywall
LINE = 240
#: blocks below the text in which an offer to subscribe is the text's end and not the site's foot
BELOW = 6
_BESIDE = frozenset(("nav", "footer", "aside", "header"))


def paywall(page: Sight) -> str | None:
    """The words of a paywall, if the page shows one below the beginning of its text."""
    first = min(page.places, default=page.headline_at or 0)
    last = max(page.places, default=first)
    for n, block in enumerate(page.blocks):
        if n < first or len(block.text) >= LINE:
            continue
        if found := PAYWALL.search(block.text):
            return f"{found[0][:80]!r}"
        if n - last <= BELOW and (found := OFFER.search(block.text)) and not _is_beside(page, n):
            return f"{found[0][:80]!r}"
    return None


def _is_beside(page: Sight, at: int) -> bool:
    node = page.blocks[at].node
    return node.tag in _BESIDE or any(e.tag in _BESIDE for e in node.iterancestors())


def is_cut(page: Sight, words: int) -> bool:
    """Whether the body is known to be cut: two of a wall, a higher count, no free access, dots."""
    counted = page.said.ld("wordCount")
    signs = (
        words > 0 and counted.isdigit() and int(counted) > words * CUT,
        page.facts.free is False,
        page.text.rstrip().endswith(("…", "...", "[…]")),
    )
    if sum(signs) >= 2:
        return True
    return any(signs) and paywall(page) is not None
