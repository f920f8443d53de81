"""rel=canonical to another domain: the page itself says that its text lives elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.agencies import domain_of
from presswatch.values import Credit, Place

from .meta import same_outlet
from .reading import Reading, _path


def read(reading: Reading) -> Iterator[Credit]:
    """The page that rel=canonical points to, when it is another outlet's.

    A front page is not a pointer: broken templates write the company's site there.
    """
    url = reading.claims.canonical if reading.claims else None
    if not url or not url.startswith(("http://", "https://")) or not _path(url).strip("/"):
        return
    domain = domain_of(url)
    if not domain or domain == reading.domain or same_outlet(domain, reading.domain):
        return
    agency = reading.names.at(domain)
    name = agency.name if agency else domain
    domains = agency.domains if agency else (domain,)
    yield Credit(
        name,
        domain,
        Place.CANONICAL,
        agency.key if agency else None,
        domains,
        url,
        f"rel=canonical: {url}",
    )
