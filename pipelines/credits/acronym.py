"""Brackets that explain an acronym: "The Rashtriya Swayamsevak Sangh (RSS) – …", "Erie (PA): …".

They look as a dateline does ("LONDON (AP) —"), and the acronym may be an agency's tag. What stands
ahead tells them apart: a place, in capitals or with a date, or the words that are being shortened.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
#: words in lower case that places have: "Isle of Man", "Frankfurt am Main", "Rio de Janeiro"
_PARTICLE_WORDS = (
    "al am an and at auf bei d da das de del den der des di do dos du e el en et i im in l la las le"
    " les los na nad ob of on sobre sous sur the u und unter upon van von w y zu"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
#: what bodies and papers are called and towns are not
_BODY_WORDS = (
    "academy act agency airport alliance association authority bank board bureau club code"
    " commission committee company congress corporation council department federation front fund group"
    " institute institution ministry movement office organisation organization parliament"
    " parliamentarians partei parti partido party service society trust union university verband verein"
    " asociación association ministère ministerio ministerium syndicat sindicato federación"
)
_BODIES = frozenset(_BODY_WORDS.split())
#: with an article ahead, a place is one word: "The Hague", "The Bronx"
_ARTICLED = 2
#: shorter tags may be a town's initials by chance: "BUENOS AIRES" is no BA
_NO_CHANCE = 3


def is_explained(ahead: str, tag: str, *, dated: bool, goes_on: bool) -> bool:
    """Whether the words ahead of the brackets say what is in them, or are no place at all.

    `dated`: a date stands there; `goes_on`: the text behind goes on in lower case.
    """
    if dated:
        return False
    capitals = ahead.partition(",")[0].isupper()
    if tag == "PA" and (goes_on or not capitals):
        return True  # Pennsylvania; the agency writes its places in capitals
    if capitals:
        return len(tag) >= _NO_CHANCE and _spells(ahead, tag)
    return goes_on or _spells(ahead, tag) or _is_no_place(ahead, tag)


def _spells(ahead: str, tag: str) -> bool:
    """Whether the last initials are the tag: "The People's Action Party (PAP) – …"."""
    words = _WORD.findall(_POSSESSIVE.sub("", ahead.rpartition(",")[2]))  # not "Altoona, Pa. (AP)"
    initials = "".join(word[0] for word in words if word[0].isupper())
    return initials.endswith(tag.upper())


def _is_no_place(ahead: str, tag: str) -> bool:
    """The name of a body, words of a sentence, or the tag's own word: "Beta Group (BETA)"."""
    words = _WORD.findall(ahead.partition(",")[0])
    folded = [word.casefold() for word in words]
    return (
        tag.casefold() in folded
        or not _BODIES.isdisjoint(folded)
        or (len(words) > _ARTICLED and folded[0] == "the")
        or any(word.islower() and word not in _PARTICLES for word in words)
    )
