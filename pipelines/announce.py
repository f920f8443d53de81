"""What follows from a verdict for those who wait for news: rows of `outbox`, in its transaction.

Here it is only said what happened. Who is told, by which channel and when, is `presswatch alert`'s
business (presswatch/alerts/), so that no channel can hold up a crawl.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from presswatch.values import Article, Event
from storage import Store
from storage.edits.stale import uncorrected
from storage.edits.versions import texts, versions

NEWS = timedelta(days=7)  #: what was published longer ago when we first see it is no news


def announce_arrival(
    store: Store, article: int, reading: Article, stories: Iterable[int], carried: int
) -> None:
    """A new article was stored and its stories told. `carried`: outlets that had its story before."""
    matched = store.watches.note(article)
    if not _is_news(reading):
        return
    _mentions(store, article, reading, matched)
    _spreading(store, article, reading, carried)
    announce_uncredited(store, stories)


def announce_edit(
    store: Store, article: int, reading: Article, stories: Iterable[int], changes: tuple[str, ...]
) -> None:
    """A known article says something else. `changes`: what, in words; none when only our reading
    of the page changed, which is told to nobody.
    """
    matched = store.watches.note(article)
    if reading.page.again:
        return
    _mentions(store, article, reading, matched)
    announce_uncredited(store, stories)
    watches = store.watches.of_story(article)
    _corrected(store, article, reading, watches)
    if changes and watches:
        store.outbox.announce(
            Event.EDIT, _moment(reading), article=article, story=store.articles.get(article).story,
            source=reading.page.source, watches=watches, payload={"changes": list(changes)},
        )  # fmt: skip


def _corrected(store: Store, article: int, reading: Article, watches: Iterable[str]) -> None:
    """An origin was edited, and copies still say what it no longer says."""
    copies = store.pickup.standing(article)
    if not copies:
        return
    held = texts(store.db.conn, copies)
    found = uncorrected(versions(store.db.conn, article), [(c, held[c][1]) for c in copies])
    if found:
        store.outbox.announce(
            Event.CORRECTED, _moment(reading), article=article, watches=watches,
            story=store.articles.get(article).story, source=reading.page.source,
            payload={
                "copies": sorted({c for point in found for c in point.copies}),
                "corrections": [_in_words(p.change.before, p.change.after) for p in found],
            },
        )  # fmt: skip


def _in_words(before: str, after: str) -> str:
    return f"'{before}' became '{after}'" if after else f"'{before}' was taken out"


def _mentions(store: Store, article: int, reading: Article, matched: Iterable[str]) -> None:
    story = store.articles.get(article).story
    for name in matched:
        store.outbox.announce(
            Event.MENTION, f"{name} {reading.url}", article=article, story=story,
            source=reading.page.source, watches=[name],
        )  # fmt: skip


def _spreading(store: Store, article: int, reading: Article, carried: int) -> None:
    """One more outlet carries the story; from how many on it is told is the target's choice."""
    story = store.articles.get(article).story
    outlets = store.pickup.outlets([story] if story is not None else ())
    if story is None or outlets < 2 or outlets <= carried:
        return
    store.outbox.announce(
        Event.SPREADING, f"{outlets} {store.pickup.address(story)}", article=article, story=story,
        source=reading.page.source, watches=store.watches.of_story(article),
        payload={"outlets": outlets, "before": carried},
    )  # fmt: skip


def announce_uncredited(store: Store, stories: Iterable[int]) -> None:
    """Copies of our own articles that do not say so."""
    for found in store.pickup.uncredited(stories, NEWS):
        store.outbox.announce(
            Event.UNCREDITED, found.url, article=found.copy, story=found.story, source=found.source,
            watches=store.watches.of_story(found.copy),
            payload={"ours": found.ours, "credit": found.credit_kept, "proven": found.proven},
        )  # fmt: skip


def _is_news(reading: Article) -> bool:
    at = reading.published_at or reading.page.link.published_at
    return at is None or reading.page.fetched_at - at <= NEWS


def _moment(reading: Article) -> str:
    return f"{reading.url} {reading.page.fetched_at.isoformat(timespec='seconds')}"
