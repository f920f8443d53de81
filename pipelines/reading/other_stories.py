"""Whether an element is of the page's own article, or of menus, footers and boxes of other stories."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.reading.blocks import squeezed

NOT_OURS = frozenset(("aside", "nav", "footer"))
#: what boxes of other texts are called; every box of Elementor is a widget
ELSEWHERE = re.compile(
    r"related|comment|recommend|popular|teaser|sidebar|latest|(?<!elementor-)widget", re.IGNORECASE
)
#: characters of prose, of which an article is not a card of another
PROSE = 400
#: a card has so many characters, and is so many levels above its date
CARD, UP = 400, 3
#: links of a box that are looked at
MOST = 100
#: letters of a link that is a headline; Chinese and Japanese say it in fewer
HEADLINE, DENSE_HEADLINE = 28, 12


def stands_elsewhere(element: HtmlElement) -> bool:
    """Whether it is in an aside, a menu or a footer, or in a box named for other texts."""
    for node in element.iterancestors():
        if is_foreign(node):
            return node.tag not in ("body", "html", "main")
        if node.tag in ("main", "body"):
            return False
    return False


def is_foreign(node: HtmlElement) -> bool:
    """Whether an element is one of those; a footer inside the article is the article's."""
    if ELSEWHERE.search(node.get("class") or ""):
        return True
    return node.tag in NOT_OURS and not (node.tag == "footer" and _is_article_s(node))


def _is_article_s(footer: HtmlElement) -> bool:
    article = next(footer.iterancestors("article"), None)
    if article is None:
        return False
    if next(article.iter("h1"), None) is not None:
        return True
    length = 0
    for paragraph in article.iter("p"):
        length += len(paragraph.text_content())
        if length >= PROSE:
            return True
    return False


def is_box_of_others(element: HtmlElement, headline: HtmlElement) -> bool:
    """Whether what stands above the headline shares a box, without the headline, with a link to a story."""
    around = set(headline.iterancestors())
    box = element
    for node in element.iterancestors():
        if node in around:
            break
        box = node
    if box in around:  # a line of an element that holds the headline as well
        return False
    return any(is_story(link.text_content()) for link in islice(box.iter("a"), MOST))


def is_card(element: HtmlElement, headline: HtmlElement, url: str) -> bool:
    """Whether it stands right beside a link to another story, as on a card below the article."""
    around = set(headline.iterancestors())
    path = urlsplit(url).path
    for node in islice(element.iterancestors(), UP):
        if node in around:
            return False
        for link in islice(node.iter("a"), MOST):
            words = link.text_content()
            if is_story(words) and squeezed(words) != squeezed(headline.text_content()):
                return len(node.text_content()) < CARD and path not in (link.get("href") or "")
    return False


def is_story(link: str) -> bool:
    """Whether the words of a link are a headline."""
    key = squeezed(link)
    return len(key) >= (HEADLINE if key[:1] < "\u2e80" else DENSE_HEADLINE)
