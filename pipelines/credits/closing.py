"""Tags at the end: "— DSA", "(Reuters)", "[ANI]", "PTI", "AFP/dpa", "-- BERNAMA", "REUTER \\x03".

A tag counts only after the end of a sentence or on a line of its own: "moved to Harrisburg (PA)"
and "a deal with Reuters" are text. Short or ambiguous tags need a dash, brackets or slashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.agencies import AgencyKind
from presswatch.values import Credit, Place

from .reading import Line, Party, Reading

#: what a sentence ends with, in front of a tag; \x03 is the end-of-text mark of the wires
STOP = r"(?:^|(?<=[.!?…।。！？؟\"”“»’')\]）」\x03])|(?<=[.!?][\"”'’] ))"
_BRACKETS = re.compile(
    STOP + r"\s*[-–—*_]{0,2}\s*[(\[（【［](?P<tag>[^()\[\]（）【】［］\n]{2,60})[)\]）】］][\W_]*$"
)
_DASH = re.compile(STOP + r"\s*(?:[-–—―]{1,2}|~)\s*(?P<tag>[^\n.!?–—―]{2,60})\W*$")
_SLASHES = re.compile(STOP + r"\s*/(?P<tag>[^/\n]{2,30}(?:/[^/\n]{2,12})?)(?:/\W*)?$")
_BARE = re.compile(STOP + r"\s*(?P<tag>\w[\w'’/&+ -]{0,38}\w)\W*$")
_MARK = re.compile(r"\b(?P<tag>R(?:euter|EUTER)S?)\s*[\x03\ufffd]")
#: what is no end of a sentence: the building by "A. Reuter"
_INITIAL = re.compile(r"(?:^|\s)[A-Z]\.\s*$")
#: the words with capitals that a sentence ends with
_NAME = re.compile(r"(?P<words>(?:[A-ZÀ-Þ][\w'’]*[ -])*[A-ZÀ-Þ][\w'’]*)[.!?]\W*$")
_TRUST = "Our Standards: The Thomson Reuters Trust"
#: this many lines with tags of different agencies are a digest of headlines, not one article
DIGEST = 3
#: shorter tags ("AP") must be the whole last line: above others they may be an item of a list
_SURE = 3
#: a tag starts this close to the end of its line
_REACH = 70


def read(reading: Reading) -> Iterator[Credit]:
    """The tags at the ends of the last lines, the last first."""
    tagged = [found for line in reading.tail if (found := tuple(_tag(reading, line)))]
    if len({found[0].name for found in tagged}) < DIGEST:
        for found in tagged:
            yield from found
    yield from _wire_marks(reading)


def _tag(reading: Reading, line: Line) -> Iterator[Credit]:
    cut = max(0, len(line.text) - _REACH)
    for form in _forms(line.text[cut:]):
        if (m := form.search(line.text, cut)) is None or (cut and m.start() == cut):
            continue
        parties = reading.parties(m["tag"], strict=form is not _BARE)
        ahead = line.text[max(0, m.start() - _REACH) : m.start()]
        if form is _BARE:
            if _INITIAL.search(ahead):
                return
            alone = m.start() == 0
            last = alone and line == reading.tail[0]
            parties = tuple(p for p in parties if _may_stand_bare(p, alone=alone, last=last))
        parties = tuple(p for p in parties if not _continues(reading, ahead, p))
        if parties:
            span = (line.start + m.start(), line.end)
            yield from reading.credits(parties, Place.CLOSING, span)
            return


def _continues(reading: Reading, ahead: str, party: Party) -> bool:
    """Whether the tag is short for the words ahead: "the Australian Federal Police. (AFP)"."""
    last = _NAME.search(ahead)
    if last is None or (len(party.tag) < _SURE and not party.shy):  # "said Alice Porter. (AP)"
        return False
    words = last["words"].split()[-len(party.tag) :]
    spelled = "".join(word[0] for word in words) == party.tag.upper()
    return spelled and reading.party(" ".join(words)) is None


def _forms(end: str) -> Iterator[re.Pattern[str]]:
    """The forms that the end of a line can have, by a look at its characters."""
    last = end[-3:]
    if any(bracket in last for bracket in ")]）】］"):
        yield _BRACKETS
    if any(dash in end for dash in "-–—―~"):
        yield _DASH
    if "/" in end:
        yield _SLASHES
    if end[-1].isalnum():
        yield _BARE


def _may_stand_bare(party: Party, *, alone: bool, last: bool) -> bool:
    """Without a dash or brackets only agencies are believed; "CNN" alone may be a topic.

    A tag in lower case is one that the agency writes so ("dpa"), for tags are met as written; a name
    of several words is met in any case. What people are called ("Petra") may be the author's name.
    """
    if party.kind is AgencyKind.UNNAMED:
        return alone
    if party.kind not in (None, AgencyKind.AGENCY) or party.given:
        return False
    if len(party.tag) < _SURE:
        return last
    return not (party.tag.islower() and " " in party.tag)


def _wire_marks(reading: Reading) -> Iterator[Credit]:
    """Marks that the wires themselves leave in the text."""
    for line in reading.tail:
        if "\x03" in line.text and (m := _MARK.search(line.text)):
            span = (line.start + m.start(), line.start + m.end())
            yield from reading.credits(reading.parties("Reuters"), Place.CLOSING, span)
        if (at := line.text.find(_TRUST)) >= 0:
            span = (line.start + at, line.end)
            yield from reading.credits(reading.parties("Reuters"), Place.CLOSING, span)
