"""Plain trafilatura, as a plug: what the combination is measured against."""

from __future__ import annotations

import trafilatura
from trafilatura.settings import Document

from pipelines.extractors.reading import PageStatus, Reading
from pipelines.reading.clocks import read_time
from pipelines.reading.tree import parse
from presswatch.values import Fact, Page


def extract(page: Page) -> Reading:
    """The page as trafilatura's `bare_extraction(with_metadata=True)` reads it."""
    tree = parse(page.body, page.header("content-type"))
    found = trafilatura.bare_extraction(
        tree, url=page.url, with_metadata=True, include_comments=False
    )
    if not isinstance(found, Document):
        return Reading("", status=PageStatus.EMPTY, extractor="trafilatura/2")
    return Reading(
        text=found.text or "",
        title=found.title or "",
        url=found.url,
        authors=tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
        published_at=read_time(found.date),
        language=found.language,
        description=found.description,
        image=found.image,
        section=next(iter(found.categories or ()), None),
        tags=tuple(found.tags or ()),
        facts=(Fact("published", found.date, "trafilatura"),) if found.date else (),
        extractor="trafilatura/2",
    )
