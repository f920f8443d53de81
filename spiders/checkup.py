"""After a crawl: how are the sources doing that were asked, and is it worth telling?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from presswatch.values import Event
from spiders.health import SPANS, WEEKS, DoorState, State, judged
from storage import Store

EVENTS = {
    State.FAILING: Event.SOURCE_FAILING,
    State.SILENT: Event.SOURCE_SILENT,
    State.LESS: Event.SOURCE_VOLUME,
    State.MORE: Event.SOURCE_VOLUME,
}


def check_up(store: Store, sources: Iterable[str]) -> None:
    """Writes how each of these sources is doing; announces what changed, in the same transaction."""
    names = sorted(sources)
    doors = store.health.doors(names)
    at = datetime.now(UTC)
    first = (at - timedelta(weeks=WEEKS, days=max(SPANS) + 1)).date()
    for name in names:
        before, known_since = store.health.before(name)
        states = [DoorState(d.state, d.failures, d.failing_since) for d in doors[name]]
        health = judged(states, store.volume.of(name, first), known_since or at.date(), at)
        if before.state == health.state and health.state is State.WORKING:
            continue
        with store.transaction():
            since = store.health.say(name, health.state, health.said)
            if before.state == health.state:
                continue
            event = EVENTS.get(health.state)
            if event is None and before.state not in (None, State.WORKING):
                event = Event.SOURCE_RECOVERED
            if event is not None:
                store.outbox.announce(
                    event, f"{name} {health.state} {since}", source=name,
                    payload={"state": health.state, "said": health.said, "since": since,
                             "before": before.state},
                )  # fmt: skip
