"""Fingerprint → Verdict: is this new, a copy, an edit, or what we had? Decides only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from pipelines.patience import A_MOMENT
from pipelines.site_learning import differs_only_in_recurring
from pipelines.stage import Stage
from pipelines.trace import Tracer
from presswatch.values import Fingerprint, Revision, Unchanged, Verdict
from storage import Store
from storage.index import Index

_tracers: WeakKeyDictionary[Store, Tracer] = WeakKeyDictionary()


class Judge(Stage):
    """Knows a page by its canonical URL, and a text by what it shares with others."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The stage, with the window of this crawl and its patience."""
        stage = super().from_crawler(crawler)
        window = crawler.settings.getint("PRESSWATCH_WINDOW_DAYS", 30)
        tracer_of(stage.store, window).patience = A_MOMENT
        return stage

    def process_item(self, fingerprint: Fingerprint) -> Verdict:
        """Reads the store; writes nothing."""
        return judge(self.store, fingerprint)


def judge(store: Store, fingerprint: Fingerprint) -> Verdict:
    """What we conclude of an article, as things stand now."""
    known = store.articles.known(fingerprint.article.url)
    if known is None:
        return tracer_of(store).decide(fingerprint)
    if known.sha256 == fingerprint.sha256 or known.pruned:  # what was let go of stays gone
        return Unchanged(fingerprint, known.id)
    article = fingerprint.article
    if not article.page.again and differs_only_in_recurring(store, known, article):
        return Unchanged(fingerprint, known.id)
    return Revision(fingerprint, known.id)


@contextmanager
def tracing(store: Store) -> Iterator[Tracer]:
    """The tracer; when what is done with it fails, it forgets what may just have been rolled back."""
    tracer = tracer_of(store)
    try:
        yield tracer
    except BaseException:
        tracer.reload()
        raise


def tracer_of(store: Store, window_days: int = 30) -> Tracer:
    """The tracer that belongs to a store: one, for it remembers what it read."""
    if store not in _tracers:
        _tracers[store] = Tracer(Index(store.db), window_days=window_days)
    return _tracers[store]
