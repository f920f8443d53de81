"""presswatch replay"""

from __future__ import annotations

import sys

import click


@click.command("replay")
@click.option("--source", metavar="NAME", help="Only this source.")
@click.option("--quarantine", is_flag=True, help="Only pages that failed three times.")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("--sources", envvar="PRESSWATCH_SOURCES", default="sources.toml", show_default=True)
@click.pass_obj
def command(db: str, source: str | None, quarantine: bool, quiet: bool, sources: str) -> None:
    """Run extraction and tracing again from the raw responses on disk. Fetches nothing."""
    from presswatch.crawl import run
    from presswatch.errors import IntegrityError

    flags = {"quarantine": "1"} if quarantine else {}
    overrides = {"PRESSWATCH_DB": db, "PRESSWATCH_SOURCES": sources}
    outcome = run("replay", overrides, source=source, **flags)
    if not quiet:
        click.echo(f"{outcome.stored} pages read again, {outcome.dropped} of no article")
    if outcome.unreadable:
        raise IntegrityError(
            f"{outcome.unreadable:,} raw responses are damaged or not there; what was read off them"
            " before stands; `presswatch verify` says which: restore the WARC files of those days from"
            " a backup"
        )
    sys.exit(outcome.exit_code)
