"""presswatch init"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click


@click.command("init")
def command() -> None:
    """Make a desk: sources.toml with comments and a starter list. Overwrites nothing."""
    path = Path("sources.toml")
    if path.exists():
        click.echo("sources.toml is here already; left as it is")
    else:
        path.write_text(files("presswatch").joinpath("starter.toml").read_text("utf8"), "utf8")
        click.echo(
            "wrote sources.toml: set `contact`, then `presswatch check` and `presswatch crawl`"
        )
