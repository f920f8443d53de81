"""OPML, the list that feed readers exchange: in through `presswatch add FILE.opml`, out by `presswatch opml`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import listparser

from presswatch.discovering import Entry, slug
from presswatch.errors import UsageError
from presswatch.values import DoorKind, Source
from spiders.links import site
from spiders.manners.markup import tame
from spiders.manners.refusals import Hostile
from spiders.sources import read_watchlist

ENDINGS = (".opml", ".xml")


def is_opml(name: str) -> bool:
    """Does this name a file of feeds, and not a site?"""
    return "://" not in name and name.lower().endswith(ENDINGS)


def entries(path: Path, known: Sequence[Source]) -> list[Entry]:
    """A source for each site whose feeds the file names; feeds that are watched already are left out.

    Raises UsageError when the file is none, or names no feed.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
    try:
        found = listparser.parse(tame(content)).feeds
    except Hostile as refusal:
        raise UsageError(f"{path}: no feed reader writes this: {refusal}") from None
    if not found:
        raise UsageError(f"{path}: names no feed; export OPML from a feed reader")
    watched = {url for source in known for url in source.feeds}
    taken = {source.name for source in known}
    by_site: dict[str, list[tuple[str, str]]] = {}
    for feed in found:
        parts = urlsplit(feed.url or "")
        if parts.scheme in ("http", "https") and parts.hostname and feed.url not in watched:
            feeds = by_site.setdefault(site(feed.url), [])
            if feed.url not in [url for url, _ in feeds]:
                feeds.append((feed.url, " ".join((feed.title or "").split())))
    made = []
    for feeds in by_site.values():
        parts = urlsplit(feeds[0][0])
        home = f"{parts.scheme}://{parts.netloc}/"
        name = _free(slug(home), taken)
        taken.add(name)
        title = feeds[0][1] if len(feeds) == 1 else ""
        made.append(Entry(name, home, ((DoorKind.FEED, tuple(url for url, _ in feeds)),), title))
    return made


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(f"{name}-{n}" for n in range(2, len(taken) + 3) if f"{name}-{n}" not in taken)


def written(sources: Path) -> str:
    """The feeds of a watchlist as OPML 2.0. Sitemaps and front pages are no feeds, and stay behind."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = "presswatch"
    body = ElementTree.SubElement(root, "body")
    for source in read_watchlist(sources).sources:
        for url in source.feeds:
            title = source.title or source.name
            ElementTree.SubElement(
                body,
                "outline",
                type="rss",
                text=title,
                title=title,
                xmlUrl=url,
                htmlUrl=source.home,
            )
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"
