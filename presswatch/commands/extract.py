"""presswatch extract"""

from __future__ import annotations

from pathlib import Path

import click


@click.command("extract")
@click.argument("where", metavar="URL|FILE")
@click.option("--url", help="Where the page of a FILE belongs: some facts depend on its address.")
@click.option(
    "--explain", is_flag=True, help="Where each fact stands, what was cut or added, and why."
)
@click.option("--json", "as_json", is_flag=True, help="All of it as one JSON object.")
@click.option("--extractor", default=".combined", show_default=True, help="As in sources.toml.")
@click.option("--sources", envvar="PRESSWATCH_SOURCES", default="sources.toml", show_default=True)
@click.pass_obj
def command(
    db: str, where: str, url: str | None, explain: bool, as_json: bool, extractor: str, sources: str
) -> None:
    """Show what is read off one page: its text and facts. Stores nothing."""
    import json

    from presswatch.extracting import read_page
    from presswatch.show_reading import show_reading

    read = read_page(where, url=url, extractor=extractor, sources=Path(sources), db=db)
    if as_json:
        click.echo(json.dumps(read.to_json(), ensure_ascii=False, indent=2))
    else:
        show_reading(read, explain=explain)
