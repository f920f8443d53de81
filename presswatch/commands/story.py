"""presswatch story"""

from __future__ import annotations

import click


@click.command("story")
@click.argument("which", metavar="URL|ID")
@click.option("--story", "by_story", is_flag=True, help="The id is a story's, not an article's.")
@click.pass_obj
def command(db: str, which: str, by_story: bool) -> None:
    """Tell a story: origin, because, every copy with lag, relation and what changed.

    URL or ID name any article of the story; with --story, ID names the story itself.
    """
    from presswatch.errors import UsageError
    from presswatch.show import show_story
    from storage import open_store
    from storage.reading import story_of, tell_story

    store = open_store(db)
    if by_story and which.isdigit():
        story: int | None = int(which)
    else:
        article = store.articles.find(which)
        if article is None:
            raise UsageError(
                f"{which}: no such article in {db}; `presswatch search` finds its address"
            )
        story = story_of(store.db, article)
        if which.isdigit() and story != int(which) and tell_story(store.db, int(which)):
            click.echo(
                f"{which} is an article here; for the story of that number: presswatch story --story {which}",
                err=True,
            )
    told = tell_story(store.db, story) if story is not None else None
    if told is None:
        raise UsageError(f"{which}: no such story in {db}")
    show_story(told)
