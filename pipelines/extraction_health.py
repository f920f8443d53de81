"""Does a source still give what it used to? A redesign shows as text or facts that are gone.

The latest pages of a source are compared with those before them, at the end of each crawl that
brought any. The history is the source's own: an outlet that never names authors raises no alarm.
"""

from __future__ import annotations

from collections.abc import Iterator

from presswatch.values import Event
from storage import Store
from storage.extraction_health import Yield

#: pages that are looked at, and pages before them that they are compared with
LATEST, BEFORE = 20, 200
#: fewer prove nothing, on either side
ENOUGH, ENOUGH_BEFORE = 10, 30
#: a share that falls by so much is no accident: of 20 pages, that is 2.7 standard deviations
FALL = 0.3
#: a share that was lower has nothing to lose
USUAL = 0.5
#: of its usual median length; half of it may be a week of short news
SHRUNK = 0.4


def look_at_health(store: Store) -> None:
    """Measures every source that this crawl brought pages of, and announces a fall once."""
    with store.transaction():
        crawl, sources = store.extraction.touched()
        for source in sources:
            latest, before = store.extraction.measured(source, LATEST, BEFORE)
            because = "; ".join(falls(latest, before))
            since = store.extraction.keep(source, crawl, latest, because)
            if since:
                store.outbox.announce(
                    Event.EXTRACTION_WORSE, f"{source} {since}", source=source,
                    payload={"because": because, "pages": latest.pages},
                )  # fmt: skip


def falls(latest: Yield, before: Yield) -> Iterator[str]:
    """What fell, in words. Pure."""
    if latest.pages < ENOUGH or before.pages < ENOUGH_BEFORE:
        return
    for name, is_now, was in (
        ("a text", latest.text, before.text),
        ("a title", latest.title, before.title),
        ("an author", latest.author, before.author),
        ("a date", latest.date, before.date),
    ):
        if was >= USUAL and was - is_now >= FALL:
            yield f"{is_now:.0%} of the latest {latest.pages} pages have {name}, {was:.0%} before"
    if 0 < latest.words < SHRUNK * before.words:
        yield f"the median text has {latest.words} words, {before.words} before"
