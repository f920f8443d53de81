"""presswatch import"""

from __future__ import annotations

import sys

import click


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--source", metavar="NAME", help="Name the source, whatever the files say.")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
@click.pass_obj
def command(db: str, files: tuple[str, ...], source: str | None, quiet: bool) -> None:
    """Import articles: JSONL, WARC files, HTML, or folders of them.

    A line of JSONL is one article: url and text, and if known source, title, published_at,
    authors, language.
    """
    from presswatch.crawl import run
    from presswatch.show import summary

    overrides: dict[str, object] = {"PRESSWATCH_DB": db}
    if not quiet and sys.stderr.isatty():
        overrides["EXTENSIONS"] = {"presswatch.progress.Progress": 500}
    outcome = run("archive", overrides, files=list(files), source=source)
    if not quiet:
        summary(db, outcome)
    sys.exit(outcome.exit_code)
