"""The schema, as the numbered steps that made it: one file each.

Append-only: a released step never changes. The imports below are their order.
"""

from storage.migrations import (
    m001_watchlist,
    m002_crawling,
    m003_articles,
    m004_evidence,
    m005_search,
    m006_index,
    m007_credits,
    m008_words,
    m010_extraction,
    m011_rhythm,
    m012_facets,
    m013_watches,
    m014_quarantine,
    m015_forgetting,
    m016_mention_stories,
    m090_body_end,
    m091_upkeep,
)
from storage.migrations.steps import steps

__all__ = [
    "m001_watchlist",
    "m002_crawling",
    "m003_articles",
    "m004_evidence",
    "m005_search",
    "m006_index",
    "m007_credits",
    "m008_words",
    "m010_extraction",
    "m011_rhythm",
    "m012_facets",
    "m013_watches",
    "m014_quarantine",
    "m015_forgetting",
    "m016_mention_stories",
    "m090_body_end",
    "m091_upkeep",
    "steps",
]
