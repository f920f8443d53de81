"""presswatch forget"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipelines.forget import Forgotten, Target
    from storage import Store


@click.command("forget")
@click.argument("which", metavar="URL|STORY|HOST")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(db: str, which: str, yes: bool) -> None:
    """Remove an article, a story (its number) or a host for good, and keep it from coming back.

    Gone are the rows, the search words, the evidence, the requests and the raw responses. What stays
    is a keyed hash, by which the same address, or the same text elsewhere, is refused.
    """
    from pipelines.forget import find, forget
    from storage import open_store

    open_store(db).close()  # says at once when there is no such database
    store = open_store(db, writer=True)
    try:
        target = find(store, which)
        _show(store, target)
        if not yes and not _sure():
            click.echo("nothing was removed")
            return
        _told(forget(store, target, _reading))
    finally:
        store.close()


def _sure() -> bool:
    from presswatch.errors import UsageError

    if not sys.stdin.isatty():
        raise UsageError("forgetting cannot be undone; say --yes where nobody can be asked")
    return click.confirm("This cannot be undone. Forget it?")


def _show(store: Store, target: Target) -> None:
    count = len(target.articles)
    click.echo(f"{target.words}: {count} article{'s' if count != 1 else ''} in the database")
    for article in target.articles[:10]:
        click.echo(f"  {store.articles.get(article).title!r}")
    if count > 10:
        click.echo(f"  … and {count - 10} more")


def _reading(path: Path) -> None:
    if sys.stderr.isatty():
        click.echo(f"reading {path.name} …", err=True)


def _told(gone: Forgotten) -> None:
    rows = ", ".join(f"{count} {table}" for table, count in sorted(gone.rows.items()) if count)
    click.echo(
        f"removed: {rows or 'no rows'}; {gone.captures} raw responses; retold {gone.retold} stories"
    )
    if not gone.clean:
        click.echo(
            "the database is open elsewhere (presswatch serve?), which keeps its old pages:"
            " close that and run this again",
            err=True,
        )
    click.echo("backups and copies made before today still hold it: make a new one, delete the old")
