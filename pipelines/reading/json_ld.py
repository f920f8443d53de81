"""What the JSON-LD of a page says of its article.

Most publishers write it for search engines, and write it with care; some write it by gluing
strings together. So it is read leniently: what cannot be parsed is skipped, never fatal.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.reading.blocks import squeezed

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
#: a backslash before what needs none: `\'`
_ESCAPE = re.compile(r'(\\["\\/bfnrtu])|\\')
#: what may stand between two objects in one block
_BETWEEN = re.compile(r"[\s,;]*")
#: letters of a headline that is not another one's by chance
_HEADLINE = 15

Node = dict[str, Any]


def nodes_of(tree: HtmlElement) -> list[Node]:
    """All nodes of all JSON-LD blocks, in the order of the page, outer before inner."""
    found: list[Node] = []
    for script in tree.iter("script"):
        kind = (script.get("type") or "").lower()
        if "ld+json" in kind and script.text:
            found.extend(_walk(_loads(script.text), 0))
    return found


def article_node(
    nodes: list[Node], urls: Collection[str], titles: Collection[str] = ()
) -> Node | None:
    """The node that describes the article of this page, if one does.

    A page may describe its related articles as well: the one that names a path of this page's or
    says its title (`titles`, squeezed) wins, then the fullest. Several that all name other paths
    are none of this page.
    """
    articles = [node for node in nodes if set(types(node)) & set(ARTICLE_TYPES)]
    if not articles:
        return None
    paths = {path for url in urls if (path := _path(url))}

    def likeness(node: Node) -> tuple[float, int]:
        by_address = 1.5 if paths & _addresses(node) else 0.0
        return by_address + _says(node, titles), sum(key in node for key in TELLING)

    best = max(articles, key=likeness)
    if len(articles) > 1 and not likeness(best)[0] and all(map(_addresses, articles)):
        return None
    return best


def _says(node: Node, titles: Collection[str]) -> bool:
    """Whether a node's headline is one of these titles, or most of one: search engines want it short."""
    key = squeezed(html.unescape(text(node.get("headline")) or text(node.get("name"))))
    if len(key) < _HEADLINE:
        return key in titles and key != ""
    return any(
        key == title or key in title or (len(title) > _HEADLINE and title in key)
        for title in titles
    )


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
    if "&quot;" in bare[:100] and '"' not in bare[:100]:
        bare = html.unescape(bare)  # a template escaped the whole of it
    for mend in (str, _mended):
        try:
            return json.loads(mend(bare), strict=False)
        except (ValueError, RecursionError):
            continue
    return _one_by_one(bare)


def _mended(bare: str) -> str:
    bare = _TRAILING_COMMA.sub(r"\1", bare)
    return _ESCAPE.sub(lambda found: found[1] or r"\\", bare)


def _one_by_one(bare: str) -> list[Any]:
    """Several objects in one block, up to the first that cannot be read."""
    found: list[Any] = []
    decoder, at = json.JSONDecoder(strict=False), 0
    try:
        while at < len(bare):
            value, end = decoder.raw_decode(bare, at)
            found.append(value)
            between = _BETWEEN.match(bare, end)
            at = between.end() if between else end
    except (ValueError, RecursionError):
        pass
    return found


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


def _addresses(node: Node) -> set[str]:
    """Paths under which a node says it can be found."""
    page = node.get("mainEntityOfPage")
    written = [node.get("url"), node.get("@id"), page]
    if isinstance(page, dict):
        written += [page.get("@id"), page.get("url")]
    return {path for w in written if isinstance(w, str) and (path := _path(w))}


def names_other(node: Node, urls: Collection[str]) -> bool:
    """Whether a node names addresses, and none of this page's."""
    here = _addresses(node)
    return bool(here) and not here & {_path(url) for url in urls}


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.rstrip("/") if len(url) < 2000 else ""
    except ValueError:
        return ""
