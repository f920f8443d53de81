"""presswatch unlink"""

from __future__ import annotations

import click


@click.command("unlink")
@click.argument("a", metavar="URL|ID")
@click.argument("b", metavar="URL|ID")
@click.option("--note", default="", help="Why; kept with the decision.")
@click.pass_obj
def command(db: str, a: str, b: str, note: str) -> None:
    """Keep two articles out of one story, whatever the evidence says.

    The decision is a row of its own and survives every re-run.
    """
    from presswatch.overruling import overruled

    overruled(db, "unlink", a, b, note)
