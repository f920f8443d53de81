"""An analyst knows better: the override is written, and the stories it concerns are told anew."""

from __future__ import annotations

from pipelines.judge import tracer_of
from pipelines.retell import retell
from storage import Store
from storage.overrides import OverrideKind


def overrule(store: Store, kind: OverrideKind, a: int, b: int | None, note: str) -> frozenset[int]:
    """Returns the stories that changed. Articles, matches and copies of others stay as they are."""
    with store.transaction():
        store.overrides.say(kind, a, b, note)
        changed = tracer_of(store).regroup(*(i for i in (a, b) if i is not None))
        retell(store, changed)
    return changed
