"""What stands in a headline's element and is not of it: comment counts, reading times, badges."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from pipelines.reading.blocks import Block, squeezed
from pipelines.reading.said import clean

#: in the class of an element within a heading
_CALLED = re.compile(
    r"(?:^|[\s_-])(?:comments?|shar(?:e|es|ing)|badge|premium|paywall|breaking|exclusive|(?:read|reading)[_-]?time|readtime|"
    r"tooltip|sr-only|screen-reader-text|visually-?hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
#: squeezed; behind a headline that another place has without it
_BADGE = re.compile(
    r"(?:\d{1,4}(?:comments?|kommentare?|commentaires?|comentarios?|reacties|yorum|评论|評論|コメント)"
    r"|\d{1,3}(?:min(?:ute)?s?(?:read|lesezeit|delecture|delectura)?|分钟|分鐘|分)"
    r"|(?:19|20)\d\d(?:0?[1-9]|1[0-2])(?:0?[1-9]|[12]\d|3[01])|premium|exclusive|breaking|live|video|subscribers?only|share|"
    r"teilen|partager|compartir|condividi|abonnés?|réservéauxabonnés|abo|plus|gallery|updated|独家|獨家|原创|图|組圖|组图)+"
)
#: what is left must be a headline, in a language that parts its words or not
_WORDS, _LETTERS = 3, 8


def heading_text(block: Block) -> str:
    """The text of a heading without the badges in it; as it is where nothing else would be left."""
    heading = block.node
    if len(heading) == 0 or squeezed(clean(heading.text_content())) != block.key:
        return block.text
    left = clean("".join(_shown(heading)))
    enough = len(left.split()) >= _WORDS or (not left.isascii() and len(left) >= _LETTERS)
    return left if enough and squeezed(left) != block.key else block.text


def _shown(element: HtmlElement) -> list[str]:
    pieces = [element.text or ""]
    for child in element:
        called = isinstance(child.tag, str) and _CALLED.search(child.get("class") or "")
        if not called and child.tag not in ("button", "time", "script", "style", "svg"):
            pieces += _shown(child) if isinstance(child.tag, str) else []
        pieces.append(child.tail or "")
    return pieces


def only_badges(rest: str) -> bool:
    """Whether what follows a headline, squeezed, is no part of it."""
    return _BADGE.fullmatch(rest) is not None
