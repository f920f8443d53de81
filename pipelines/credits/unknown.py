"""Short tags in the places of credits that nobody in the gazetteer signs with.

They are no credits: most are a reporter's initials. But when copies of one outlet keep showing the
same one, it is that outlet's (pipelines/learn_tags.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presswatch.values import Place

from .closing import STOP
from .reading import Reading

#: one or two words, capitals first: "DSA", "CedarNews", "Cedar Wire"
_TAG = r"(?P<tag>[^\W\d_a-zà-ÿ][\w.&’'-]{1,14}(?: [^\W\d_a-zà-ÿ][\w.&’'-]{1,14})?)"
_FORMS = (
    (Place.CLOSING, re.compile(rf"{STOP}\s*[-–—]{{0,2}}\s*[(\[]{_TAG}[)\]]\W*$")),
    (Place.CLOSING, re.compile(rf"{STOP}\s*(?:--|[-–—])\s*{_TAG}\s*$")),
    (Place.SOURCE_LINE, re.compile(rf"{STOP}\s*(?:via|Source:|©)\s+{_TAG}\s*$")),
)
_HEAD_FORMS = (
    (
        Place.DATELINE,
        re.compile(rf"[^()\n]{{2,60}}\(\s*{_TAG}\s*\)\s*(?:[.,]?\s*[-–—]{{1,2}}|:)\s"),
    ),
    (Place.DATELINE, re.compile(rf"[^/\n]{{2,60}}[\s.]/{_TAG}/[\s.]")),
    (Place.BYLINE, re.compile(rf"(?:By|Von|Por|Par|Di|Oleh)\s+{_TAG}$")),
)
_REACH = 60


def read(reading: Reading) -> Iterator[tuple[str, Place]]:
    """The unknown tags, each once for each place."""
    seen: set[tuple[str, Place]] = set()
    for line in reading.tail:
        cut = max(0, len(line.text) - _REACH)
        found = (
            (m["tag"], place)
            for place, form in _FORMS
            if (m := form.search(line.text, cut)) and not (cut and m.start() == cut)
        )
        seen.update(found)
    for line in reading.head:
        matches = ((m, place) for place, form in _HEAD_FORMS if (m := form.match(line.text)))
        seen.update((m["tag"], place) for m, place in matches)
    for tag, place in sorted(seen):
        if reading.party(tag) is None and not reading.parties(tag, strict=True):
            yield tag, place
