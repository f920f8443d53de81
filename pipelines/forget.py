"""Forgets on demand: an article, a story or a host, everywhere, and for good.

    find(store, which)        what is meant, and what would go
    forget(store, target)     captures, then rows, then the file; the stories it was in are told anew

Captures go first: a forgetting that was interrupted is run again, and finds the rows still there.
What stays are tombstones (storage/tombstones.py), by which the same address, or the same text at
another one, is refused (pipelines/refuse_forgotten.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pipelines.judge import tracer_of
from pipelines.retell import retell
from presswatch.errors import UsageError
from storage import Store
from storage.forgetting import (
    Forgetting,
    articles_at,
    articles_of,
    known_addresses,
    scrub,
)
from storage.tombstones import address, addresses, bare_host


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be forgotten."""

    words: str  #: "the article …", "story 12", "the host example.org"
    articles: tuple[int, ...]
    urls: frozenset[str]  #: addresses, as they are compared (storage/tombstones.py)
    host: str | None = None

    def matches(self, url: str) -> bool:
        """Whether this address is meant."""
        if self.host is None:
            return address(url) in self.urls
        host = bare_host(urlsplit(url if "//" in url else f"//{url}").hostname or "")
        return host == self.host or host.endswith(f".{self.host}")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went."""

    rows: Counter[str]  #: by table
    captures: int  #: records of WARC files
    retold: int  #: stories that go on without it
    clean: bool  #: False: a reader has the database open and keeps its old pages


def find(store: Store, which: str) -> Target:
    """An address with its scheme, the number of a story, or the name of a host.

    Raises UsageError for what is none of them, and for a story that is not there. An address or a
    host that is not in the database is a target all the same: it will never be fetched.
    """
    if "://" in which:
        article = store.articles.find(which)
        return _articles(store, which, [article] if article is not None else [], which)
    if which.isdecimal():
        found = articles_of(store.db, int(which))
        if not found:
            raise UsageError(f"{which}: no story of that number; `presswatch search` finds it")
        return _articles(store, f"story {which}", found)
    host = bare_host(which.partition("/")[0])
    if "." not in host or which != which.strip() or "/" in which.rstrip("/"):
        raise UsageError(
            f"{which!r} is no address (https://…), number of a story or name of a host"
        )
    meant = Target(f"the host {host} and those below it", (), frozenset(), host)
    found = articles_at(store.db, meant.matches)
    return Target(meant.words, tuple(found), frozenset(), host)


def _articles(store: Store, words: str, found: list[int], *also: str) -> Target:
    urls = addresses({*known_addresses(store.db, found), *also})
    return Target(words, tuple(found), frozenset(urls))


def forget(
    store: Store, target: Target, reading: Callable[[Path], None] = lambda _: None
) -> Forgotten:
    """Everything of the target is gone when this returns. `reading`: called with each WARC file."""
    captures = store.warc.erase_addresses(target.matches, reading)
    gone = Forgetting(store.db)
    with store.transaction():
        _bury(store, target)
        stories = _untrace(store, target.articles)
        gone.articles(target.articles)
        gone.addresses(target.matches)
        if target.host is not None:
            gone.host(target.matches)
        retell(store, stories)
        gone.stories(stories)
        if target.articles:
            tracer_of(store).expunge()
    retold = len(stories) - gone.removed["stories"]
    store.forget_seal()  # the file is written anew
    return Forgotten(gone.removed, captures, retold, scrub(store.db))


def _untrace(store: Store, articles: tuple[int, ...]) -> frozenset[int]:
    """Takes the articles out of the index and out of their stories; returns those stories."""
    tracer = tracer_of(store)
    stories: frozenset[int] = frozenset()
    for article in articles:
        store.stories.unsettle(article)
        stories |= tracer.forget(article)
    return stories


def _bury(store: Store, target: Target) -> None:
    """The tombstones. A host's own stands for all its addresses."""
    stones, tracer = store.tombstones, tracer_of(store)
    if target.host is not None:
        stones.bury_host(target.host)
    for url in sorted(target.urls):
        stones.bury_address(f"//{url}")
    for article in target.articles:
        known = store.articles.get(article)
        stones.bury_text(known.text, known.sha256, tracer.telling(article))
