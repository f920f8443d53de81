"""presswatch search"""

from __future__ import annotations

import click


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, help="Most stories.")
@click.pass_obj
def command(db: str, query: tuple[str, ...], limit: int) -> None:
    """Search titles and texts; results are grouped by story.

    Words are joined by AND; write "a phrase", OR, NOT, title:word, beginn*.
    """
    from presswatch.show import show_hits
    from storage import open_store
    from storage.query import to_fts5
    from storage.reading import search

    text = " ".join(query)
    match = to_fts5(text)
    show_hits(text, search(open_store(db).db, match, limit))
