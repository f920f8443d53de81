"""One way to say where a text first stood, and the pieces that the forms share."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: a note begins its line, its sentence, or its brackets
START = r"(?:^|(?<=[.!?…\"”'’)\x03:*])\s*|(?<=[.!?…\x03]\s)|[(\[*_–—]\s*)"
#: where the name begins; where it ends is the business of outlets.py
X = r"[\s:]*(?P<x>\S.{1,100})"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say it."""

    languages: tuple[str, ...]  #: ISO 639-1
    stems: tuple[str, ...]  #: in lower case; one of them stands in every sentence that matches
    form: re.Pattern[str]  #: with a group x that begins with the name of the outlet
    loose: bool = True  #: what follows is a publisher, even if its name does not look like one
    known: bool = False  #: only outlets of the gazetteer: the words also mean other things


def phrase(
    languages: str, stems: str, form: str, *, loose: bool = True, known: bool = False
) -> Phrase:
    """A phrase from its languages ("sv da no"), its stems ("först |først ") and its form."""
    compiled = re.compile(form, re.IGNORECASE)
    return Phrase(tuple(languages.split()), tuple(stems.split("|")), compiled, loose, known)
