"""What a robots.txt means. Pure; the rules themselves are read by Protego."""

from __future__ import annotations

import re

from protego import Protego

from spiders.manners.notices import Notice, Standing

_MARKUP = re.compile(rb"\s*(?:<!doctype|<html|<head|<body|<script|<!--|<\?xml)", re.I)

AGENT = re.compile(r"^([ \t]*user[- ]?agent[ \t]*:?[ \t]*)([^\s#][^#\r\n]*)", re.I | re.M)
NOBODY = "another-crawler"  #: no beginning of any name of ours


def read_robots(status: int, body: bytes, until: float) -> Notice:
    """What this answer of /robots.txt means (redirects followed, body cut to 500 KiB)."""
    if status >= 500:
        return Notice(Standing.UNREACHABLE, f"HTTP {status}", until)
    if not 200 <= status < 300:
        return Notice(Standing.SILENT, f"HTTP {status}", until)
    if _MARKUP.match(body.removeprefix(b"\xef\xbb\xbf")):
        return Notice(Standing.SILENT, "an HTML page", until)
    text = body.decode("utf-8-sig", errors="replace")
    return Notice(Standing.SAYS, f"HTTP {status}", until, text)


def token_of(user_agent: str) -> str:
    """The product token that robots.txt is searched for: "presswatch" of "presswatch/1.0 (…)"."""
    return re.split(r"[/\s(;]", user_agent.strip(), maxsplit=1)[0].lower()


class Rules:
    """The rules of one robots.txt, as they concern one user agent."""

    def __init__(self, text: str, agent: str) -> None:
        self._text = text
        self._agent = agent
        self._parsed = Protego.parse(_for_us(text, agent))

    def refuse(self, url: str) -> str | None:
        """The line that disallows this URL, or None when it is allowed."""
        if self._parsed.can_fetch(url, self._agent):
            return None
        return self._line_for(url)

    @property
    def crawl_delay(self) -> float | None:
        """Seconds between two requests that the host asks for."""
        return self._parsed.crawl_delay(self._agent)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps it names, in its order, once each."""
        return tuple(dict.fromkeys(self._parsed.sitemaps))

    def _line_for(self, url: str) -> str:
        """The longest line that disallows this URL, for a reader.

        Protego keeps its rules to itself, so each line of our group is asked on its own.
        """
        best = ""
        for rule in _disallowed(self._text, self._agent):
            if len(rule) > len(best):
                alone = Protego.parse(f"User-agent: *\nDisallow: {rule}")
                if not alone.can_fetch(url, self._agent):
                    best = rule
        return f"Disallow: {best}".rstrip(": ")


def _for_us(text: str, agent: str) -> str:
    """The text with the agents of other groups renamed.

    RFC 9309 §2.2.1 compares whole tokens; Protego takes a group for "press" as ours as well, so that it
    would hide the rules for all.
    """

    def renamed(line: re.Match[str]) -> str:
        token = token_of(line[2])
        return line[1] + (token if token in ("*", agent) else NOBODY)

    return AGENT.sub(renamed, text)


def _disallowed(text: str, agent: str) -> list[str]:
    """The patterns of the Disallow lines that concern us: our own group's, else those for all."""
    ours: list[str] = []
    for_all: list[str] = []
    names: set[str] = set()
    naming = False
    for line in text.splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            names = (names if naming else set()) | {token_of(value)}
            naming = True
        elif key in ("allow", "disallow", "crawl-delay"):
            naming = False
            if key == "disallow" and value and agent in names:
                ours.append(value)
            elif key == "disallow" and value and "*" in names:
                for_all.append(value)
    return ours or for_all
