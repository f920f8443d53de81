"""How a page is read and answered: one visit to the database, one template, strict headers."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import unquote

from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Response
from datasette.views.base import DatasetteError

T = TypeVar("T")

#: nothing executes and nothing is loaded from elsewhere, whatever a scraped text contains
CSP = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # outlets need not know who reads about them
}
TIME_LIMIT_MS = 5_000  #: for all the queries of one page


async def read(db: Any, question: Callable[..., T], *args: Any) -> T:
    """Runs `question(connection, *args)` in Datasette's thread for this database."""

    def ask(conn: sqlite3.Connection) -> T:
        with sqlite_timelimit(conn, TIME_LIMIT_MS):
            try:
                return question(conn, *args)
            except sqlite3.OperationalError as error:
                if str(error) != "interrupted":
                    raise
                raise DatasetteError(
                    "This takes too long to look up: ask for fewer, or longer, words.", status=503
                ) from None

    answer: T = await db.execute_fn(ask)
    return answer


async def think(work: Callable[..., T], *args: Any) -> T:
    """Runs what takes long without the database, such as a diff, off the event loop."""
    return await asyncio.get_running_loop().run_in_executor(None, lambda: work(*args))


async def answer(
    datasette: Any, request: Any, template: str, db: Any, *, status: int = 200, here: str = "", **values: Any
) -> Any:  # fmt: skip
    """A page of ours. `here` is its key in the navigation."""
    config = datasette.plugin_config("presswatch") or {}
    values |= {"here": here, "tables_path": datasette.urls.database(db.name),
               "may_write": bool(config.get("watches"))}  # fmt: skip
    body = await datasette.render_template(
        f"presswatch/{template}", values, request=request, view_name="presswatch"
    )
    return Response.html(body, status=status, headers=HEADERS)


async def missing(datasette: Any, request: Any, db: Any, what: str) -> Any:
    """There is no such thing; the page says what to do instead."""
    return await answer(datasette, request, "missing.html", db, status=404, what=what)


def document(body: str, content_type: str, name: str | None = None) -> Any:
    """A feed or a table to take away."""
    headers = dict(HEADERS)
    if name:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return Response(body, headers=headers, content_type=content_type)


def number(request: Any, name: str) -> int:
    """A number in the path; 0, which no row has, for one that is too large for any."""
    value = int(request.url_vars[name])
    return value if value < 2**63 else 0


def named(request: Any, name: str) -> str:
    """A name in the path, as it was before it became part of an address."""
    return unquote(request.url_vars[name])


def chosen(request: Any, name: str, default: int = 0) -> int:
    """A number in the query string; the default when it is not one."""
    value = request.args.get(name) or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else default
