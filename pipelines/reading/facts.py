"""The facts of an article: what was decided, and beside it what the page said where."""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from lxml.html import HtmlElement

from pipelines.reading.address import own_address
from pipelines.reading.badges import heading_text
from pipelines.reading.blocks import Block
from pipelines.reading.byline import authors_of
from pipelines.reading.heading_above import heading_above
from pipelines.reading.headline import Witnesses, headline
from pipelines.reading.json_ld import texts
from pipelines.reading.published import modified, published
from pipelines.reading.said import Said, clean
from presswatch.values import Fact

#: an article has at most so many tags; more is a list for search engines
MOST_TAGS = 20
#: characters of a line that may be a headline
LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Facts:
    """What an extractor needs to know besides the text."""

    title: str
    titles: tuple[str, ...]  #: all the page offers, for lines that repeat one
    url: str | None
    authors: tuple[str, ...]
    published_at: datetime | None
    modified_at: datetime | None
    description: str | None
    descriptions: tuple[str, ...]
    image: str | None
    section: str | None
    tags: tuple[str, ...]
    free: bool | None  #: isAccessibleForFree
    said: tuple[Fact, ...]


def facts_of(said: Said, tree: HtmlElement, blocks: list[Block], now: datetime) -> Facts:
    """The facts of a page that was fetched `now`."""
    witnesses = _witnesses(said, blocks)
    title, where = headline(witnesses)
    authors, author_facts = authors_of(said, tree, blocks, title)
    published_at, published_facts = published(said, tree, blocks, title, now)
    modified_at, modified_facts = modified(said, now)
    section, section_facts = _section(said)
    descriptions = _descriptions(said)
    return Facts(
        title=title,
        titles=tuple(t for t in (title, *witnesses.h1, witnesses.json_ld, witnesses.og) if t),
        url=own_address(said),
        authors=authors,
        published_at=published_at,
        modified_at=modified_at,
        description=descriptions[0] if descriptions else None,
        descriptions=descriptions,
        image=_image(said),
        section=section,
        tags=_tags(said),
        free=_free(said),
        said=(
            *((Fact("title", title, where),) if title else ()),
            *author_facts,
            *published_facts,
            *modified_facts,
            *section_facts,
        ),
    )


def _descriptions(said: Said) -> tuple[str, ...]:
    found = (said.ld("description"), *(said.meta(name) for name in _DESCRIPTIONS))
    return tuple(dict.fromkeys(text for text in found if text))


_DESCRIPTIONS = ("og:description", "description", "twitter:description")


def _witnesses(said: Said, blocks: list[Block]) -> Witnesses:
    h1 = [(n, b.text) for n, b in enumerate(blocks) if _is_of(b, "h1")]
    h2 = [(n, b.text) for n, b in enumerate(blocks) if _is_of(b, "h2")]
    above = heading_above(blocks)
    return Witnesses(
        h1=tuple(heading_text(blocks[n]) for n, _ in h1[:6]),
        json_ld=said.ld("headline") or said.ld("name"),
        og=said.meta("og:title"),
        twitter=said.meta("twitter:title"),
        title=said.title,
        h2=tuple(text for _, text in h2[:10]),
        site=(*said.site_names(), *said.own_keys()),
        named=said.site_names(),
        lines=tuple(b.text for b in blocks[: above.prose] if len(b.text) <= LONGEST_LINE),
        above=above.text,
        below=tuple(text for n, text in h1 if n > above.prose),
        next=tuple(text for n, text in h2 if h1 and h1[0][0] < n <= above.prose),
    )


def _is_of(block: Block, heading: str) -> bool:
    """Whether it is such a heading, or a line of one."""
    return any(e.tag == heading for e in (block.node, block.node.getparent()) if e is not None)


def _section(said: Said) -> tuple[str | None, tuple[Fact, ...]]:
    for value, where in (
        (said.ld("articleSection"), "json-ld"),
        (said.meta("article:section"), "meta article:section"),
        (
            said.meta("parsely-section", "sailthru.vertical", "section", "cxenseparse:taxonomy"),
            "meta section",
        ),
    ):
        if value and len(value) <= 80:
            return value, (Fact("section", value, where),)
    return None, ()


def _tags(said: Said) -> tuple[str, ...]:
    keywords = (said.article or {}).get("keywords")
    found = texts(keywords) or said.metas.get("article:tag") or []
    found = found or [said.meta("news_keywords", "keywords", "parsely-tags")]
    parts = found if len(found) > 1 else [part for text in found for part in text.split(",")]
    tags = (clean(html.unescape(part)) for part in parts)
    return tuple(dict.fromkeys(tag for tag in tags if 1 < len(tag) <= 60))[:MOST_TAGS]


def _image(said: Said) -> str | None:
    image = (said.article or {}).get("image")
    first = image[0] if isinstance(image, list) and image else image
    url = first.get("url") if isinstance(first, dict) else first
    url = said.meta("og:image", "og:image:url", "twitter:image") or (
        url if isinstance(url, str) else ""
    )
    absolute = urljoin(said.url, url) if url else ""
    return absolute if absolute.startswith("http") and len(absolute) < 2000 else None


def _free(said: Said) -> bool | None:
    """Whether the page says that anyone may read it."""
    value = (said.article or {}).get("isAccessibleForFree")
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    tier = said.meta("article:content_tier").lower()
    return {"free": True, "locked": False}.get(tier)
