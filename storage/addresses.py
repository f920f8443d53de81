"""Which part of an address says whose it is."""

from __future__ import annotations

from urllib.parse import urlsplit

from courlan import extract_domain


def registrable(url: str) -> str | None:
    """The registrable domain of a URL ("https://news.example.co.uk/a" → "example.co.uk")."""
    return extract_domain(url) or urlsplit(url).hostname
