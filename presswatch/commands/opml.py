"""presswatch opml"""

from __future__ import annotations

from pathlib import Path

import click


@click.command("opml")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--sources", envvar="PRESSWATCH_SOURCES", default="sources.toml", show_default=True)
def command(file: Path | None, sources: str) -> None:
    """Write the watchlist's feeds as OPML, for a feed reader: to FILE, or to standard output.

    `presswatch add FILE.opml` is the way in.
    """
    from presswatch.opml import written

    text = written(Path(sources))
    if file is None:
        click.echo(text, nl=False)
    else:
        file.write_text(text, "utf8")
