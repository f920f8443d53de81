"""Verdict → Verdict: acts on it, in one transaction with its announcement.

The order inside the transaction: the row of `fetches`, the article, its evidence and story, the
links from copies to the origin, the outbox, and last the frontier's "done". The stage gives its
verdict back when all of that is on disk, so an item that Scrapy counts as scraped is stored.
"""

from __future__ import annotations

import asyncio
import json
from urllib.parse import urlsplit

from pipelines.announce import announce_arrival, announce_edit
from pipelines.changes import what_changed
from pipelines.credits import unknown_tags
from pipelines.fact_words import common_language
from pipelines.judge import judge, tracer_of, tracing
from pipelines.learning import learn
from pipelines.losses import about
from pipelines.retell import retell
from pipelines.site_learning import learn_site
from pipelines.stage import Stage
from pipelines.upkeep import catch_up
from presswatch.values import Article, Joins, NewStory, Revision, Unchanged, Verdict
from storage import Store


class Save(Stage):
    """The only stage that writes what was concluded."""

    def open_spider(self) -> None:
        """From here on writes are gathered into batches."""
        self.store.group_commit(asyncio.get_running_loop())

    async def process_item(self, verdict: Verdict) -> Verdict:
        """Returns when the verdict is committed."""
        with tracing(self.store):
            with about(verdict.fingerprint.article.page), self.store.transaction():
                save(self.store, verdict)
            await self.store.stored()
        return verdict

    def close_spider(self) -> None:
        """Nothing is left waiting; what the copies taught is there for the next crawl."""
        catch_up(self.store)
        learn(self.store)
        self.store.flush()


def save(store: Store, verdict: Verdict) -> int:
    """Writes a verdict inside the caller's transaction; returns the article's row."""
    page = verdict.fingerprint.article.page
    if isinstance(verdict, NewStory | Joins) and store.articles.known(
        verdict.fingerprint.article.url
    ):
        verdict = judge(
            store, verdict.fingerprint
        )  # two addresses of one article came side by side
    match verdict:
        case NewStory() | Joins():
            article = _add(store, verdict)
        case Revision():
            article = _revise(store, verdict)
        case Unchanged():
            article = verdict.of
            if not page.again:
                store.log.fetched(page, "unchanged", article=article)
    for part in verdict.fingerprint.article.parts:
        if not page.again:
            store.log.fetched(part, "part", article=article)
    store.frontier.done(page.link.url, article)
    if not page.again:  # a replay asks the disk: it says nothing of the page as it is today
        store.rechecks.looked(
            page.link.url, etag=page.header("ETag"), last_modified=page.header("Last-Modified")
        )
    return article


def _add(store: Store, verdict: NewStory | Joins) -> int:
    reading = verdict.fingerprint.article
    fetch = store.log.fetched(reading.page, "article")
    article = store.articles.insert(reading, verdict.fingerprint.sha256, fetch)
    store.log.point_to_article(fetch, article)
    _see_tags(store, article, reading)
    carried = store.pickup.outlets(verdict.stories if isinstance(verdict, Joins) else ())
    changed = tracer_of(store).settle(verdict, article)
    learn_site(store, article, reading)
    told = retell(store, changed)
    announce_arrival(store, article, reading, told, carried)
    return article


def _revise(store: Store, verdict: Revision) -> int:
    reading, tracer = verdict.fingerprint.article, tracer_of(store)
    if reading.page.again:  # our reading changed, not the page
        store.articles.reread(verdict.of, reading, verdict.fingerprint.sha256)
        changes: tuple[str, ...] = ()
    else:
        changes = _keep_revision(store, verdict)
    store.stories.unsettle(verdict.of)
    stories = tracer.forget(verdict.of)
    stories |= tracer.settle(tracer.decide(verdict.fingerprint), verdict.of)
    told = retell(store, stories)
    announce_edit(store, verdict.of, reading, told, changes)
    return verdict.of


def _see_tags(store: Store, article: int, reading: Article) -> None:
    """Tags that nobody knows, where credits stand: for learn_tags."""
    host = urlsplit(reading.page.url).hostname or ""
    store.credits.saw(article, unknown_tags(reading.text, host=host, learned=store.credits.tags()))


def _keep_revision(store: Store, verdict: Revision) -> tuple[str, ...]:
    """Returns what was changed, in words."""
    reading = verdict.fingerprint.article
    before = store.articles.get(verdict.of)
    fetch = store.log.fetched(reading.page, "revision", article=verdict.of)
    words = what_changed(
        before.title, before.text, before.credits, reading.title, reading.text, reading.credits,
        language=common_language(before.language, reading.language),
    ).to_words()  # fmt: skip
    store.articles.revise(
        before, reading, verdict.fingerprint.sha256, fetch, json.dumps(words, ensure_ascii=False)
    )
    return words
