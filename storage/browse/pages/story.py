"""/story/ID: where a story came from, how we know, and every copy beside it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from statistics import median_low
from typing import Any

from datasette.utils.asgi import Response

from presswatch.values import OriginKind, Relation
from storage.browse import axis as axes
from storage.browse.access import open_for
from storage.browse.page import answer, chosen, missing, number, read, think
from storage.browse.reads import story as reads
from storage.edits import versions as edits
from storage.edits.diff import Diff, Shown, diff_texts, folded
from storage.edits.stale import GONE, MISSING, Uncorrected, Version, uncorrected
from storage.reading import StoryTold, Told

TABLES = ("stories", "articles", "sources", "copies", "revisions", "matches")
LISTED = 80  #: copies that are listed until all are asked for
NAMED = 36  #: more articles than this, and the drawing shows marks without names


@dataclass(frozen=True, slots=True)
class Seen:
    """All that the page reads."""

    told: StoryTold
    kept: dict[int, reads.Kept]
    texts: dict[int, tuple[str, str]]
    versions: list[Version]
    related: list[reads.Related]
    compared: Told | None  #: the copy whose words are shown
    quoted: dict[int, str]  #: article → how its longest shared passage begins


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts side by side."""

    copy: Told
    other: Told | None  #: what it is compared with
    title: Diff
    shown: list[Shown]
    cut: bool
    identical: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """An article on the time axis."""

    told: Told
    x: float  #: percent
    lane: int
    ends: bool  #: its name stands to the left of the mark


async def page(datasette: Any, request: Any) -> Any:
    """The view that Datasette calls."""
    db = await open_for(datasette, request, *TABLES)
    story = number(request, "story")
    seen = await read(db, _look, story, chosen(request, "copy"))
    if seen is None:
        return await missing(datasette, request, db, f"story {story}")
    if isinstance(seen, int):
        return Response.redirect(datasette.urls.path(f"/story/{seen}"))
    stale = await think(_stale, seen)
    comparison = await think(_compare, seen) if seen.compared else None
    copies = [t for t in seen.told.articles if t.relation != Relation.EXCERPT]
    lead = copies[0] if copies and copies[0].article == seen.told.origin else None
    listed = [t for t in copies if t is not lead]
    if not chosen(request, "all"):
        listed = listed[:LISTED]
    state = seen.kept[lead.article].state if lead else ""
    return await answer(
        datasette, request, "story.html", db, here="stories", told=seen.told, lead=lead,
        copies=listed, more=len(copies) - len(listed) - (lead is not None),
        excerpts=[t for t in seen.told.articles if t.relation == Relation.EXCERPT],
        outlets={t.article: t.outlet for t in seen.told.articles},
        relations=Counter(t.relation for t in seen.told.articles if t.relation),
        kept=seen.kept, quoted=seen.quoted, glance=_glance(seen.told), related=seen.related, credits=_credits(seen.told), drawing=_draw(seen.told),
        gone=state == GONE, not_found=state == MISSING, stale=stale,
        carriers={article for point in stale for article in point.copies},
        corrected=seen.versions[-2].until if seen.versions else None,
        comparison=comparison, side=request.args.get("view") != "inline",
        OriginKind=OriginKind, Relation=Relation,
    )  # fmt: skip


def _look(conn: sqlite3.Connection, story: int, copy: int) -> Seen | int | None:
    told = reads.read_story(conn, story)
    if told is None:
        return None
    if not told.articles:
        return reads.merged_into(conn, story)
    compared = _choose(told, copy)
    versions = edits.versions(conn, told.origin) if told.origin else []
    wanted = {compared.article, compared.compared_with or told.origin or 0} if compared else set()
    if versions:
        wanted |= {t.article for t in told.articles}
    return Seen(
        told, reads.kept(conn, story), edits.texts(conn, sorted(wanted)), versions,
        reads.related(conn, story), compared, reads.passages(conn, told.articles[: LISTED + 1]),
    )  # fmt: skip


def _choose(told: StoryTold, copy: int) -> Told | None:
    """The copy that was asked for; else one that changed a figure or a name; else the most rewritten."""
    copies = [t for t in told.articles if t.relation is not None]
    asked = next((t for t in copies if t.article == copy), None)
    if asked is not None or not copies:
        return asked
    order = {Relation.EDITED: 0, Relation.VERBATIM: 1, Relation.EXCERPT: 2}

    def rank(t: Told) -> tuple[int, bool, float]:
        replaced = any("' became '" in change for change in t.changes)
        return order[Relation(t.relation or "")], not replaced, t.share_of_copy or 0

    return min(copies, key=rank)


@dataclass(frozen=True, slots=True)
class Glance:
    """A story in four figures."""

    copies: int  #: verbatim or edited
    credited: int  #: of them, naming the source
    median_lag_s: int | None


def _glance(told: StoryTold) -> Glance:
    copies = [t for t in told.articles if t.relation and t.relation != Relation.EXCERPT]
    lags = [t.lag_s for t in copies if t.lag_s is not None]
    credited = sum(t.credit_kept == "kept" for t in copies)
    return Glance(len(copies), credited, median_low(lags) if lags else None)


def _stale(seen: Seen) -> list[Uncorrected]:
    """Corrections of the origin that copies did not follow."""
    copies = [
        (t.article, seen.texts[t.article][1])
        for t in seen.told.articles
        if t.article != seen.told.origin and t.article in seen.texts
    ]
    return uncorrected(seen.versions, copies)


def _compare(seen: Seen) -> Comparison | None:
    copy = seen.compared
    if copy is None:
        return None
    against = copy.compared_with or seen.told.origin or 0
    if copy.article not in seen.texts or against not in seen.texts:
        return None
    (title, text), (old_title, old_text) = seen.texts[copy.article], seen.texts[against]
    words, heading = diff_texts(old_text, text), diff_texts(old_title, title)
    other = next((t for t in seen.told.articles if t.article == against), None)
    return Comparison(copy, other, heading, folded(words), words.cut, words.same and heading.same)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The time axis of a story."""

    ticks: list[axes.Tick]
    marks: list[Mark]
    height: int  #: pixels
    named: bool


def _draw(told: StoryTold) -> Drawing:
    lead = told.articles[0]
    lags = {t.article: _lag(lead, t) for t in told.articles}
    axis = axes.axis_for(lags.values())
    ordered = sorted(told.articles, key=lambda t: (lags[t.article], t.article))
    places = [axis.place(lags[t.article]) for t in ordered]
    named = len(ordered) <= NAMED
    rows = list(range(len(ordered))) if named else axes.lanes(places, 1.6)
    marks = [Mark(t, x, row, x > 55) for t, x, row in zip(ordered, places, rows, strict=True)]
    return Drawing(axis.ticks(), marks, (max(rows) + 1) * (24 if named else 14) + 40, named)


def _lag(lead: Told, told: Told) -> int:
    """Seconds; of an article that only says its day, and that day is the lead's, none before the lead."""
    if told.lag_s is not None:
        return told.lag_s
    return max(0, int((told.at - lead.at).total_seconds()))


def _credits(told: StoryTold) -> list[tuple[str, list[str]]]:
    """What the articles themselves say of their source: (words, outlets), the most common first."""
    said: dict[str, list[str]] = {}
    for article in told.articles:
        for quote in article.evidence.get("credits", []) or (
            [article.credit] if article.credit else []
        ):
            if article.outlet not in said.setdefault(str(quote), []):
                said[str(quote)].append(article.outlet)
    return sorted(said.items(), key=lambda item: -len(item[1]))
