"""What the head says: syndication-source, original-source, JSON-LD isBasedOn, sourceOrganization …"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.agencies import AgencyKind, domain_of
from presswatch.values import Credit, Place

from .claims import Claim
from .reading import Party, Reading, _path, squash

#: these say outright where the text comes from, so a URL or an unknown name is believed
_POINTERS = ("syndication-source", "original-source", "isBasedOn")
#: these usually name the outlet's own company: only the gazetteer's agencies are believed
_OWNERS = ("publisher", "provider", "rights", "copyright", "copyrightHolder")


def read(reading: Reading) -> Iterator[Credit]:
    """The claims of the head that name somebody else."""
    if not reading.claims:
        return
    for claim in reading.claims.claims:
        if claim.value.startswith(("http://", "https://")):
            yield from _url(reading, claim)
        else:
            yield from _name(reading, claim)


def _url(reading: Reading, claim: Claim) -> Iterator[Credit]:
    domain = domain_of(claim.value)
    if not domain or domain == reading.domain or same_outlet(domain, reading.domain):
        return
    agency = reading.names.at(domain)
    if not claim.where.endswith(_POINTERS) and agency is None:
        return
    name = agency.name if agency else domain
    domains = agency.domains if agency else (domain,)
    url = claim.value if _path(claim.value).strip("/") else None
    quote = f"{claim.where}: {claim.value}"[:300]
    yield Credit(name, domain, Place.META, agency.key if agency else None, domains, url, quote)


def _name(reading: Reading, claim: Claim) -> Iterator[Credit]:
    words = claim.value.removeprefix("©").strip()
    parties = reading.parties(words, strict=True)
    if claim.where.endswith(_OWNERS):
        parties = tuple(p for p in parties if p.kind is AgencyKind.AGENCY and not p.shy)
    if not parties and claim.where.endswith(("syndication-source", "original-source")):
        parties = (Party(words, words),) if 3 <= len(words) <= 60 else ()
    yield from reading.credits(parties, Place.META, None, f"{claim.where}: {claim.value}"[:300])


def same_outlet(a: str, b: str) -> bool:
    """Two domains of one outlet: "paper.com" and "paper.co.uk"."""
    return squash(a.split(".")[0]) == squash(b.split(".")[0])
