"""A link as a credit: "Read the original article." with one link to another site.

A link alone proves nothing: first paragraphs are full of links to what others reported. So the
text must say that an original exists, and exactly one page elsewhere must be linked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.agencies import domain_of
from presswatch.values import Credit, Place

from .reading import Party, Reading, _path

_SAYS_SO = re.compile(
    r"(?:^|[.!?)\]\"”*]\s*|[(\[*])(?:(?:read|see|view|go to) the original(?: (?:article|story|post|version|piece))?(?: here)?"
    r"|(?:this (?:article|story|post|piece) (?:was )?)?(?:originally|first) (?:published|appeared|posted) (?:here|elsewhere)"
    r"|original (?:article|story|post|source|link)|link to (?:the )?original|source(?: link)?|article source"
    r"|(?:zum|zur) (?:original|originalartikel|quelle)|lire l['’](?:article )?original|artículo original|fuente original"
    r"|artigo original|articolo originale|оригинал(?: статьи)?|原文(?:链接|連結|リンク)?|元記事|원문(?: 보기)?)\W*$",
    re.IGNORECASE,
)
_STEMS = ("origin", "source", "first ", "quelle", "fuente", "оригинал", "原文", "元記事", "원문")


def read(reading: Reading) -> Iterator[Credit]:
    """The one page elsewhere that the text calls its original."""
    if not reading.links or not any(map(reading.folded.__contains__, _STEMS)):
        return
    said = next((line for line in reading.edges if _SAYS_SO.search(line.text)), None)
    if said is None:
        return
    pages = {u for u in reading.links if domain_of(u) != reading.domain and _path(u).strip("/")}
    if len(pages) != 1:
        return
    url = pages.pop()
    domain = domain_of(url)
    agency = reading.names.at(domain)
    party = (
        Party(agency.name, domain, agency.key, agency.domains)
        if agency
        else Party(domain, domain, None, (domain,))
    )
    short = len(said.text) <= 80
    span = (said.start, said.end) if short else None
    for credit in reading.credits((party,), Place.LINK, span, said.text[-80:]):
        yield Credit(
            credit.name,
            credit.tag,
            credit.place,
            credit.agency,
            credit.domains,
            url,
            credit.quote,
            span,
        )
