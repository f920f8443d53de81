"""At the end of a crawl: what did the copies teach us of tags?"""

from __future__ import annotations

from pipelines.learn_tags import Sighting, propose_tags
from storage import Store
from storage.credits import Learned


def learn(store: Store) -> None:
    """Proposes tags from all sightings and keeps those with enough support, for the next crawl."""
    proposals = propose_tags(
        Sighting(s.tag, s.place, s.source, s.story, s.copied_from) for s in store.credits.seen()
    )
    with store.transaction():
        store.credits.learn(
            Learned(p.tag, p.outlet, p.because(), p.stories, p.copiers, p.share) for p in proposals
        )
