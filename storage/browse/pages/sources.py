"""/sources: how each source is doing. /source/NAME: one of them, whole."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from storage.advice import meaning, remedy
from storage.browse import feeds
from storage.browse.access import open_for
from storage.browse.page import answer, document, missing, named, read
from storage.browse.reads import sources as reads
from storage.browse.reads import who
from storage.extraction_health import ExtractionHealth, YieldNow, yields_of

TABLES = ("sources", "doors", "articles", "fetches", "urls", "extraction_health")
ALONE = (*TABLES, "stories", "copies")
STRIP = 14  #: days on the strip of the list
CHART = 30  #: days on a source's own page


async def page(datasette: Any, request: Any) -> Any:
    """Every source."""
    db = await open_for(datasette, request, *TABLES)
    found = await read(db, reads.sources, STRIP)
    watched = [s for s in found if s.watched]
    troubled: dict[str, str] = await read(db, _troubled)
    return await answer(
        datasette, request, "sources.html", db, here="sources", watched=watched, days=STRIP,
        imported=[s for s in found if not s.watched], failing=[s for s in watched if s.failing],
        troubled=troubled,
        most=max((max(s.days, default=0) for s in found), default=0), meaning=meaning, remedy=remedy,
    )  # fmt: skip


def _troubled(conn: sqlite3.Connection) -> dict[str, str]:
    """source → why its pages read worse than before."""
    return {source: why for source, _, why in ExtractionHealth(Database(conn)).alarms()}


@dataclass(frozen=True, slots=True)
class Seen:
    """All that a source's own page reads."""

    source: reads.Source
    given: list[YieldNow]
    losses: list[reads.Loss]
    pieces: list[reads.Piece]
    taken_from: list[who.Flow]
    carried_by: list[who.Flow]
    names: dict[str, str]


async def one(datasette: Any, request: Any) -> Any:
    """One source."""
    db = await open_for(datasette, request, *ALONE)
    name = named(request, "name")
    seen = await read(db, _look, name)
    if seen is None:
        return await missing(datasette, request, db, f"source {name}")
    return await answer(
        datasette, request, "source.html", db, here="sources", seen=seen, source=seen.source,
        days=CHART, most=max(seen.source.days, default=0), meaning=meaning, remedy=remedy,
    )  # fmt: skip


def _look(conn: sqlite3.Connection, name: str) -> Seen | None:
    found = reads.sources(conn, CHART, name)
    if not found:
        return None
    flows, names = who.flows_of(conn, name)
    others = [f for f in flows if not f.itself]
    return Seen(
        found[0], yields_of(Database(conn), name), reads.losses(conn, name), reads.pieces(conn, name),
        [f for f in others if f.outlet == name], [f for f in others if f.origin == name], names,
    )  # fmt: skip


async def atom(datasette: Any, request: Any) -> Any:
    """What a source published, as a feed."""
    db = await open_for(datasette, request, *ALONE)
    name = named(request, "name")
    found = await read(db, _latest, name)
    if found is None:
        return await missing(datasette, request, db, f"source {name}")
    source, pieces = found
    urls = datasette.urls
    entries = [
        feeds.Entry(f"article/{p.article}", p.title, p.at,
                    datasette.absolute_url(request, urls.path(f"/article/{p.article}")), _sentence(p))
        for p in pieces
    ]  # fmt: skip
    here = datasette.absolute_url(request, urls.path(f"/source/{request.url_vars['name']}"))
    return document(feeds.atom(f"presswatch: {source.title}", here, entries), feeds.ATOM)


def _latest(conn: sqlite3.Connection, name: str) -> tuple[reads.Source, list[reads.Piece]] | None:
    found = reads.sources(conn, 1, name)
    return (found[0], reads.pieces(conn, name, 50)) if found else None


def _sentence(piece: reads.Piece) -> str:
    if piece.relation:
        return f"{piece.relation} copy, from {piece.from_outlet or 'somewhere not known'}: {piece.because or ''}"
    if (piece.outlets or 0) > 1:
        return f"carried by {piece.outlets} outlets"
    return "nobody else carries it"
