"""What is no text of the story: each function marks passages with the reason for the cut."""

from __future__ import annotations

import re
from itertools import takewhile

from lxml.html import HtmlElement

from pipelines.reading.blocks import Block, squeezed
from pipelines.reading.boxes import Boxes
from pipelines.reading.hints import Hints
from pipelines.reading.names import JOB
from pipelines.reading.phrases import STAMP, spoken_to_reader
from pipelines.reading.placing import Passage
from pipelines.reading.read_also import leads_elsewhere
from pipelines.reading.shown_date import date_in
from pipelines.reading.surroundings import (
    HEADINGS,
    PROSE,
    Roots,
    article_around,
    between,
    giveaway,
    signature,
)

#: lines at the top among which the title is looked for
TOP = 6
#: letters; a shorter title ("Opinion") may be a line of the text
TITLE = 8
#: a name that takes out more of the text than this names the whole page, not a box in it
TOO_MUCH = 0.4
#: spaces in a line that ends in a stop, from which on it is a sentence
SENTENCE = 4
#: characters of a byline or a date
STAMP_LINE = 90
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
#: these may be long: comments outgrow the article, consent texts replace it
MAY_BE_LONG = frozenset(("comments", "consent text"))
#: characters; a longer caption is a paragraph in a figure
CAPTION = 400
#: elements above a passage outside the body whose names count
ABOVE = 4
#: characters of `articleBody` from which it is taken for the body
WHOLE = 300
AGREED = 0.8
#: characters; a longer one is a paragraph in the guise of a heading, as is one of some words with a stop
LONGEST_HEADING = 160
STATED = re.compile(r"(?: .*){4}\.[\"'”’»)]*$|[。।۔][\"”」』）]*$")
#: a passage with less of it in `articleBody` is not from there
FOREIGN = 0.2


def cut_titles(passages: list[Passage], blocks: list[Block], hints: Hints) -> None:
    """The title at the top, in any of the wordings that the page has for it."""
    titles = {squeezed(title) for title in hints.titles if len(title) > TITLE}
    headline = squeezed(hints.titles[0]) if hints.titles else ""
    begun = False
    for passage in passages[:TOP]:
        key = squeezed(passage.text)
        subheading = begun and key != headline and is_h1(passage, blocks)
        if key in titles and not subheading:
            passage.cut = "title repeated"
        begun = begun or (not passage.cut and len(passage.text) >= PROSE)


def is_h1(passage: Passage, blocks: list[Block]) -> bool:
    """Whether it stands in an h1 that is no link."""
    if passage.at is None:
        return False
    block = blocks[passage.at]
    return block.node.tag == "h1" and block.linked * 2 < len(block.text)


def cut_talk(passages: list[Passage], blocks: list[Block], hints: Hints) -> None:
    """Lines spoken to the reader of the site; bylines and dates at the top; bare links."""
    begun, names = False, {author.casefold() for author in hints.authors}
    for n, passage in enumerate(passages):
        if passage.cut:
            continue
        text = passage.text
        if kind := spoken_to_reader(text):
            passage.cut = kind
        elif (len(text) < STAMP_LINE and (not begun or n < TOP) and _is_stamp(text)) or (
            not begun and JOB.sub("", text).casefold() in names
        ):
            passage.cut = "byline or date"
        elif ADDRESS.fullmatch(text) or (
            passage.at is not None and _is_link(blocks[passage.at], hints.site)
        ):
            passage.cut = "link"
        begun = begun or (not passage.cut and len(text) > 2 * PROSE)


def _is_stamp(text: str) -> bool:
    """Whether a short line only says who and when; a sentence says more: "By noon the square was empty."."""
    if STAMP.match(text):
        return not text.endswith((".", "!", "?", "…")) or text.count(" ") < SENTENCE
    return text.count(" ") < 9 and not text.endswith((".", "!", "?")) and date_in(text) is not None


def _is_link(block: Block, site: str) -> bool:
    """Whether a paragraph leads to another story, and is no sentence of this one."""
    return block.node.tag not in HEADINGS and leads_elsewhere(block, site)


def cut_by_place(passages: list[Passage], blocks: list[Block], roots: Roots) -> None:
    """What stands in a box within the body, or after its end."""
    if not roots:
        return
    chains = [between(blocks[p.at], roots) if p.at is not None else None for p in passages]
    last = max((n for n, chain in enumerate(chains) if chain is not None), default=len(chains))
    akin = {
        signature(blocks[p.at])
        for p, chain in zip(passages, chains, strict=True)
        if chain is not None and p.at is not None and not p.cut and len(p.text) >= PROSE
    }
    prose = [n for n, p in enumerate(passages) if not p.cut and len(p.text) >= PROSE]
    boxes = Boxes(passages, blocks, roots)
    articles = {article_around(root) for root in roots}
    marked: dict[str, list[Passage]] = {}
    for n, passage in enumerate(passages):
        if passage.cut or passage.at is None:
            continue
        block = blocks[passage.at]
        if (
            chains[n] is None
            and n > last
            and not (signature(block) in akin and article_around(block.node) in articles)
        ):
            marked.setdefault("after the body", []).append(passage)
        elif prose and prose[0] < n < prose[-1] and is_h1(passage, blocks):
            if is_h1(passages[n + 1], blocks):  # a list of other stories
                marked.setdefault("title repeated", []).append(passage)
        elif kind := _kind(passage, blocks, chains[n], boxes):
            marked.setdefault(kind, []).append(passage)
    _apply(marked, sum(len(p.text) for p in passages if not p.cut))


def _kind(
    passage: Passage, blocks: list[Block], chain: list[HtmlElement] | None, boxes: Boxes
) -> str | None:
    """What the elements around a passage give away."""
    at = passage.at
    if at is None:
        return None
    if inside := chain is not None:
        around = chain
    else:
        around = [blocks[at].node, *list(blocks[at].node.iterancestors())[:ABOVE]]
    for node in around:
        kind = giveaway(node)
        if (
            kind
            and not (kind == "caption" and len(passage.text) > CAPTION)
            and not (inside and boxes.of_the_text(node, at))
        ):
            return kind
    return None


def _apply(marked: dict[str, list[Passage]], total: int) -> None:
    for kind, found in marked.items():
        if kind in MAY_BE_LONG or sum(len(p.text) for p in found) <= total * TOO_MUCH:
            for passage in found:
                passage.cut = kind


def cut_after_article_body(passages: list[Passage], blocks: list[Block], hints: Hints) -> None:
    """What follows the end of the JSON-LD's `articleBody`, where that agrees with the page."""
    said = squeezed(hints.article_body)
    prose = [p for p in passages if not p.cut and len(p.text) >= PROSE]
    agreed = sum(len(p.text) for p in prose if squeezed(p.text) in said)
    if len(said) < WHOLE or agreed < AGREED * sum(len(p.text) for p in prose):
        return
    inside = (n for n, p in enumerate(passages) if len(p.text) > PROSE and squeezed(p.text) in said)
    last = max(inside, default=len(passages))
    for passage in passages[last + 1 :]:
        heading = passage.at is not None and blocks[passage.at].node.tag in HEADINGS
        if not passage.cut and not heading and overlap(squeezed(passage.text), said) < FOREIGN:
            passage.cut = "not in articleBody"


def overlap(key: str, text: str) -> float:
    """How much of `key` stands in `text`, 0..1, by pieces of 12 letters (both squeezed)."""
    pieces = [key[i : i + 12] for i in range(0, max(len(key) - 11, 1), 6)]
    return sum(piece in text for piece in pieces) / len(pieces)


def cut_loose_headings(passages: list[Passage], blocks: list[Block]) -> None:
    """Short headings at the end, with nothing under them; where all is in headings, they are the text."""
    kept = [passage for passage in passages if not passage.cut]
    loose = list(takewhile(lambda passage: _is_loose(passage, blocks), reversed(kept)))
    if len(loose) < len(kept):
        for passage in loose:
            passage.cut = "heading of nothing"


def _is_loose(passage: Passage, blocks: list[Block]) -> bool:
    """Whether it opens something: a heading that is no sentence, or a short line with a colon."""
    text = passage.text
    if len(text) < 60 and text.endswith(":"):
        return True
    heading = passage.at is not None and blocks[passage.at].node.tag in HEADINGS
    return heading and len(text) <= LONGEST_HEADING and not STATED.search(text)
