"""The title of the article: the h1, if something else on the page says the same.

Taken alone, every place is often wrong: the first h1 may be the site's name or a box, og:title is
written for other readers and carries the site's name, `<title>` is written for search engines.
Where two agree, they are right.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio, ratio

from pipelines.reading.badges import only_badges
from pipelines.reading.blocks import squeezed
from pipelines.reading.site_cut import SEPARATOR, is_site, without_name_ahead, without_site

#: 0..100: above this, two wordings are one headline (an edit, other quotes)
SAME = 88
#: above this, one may be a longer form of the other
ALIKE = 60
#: letters; what calls itself the site's name and is longer is a headline in the wrong place
LONGEST_NAME = 45
#: an h1 of so many words is a headline though nobody bears it out
ENOUGH_WORDS = 3
#: between the entries of a live ticker, which come and go; its own title stays
TICKER = "+++"
#: a <title> of so few words may name a section of the site
FEW_WORDS = 2
#: letters of a headline that no menu has by chance
SENTENCE = 15
#: a rubric that stands before the headline within the h1 has at most so many letters
RUBRIC = 45


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What the page offers as its title, place by place, each as written."""

    h1: tuple[str, ...] = ()
    json_ld: str = ""
    og: str = ""
    twitter: str = ""
    title: str = ""
    h2: tuple[str, ...] = ()
    site: tuple[str, ...] = ()  #: names of the site: og:site_name, publisher, host
    above: str = ""  #: the heading right above the prose
    below: tuple[str, ...] = ()  #: h1 that stand after the prose's beginning: boxes, teasers
    named: tuple[str, ...] = ()  #: of these names, those that the site says itself
    lines: tuple[str, ...] = ()  #: short lines ahead of the prose
    next: tuple[str, ...] = ()  #: h2 between the first h1 and the prose's beginning


def headline(said: Witnesses) -> tuple[str, str]:
    """The title, and where it stands ("h1", "json-ld", "meta og:title", "title")."""
    own = {squeezed(name) for name in said.site if 0 < len(name) <= LONGEST_NAME}
    others = _other_places(said, own)
    own |= _names_in_title(said, others)
    h1 = [text for text in _headings(said, others, own) if squeezed(text) not in own]
    if h1 and TICKER in h1[0] and (squeezed(said.json_ld) or "?") in squeezed(said.title):
        return said.json_ld, "json-ld"
    if shown := _shared_by_h2(h1, said):
        return shown, "h2"
    for text in h1:
        if agreed := _agreed(text, others):
            return _all_else(said, agreed) or _fuller(agreed, others) or (agreed, "h1")
    if heading := _told_by_h2(said.h2, others):
        return heading, "h2"
    if h1 and (close := _closest(h1, others)):
        return close, "h1"
    if h1 and said.above and all(text in said.below for text in h1):
        return said.above, "heading"
    for text in h1:
        if said.h1.count(text) == 1 and (len(text.split()) >= ENOUGH_WORDS or not others):
            return text, "h1"
    if len(h1) == 1 and all(where == "title" for _, where in others):
        return h1[0], "h1"
    if others:
        return _heads_prose(said, others) or _shown(said) or _best_part(said, *others[0], own)
    return (h1[0], "h1") if h1 else ("", "")


def _heads_prose(said: Witnesses, others: list[tuple[str, str]]) -> tuple[str, str] | None:
    """The heading above the prose, where only a <title> that names a section or repeats it is left."""
    if said.h1 or not said.above or any(where != "title" for _, where in others):
        return None
    title, key = squeezed(others[0][0]), squeezed(said.above)
    if key in title or not (title in key or len(_longest_part(others[0][0]).split()) > FEW_WORDS):
        return said.above, "heading"
    return None


def _headings(said: Witnesses, others: list[tuple[str, str]], own: set[str]) -> list[str]:
    """The h1, without the site's name where another title has it too."""
    raw = {squeezed(text) for text in (said.json_ld, said.og, said.twitter, said.title)}
    texts = (
        without_site(text, own) if squeezed(text) in raw and text not in said.json_ld else text
        for text in dict.fromkeys(said.h1)
    )
    return [text for text in texts if squeezed(text)]


def _shown(said: Witnesses) -> tuple[str, str] | None:
    """The line above the prose that <title> begins with, where what follows there is parted from it."""
    for line in said.lines:
        rest = said.title[len(line) :].lstrip()
        long = len(line) >= (SENTENCE if line.isascii() else SENTENCE // 2)
        parted = rest and not rest[0].isalnum() and len(rest) < len(line)
        if long and parted and said.title.startswith(line):
            return line, "line"
    return None


def _longest_part(text: str) -> str:
    return max(SEPARATOR.split(text), key=len)


def _all_else(said: Witnesses, h1: str) -> tuple[str, str] | None:
    """What JSON-LD, og:title and twitter:title say alike while only <title> has the h1's words."""
    written = {squeezed(text) for text in (said.json_ld, said.og, said.twitter)}
    key, og = squeezed(h1), squeezed(said.og)
    if len(written) == 1 and og and key not in og and ratio(og, key) < SAME:
        return said.og, "meta og:title"
    return None


def _told_by_h2(h2: tuple[str, ...], others: list[tuple[str, str]]) -> str | None:
    """The h2 that says what another title, or one part of it, says: for pages whose h1 do not."""
    keys = {squeezed(text) for text, _ in others}
    keys |= {squeezed(part) for text, _ in others for part in SEPARATOR.split(text)}
    return next((text for text in h2 if len(text) > 15 and squeezed(text) in keys), None)


def _shared_by_h2(h1: list[str], said: Witnesses) -> str | None:
    """The h2 after the h1 that says what others share, og:title, while no h1 says it.

    Then the h1 is for search engines, in the breadcrumbs; an h2 before it would be a banner's.
    Where og:title has both, the h2 first, the h1 is a rubric.
    """
    og, keys = squeezed(said.og), [squeezed(text) for text in h1]
    for text in said.next:
        key = squeezed(text)
        if any(key + rubric == og for rubric in keys):
            return text
        if _ends(og, key) and not any(_ends(og, own) for own in keys):
            return text
    return None


def _ends(title: str, key: str) -> bool:
    """Whether a title is this one, or this one after a rubric."""
    return len(key) >= SENTENCE and title.endswith(key) and len(title) - len(key) <= RUBRIC


def _names_in_title(said: Witnesses, others: list[tuple[str, str]]) -> set[str]:
    """Parts of <title> that an h1 repeats while a longer part is the headline: the site's name."""
    parts = SEPARATOR.split(said.title)
    if len(parts) < 2 or any(where != "title" for _, where in others):
        return set()
    longest = max(parts, key=lambda part: len(squeezed(part)))
    keys = {squeezed(part) for part in parts if part is not longest}
    return keys & {squeezed(text) for text in said.h1}


def _other_places(said: Witnesses, own: set[str]) -> list[tuple[str, str]]:
    """Titles outside the h1 without the site's name, most careful author first."""
    written = (
        (said.json_ld, "json-ld"), (said.og, "meta og:title"),
        (said.twitter, "meta twitter:title"), (said.title, "title"),
    )  # fmt: skip
    found = [
        (without_site(without_name_ahead(text, said.named, said.h1), own), where)
        for text, where in written
        if text
    ]
    return [(text, where) for text, where in found if text and squeezed(text) not in own]


def _best_part(said: Witnesses, text: str, where: str, own: set[str]) -> tuple[str, str]:
    """Of a <title>, the longest part that is not the site's name; else the text itself.

    Where the site's name was known and is gone, dashes may be the headline's own.
    """
    parts = [part for part in SEPARATOR.split(text) if not is_site(part, own)]
    if where != "title" or len(parts) < 2:
        return text, where
    if len(parts) == 2 and text != said.title and _is_dash(text, parts):
        return text, where
    return max(parts, key=len).strip(), where


def _is_dash(text: str, parts: list[str]) -> bool:
    """Whether a dash of the headline parts the two: "Rain - and then the flood", no section behind it."""
    between = text[len(parts[0]) : len(text) - len(parts[1])].strip()
    return between in ("–", "—") or (between == "-" and len(parts[0]) < len(parts[1]))


def _agreed(h1: str, others: list[tuple[str, str]]) -> str | None:
    """The h1 as another place has it too: whole, or without a rubric before it."""
    key = squeezed(h1)
    for text, _ in others:
        if squeezed(text) == key:
            return h1
    for text, _ in others:
        other = squeezed(text)
        if key.endswith(other) and len(other) >= 12 and len(key) - len(other) <= RUBRIC:
            return text
        if key in (squeezed(part) for part in SEPARATOR.split(text)) and len(key) >= 12:
            return h1
        for part in (text, *SEPARATOR.split(text), *text.split("_")):
            start = squeezed(part)
            if len(start) >= 8 and key.startswith(start) and only_badges(key[len(start) :]):
                return part
    for text, _ in others:
        if ratio(key, squeezed(text)) >= SAME:
            return h1
    return None


def _closest(h1: list[str], others: list[tuple[str, str]]) -> str | None:
    """The first h1 that is much like another title, if one is at all."""
    for text in h1:
        key = squeezed(text)
        if len(key) < 8:
            continue
        for other, _ in others:
            okey = squeezed(other)
            inside = 0.0
            if min(len(key), len(okey)) * 2 > max(len(key), len(okey)):
                inside = partial_ratio(key, okey) - 15
            if max(ratio(key, okey), inside) >= ALIKE:
                return text
    return None


def _fuller(h1: str, others: list[tuple[str, str]]) -> tuple[str, str] | None:
    """The JSON-LD headline or og:title, where the h1 is a rubric or one text serves all places."""
    key = squeezed(h1)
    if len(h1.split()) <= 2:
        for text, where in others:
            if where in ("json-ld", "meta og:title") and len(text.split()) >= 4:
                return text, where
    written, where = others[0]
    if squeezed(written) in key:
        return None
    if where == "json-ld" and len(others) > 2 and ratio(squeezed(written), key) < SAME:
        same = [w for text, w in others[1:] if ratio(squeezed(text), key) >= SAME]
        if "meta og:title" in same and "title" in same:
            return written, where
    return None
