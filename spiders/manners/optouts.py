"""What a site says about the use of its text by machines. Pure.

Read are the ways in which news sites say it today:

    tdm-reservation       header, meta or /.well-known/tdmrep.json   (TDM Reservation Protocol, W3C CG)
    noai, noimageai       robots meta or X-Robots-Tag                (DeviantArt's, widely copied)
    noarchive, nosnippet  robots meta or X-Robots-Tag                (Google, Bing)

An opt-out is recorded with its place and words. What it means is decided by whoever stores the page:
metadata and link are kept, the text is not, unless the source has an override with a written reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from html import unescape
from urllib.parse import urlsplit

HEAD = 64 * 2**10  #: bytes of a page in which meta elements are looked for
OUR_TOKEN = "presswatch"


class OptOutKind(StrEnum):
    """What is asked of us."""

    TDM = "tdm-reservation"  #: rights to text and data mining are reserved
    NO_AI = "noai"
    NO_IMAGE_AI = "noimageai"  #: of images, which we do not store
    NO_ARCHIVE = "noarchive"  #: no stored copy is shown
    NO_SNIPPET = "nosnippet"

    @property
    def keeps_text_out(self) -> bool:
        """Whether the text must not be stored (docs/decisions/opt-outs.md)."""
        return self in (OptOutKind.TDM, OptOutKind.NO_AI)


@dataclass(frozen=True, slots=True)
class OptOut:
    """One sentence of a site on the use of its text."""

    kind: OptOutKind
    where: str  #: "header tdm-reservation", "meta robots", "tdmrep.json" …
    value: str  #: as written, with the policy's URL where one is named


_META = re.compile(rb"<meta\s[^>]{0,2000}>", re.I)
_ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.S)
_DIRECTIVES = {
    "noai": OptOutKind.NO_AI,
    "noimageai": OptOutKind.NO_IMAGE_AI,
    "noarchive": OptOutKind.NO_ARCHIVE,
    "nosnippet": OptOutKind.NO_SNIPPET,
}


def opt_outs(
    headers: Mapping[str, str] | Iterable[tuple[str, str]], html_head: bytes
) -> tuple[OptOut, ...]:
    """Every opt-out in these response headers and at the head of this page, once each.

    Of repeated headers pass each (as pairs); of the page its first 64 KB are enough.
    """
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    found: list[OptOut] = []
    reserved, policy = "", ""
    for name, value in pairs:
        match name.lower():
            case "tdm-reservation":
                reserved = value.strip()
            case "tdm-policy":
                policy = value.strip()
            case "x-robots-tag":
                found += _directives(value, "header x-robots-tag")
    found += _tdm(reserved, policy, "header tdm-reservation")
    found += _from_meta(html_head[:HEAD])
    return tuple(dict.fromkeys(found))


def _tdm(reserved: str, policy: str, where: str) -> list[OptOut]:
    """1 reserves the rights; 0, and everything else by the protocol, does not."""
    if reserved != "1":
        return []
    return [OptOut(OptOutKind.TDM, where, f"1 {policy}".strip())]


def _directives(value: str, where: str) -> list[OptOut]:
    """Of `noindex, noai` or `somebot: noarchive`; what is said to another bot is not said to us."""
    found, listening = [], True
    for part in value.split(","):
        agent, colon, rest = part.strip().lower().partition(":")
        if colon and not agent.startswith(("unavailable_after", "max-")):
            listening = agent.strip() in ("*", OUR_TOKEN)
        word = (rest if colon else agent).strip()
        kind = _DIRECTIVES.get(word)
        if kind is not None and listening:
            found.append(OptOut(kind, where, value.strip()[:200]))
    return found


def _from_meta(head: bytes) -> list[OptOut]:
    found: list[OptOut] = []
    reserved, policy = "", ""
    for element in _META.findall(_COMMENT.sub(b"", head)):
        attributes = {
            name.lower(): unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(element.decode("utf-8", "replace"))
        }
        content = attributes.get("content", "").strip()
        match attributes.get("name", "").strip().lower():
            case "robots" | "presswatch" as name:
                found += _directives(content, f"meta {name}")
            case "tdm-reservation":
                reserved = content
            case "tdm-policy":
                policy = content
    return found + _tdm(reserved, policy, "meta tdm-reservation")


@dataclass(frozen=True, slots=True)
class TdmRule:
    """One entry of /.well-known/tdmrep.json."""

    location: str  #: a path pattern, as in robots.txt
    reserved: bool
    policy: str = ""


def read_tdmrep(body: bytes) -> tuple[TdmRule, ...]:
    """The rules of a /.well-known/tdmrep.json, in its order; none when it is not one."""
    try:
        entries = json.loads(body[:HEAD])
    except (ValueError, RecursionError):
        return ()
    if not isinstance(entries, list):
        return ()
    return tuple(
        TdmRule(
            str(entry["location"]),
            str(entry.get("tdm-reservation", "")).strip() == "1",
            str(entry.get("tdm-policy") or ""),
        )
        for entry in entries
        if isinstance(entry, dict) and "location" in entry
    )


def tdmrep_opt_out(rules: Iterable[TdmRule], url: str) -> OptOut | None:
    """What tdmrep.json says of this URL: its first entry that matches decides."""
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    for rule in rules:
        if _matches(rule.location, path or "/"):
            if not rule.reserved:
                return None
            said = f"{rule.location} {rule.policy}".strip()
            return OptOut(OptOutKind.TDM, "tdmrep.json", said)
    return None


def _matches(pattern: str, path: str) -> bool:
    """By prefix, with * and a closing $ (the protocol takes them from robots.txt)."""
    quoted = pattern.replace("[", "[[]").replace("?", "[?]")
    return fnmatchcase(path, quoted[:-1] if quoted.endswith("$") else quoted + "*")
