"""What the JSON-LD of a page says of its article.

Most publishers write it for search engines, and write it with care; some write it by gluing
strings together. So it is read leniently: what cannot be parsed is skipped, never fatal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

#: types of schema.org that are an article, the more telling first
ARTICLE_TYPES = (
    "LiveBlogPosting", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle",
    "OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle",
    "AdvertiserContentArticle", "SatiricalArticle", "Article", "BlogPosting", "Report", "Review",
    "SocialMediaPosting", "TechArticle", "ScholarlyArticle", "MedicalScholarlyArticle",
)  # fmt: skip
#: keys under which an article may hide in another node
HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemReviewed", "article")
#: deeper nesting than this is not an article's description
DEEPEST = 4
_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|"
                      r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$")  # fmt: skip
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")

Node = dict[str, Any]


def nodes_of(tree: HtmlElement) -> list[Node]:
    """All nodes of all JSON-LD blocks, in the order of the page, outer before inner."""
    found: list[Node] = []
    for script in tree.iter("script"):
        kind = (script.get("type") or "").lower()
        if "ld+json" in kind and script.text:
            found.extend(_walk(_loads(script.text), 0))
    return found


def article_node(nodes: list[Node], url: str) -> Node | None:
    """The node that describes the article of this page, if one does.

    A page may describe its related articles as well: the one that names this page's path wins,
    then the first with a headline.
    """
    articles = [node for node in nodes if set(types(node)) & set(ARTICLE_TYPES)]
    if not articles:
        return None
    path = urlsplit(url).path.rstrip("/")
    here = [node for node in articles if path and path in addresses(node)]
    candidates = here or articles
    return max(candidates, key=lambda node: sum(k in node for k in TELLING))


#: keys that a full description has and a teaser's has not
TELLING = ("headline", "datePublished", "author", "articleBody", "dateModified", "publisher")


def types(node: Node) -> list[str]:
    """Names of the node's types, without the address of their vocabulary."""
    kind = node.get("@type")
    names = kind if isinstance(kind, list) else [kind]
    return [name.rsplit("/", 1)[-1] for name in names if isinstance(name, str)]


def texts(value: Any) -> list[str]:
    """The strings in a value: itself, its items, or the names of the things it lists."""
    match value:
        case str():
            return [value.strip()] if value.strip() else []
        case list():
            return [text for item in value for text in texts(item)]
        case dict():
            return texts(value.get("name") or value.get("@value") or value.get("url"))
    return []


def text(value: Any) -> str:
    """The first string in a value, or an empty one."""
    return next(iter(texts(value)), "")


def _loads(written: str) -> Any:
    bare = _COMMENT.sub("", written.strip())
    for attempt in (bare, _TRAILING_COMMA.sub(r"\1", bare)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    try:  # two objects in one block, or something after the first
        return json.JSONDecoder(strict=False).raw_decode(bare)[0]
    except (ValueError, RecursionError):
        return None


def _walk(value: Any, depth: int) -> Iterator[Node]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in HOLDERS:
            if isinstance(value.get(key), (dict, list)):
                yield from _walk(value[key], depth + 1)


def addresses(node: Node) -> set[str]:
    """Paths under which a node says it can be found."""
    page = node.get("mainEntityOfPage")
    written = [node.get("url"), node.get("@id"), page]
    if isinstance(page, dict):
        written += [page.get("@id"), page.get("url")]
    paths = (urlsplit(w).path.rstrip("/") for w in written if isinstance(w, str) and len(w) < 2000)
    return {path for path in paths if path}
