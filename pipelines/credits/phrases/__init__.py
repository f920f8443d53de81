"""How a text is said to have stood elsewhere first, as data for republished.py.

One file a family of languages; `phrases_for` says which forms are tried. To add a language, add its
forms to a family, and a test case.
"""

from __future__ import annotations

from functools import lru_cache

from . import asian, english, germanic, romance, slavic
from .phrase import Phrase

PHRASES: tuple[Phrase, ...] = (
    *english.PHRASES,
    *germanic.PHRASES,
    *romance.PHRASES,
    *slavic.PHRASES,
    *asian.PHRASES,
)


@lru_cache(maxsize=64)
def phrases_for(language: str | None) -> tuple[Phrase, ...]:
    """The forms to try: English ones everywhere, all of them when the language is not known."""
    known = {code for phrase in PHRASES for code in phrase.languages}
    if language not in known:
        return PHRASES
    return tuple(p for p in PHRASES if language in p.languages or "en" in p.languages)
