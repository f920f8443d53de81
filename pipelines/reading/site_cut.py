"""A title without the name of its site, at whichever end it stands."""

from __future__ import annotations

import re

from pipelines.reading.blocks import squeezed

#: what stands between a headline and the name of the site
SEPARATOR = re.compile(r"\s+[|•·»«–—:-]+\s+|\s*[|｜：]\s*|\s+::\s+|\s*—\s*")
#: "Headline (The Gazette)"
IN_BRACKETS = re.compile(r"(.+?)\s*[(\[（【]([^()\[\]（）【】]{2,45})[)\]）】]\s*")
#: what parts it where the name is known to the letter: "議會重建燈塔_江口网", "Lighthouse rebuilt / The Gazette"
_TIGHT = re.compile(r"\s+[-_/:·»«–—―]+\s*(?=\S)|(?<=\S)\s*[_|｜：]+\s*(?=\S)|(?<=\S)[-–—―]+(?=\S)")
#: between the sections and the name of Chinese sites
_FILED = re.compile(
    r"(?:_+[\u4e00-\u9fff]{2,8}|-+(?:[\u4e00-\u9fff]{0,4}(?:频道|頻道|新闻|新聞|中心)|"
    r"社[会會]|[体體]育|[财財][经經]|[国國][际際内內]|[娱娛][乐樂]|政治|要[闻聞]|地方|生活|[时時]政|[滚滾][动動]|正文))$"
)
#: "央港网(gazette.example)" at the end
_NAMED_TWICE = re.compile(r"[-_]+[\u4e00-\u9fff]{2,8}$")
_HAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")


def without_site(text: str, own: set[str]) -> str:
    """The title without the name of the site at either end."""
    if (found := IN_BRACKETS.fullmatch(text)) and is_site(found[2], own):
        text = _without_sections(_NAMED_TWICE.sub("", found[1]))
    text = _without_known(text, own)
    parts = SEPARATOR.split(text)
    if len(parts) < 2:
        return text.strip()
    cuts = [m.span() for m in SEPARATOR.finditer(text)]
    start, end = 0, len(text)
    while len(parts) > 1 and is_site(parts[-1], own):
        end = cuts[len(parts) - 2][0]
        parts.pop()
    first = 0
    while len(parts) > 1 and is_site(parts[0], own):
        start = cuts[first][1]
        first += 1
        parts.pop(0)
    return text[start:end].strip()


def _without_known(text: str, own: set[str]) -> str:
    """Without a name that stands at the end to the letter, however it is parted from the headline."""
    if not squeezed(text).endswith(tuple(own - {""})):
        return text
    for cut in _TIGHT.finditer(text):
        tail = squeezed(text[cut.end() :])
        glued = not cut[0].strip("-–—―")
        known = tail in own and len(tail) > (1 if _HAN.search(tail) else 3)
        if known and (_HAN.search(tail) or not glued):
            return _without_sections(text[: cut.start()])
    return text


def _without_sections(text: str) -> str:
    while len(bare := _FILED.sub("", text)) < len(text) and bare:
        text = bare
    return text


def without_name_ahead(text: str, names: tuple[str, ...], headings: tuple[str, ...]) -> str:
    """Without "The Gazette: " before it, unless a heading that readers see has that too."""
    ahead, colon, rest = text.partition(": ")
    known = {squeezed(name) for name in names}
    if not colon or not rest.strip() or squeezed(ahead) not in known:
        return text
    return text if any(h.startswith(ahead) for h in headings) else rest.strip()


def is_site(part: str, own: set[str]) -> bool:
    """Whether a part of a title is the site's name, or one is in the other."""
    key = squeezed(part)
    if not key or key in own:
        return True
    least = 2 if _HAN.search(key) else 3
    return (
        len(key) > least
        and any(key in name or name in key for name in own if len(name) > least)
        and len(key) < 40
    )
