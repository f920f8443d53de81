"""All stories drawn anew from the stored texts: after a change of rules, or to check the index.

The stories are a function of the articles and the overrides, so this changes nothing unless the
rules did. Rows keep their ids; an analyst's decisions stay; nothing is read again from the pages.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pipelines.fingerprint import fingerprint, without
from pipelines.judge import tracing
from pipelines.retell import retell
from pipelines.text import read
from presswatch.values import NewStory
from storage import Store
from storage.index import keys_of, latest

PROBES = (
    3  #: articles that are sampled again to see whether the rules of reading are still the same
)


def retrace(store: Store, said: Callable[[int, int], None] = lambda done, of: None) -> int:
    """Rebuilds the index, the evidence, the stories and the copies, in one transaction.

    Calls `said(done, of)` after each article; returns how many there were.
    """
    with tracing(store) as tracer, store.transaction():
        articles = store.articles.with_text()
        tracer.restart()
        for done, article in enumerate(articles, 1):
            print_ = fingerprint(store.articles.article(article))
            tracer.settle(NewStory(print_), article)
            said(done, len(articles))
        tracer.regroup(*articles)
        store.stories.unsettle_all()
        retell(store, set(store.stories.placed().values()))
    return len(articles)


def advice(store: Store) -> str:
    """A sentence when the index was drawn by other rules of reading than today's; else empty.

    The articles that were indexed last are sampled again: no version has to be kept, or forgotten.
    """
    for stored, keys in latest(store.db, PROBES):
        reading = read(without(stored.text, stored.cuts))
        if not np.array_equal(keys_of(reading.grams[reading.sampled]), keys):
            return (
                "the index was drawn by an older presswatch, and copies of older articles may be"
                " missed; `presswatch retrace` draws it anew"
            )
    return ""
