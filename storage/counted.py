"""Numbers with the word that they count, for pages and terminals."""

from __future__ import annotations


def counted(number: int, word: str, words: str | None = None) -> str:
    """ "1 article", "2 articles", "1,200 copies"."""
    return f"{number:,} {word if number == 1 else words or word + 's'}"
