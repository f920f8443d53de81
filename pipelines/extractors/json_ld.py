"""The article as its JSON-LD tells it, for sites whose `articleBody` is whole and clean."""

from __future__ import annotations

import html

from lxml.html import document_fromstring

from pipelines.extractors import combined
from pipelines.extractors.reading import PageStatus, Reading
from pipelines.reading.blocks import blocks_of
from pipelines.reading.json_ld import text
from pipelines.reading.said import listen
from pipelines.reading.tree import parse
from presswatch.values import Page

NAME = "json_ld/1"


def extract(page: Page) -> Reading:
    """The facts as `.combined` reads them, with `articleBody` for a text. Raises Unreadable."""
    reading = combined.extract(page)
    node = listen(parse(page.body, page.header("content-type")), page.url).article or {}
    lines = _paragraphs(text(node.get("articleBody")))
    if not lines:
        return Reading("", status=PageStatus.EMPTY, because="no articleBody", extractor=NAME)
    return Reading(
        text="\n".join(lines),
        title=reading.title,
        status=PageStatus.ARTICLE if reading.status is PageStatus.STUB else reading.status,
        because=reading.because,
        url=reading.url,
        authors=reading.authors,
        published_at=reading.published_at,
        modified_at=reading.modified_at,
        language=reading.language,
        description=reading.description,
        image=reading.image,
        section=reading.section,
        tags=reading.tags,
        facts=reading.facts,
        claims=reading.claims,
        extractor=NAME,
    )


def _paragraphs(body: str) -> list[str]:
    """The paragraphs of an `articleBody`, which may be text, escaped HTML or HTML."""
    plain = html.unescape(body)
    if "<" in plain and ">" in plain:
        return [block.text for block in blocks_of(document_fromstring(f"<div>{plain}</div>"))]
    return [" ".join(line.split()) for line in plain.split("\n") if line.strip()]
