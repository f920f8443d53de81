"""/watches/new and /watch/NAME/edit: a watch is written here as well as in watches.toml."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import Forbidden, Response

from presswatch.errors import UsageError
from presswatch.values import Watch
from storage.browse import writing
from storage.browse.access import open_for
from storage.browse.page import answer, missing, named, read
from storage.browse.pages.watches import TABLES
from storage.query import read_query
from storage.watches.listing import find_watch
from storage.watches.mentions import Count, count, live

LONGEST = {"title": 200, "query": 10_000, "note": 2_000}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form."""

    title: str = ""
    query: str = ""
    note: str = ""


async def new(datasette: Any, request: Any) -> Any:
    """A watch that is not there yet."""
    db = await _let_in(datasette, request)
    if request.method == "POST":
        return await _posted(datasette, request, db, None)
    return await _form(
        datasette, request, db, Typed(query=(request.args.get("query") or "")[:10_000])
    )


async def edit(datasette: Any, request: Any) -> Any:
    """One that is there."""
    db = await _let_in(datasette, request)
    name = named(request, "name")
    watch = await read(db, find_watch, name)
    if watch is None:
        return await missing(datasette, request, db, f"watch called {name}")
    if request.method == "POST":
        return await _posted(datasette, request, db, name)
    typed = Typed(watch.title or watch.name, watch.query, watch.note or "")
    return await _form(datasette, request, db, typed, name)


async def delete(datasette: Any, request: Any) -> Any:
    """Away with it, and with its mentions; articles stay."""
    db = await _let_in(datasette, request)
    name = named(request, "name")
    if request.method != "POST":
        return Response.redirect(datasette.urls.path(f"/watch/{name}"))
    try:
        done = await writing.drop(datasette, db, name)
    except UsageError as error:
        return await _form(datasette, request, db, Typed(), name, str(error))
    said = "removed" if done == writing.APPLIED else done
    return Response.redirect(datasette.urls.path("/watches?" + urlencode({"said": said})))


async def _let_in(datasette: Any, request: Any) -> Any:
    db = await open_for(datasette, request, *TABLES)
    if writing.watches_file(datasette) is None:
        raise Forbidden("Watches cannot be changed here: this newsroom is only for reading.")
    return db


async def _posted(datasette: Any, request: Any, db: Any, name: str | None) -> Any:
    """Saves, or shows the form again with what is wrong."""
    fields = await request.post_vars()
    typed = Typed(**{key: (fields.get(key) or "").strip()[:most] for key, most in LONGEST.items()})
    try:
        read_query(typed.query)
        if "look" in fields:
            return await _form(datasette, request, db, typed, name)
        watch = Watch(
            name or slug(typed.title or typed.query),
            typed.query,
            typed.title or None,
            typed.note or None,
        )
        done = await writing.save(datasette, db, watch, name)
    except UsageError as error:
        return await _form(datasette, request, db, typed, name, str(error))
    if done == writing.WAITING:
        return Response.redirect(datasette.urls.path("/watches?" + urlencode({"said": done})))
    return Response.redirect(
        datasette.urls.path(f"/watch/{watch.name}?" + urlencode({"said": done}))
    )


def slug(words: str) -> str:
    """A name for watches.toml: "Coastal radar" becomes "coastal-radar"."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    if not made:
        raise UsageError(
            "give the watch a title with some Latin letters or digits: its name is made of it"
        )
    return made


async def _form(
    datasette: Any, request: Any, db: Any, typed: Typed, name: str | None = None, wrong: str = ""
) -> Any:
    """The form, with what the query would find now."""
    found = await read(db, _preview, typed.query) if typed.query and not wrong else None
    return await answer(
        datasette, request, "watch_form.html", db, status=400 if wrong else 200, here="watches",
        typed=typed, name=name, wrong=wrong, found=found, file=writing.watches_file(datasette),
    )  # fmt: skip


def _preview(conn: sqlite3.Connection, query: str) -> Count | None:
    try:
        return count(conn, live(read_query(query)))
    except UsageError:
        return None
