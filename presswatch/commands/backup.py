"""presswatch backup"""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("backup")
@click.option(
    "--to", "into", default="backups", show_default=True, type=click.Path(path_type=Path),
    help="The folder that backups are kept in.",
)  # fmt: skip
@click.option("--keep", default=7, show_default=True, type=click.IntRange(min=1), help="How many.")
@click.option("--warc", is_flag=True, help="With the raw responses.")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("--sources", envvar="PRESSWATCH_SOURCES", default="sources.toml", show_default=True)
@click.pass_obj
def command(db: str, into: Path, keep: int, warc: bool, quiet: bool, sources: str) -> None:
    """Copy the desk as it is now, checked, while a crawl goes on. Drops the oldest copies.

    A backup is a desk: `cd` into it and every command works there.
    """
    from rich.console import Console

    from presswatch import settings
    from presswatch.alerting import alerts_file
    from presswatch.watching import watches_file
    from storage.backup import Desk, backup

    path, watchlist = Path(db.removeprefix("sqlite:")), Path(sources)
    watches = watches_file(watchlist, settings.PRESSWATCH_WATCHES)
    beside = (watchlist, watches, alerts_file(watchlist), Path(f"{path}.key"))
    desk = Desk(path, path.parent / "warc", captures=warc, beside=beside)
    watched = not quiet and sys.stderr.isatty()
    with Console(stderr=True, quiet=not watched).status("backup") as status:
        made = backup(desk, into, keep=keep, step=lambda what: status.update(f"backup: {what}"))
    if not quiet:
        click.echo(f"{made.folder}  {made.size:,} bytes, checked")
        for old in made.dropped:
            click.echo(f"dropped {old.name}")
