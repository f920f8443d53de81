"""The gazetteer: who is credited, by which names and tags, and where they publish.

`agencies.toml` is the data; this file reads it once per process (25 ms) and answers look-ups by
name, tag or host. A name is matched as written: "Antara" is an agency and "antara" is Malay for
"between", so only names of several words may change case.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any


class AgencyKind(StrEnum):
    """What a credit to it means."""

    AGENCY = "agency"
    OUTLET = "outlet"  #: publishes its own pages and lets others reprint them
    PRESS_RELEASE = "press release"  #: distributes what others say of themselves
    UNNAMED = "unnamed"  #: "agencies": a credit that names nobody


@dataclass(frozen=True, slots=True)
class Agency:
    """One line of agencies.toml."""

    key: str
    name: str
    aliases: tuple[str, ...]
    tags: tuple[str, ...]  #: short forms, as they sign
    shy: tuple[str, ...]  #: short forms that also mean something else
    given: tuple[str, ...]  #: those of its forms that people are called: "Hina", "Petra"
    domains: tuple[str, ...]  #: registrable domains
    country: str  #: ISO 3166-1 alpha-2, or "INT"
    kind: AgencyKind

    @property
    def signatures(self) -> tuple[str, ...]:
        """Everything it may sign its own pieces with."""
        return (self.name, *self.aliases, *self.tags, *self.shy)


@dataclass(frozen=True, slots=True)
class Named:
    """What a look-up found."""

    agency: Agency
    shy: bool  #: the words also mean something else: only a strict form makes them a credit
    given: bool = False  #: people are called so: alone as an author it is a person


@lru_cache(maxsize=1024)
def registrable(host: str) -> str:
    """The part of a host name that its owner registered: "news.bbc.co.uk" → "bbc.co.uk".

    A rule of thumb instead of the public suffix list (10,000 rules, of which news sites use few):
    two labels; three under a generic second level of a country ("co.uk", "com.au") and on
    platforms where the first label is the owner ("x.wordpress.com").
    """
    labels = host.casefold().split(":")[0].strip(".").split(".")
    if len(labels) < 3 or labels[-1].isdigit():
        return ".".join(labels)
    generic = len(labels[-1]) == 2 and labels[-2] in _GENERIC
    platform = ".".join(labels[-2:]) in _PLATFORMS
    return ".".join(labels[-3:] if generic or platform else labels[-2:])


def domain_of(url: str) -> str:
    """The registrable domain of an address."""
    return registrable(url.partition("://")[2].partition("/")[0])


_GENERIC = frozenset(
    [
        "ac",
        "co",
        "com",
        "edu",
        "go",
        "gob",
        "gov",
        "gouv",
        "in",
        "info",
        "ltd",
        "mil",
        "ne",
        "net",
        "nic",
        "nom",
        "or",
        "org",
    ]
)
_PLATFORMS = frozenset(
    [
        "blogspot.com",
        "ghost.io",
        "github.io",
        "medium.com",
        "substack.com",
        "wordpress.com",
        "tumblr.com",
    ]
)


class Gazetteer:
    """All agencies, by what one may meet in a text or a URL."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self.agencies = {agency.key: agency for agency in agencies}
        self._exact: dict[str, Named] = {}
        self._folded: dict[str, Named] = {}
        self._domains: dict[str, Agency] = {}
        for agency in self.agencies.values():
            self._learn(agency)

    def _learn(self, agency: Agency) -> None:
        for words in (agency.name, *agency.aliases, *agency.tags):
            named = Named(agency, shy=False, given=words in agency.given)
            self._exact[words] = named
            if len(words) > 2:
                self._exact.setdefault(words.upper(), Named(agency, shy=False))
            if " " in words or agency.kind is AgencyKind.UNNAMED:
                self._folded[words.casefold()] = named
        for words in agency.shy:
            self._exact[words] = Named(agency, shy=True, given=words in agency.given)
        for domain in agency.domains:
            self._domains[domain] = agency

    def named(self, words: str) -> Named | None:
        """The agency of that name or tag, as written."""
        return self._exact.get(words) or self._folded.get(words.casefold())

    def at(self, host: str) -> Agency | None:
        """The agency that publishes on that host or a parent of it."""
        labels = host.casefold().split(":")[0].split(".")
        for i in range(len(labels) - 1):
            if (found := self._domains.get(".".join(labels[i:]))) is not None:
                return found
        return None


def _agency(key: str, row: Mapping[str, Any]) -> Agency:
    return Agency(
        key=key,
        name=row["name"],
        aliases=tuple(row.get("aliases", ())),
        tags=tuple(row.get("tags", ())),
        shy=tuple(row.get("shy", ())),
        given=tuple(row.get("given", ())),
        domains=tuple(row.get("domains", ())),
        country=row["country"],
        kind=AgencyKind(row.get("kind", "agency")),
    )


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of agencies.toml, read once."""
    rows = tomllib.loads(files("pipelines").joinpath("agencies.toml").read_text(encoding="utf-8"))
    return Gazetteer(_agency(key, row) for key, row in rows.items())
