"""Where neither the head nor the line at the headline says when: what else on the page tells it.

Asked in turn, each only where the one before has nothing; a place that names two days names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime

from htmldate import find_date
from lxml.html import HtmlElement

from pipelines.reading.blocks import Block
from pipelines.reading.clocks import read_time
from pipelines.reading.dated import DATA, Claim
from pipelines.reading.other_stories import NOT_OURS, is_foreign, stands_elsewhere
from pipelines.reading.said import Said
from pipelines.reading.shown_date import LONGEST, PUBLISHED, TODAY, Shown, dateline
from pipelines.reading.tree import script_texts
from pipelines.reading.written_date import Habits

#: a script's data: "publishDate": "2026-11-18T05:10:00Z", or one time that is written out
IN_DATA = re.compile(
    r"""["'](?:date_?published|published_?at|publish_?date|pub_?date|published|first_?published\w*)["']"""
    r"""\s*:\s*["'](\d{4}-\d\d-\d\d[^"']{0,25})["']""",
    re.IGNORECASE,
)
IN_CALL = re.compile(r"""\(\s*["']((?:19|20)\d\d[/-]\d\d[/-]\d\d \d\d:\d\d)""")
#: blocks of a page that are looked through
MOST_BLOCKS = 5000
#: ranks of what is shown (shown_date.py)
SURE, PLAIN = 0, 1


def elsewhere(
    tree: HtmlElement, blocks: list[Block], said: Said, now: datetime, habits: Habits
) -> list[Claim]:
    """The page's date, from the first place that names exactly one day."""
    for claims in _places(tree, blocks, said, now, habits):
        if len({claim.moment.date() for claim in claims}) == 1:
            return claims[:1]
    return []


def _places(
    tree: HtmlElement, blocks: list[Block], said: Said, now: datetime, habits: Habits
) -> Iterator[list[Claim]]:
    shown = list(_shown_anywhere(blocks, now, habits))
    yield _claims(one for one in shown if one.rank == SURE)
    yield list(_in_attributes(tree, now))
    yield list(_in_scripts(tree, now))
    yield list(_htmldate(tree, said.url, now))
    yield _claims(one for one in shown if one.rank == PLAIN)
    yield _claims(one for one in shown if one.rank > PLAIN)
    yield _claims(_openings(blocks, now, habits))


def _claims(shown: Iterator[Shown]) -> list[Claim]:
    return [Claim(one.day, one.written, "shown", sure=one.rank == SURE) for one in shown]


def _shown_anywhere(blocks: list[Block], now: datetime, habits: Habits) -> Iterator[Shown]:
    """Lines with a date; the day of the fetch only where it is called the publication's."""
    for block in blocks[:MOST_BLOCKS]:
        if len(block.text) <= LONGEST and any(c.isdigit() for c in block.text):
            one = dateline(block.text, habits)
            if one is None or one.day > now or _of_other_text(block):
                continue
            if now - one.day > TODAY or PUBLISHED.search(block.text):
                yield one


def _of_other_text(block: Block) -> bool:
    """Whether it stands in a menu, a footer, or in a box of other articles or comments."""
    for node in (block.node, *block.node.iterancestors()):
        if node.tag in ("article", "main", "body"):
            return False
        if is_foreign(node):
            return True
    return False


def _openings(blocks: list[Block], now: datetime, habits: Habits) -> Iterator[Shown]:
    """Paragraphs that open with their date: "18.11.2026 The harbour …"."""
    for block in blocks[:MOST_BLOCKS]:
        head = block.text[:20]
        if len(block.text) > LONGEST and head[:1].isdigit():
            one = dateline(head, habits)
            if one and one.day <= now and not _of_other_text(block):
                yield one


def _in_attributes(tree: HtmlElement, now: datetime) -> Iterator[Claim]:
    """Times that a script is to write into the page: `<span data-timestamp="1793700000">`."""
    for element in tree.iter("span", "div", "p", "relative-time", "time-ago"):
        written = next(filter(None, map(element.get, (*DATA, "datetime"))), "")
        moment = read_time(written, now) if written[:1].isdigit() else None
        if moment and not stands_elsewhere(element):
            yield Claim(moment, written, "time")


def _in_scripts(tree: HtmlElement, now: datetime) -> Iterator[Claim]:
    """Times in the data that scripts carry: those named so; failing that the only one."""
    scripts = list(script_texts(tree))
    for pattern in (IN_DATA, IN_CALL):
        found = [m[1] for text in scripts for m in pattern.finditer(text)]
        if found:
            for written in found:
                if moment := read_time(written, now):
                    yield Claim(moment, written, "script")
            return


def _htmldate(tree: HtmlElement, url: str, now: datetime) -> Iterator[Claim]:
    """What htmldate makes of the visible text, without its extensive (slow) search."""
    own = deepcopy(tree)
    for element in [one for one in own.iter(*NOT_OURS) if is_foreign(one)]:
        if not any(parent.tag in NOT_OURS for parent in element.iterancestors()):
            element.drop_tree()
    written = find_date(
        own, url=url, extensive_search=False, original_date=True, max_date=now.strftime("%Y-%m-%d")
    )
    if moment := read_time(written, now):
        yield Claim(moment, written or "", "htmldate")
