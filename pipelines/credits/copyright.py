"""Copyright lines: "© 2026 AFP", "(c) Copyright Thomson Reuters 2020", "Copyright 2020 The Associated Press".

Only names of the gazetteer count: a copyright line usually names the company behind the outlet. A
picture's copyright ("Photo: © AFP") is not the text's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presswatch.values import Credit, Place

from .reading import Line, Reading

_FORM = re.compile(
    r"(?P<mark>(?:©|&copy;|\(c\)|copyright|todos los derechos reservados|tous droits réservés)"
    r"(?:\s*(?:©|\(c\)|copyright|by|[-–—:,]|(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?))*)\s*"
    r"(?P<x>[^\n©]{2,80})",
    re.IGNORECASE,
)
_END = re.compile(
    r"[.,;:!|]\s|[.,;:!|]$|\s[-–—]\s|\s(?:all rights|alle rechte|tous droits|todos los|todos os|tutti i|(?:19|20)\d\d"
    r"|limited|ltd|inc|llc|l\.?p|news & media|via|may not|contributed)\b|[(\[]|,\s?dpa:",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"photo|picture|image|foto|bild|imagen|immagine|video|graphic|illustration|写真|图|圖|사진|фото|صورة|getty|/\s*$",
    re.IGNORECASE,
)
_STEMS = ("©", "(c)", "copyright", "derechos reservados", "droits réservés")


def read(reading: Reading) -> Iterator[Credit]:
    """The copyright lines of head and tail that name somebody else."""
    if not any(map(reading.folded.__contains__, _STEMS)):
        return
    for line in reading.edges:
        yield from _line(reading, line)


def _line(reading: Reading, line: Line) -> Iterator[Credit]:
    for m in _FORM.finditer(line.text):
        before = line.text[max(0, m.start() - 25) : m.start()]
        if _PICTURE.search(before):
            continue
        words = m["x"]
        end = stop.start() if (stop := _END.search(words)) else len(words)
        if parties := reading.parties(words[:end], strict=True):
            alone = m.start() == 0 or before.rstrip()[-1:] in '.!?"”’)\x03'
            span = (line.start + m.start(), line.end) if alone else None
            quote = line.text[m.start() : m.start("x") + end]
            yield from reading.credits(parties, Place.COPYRIGHT, span, quote)
