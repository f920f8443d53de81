"""presswatch init"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click


@click.command("init")
def command() -> None:
    """Make a desk: sources.toml, watches.toml and alerts.toml, with comments. Overwrites nothing."""
    _write(
        "sources.toml", "starter.toml",
        "set `contact`, then `presswatch check` and `presswatch crawl`",
    )  # fmt: skip
    _write("watches.toml", "watches.example.toml", "an example of what can be looked for")
    _write("alerts.toml", "alerts.example.toml", "an example of whom to tell")


def _write(name: str, example: str, what_next: str) -> None:
    path = Path(name)
    if path.exists():
        click.echo(f"{name} is here already; left as it is")
    else:
        path.write_text(files("presswatch").joinpath(example).read_text("utf8"), "utf8")
        click.echo(f"wrote {name}: {what_next}")
