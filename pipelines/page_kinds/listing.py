"""Pages that lead to articles: sections, tags, authors, archives, results of a search, front pages.

Their excerpts read like an article of many short paragraphs. A roundup, a briefing or an article
above its related stories has teasers too; so what says "list" is weighed against what says "article".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pipelines.page_kinds.sight import Sight
from pipelines.reading.blocks import Block

#: links of four words and more on a page that lists articles
HEADLINES = 15
#: share of the page's text that is links
LINKED = 0.6
#: headings that are links, on a page without a paragraph of its own: tiles of other articles
TILES = 3
#: characters; a longer block that is no link is a paragraph, a shorter one may be a teaser
PARAGRAPH = 160
#: characters of paragraphs; a footer's notice may have as many, no article has fewer
PROSE = 400
#: fewer teasers are a box of related stories, unless two signs and more say "list" (their weights)
FEW = 4
SURE = 6
#: so many are a list by themselves
MANY = 8
#: what stands in teasers, against what of the text stands in none
OUTWEIGHS = 1.5
#: share of the text that stands in teasers: the engine took them for the article
MOSTLY_TEASERS = 0.6
#: characters of a text of its own: a brief has so many, and few sections say as much of themselves
BRIEF, LONG = 250, 1200
_HEADINGS = ("h2", "h3", "h4")
LIST_TYPES = frozenset(("CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage"))
LIST_OG = frozenset(("website", "profile", "object", "blog"))
#: names that content systems give to the body element of such a page
LIST_BODY = frozenset(
    ("archive", "category", "tag", "author", "search", "search-results", "home", "blog",
     "page-taxonomy-term", "path-taxonomy", "paged", "tag-template", "author-template", "home-template",
     "frontpage", "section-page", "page-section")
)  # fmt: skip
ARTICLE_BODY = frozenset(("single", "single-post", "post-template", "page-node-type-article"))
LIST_ADDRESS = re.compile(
    r"/(?:tags?|categor(?:y|ies|ie|ia)|kategorie|catégorie|authors?|auteurs?|autor(?:en|es)?|topics?|"
    r"themen?|schlagwort|etiqueta|rubri(?:k|que|ka|ca)|search|suche?|recherche|buscar?|archives?|label)"
    r"(?:/|$)|/page/\d+/?$|[?&](?:s|q|query|search|tag|cat|author|paged)=",
    re.IGNORECASE,
)
STORY_ADDRESS = re.compile(r"[^/]*(?:[^/-]+-){4}[^/]*$|/\d{4}/\d{1,2}(?:/\d{1,2})?/[^/]+|\d{5,}")
PAGER = re.compile(r"\b(?:pagination|pager|nav-links|page-numbers|paginator|paging)\b", re.I)
#: words in the heading of a section, at most; a headline has so many at least
SECTION_WORDS, HEADLINE_WORDS = 3, 6


def list_page(page: Sight) -> str | None:
    """Why it is one, if it is."""
    return _links_alone(page) or _excerpts(page)


def _excerpts(page: Sight) -> str | None:
    """Teasers with excerpts outweigh the page's own text, and it looks like a list's more than an article's."""
    if page.describes_itself or not page.teasers.count:
        return None
    inside = sum(len(page.blocks[n].text) for n in page.teasers.inside)
    taken = 1 - page.own_text / max(1, len(page.text))
    if inside < OUTWEIGHS * page.own_text and taken < MOSTLY_TEASERS:
        return None
    lists, articles = dict(_says_list(page, taken)), dict(_says_article(page))
    least = 0 if page.teasers.count >= FEW else SURE
    if sum(lists.values()) <= max(least, sum(articles.values())):
        return None
    return f"{page.teasers.count} linked headlines with their excerpts; {', '.join(lists)}"


def _says_list(page: Sight, taken: float) -> Iterator[tuple[str, int]]:
    """What says that the page is a list, and how loud."""
    named = page.body_class & LIST_BODY
    if named and not page.body_class & ARTICLE_BODY:
        yield f"body {' '.join(sorted(named))!r}", 3
    if page.is_front or LIST_ADDRESS.search(_address(page)):
        yield "the address", 3
    if found := sorted(page.kinds & LIST_TYPES):
        yield f"JSON-LD {found[0]}", 2
    if page.said.meta("og:type").lower() in LIST_OG:
        yield "og:type", 1
    if _has_pager(page):
        yield "pages", 2
    heading = page.h1s[0] if page.h1s else ""
    if heading.count(" ") < SECTION_WORDS and (heading.isascii() or len(heading) < 8):
        yield "the heading", 1
    if taken >= MOSTLY_TEASERS:
        yield f"{taken:.0%} of the text", 2
    if page.teasers.boxed >= MANY:
        yield "their number", 1


def _says_article(page: Sight) -> Iterator[tuple[str, int]]:
    """What says that it is an article."""
    if page.dated_in_head:
        yield "meta", 3
    if "article" in page.said.meta("og:type").lower():
        yield "og:type", 2
    if page.body_class & ARTICLE_BODY:
        yield "body", 3
    if page.signed:
        yield "dateline", 3
    if page.h1s and page.h1s[0].count(" ") >= HEADLINE_WORDS - 1:
        yield "headline", 1
    if STORY_ADDRESS.search(urlsplit(page.said.url).path):
        yield "the address", 2
    if page.own_text >= BRIEF:
        yield "text", 2 if page.own_text < LONG else 4


def _address(page: Sight) -> str:
    parts = urlsplit(page.said.url)
    return f"{parts.path}?{parts.query}"


def _has_pager(page: Sight) -> bool:
    """Whether it goes on at the next page of the list."""
    if page.said.links.get("next") or page.said.links.get("prev"):
        return True
    return any(
        PAGER.search(e.get("class") or "")
        for block in page.blocks
        if len(block.text) < 40 and block.linked
        for e in (block.node, *[a for a in (block.node.getparent(),) if a is not None])
    )


def _links_alone(page: Sight) -> str | None:
    """A page that mostly links to other pages, says nothing of itself and has no date."""
    if page.said.article or "article" in page.said.meta("og:type"):
        return None
    if page.signed and page.own_text >= BRIEF:
        return None  # a brief above its related stories
    path = urlsplit(page.said.url).path.strip("/")
    total = sum(len(b.text) for b in page.blocks) or 1
    linked = sum(b.linked for b in page.blocks)
    headlines = sum(1 for b in page.blocks if _is_link(b) and b.text.count(" ") >= 3)
    shallow = path.count("/") <= 1 and not re.search(r"\d{4,}|\w+-\w+-\w+-", path)
    if headlines >= HEADLINES and linked > LINKED * total and (shallow or page.kinds & LIST_TYPES):
        return f"{headlines} headlines are links, {linked / total:.0%} of the text"
    tiles = sum(1 for b in page.blocks if b.node.tag in _HEADINGS and _is_link(b))
    prose = sum(n for b in page.blocks if (n := len(b.text) - b.linked) >= PARAGRAPH)
    if tiles >= TILES and prose < PROSE:
        return f"{tiles} headings are links, and there is next to no prose"
    if not path and headlines >= HEADLINES:
        return f"a front page with {headlines} headlines"
    return None


def _is_link(block: Block) -> bool:
    return block.linked * 10 > len(block.text) * 9
