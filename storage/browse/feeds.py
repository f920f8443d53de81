"""Atom (RFC 4287), for readers and for other programs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as xml

from storage.browse.words import iso

ATOM = "application/atom+xml; charset=utf-8"
_SPACE = "http://www.w3.org/2005/Atom"
#: what XML 1.0 cannot hold, and marks that turn the direction of what follows them
_NOT_XML = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened."""

    key: str  #: never changes for the same thing
    title: str
    at: str
    url: str
    summary: str


def atom(title: str, url: str, entries: Sequence[Entry]) -> str:
    """The feed as text. All of it is plain text: nothing in it is HTML."""
    xml.register_namespace("", _SPACE)
    feed = xml.Element(f"{{{_SPACE}}}feed")
    _text(feed, "title", title)
    _text(feed, "id", url)
    _text(feed, "updated", max((_moment(e.at) for e in entries), default=_moment("")))
    _link(feed, url)
    author = xml.SubElement(feed, f"{{{_SPACE}}}author")
    _text(author, "name", "presswatch")
    for entry in entries:
        item = xml.SubElement(feed, f"{{{_SPACE}}}entry")
        _text(item, "title", entry.title)
        _text(item, "id", f"urn:presswatch:{entry.key}")
        _text(item, "updated", _moment(entry.at))
        _link(item, entry.url)
        _text(item, "summary", entry.summary)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + xml.tostring(feed, encoding="unicode")


def _text(parent: xml.Element, name: str, words: str) -> None:
    xml.SubElement(parent, f"{{{_SPACE}}}{name}").text = _NOT_XML.sub("", words)


def _link(parent: xml.Element, url: str) -> None:
    xml.SubElement(parent, f"{{{_SPACE}}}link", href=_NOT_XML.sub("", url), rel="alternate")


def _moment(at: str) -> str:
    return iso(at) or iso(datetime.now(UTC))
