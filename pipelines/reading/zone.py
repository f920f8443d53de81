"""The zone of a site, where only the data in its scripts tells it: the offset of the times in there."""

from __future__ import annotations

import re
from datetime import timedelta, timezone

from lxml.html import HtmlElement

from pipelines.reading.tree import script_texts

#: the offset of a time in ISO 8601 or RFC 5322: "2026-11-18T05:10:00+01:00", "18 Nov 2026 05:10:00 +0100"
OFFSET = re.compile(r"[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)? ?([+-])(\d\d):?(\d\d)(?=[\"'\\])")


def zone_in_data(tree: HtmlElement) -> timezone | None:
    """The one offset from UTC that times in the page's scripts have; None where there are two or none."""
    found = {match.groups() for text in script_texts(tree) for match in OFFSET.finditer(text)}
    offsets = {
        (1 if sign == "+" else -1) * timedelta(hours=int(hours), minutes=int(minutes))
        for sign, hours, minutes in found
    } - {timedelta(0)}
    if len(offsets) != 1 or abs(offset := offsets.pop()) > timedelta(hours=14):
        return None
    return timezone(offset)
