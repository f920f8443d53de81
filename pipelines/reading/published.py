"""When it was published and last changed: JSON-LD, then meta, then time elements, then the URL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.html import HtmlElement

from pipelines.reading.blocks import Block
from pipelines.reading.clocks import read_time
from pipelines.reading.json_ld import ARTICLE_TYPES, Node, text, types
from pipelines.reading.said import Said
from pipelines.reading.shown_date import shown_dates
from presswatch.values import Fact

META_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "rnews:datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "article.published", "published_time", "published-date", "publish-date", "publish_date",
    "publishdate", "pubdate", "og:pubdate", "og:published_time", "og:publish_date",
    "publication_date", "publication-date", "originalpublicationdate", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "date",
    "article_date_original", "citation_publication_date", "citation_online_date", "datecreated",
    "created", "release_date", "bt:pubdate", "ptime", "displaydate", "vr:published_time",
)  # fmt: skip
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

Claim = tuple[datetime, str, str]  #: the moment, as written, where


def published(
    said: Said, tree: HtmlElement, blocks: list[Block], now: datetime
) -> tuple[datetime | None, tuple[Fact, ...]]:
    """When the page says it was published, and all that it says of it."""
    claims = list(_published_claims(said, tree, now))
    if not any(where != "time" for _, _, where in claims):
        american = (said.ld("inLanguage") or said.lang).lower().startswith("en-us")
        shown = [(m, w, "shown") for m, w in shown_dates(blocks, now, american)]
        claims = [*claims, *shown] if claims else shown or list(_guess(tree, said.url, now))
    if not claims:
        return None, ()
    facts = tuple(Fact("published", written[:80], where) for _, written, where in claims[:6])
    return _most_witnessed(claims)[0], facts


#: how much a place is worth as a witness; keys are prefixes of `where`
WORTH = {"json-ld": 1.7, "meta": 1.2, "time": 0.7, "url": 2.1, "shown": 0.8, "htmldate": 0.5}


def _most_witnessed(claims: list[Claim]) -> Claim:
    """The first claim of the day that most places tell, each place counted once and a half."""
    best, most = claims[0], 0.0
    for claim in claims:
        votes: dict[str, float] = {}
        for other in claims:
            if abs(other[0] - claim[0]) <= timedelta(hours=25):
                place = other[2].split()[0]
                worth = WORTH[place]
                votes[place] = min(votes.get(place, 0.0) + worth, worth * 1.5)
        if sum(votes.values()) > most + 1e-9:
            best, most = claim, sum(votes.values())
    return best


def modified(said: Said, now: datetime) -> tuple[datetime | None, tuple[Fact, ...]]:
    """When the page says it was last changed."""
    written = [(said.ld("dateModified"), "json-ld")]
    written += [(v, f"meta {key}") for key in META_MODIFIED for v in said.metas.get(key, ())[:1]]
    for text_, where in written:
        if moment := read_time(text_, now):
            return moment, (Fact("modified", text_[:80], where),)
    return None, ()


def _published_claims(said: Said, tree: HtmlElement, now: datetime) -> Iterator[Claim]:
    own = [said.article] if said.article else []
    others = [node for node in said.nodes if node is not said.article and _may_date(node)]
    for node in own + others:
        for key in ("datePublished", "dateCreated", "uploadDate"):
            written = text(node.get(key))
            if moment := read_time(written, now):
                yield moment, written, "json-ld"
                break
    for key in META_PUBLISHED:
        for written in said.metas.get(key, ())[:1]:
            if moment := read_time(written, now):
                yield moment, written, f"meta {key}"
    yield from _elements(tree, now)
    if (moment := date_in_url(said.url)) and moment <= now + AHEAD:
        yield moment, said.url, "url"


def _may_date(node: Node) -> bool:
    return bool({"WebPage", "ItemPage", "VideoObject", *ARTICLE_TYPES} & set(types(node)))


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
        found.append((rank, (moment, written or element.text_content().strip(), "time")))
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


def _guess(tree: HtmlElement, url: str, now: datetime) -> Iterator[Claim]:
    """What htmldate makes of the visible text, without its extensive (slow) search."""
    own = deepcopy(tree)
    for element in list(own.iter(*NOT_OURS)):
        if not any(parent.tag in NOT_OURS for parent in element.iterancestors()):
            element.drop_tree()
    written = find_date(
        own, url=url, extensive_search=False, original_date=True, max_date=now.strftime("%Y-%m-%d")
    )
    if moment := read_time(written, now):
        yield moment, written or "", "htmldate"
