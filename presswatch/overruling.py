"""`presswatch link`, `unlink` and `split`: an analyst's word on articles."""

from __future__ import annotations

import click

from pipelines.overrule import overrule
from presswatch.errors import UsageError
from presswatch.show import show_story
from storage import Store, open_store
from storage.overrides import OverrideKind
from storage.reading import story_of, tell_story


def overruled(db: str, kind: str, a: str, b: str | None, note: str) -> None:
    """Writes the decision and shows what the story is now."""
    open_store(db).close()  # says at once when there is no such database
    store = open_store(db, writer=True)
    try:
        first = _article(store, a)
        second = None if b is None else _article(store, b)
        if first == second:
            raise UsageError(f"{a} and {b} are one article; name two")
        overrule(store, OverrideKind(kind), first, second, note)
        for article in (first, second):
            story = story_of(store.db, article) if article is not None else None
            told = tell_story(store.db, story) if story is not None else None
            if told is not None:
                click.echo()
                show_story(told)
            if kind == "link":
                break
    finally:
        store.close()


def _article(store: Store, which: str) -> int:
    article = store.articles.find(which)
    if article is None:
        raise UsageError(f"{which}: no such article; `presswatch search` finds its address")
    return article
