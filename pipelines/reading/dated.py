"""Every place where a page says when it was published, each as a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.reading.blocks import squeezed
from pipelines.reading.clocks import SLASHED, plausible, read_time
from pipelines.reading.json_ld import ARTICLE_TYPES, Node, names_other, text, types
from pipelines.reading.other_stories import is_box_of_others, is_card, stands_elsewhere
from pipelines.reading.said import Said
from pipelines.reading.written_date import UNKNOWN, Habits, dates_in

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
#: where scripts find an element's time
DATA = (
    "data-timestamp",
    "data-datetime",
    "data-published",
    "data-time",
    "data-date",
    "data-epoch",
    "data-utime",
)
#: types of schema.org that date a page whose article has no date
PAGES = frozenset(("WebPage", "ItemPage", "VideoObject"))
#: elements with a time that are looked at
MOST_ELEMENTS = 300
#: where an element's time may stand
ATTRIBUTES = ("datetime", "content", "title", *DATA)
#: characters of the words of an element that dates the page
LONGEST = 160
#: the date in a URL may be ahead of our clock by a time zone
AHEAD = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Claim:
    """One place's word for when the page was published."""

    moment: datetime  #: in the zone that was written; UTC where none was
    written: str
    where: str
    sure: bool = False  #: it says of itself that it is the publication
    visible: bool = False  #: an element that readers see, and that shows them no other day

    @property
    def place(self) -> str:
        """The kind of place: "json-ld", "meta", "time", "url" …"""
        return self.where.split()[0]


def claims_of(
    said: Said, tree: HtmlElement, now: datetime, title: str = "", habits: Habits = UNKNOWN
) -> Iterator[Claim]:
    """What JSON-LD, meta, elements and the address say, the most careful authors first."""
    yield from _json_ld(said, now)
    for names in (META_PUBLISHED, META_CREATED):
        if meta := list(_metas(said, names, now, habits)):
            yield from meta
            break
    yield from _elements(tree, said.url, now, squeezed(title), habits)
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
        kinds = set(types(node))
        if kinds & PAGES or (kinds & set(ARTICLE_TYPES) and not names_other(node, here)):
            yield from _of(node, now)


def _of(node: Node, now: datetime) -> Iterator[Claim]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        written = text(node.get(key))
        if moment := read_time(written, now):
            yield Claim(moment, written, "json-ld")
            return


def _metas(
    said: Said, keys: tuple[str, ...], now: datetime, habits: Habits = UNKNOWN
) -> Iterator[Claim]:
    for key in keys:
        for written in said.metas.get(key, ())[:1]:
            if moment := _read(written, now, habits):
                yield Claim(moment, written, f"meta {key}")


def _elements(
    tree: HtmlElement, url: str, now: datetime, title: str, habits: Habits
) -> Iterator[Claim]:
    """Times in the page's own markup, the surest first."""
    found: list[tuple[int, Claim]] = []
    headline = next((h1 for h1 in tree.iter("h1") if squeezed(h1.text_content()) == title), None)
    above = headline is not None
    likely = tree.iter("time", "abbr", "span", "div", "p", "meta", "h1")
    for element in islice((e for e in likely if e is headline or _is_dated(e)), MOST_ELEMENTS):
        if element is headline:
            above = False
            continue
        written, moment = _moment(element, now, habits)
        foreign = headline is not None and (
            is_box_of_others(element, headline)
            if above
            else "pubdate" not in element.attrib and is_card(element, headline, url)
        )
        if moment is None or foreign or stands_elsewhere(element):
            continue
        prop, holder = element.get("itemprop") or "", element.getparent()
        holding = (holder.get("class") or "") if holder is not None else ""
        names = f"{element.get('class') or ''} {prop} {holding}"
        rank = 0 if "Published" in prop or "pubdate" in element.attrib else 1
        rank += 2 if CHANGED.search(names) else 0
        found.append(
            (rank, Claim(moment, written, "time", visible=_shows(element, moment, habits)))
        )
        if len(found) >= 8:
            break
    yield from (claim for _, claim in sorted(found, key=lambda pair: pair[0]))


def _read(written: str, now: datetime, habits: Habits) -> datetime | None:
    """What a machine wrote, where 3/4/2026 may be either: the day that readers see, if one is it."""
    day_first = habits.month_first is False
    moment = read_time(written, now, day_first)
    if moment and habits.seen and SLASHED.match(written) and moment.date() not in habits.seen:
        other = read_time(written, now, not day_first)
        return other if other and other.date() in habits.seen else moment
    return moment


def _is_dated(element: HtmlElement) -> bool:
    return (
        element.tag == "time"
        or element.get("itemprop") in ("datePublished", "dateCreated")
        or (element.tag == "abbr" and "published" in (element.get("class") or ""))
    )


def _shows(element: HtmlElement, moment: datetime, habits: Habits) -> bool:
    """Whether an element that is seen names this day, or none."""
    words = element.text_content()[:LONGEST].strip()
    days = {day.date() for day, _ in dates_in(words, habits)}
    return element.tag == "time" and words != "" and (not days or moment.date() in days)


def _moment(element: HtmlElement, now: datetime, habits: Habits) -> tuple[str, datetime | None]:
    """What an element says of when, in its attributes or in its words."""
    written = next(filter(None, map(element.get, ATTRIBUTES)), "")
    if moment := _read(written, now, habits):
        return written, moment
    words = element.text_content().strip()
    if len(words) > LONGEST:
        return words, None
    moment = read_time(words, now, not habits.month_first)
    if moment is None:
        day = next((day for day, _ in dates_in(words, habits)), None)
        moment = plausible(day, now) if day else None
    return words, moment


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
