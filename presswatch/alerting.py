"""alerts.toml, the newsroom and the deliveries, brought together at the door."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from presswatch import settings
from presswatch.alerts.collecting import Collector
from presswatch.alerts.drain import Outcome, attempt, drain, safe
from presswatch.alerts.message import from_json, to_json
from presswatch.alerts.rendering import to_text
from presswatch.alerts.sample import sample
from presswatch.alerts.targets import Alerts, read_alerts
from presswatch.watching import watches_file
from storage import Store
from storage.deliveries import Deliveries, beside
from storage.delivery_state import copied
from storage.watches.file import read_watches
from storage.watches.listing import watches


def alerts_file(sources: Path) -> Path:
    """Where the targets are written: as told, else beside sources.toml."""
    return Path(settings.PRESSWATCH_ALERTS or sources.with_name("alerts.toml"))


def configured(store: Store, sources: Path) -> Alerts:
    """Raises AlertsError for a mistake, and for a secret that is not there."""
    names = {w.name for w in watches(store.db.conn)} | named_watches(sources)
    return read_alerts(alerts_file(sources), settings.secret, frozenset(names))


def named_watches(sources: Path) -> set[str]:
    """The watches of watches.toml."""
    path = watches_file(sources, settings.PRESSWATCH_WATCHES)
    return {w.name for w in read_watches(path)} if path.exists() else set()


def told(store: Store, alerts: Alerts, *, impatient: bool = False) -> list[Outcome]:
    """Collects and sends. Raises LockHeld when another one is at it."""
    deliveries = Deliveries(beside(store.path))
    try:
        _collect(store, alerts, deliveries)
        return drain(deliveries, alerts.targets, datetime.now(UTC), impatient=impatient)
    finally:
        deliveries.close()


def previewed(store: Store, alerts: Alerts) -> Iterator[str]:
    """What would be sent now, as text; on a copy, so that nothing is remembered."""
    with tempfile.TemporaryDirectory(prefix="presswatch-") as folder:
        deliveries = Deliveries(copied(beside(store.path), Path(folder)))
        try:
            _collect(store, alerts, deliveries)
            for target in alerts.targets:
                owed = deliveries.owed(target.name)
                yield f"── {target.name}, by {target.channel}: {len(owed)} to send ──"
                yield from (to_text(from_json(message.body)) for message in owed)
        finally:
            deliveries.close()


def tested(alerts: Alerts) -> list[Outcome]:
    """A made-up message to every target, now."""
    outcomes = []
    for target in alerts.targets:
        message = sample(target.name, secrets.token_hex(16), datetime.now(UTC), alerts.newsroom)
        error = attempt(target, to_json(message))
        errors = [safe(str(error), target)] if error else []
        outcomes.append(Outcome(target.name, sent=0 if error else 1, errors=errors))
    return outcomes


def _collect(store: Store, alerts: Alerts, deliveries: Deliveries) -> None:
    with deliveries.transaction():
        deliveries.drop_all_but(t.name for t in alerts.targets)
    collector = Collector(store.db.conn, deliveries, datetime.now(UTC), alerts.newsroom)
    for target in alerts.targets:
        collector.collect(target)
