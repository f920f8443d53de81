"""presswatch retrace"""

from __future__ import annotations

import sys

import click


@click.command("retrace")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
@click.pass_obj
def command(db: str, quiet: bool) -> None:
    """Draw all stories anew from the stored texts.

    Rebuilds the index; decisions made by link, unlink and split stay. Fetches nothing and reads no
    page again (that is replay).
    """
    from rich.console import Console
    from rich.progress import Progress

    from pipelines.retrace import retrace
    from storage import open_store

    open_store(db).close()  # says at once when there is no such database
    store = open_store(db, writer=True)
    try:
        before = store.stories.placed()
        hidden = quiet or not sys.stderr.isatty()
        with Progress(console=Console(stderr=True), transient=True, disable=hidden) as progress:
            task = progress.add_task("tracing")
            count = retrace(store, lambda done, of: progress.update(task, completed=done, total=of))
        moved = sum(now != before.get(article) for article, now in store.stories.placed().items())
    finally:
        store.close()
    if not quiet:
        click.echo(f"{count} articles traced again, {moved} of them moved to another story")
