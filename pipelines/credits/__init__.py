"""Who does an article say its text comes from? One file for each place where a credit stands.

    meta          what the HTML head says: syndication-source, JSON-LD isBasedOn …
    canonical     rel=canonical to another domain
    republished   "This article was originally published by X"
    closing       "— DSA", "(Reuters)", "PTI", "AFP/dpa"
    dateline      "LONDON (AP) —", "MOSCOW, May 10. /TASS/."
    byline        "By Reuters Staff", "Jane Doe, Associated Press"
    source_line   "Source: X", "With inputs from agencies"
    copyright     "© 2026 AFP"
    links         "Read the original article." with one link

Each has `read(reading) -> Iterator[Credit]`. A name in the middle of a text is an attribution, not
a credit; a tag that equals the outlet's own signature is a sign-off. In doubt there is no credit:
a false one is worse than a missed one (docs/credits.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipelines.agencies import Gazetteer, gazetteer
from presswatch.values import Credit, Place

from . import (
    byline,
    canonical,
    closing,
    copyright,
    dateline,
    links,
    meta,
    republished,
    source_line,
    unknown,
)
from .claims import Claim, Claims, claims_of
from .reading import Reading

#: the readers, most trusted place first (the order of `presswatch.values.Place`)
PLACES = (meta, canonical, republished, closing, dateline, byline, source_line, copyright, links)

_NOTHING: Mapping[str, str] = MappingProxyType({})

__all__ = ["PLACES", "Claim", "Claims", "claims_of", "read_credits", "unknown_tags"]


def read_credits(
    text: str,
    *,
    host: str,
    signature: tuple[str, ...] = (),
    authors: tuple[str, ...] = (),
    language: str | None = None,
    claims: Claims | None = None,
    links: tuple[str, ...] = (),
    learned: Mapping[str, str] = _NOTHING,
    names: Gazetteer | None = None,
) -> tuple[Credit, ...]:
    """Everyone the article credits, most trusted first; each party once for each place.

    `learned` maps a tag, as written, to the registrable domain of the outlet that signs with it;
    `names` is another gazetteer than that of agencies.toml.
    """
    names = names or gazetteer()
    reading = Reading(text, host, signature, authors, language, claims, links, learned, names)
    found: dict[tuple[str, str, str], Credit] = {}
    for place in PLACES:
        for credit in place.read(reading):
            if not reading.is_own(credit):
                found.setdefault(
                    (credit.agency or credit.name, credit.place, str(credit.span)), credit
                )
    return tuple(found.values())


def unknown_tags(
    text: str,
    *,
    host: str,
    learned: Mapping[str, str] = _NOTHING,
    names: Gazetteer | None = None,
) -> tuple[tuple[str, Place], ...]:
    """Short tags in the places of credits that nobody known signs with, for learn_tags."""
    return tuple(unknown.read(Reading(text, host, learned=learned, names=names or gazetteer())))
