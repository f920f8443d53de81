"""presswatch link"""

from __future__ import annotations

import click


@click.command("link")
@click.argument("a", metavar="URL|ID")
@click.argument("b", metavar="URL|ID")
@click.option("--note", default="", help="Why; kept with the decision.")
@click.pass_obj
def command(db: str, a: str, b: str, note: str) -> None:
    """Put two articles into one story, whatever the evidence says.

    The decision is a row of its own and survives every re-run.
    """
    from presswatch.overruling import overruled

    overruled(db, "link", a, b, note)
