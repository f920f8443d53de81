"""Starts Datasette on a presswatch database, in this process.

The live file is opened read-only and never as immutable: a crawl may write to it at any moment.
`public` serves a snapshot instead, with arbitrary SQL, downloads and streams off.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import click
import uvicorn
from datasette.app import Datasette

from presswatch.errors import UsageError
from storage.browse.access import VERSION_ONE
from storage.browse.metadata import metadata

#: a page of ours takes well under a second; facets on a large table may not
SETTINGS = {"sql_time_limit_ms": 3000, "facet_time_limit_ms": 1000, "suggest_facets": False,
            "num_sql_threads": 4, "cache_size_kb": 32768, "truncate_cells_html": 120, "default_page_size": 50}  # fmt: skip
PUBLIC = {"default_allow_sql": False, "allow_download": False, "allow_csv_stream": False,
          "allow_facet": False}  # fmt: skip
#: tables for the desk alone: what was forgotten, and who is to be told what
DESK_ONLY = ("tombstones", "outbox")
LOCAL = ("127.0.0.1", "localhost", "[::1]")


def serve(
    db: Path, host: str = "127.0.0.1", port: int = 8001, public: bool = False,
    hosts: tuple[str, ...] = (), watches: Path | None = None,
    announce: Callable[[str], None] = click.echo,
) -> None:  # fmt: skip
    """Serves until stopped. `hosts`: names it may be asked under, beside those of this machine.
    `watches`: the file that the pages write to; only where nobody but this machine can ask.

    Raises UsageError when the port is taken.
    """
    with tempfile.TemporaryDirectory(prefix="presswatch-") as folder:
        file = snapshot(db, Path(folder)) if public else db
        datasette = newsroom(
            file,
            public=public,
            hosts=(*LOCAL, host, *hosts),
            warc=db.parent / "warc",
            watches=(watches or db.parent / "watches.toml") if host in LOCAL else None,
        )
        config = uvicorn.Config(
            datasette.app(), host=host, port=port, log_level="warning", lifespan="on"
        )
        try:
            socket = config.bind_socket()
        except SystemExit:
            raise UsageError(
                f"cannot listen on {host}:{port}: is it taken? try --port {port + 1}"
            ) from None
        socket.listen(config.backlog)  # who comes before Datasette is ready is not refused
        shown = f"[{host}]" if ":" in host else host
        announce(
            f"presswatch is open at http://{shown}:{socket.getsockname()[1]}/ (Ctrl+C closes it)"
        )
        uvicorn.Server(config).run(sockets=[socket])


def newsroom(
    db: Path, *, public: bool = False, hosts: tuple[str, ...] = LOCAL, warc: Path | None = None,
    watches: Path | None = None, rules: dict[str, Any] | None = None,
) -> Datasette:  # fmt: skip
    """Datasette with our pages, descriptions, facets and questions; 0.65 and 1.0 alike.

    `watches`: the file that the pages may write to; None: they are only for reading.
    `rules`: who may see what, as in Datasette's own metadata ("allow" blocks).
    """
    from datasette import handle_exception  # not above: its module and `app` import each other

    handle_exception.rich = None  # a mistyped address would fill the terminal with local variables
    told = metadata(db.stem)
    ours = {"hosts": list(hosts), "public": public, "warc": str(warc or db.parent / "warc"),
            "watches": str(watches) if watches else None}  # fmt: skip
    told["plugins"] = {"presswatch": ours if not public else ours | {"warc": None, "watches": None}}
    _merge(told, rules or {})
    options: dict[str, Any] = {}
    if VERSION_ONE:  # wants questions in its configuration
        named = told["databases"][db.stem].pop("queries")
        options["config"] = {"databases": {db.stem: {"queries": named}}}
    return Datasette(
        [] if public else [str(db)], immutables=[str(db)] if public else [],
        metadata=told, settings=SETTINGS | (PUBLIC if public else {}), **options,
    )  # fmt: skip


def _merge(told: dict[str, Any], rules: dict[str, Any]) -> None:
    for key, value in rules.items():
        if isinstance(value, dict) and isinstance(told.get(key), dict):
            _merge(told[key], value)
        else:
            told[key] = value


def snapshot(db: Path, folder: Path) -> Path:
    """A copy that nobody writes to any more, under the same name."""
    made = folder / db.name
    with closing(sqlite3.connect(f"{db.resolve().as_uri()}?mode=ro", uri=True)) as live:
        live.execute("vacuum into ?", [str(made)])
    with closing(sqlite3.connect(made)) as copy:
        copy.execute("pragma secure_delete = on")
        for table in DESK_ONLY:
            if copy.execute("select 1 from sqlite_master where name = ?", [table]).fetchone():
                copy.execute(f"delete from [{table}]")
        copy.commit()
    return made
