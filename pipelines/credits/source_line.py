"""Lines that name a source: "Source: Reuters", "via AP", "With inputs from agencies", "(mit dpa)".

Only the gazetteer's names count: "Source: World Bank" stands under a chart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.agencies import AgencyKind
from presswatch.values import Credit, Place

from .closing import STOP
from .reading import Line, Reading

_LABELS = (
    r"sources?|quellen?|fuentes?|fontes?|fonti|kaynak|источник[и]?|джерел[оа]|źródł[oa]"
    r"|bron(?:nen)?|kilde(?:r)?|käll(?:a|or)|lähde|sumber|agency|agencies|agentur|agencia|agência"
    r"|agenzia|المصدر|مصدر|स्रोत|इनपुट|来源|來源|文章来源|出典|提供|配信|출처|zdroj|forrás|sursa|πηγή|nguồn|ที่มา"
)
#: Source: Reuters   Fuente: EFE/AP   来源：新华社
_LABELLED = re.compile(
    rf"{STOP}[\s(\[（]*(?:{_LABELS})\s*[:：]\s*(?P<x>[^\n:：]{{2,80}})$", re.IGNORECASE
)
#: … via AP
_VIA = re.compile(rf"{STOP}\s*[(\[]?via:?\s+(?P<x>[^\n.:]{{2,40}})[)\].]*$", re.IGNORECASE)
_OPEN = r"(?:^|(?<=[.!?…\"”’)\]\x03])\s*|[(\[—–-]\s*)"
_WHO = r"(?P<x>[^\n.:()\[\]]{2,60})[)\].\s]*$"
_X = rf"\s+{_WHO}"
#: (With inputs from PTI)   Additional reporting by AFP
_INPUTS = re.compile(
    rf"{_OPEN}(?:(?:This|The) (?:story|report|article) (?:was )?(?:compiled |written )?)?"
    r"(?:with (?:additional |further |some |agency |wire )?"
    r"(?:inputs?|reporting|material|information|files|contributions?|reports?)"
    r"(?: provided)? (?:from|by)|(?:additional|further) (?:reporting|material|inputs?) (?:from|by)"
    r"|inputs? from|(?:mit|unter verwendung von) "
    r"(?:material|informationen|agenturmaterial)(?: (?:von|der))?"
    r"|con (?:informaciones?|información|datos|material) de(?: la)?"
    r"|com (?:informações|dados) (?:da|do|de)"
    rf"|z materiałów|dengan laporan|(?:по|за) мат[еі]р[иі]алам?и?|с использованием материалов){_X}",
    re.IGNORECASE,
)
_INPUT_STEMS = [
    "inputs from",
    "input from",
    "with additional",
    "with report",
    "with material",
    "with info",
    "with files",
    "with agency",
    "with wire",
    "with some",
    "with contrib",
    "with further",
    "additional",
    "further",
    "mit material",
    "mit info",
    "mit agentur",
    "unter verw",
    "con info",
    "con datos",
    "con mat",
    "com info",
    "com dados",
    "z mat",
    "dengan",
    "матер",
    "матеріал",
]
#: (mit dpa)   Avec l'AFP   (com Lusa)   — with AP: only in brackets, behind a dash or as a whole line
_WITH = re.compile(
    rf"(?:^|[(\[]|{STOP}\s*[—–-]{{1,2}}\s*)(?:mit|avec|con|com|met|med|with)\s+(?:l['’])?{_WHO}",
    re.IGNORECASE,
)
#: The Associated Press contributed to this report.
_CONTRIBUTED = re.compile(
    rf"{_OPEN}(?P<x>[^\n.:()\[\]]{{2,60}}?) contributed to this (?:report|story|article)[)\].\s]*$",
    re.IGNORECASE,
)
_AGENCY_INPUTS = re.compile(
    rf"{_OPEN}(?:with )?(?P<x>agency|agencies|wire|wires) (?:inputs?|reports?)[)\].\s]*$",
    re.IGNORECASE,
)
#: (With PTI inputs)
_PARTY_INPUTS = re.compile(
    rf"{_OPEN}with (?P<x>[^\n.:()\[\]]{{2,40}}?) inputs?[)\].\s]*$", re.IGNORECASE
)
#: a source line is short, or the end of a paragraph
_REACH = 130


def read(reading: Reading) -> Iterator[Credit]:
    """The source lines of the tail, then of the head."""
    for line in dict.fromkeys((*reading.tail, *reading.head)):
        yield from _line(reading, line)


def _forms(end: str) -> Iterator[re.Pattern[str]]:
    """The forms that the folded end of a line can have, by a cheap look."""
    if ":" in end or "：" in end:
        yield _LABELLED
    if "via" in end:
        yield _VIA
    if any(map(end.__contains__, _INPUT_STEMS)):
        yield _INPUTS
    if len(end) <= 60 or any(mark in end[-60:] for mark in "([—–-"):
        yield _WITH
    if "contributed to this" in end:
        yield _CONTRIBUTED
    if end.rstrip(").] ").endswith(("input", "inputs", "report", "reports")):
        yield _AGENCY_INPUTS
        yield _PARTY_INPUTS


def _line(reading: Reading, line: Line) -> Iterator[Credit]:
    cut = max(0, len(line.text) - _REACH)
    for form in _forms(line.text[cut:].casefold()):
        m = form.search(line.text, cut)
        if m is None or (cut and m.start() == cut):
            continue
        parties = reading.parties(m["x"], strict=form not in (_INPUTS, _WITH))
        if form is _LABELLED and m.start() > 0:
            parties = tuple(p for p in parties if p.kind is not AgencyKind.UNNAMED)
        if parties:
            span = (line.start + m.start(), line.end)
            yield from reading.credits(parties, Place.SOURCE_LINE, span)
            return
