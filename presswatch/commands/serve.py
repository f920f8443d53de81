"""presswatch serve"""

from __future__ import annotations

import click


@click.command("serve")
@click.option("--port", default=8001, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--public", is_flag=True, help="Serve a snapshot to others: no SQL, no downloads.")
@click.option(
    "--allow-host", "hosts", multiple=True, metavar="NAME", help="A Host header to answer to."
)
@click.option(
    "--sources",
    envvar="PRESSWATCH_SOURCES",
    help="Watches are written beside it. [default: beside the database]",
)
@click.pass_obj
def command(
    db: str, port: int, host: str, public: bool, hosts: tuple[str, ...], sources: str | None
) -> None:
    """Browse the database in Datasette, on this machine only unless --host says otherwise.

    Watches may be written on the pages as long as only this machine can ask: they go into
    watches.toml, beside sources.toml.
    """
    from contextlib import suppress
    from pathlib import Path

    from presswatch.errors import LockHeld
    from presswatch.settings import PRESSWATCH_WATCHES
    from presswatch.watching import watches_file
    from storage import open_store
    from storage.browse.serving import serve

    open_store(db).close()  # says at once when there is no such database
    with suppress(LockHeld):  # a crawl is writing, and has brought it up to date
        open_store(db, writer=True).close()
    beside = Path(sources) if sources else Path(db).with_name("sources.toml")
    watches = watches_file(beside, PRESSWATCH_WATCHES)
    serve(Path(db), host=host, port=port, public=public, hosts=hosts, watches=watches)
