"""What stands around a block: the elements that hold it, and what their names give away."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from lxml.html import HtmlElement

from pipelines.reading.blocks import Block
from pipelines.reading.placing import Passage

#: so much of the engine's text must be inside the element that is taken for the body's
MOST = 0.75
#: a paragraph has so many characters; shorter runs do not vote
PROSE = 60
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
LETTERS = re.compile(r"[^a-z]+")

#: a word in a class or id → what the element is. Only elements *inside* the body's element are
#: judged by name, so a whole article within `<div class="sidebar-left">` is safe.
GIVEAWAYS: dict[str, str] = {
    word: kind
    for kind, words in {
        "related links": "related recommended recommendation recommendations recirc recirculation "
        "readmore trending popular outbrain taboola readalso morefrom onward suggested",
        "newsletter box": "newsletter newsletters signup subscribe subscription optin",
        "promotion": "promo promotion promobox sponsor sponsored advert advertisement advertorial "
        "affiliate disclaimer commercial-note paywall regwall piano",
        "author box": "bio biography authorbio authorbox aboutauthor contributor",
        "caption": "caption figcaption imagecaption captions photocaption imgcaption legend credit "
        "photogallery gallery slideshow carousel lightbox bildunterschrift legende",
        "comments": "comments disqus respond",
        "sharing": "share sharing social addthis sharedaddy followus",
        "consent text": "cookie cookies consent privacy gdpr",
        "fact box": "factbox infobox tooltip callout keypoints takeaways explainer footnotes "
        "citations toc",
        "box": "sidebar breadcrumb breadcrumbs toolbar tags taglist debug highlights",
    }.items()
    for word in words.split()
}
#: elements that are not body text, whatever they are called
TAGS = {
    "nav": "navigation", "footer": "footer", "figure": "caption", "figcaption": "caption",
    "form": "form", "h1": "title repeated", "aside": "box", "address": "author box",
}  # fmt: skip


#: their ids are made from their words: `<h3 id="buy-a-subscription">` is no subscription box
OWN_ID = frozenset(("h2", "h3", "h4", "h5", "h6", "p", "li"))


def giveaway(node: HtmlElement) -> str | None:
    """What the element's tag, class or id says it is, if not text of the body."""
    tag = node.tag if isinstance(node.tag, str) else ""
    if tag in TAGS:
        return TAGS[tag]
    names = node.get("class") or ""
    if tag not in OWN_ID:
        names = f"{names} {node.get('id') or ''}"
    return _by_name(names) if len(names) > 1 else None


@lru_cache(maxsize=4096)
def _by_name(names: str) -> str | None:
    for word in LETTERS.split(CAMEL.sub(" ", names).lower()):
        if word in GIVEAWAYS:
            return GIVEAWAYS[word]
    return None


def body_element(passages: list[Passage], blocks: list[Block]) -> HtmlElement | None:
    """The smallest element that holds most of the engine's prose, if it is on the page."""
    weight: Counter[HtmlElement] = Counter()
    total = 0
    for passage in passages:
        if passage.at is None or passage.cut or len(passage.text) < PROSE:
            continue
        total += len(passage.text)
        node: HtmlElement | None = blocks[passage.at].node
        while node is not None:
            weight[node] += len(passage.text)
            node = node.getparent()
    enough = [(w, node) for node, w in weight.items() if w >= MOST * total]
    if not total or not enough:
        return None
    return max(enough, key=lambda pair: _depth(pair[1]))[1]


def _depth(node: HtmlElement) -> int:
    return sum(1 for _ in node.iterancestors())


#: the elements that hold the text: one, and those of its siblings that go on with it
Roots = frozenset[HtmlElement]


def between(block: Block, roots: Roots) -> list[HtmlElement] | None:
    """The elements from the block's own up to, without, one of `roots`; None when it is not inside."""
    chain: list[HtmlElement] = []
    node: HtmlElement | None = block.node
    while node is not None:
        if node in roots:
            return chain
        chain.append(node)
        node = node.getparent()
    return None


#: tag and class of a block and of its parent: paragraphs of one text share it
Signature = tuple[object, str | None, object, str | None]


def signature(block: Block) -> Signature:
    """What a block looks like from outside."""
    parent = block.node.getparent()
    if parent is None:
        return (block.node.tag, block.node.get("class"), "", None)
    return (block.node.tag, block.node.get("class"), parent.tag, parent.get("class"))


def article_around(node: HtmlElement | None) -> HtmlElement | None:
    """The nearest <article> that holds the node."""
    while node is not None and node.tag != "article":
        node = node.getparent()
    return node
