"""presswatch split"""

from __future__ import annotations

import click


@click.command("split")
@click.argument("a", metavar="URL|ID")
@click.option("--note", default="", help="Why; kept with the decision.")
@click.pass_obj
def command(db: str, a: str, note: str) -> None:
    """Take an article out of its story: it stands alone.

    The decision is a row of its own and survives every re-run.
    """
    from presswatch.overruling import overruled

    overruled(db, "split", a, None, note)
