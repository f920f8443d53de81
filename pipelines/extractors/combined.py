"""The default: trafilatura as the engine, and what a monitor knows beyond it.

The page is parsed once. Facts come from JSON-LD and meta first, from the page's own markup next;
the text comes from the engine, judged block by block, with resiliparse as a second opinion where
the engine found little (docs/extraction.md).
"""

from __future__ import annotations

import trafilatura
from lxml.html import HtmlElement
from resiliparse.extract.html2text import extract_plain_text

from pipelines.credits import claims_of
from pipelines.extractors.reading import Cut, Reading
from pipelines.losses import Unreadable
from pipelines.page_status import judge_page
from pipelines.reading.address import site_of, variant_of
from pipelines.reading.blocks import blocks_of
from pipelines.reading.body import Opinions, assemble
from pipelines.reading.engine_rules import remember_rules
from pipelines.reading.facts import Facts, facts_of
from pipelines.reading.hints import Hints
from pipelines.reading.initials import join_initials
from pipelines.reading.language import language_of
from pipelines.reading.layout import unwrap_layout
from pipelines.reading.links import edge_links, first_page, lines_below, next_page
from pipelines.reading.other_media import other_than_html
from pipelines.reading.said import Said, listen
from pipelines.reading.tree import read_html
from presswatch.values import Page

NAME = "combined/1"
remember_rules()


def extract(page: Page) -> Reading:
    """The article of an HTML page. Raises Unreadable."""
    if other := other_than_html(page.body):
        raise Unreadable(f"{other}, no HTML page")
    html, tree = read_html(page.body, page.header("content-type"))
    said = listen(tree, page.url)
    blocks = blocks_of(tree)
    join_initials(blocks)
    unwrap_layout(blocks)
    facts = facts_of(said, tree, blocks, page.fetched_at)
    body = assemble(blocks, _opinions(html, tree, page.url), _hints(said, facts))
    text = "\n".join(body.lines)
    language, declared = language_of(text, said)
    verdict = judge_page(said, blocks, text, facts, page.link.url, body.places)
    return Reading(
        text=text,
        title=facts.title,
        status=verdict.status,
        because=verdict.because,
        url=facts.url,
        authors=facts.authors,
        published_at=facts.published_at,
        modified_at=facts.modified_at,
        language=language,
        description=facts.description,
        image=facts.image,
        section=facts.section,
        tags=facts.tags,
        facts=(*facts.said, *declared),
        beside=lines_below(blocks, body.places),
        links=edge_links(blocks, body.places, page.url),
        claims=claims_of(tree, page.url),
        variant=variant_of(said, tree, facts.url),
        next_page=next_page(said, tree, page.url),
        first_page=first_page(said, tree, page.url),
        partial=verdict.partial,
        cuts=body.cuts,
        added=tuple(Cut(line, why) for line, why in body.added),
        extractor=NAME,
    )


def _opinions(html: str, tree: HtmlElement, url: str) -> Opinions:
    return Opinions(
        quick=lambda: _engine(tree, url, fast=True),
        thorough=lambda: _engine(tree, url, fast=False),
        second=lambda: _second(html),
    )


def _engine(tree: HtmlElement, url: str, *, fast: bool) -> list[str]:
    """trafilatura's lines, in its precise setting, without its metadata; its fallbacks unless `fast`."""
    found = trafilatura.extract(
        tree, url=url, include_comments=False, favor_precision=True, fast=fast
    )
    return [line for line in (found or "").split("\n") if line.strip()]


def _second(html: str) -> list[str]:
    """resiliparse's lines of the main content."""
    found = extract_plain_text(html, main_content=True, alt_texts=False, preserve_formatting=True)
    return [line for line in found.split("\n") if line.strip()]


def _hints(said: Said, facts: Facts) -> Hints:
    body = (said.article or {}).get("articleBody")
    return Hints(
        titles=facts.titles,
        descriptions=facts.descriptions,
        article_body=body if isinstance(body, str) else "",
        authors=facts.authors,
        site=site_of(said.url),
    )
