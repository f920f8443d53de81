"""Every place where a page says when it was published, each as a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.reading.clocks import read_time
from pipelines.reading.json_ld import ARTICLE_TYPES, Node, names_other, text, types
from pipelines.reading.said import Said

META_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "rnews:datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "article.published", "published_time", "published-date", "publish-date", "publish_date",
    "publishdate", "pubdate", "og:pubdate", "og:published_time", "og:publish_date",
    "publication_date", "publication-date", "originalpublicationdate", "dc.date.issued",
    "dcterms.issued", "dc.date", "dcterms.date", "date",
    "article_date_original", "citation_publication_date", "citation_online_date",
    "release_date", "bt:pubdate", "ptime", "displaydate", "vr:published_time",
)  # fmt: skip
#: when the page was begun in the editors' system: asked when no other meta says anything
META_CREATED = ("dcterms.created", "dc.date.created", "datecreated", "created")
META_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "article:updated",
    "lastmod", "last-modified", "dcterms.modified", "dc.date.modified", "date-revised",
    "revised", "modified", "updated_time", "moddate",
)  # fmt: skip
IN_URL = re.compile(
    r"[/_.-]((?:19|20)\d\d)[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$|\D)"
)
IN_URL_BACKWARDS = re.compile(
    r"[/_-](0[1-9]|[12]\d|3[01])[_-](0[1-9]|1[0-2])[_-]((?:19|20)\d\d)(?=[/_.-]|$)"
)
IN_URL_ENGLISH = re.compile(
    r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d\d?)(?=/)", re.I
)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
#: an element so named tells of a change, not of the publication
CHANGED = re.compile(r"modif|updat|aktualis|ge[äa]ndert|chang", re.IGNORECASE)
NOT_OURS = frozenset(("aside", "nav", "footer"))
ELSEWHERE = re.compile(
    r"related|comment|recommend|popular|teaser|sidebar|latest|widget", re.IGNORECASE
)
#: the date in a URL may be ahead of our clock by a time zone
AHEAD = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Claim:
    """One place's word for when the page was published."""

    moment: datetime  #: in the zone that was written; UTC where none was
    written: str
    where: str
    sure: bool = False  #: it says of itself that it is the publication

    @property
    def place(self) -> str:
        """The kind of place: "json-ld", "meta", "time", "url" …"""
        return self.where.split()[0]


def claims_of(said: Said, tree: HtmlElement, now: datetime) -> Iterator[Claim]:
    """What JSON-LD, meta, elements and the address say, the most careful authors first."""
    yield from _json_ld(said, now)
    meta = list(_metas(said, META_PUBLISHED, now)) or list(_metas(said, META_CREATED, now))
    yield from meta
    yield from _elements(tree, now)
    if (moment := date_in_url(said.url)) and moment <= now + AHEAD:
        yield Claim(moment, said.url, "url")


def changes_of(said: Said, now: datetime) -> Iterator[Claim]:
    """What JSON-LD and meta say of the last change."""
    written = said.ld("dateModified")
    if moment := read_time(written, now):
        yield Claim(moment, written, "json-ld")
    yield from _metas(said, META_MODIFIED, now)


def _json_ld(said: Said, now: datetime) -> Iterator[Claim]:
    """The article's own dates; those of the page or its video only where it has none."""
    own = [claim for node in ([said.article] if said.article else []) for claim in _of(node, now)]
    if own:
        yield from own
        return
    here = (said.url, *said.links.get("canonical", ()))
    for node in said.nodes:
        if _may_date(node) and not names_other(node, here):
            yield from _of(node, now)


def _of(node: Node, now: datetime) -> Iterator[Claim]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        written = text(node.get(key))
        if moment := read_time(written, now):
            yield Claim(moment, written, "json-ld")
            return


def _may_date(node: Node) -> bool:
    return bool({"WebPage", "ItemPage", "VideoObject", *ARTICLE_TYPES} & set(types(node)))


def _metas(said: Said, keys: tuple[str, ...], now: datetime) -> Iterator[Claim]:
    for key in keys:
        for written in said.metas.get(key, ())[:1]:
            if moment := read_time(written, now):
                yield Claim(moment, written, f"meta {key}")


def _elements(tree: HtmlElement, now: datetime) -> Iterator[Claim]:
    """Times in the page's own markup, the surest first."""
    found: list[tuple[int, Claim]] = []
    for element in tree.iter("time", "abbr", "span", "div", "p", "meta"):
        prop = element.get("itemprop") or ""
        if (
            element.tag != "time"
            and prop not in ("datePublished", "dateCreated")
            and (element.tag != "abbr" or "published" not in (element.get("class") or ""))
        ):
            continue
        written = element.get("datetime") or element.get("content") or element.get("title") or ""
        moment = read_time(written, now) or read_time(element.text_content(), now)
        if moment is None or _elsewhere(element):
            continue
        names = f"{element.get('class') or ''} {prop} {element.getparent().get('class') or ''}"
        rank = 0 if "Published" in prop or "pubdate" in element.attrib else 1
        rank += 2 if CHANGED.search(names) else 0
        found.append((rank, Claim(moment, written or element.text_content().strip(), "time")))
        if len(found) >= 8:
            break
    yield from (claim for _, claim in sorted(found, key=lambda pair: pair[0]))


def _elsewhere(element: HtmlElement) -> bool:
    for node in element.iterancestors():
        if node.tag in NOT_OURS or ELSEWHERE.search(node.get("class") or ""):
            return node.tag not in ("body", "html", "main")
        if node.tag in ("main", "body"):
            return False
    return False


def date_in_url(url: str) -> datetime | None:
    """The full date in the path of an address, if there is one."""
    path = urlsplit(url).path
    try:
        if found := IN_URL.search(path):
            return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
        if found := IN_URL_BACKWARDS.search(path):
            return datetime(int(found[3]), int(found[2]), int(found[1]), tzinfo=UTC)
        if found := IN_URL_ENGLISH.search(path):
            month = MONTHS.index(found[2].lower()[:3]) + 1
            return datetime(int(found[1]), month, int(found[3]), tzinfo=UTC)
    except ValueError:
        return None
    return None
