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
@click.pass_obj
def command(db: str, port: int, host: str, public: bool, hosts: tuple[str, ...]) -> None:
    """Browse the database in Datasette, on this machine only unless --public."""
    from pathlib import Path

    from storage import open_store
    from storage.browse.serving import serve

    open_store(db).close()  # says at once when there is no such database
    serve(Path(db), host=host, port=port, public=public, hosts=hosts)
