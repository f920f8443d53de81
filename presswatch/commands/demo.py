"""presswatch demo"""

from __future__ import annotations

from pathlib import Path

import click


@click.command("demo")
@click.option("--desk", default="demo-desk", show_default=True, help="The folder it works in.")
@click.option(
    "--serve/--no-serve", envvar="DEMO_SERVE", default=True, help="Serve the result in Datasette."
)
@click.option("--port", default=8001, show_default=True)
def command(desk: str, serve: bool, port: int) -> None:
    """Crawl the built-in press on 127.0.0.1, tell the traced story, serve it in Datasette."""
    from presswatch.demo.tour import tour
    from storage.browse.serving import serve as browse

    db = tour(Path(desk))
    if serve:
        browse(db, host="127.0.0.1", port=port)
