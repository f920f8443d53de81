"""The box under a text that says who wrote it, and how to reach them."""

from __future__ import annotations

import re

from pipelines.reading.hints import Hints
from pipelines.reading.placing import Passage

#: passages at the end among which an author box is looked for
TAIL = 5
BIO = re.compile(
    r"\b(?:is (?:an?|the|our)|was (?:an?|the)|writes?|covers?|reports? (?:on|for|from)|"
    r"has (?:written|covered|been|worked)|joined|can be reached|ist|schreibt|arbeitet|"
    r"est (?:un|une|journaliste)|es (?:una?|periodista)|jest|är)\b",
    re.IGNORECASE,
)
#: "Anyone who saw it is asked to email the police": the last line of a report, of no author
APPEAL = re.compile(
    r"\b(?:police|polizei|officers?|detectives?|witness(?:es)?|zeug(?:en|innen)|anyone|crimestoppers"
    r"|hinweise|testigos|témoins)\b",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"\bfollow (?:him|her|them|me)\b|\S+@\S+\.\w|(?:^|\s)@\w{3,}|\bcan be reached\b|"
    r"\bcontact (?:him|her|the (?:writer|author|reporter))\b|\be-?mail (?:him|her|them|the)\b",
    re.IGNORECASE,
)


def cut_author_boxes(passages: list[Passage], hints: Hints) -> None:
    """Who the author is and how to reach them, at the end."""
    names = [name.casefold() for name in hints.authors if " " in name]
    kept = [p for p in passages if not p.cut]
    for passage in kept[-TAIL:]:
        text = passage.text.casefold()
        words = text.count(" ") + 1
        named = any(name in text[:60] for name in names)
        surnamed = any(name.split()[-1] in text for name in names)
        if (words <= 120 and named and BIO.search(passage.text[:160])) or (
            words < 60
            and (surnamed or (words < 30 and not APPEAL.search(passage.text)))
            and CONTACT.search(passage.text)
        ):
            passage.cut = "author box"
