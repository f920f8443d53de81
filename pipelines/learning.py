"""At the end of a crawl: what did the copies teach us of tags, and how are the sources?"""

from __future__ import annotations

from pipelines.extraction_health import look_at_health
from pipelines.learn_tags import Sighting, propose_tags
from storage import Store
from storage.credits import Learned


def learn(store: Store) -> None:
    """Tags with enough support are kept, what a site said once is let go of, health is measured."""
    _learn_tags(store)
    with store.transaction():
        store.site_lines.tidy()
    look_at_health(store)


def _learn_tags(store: Store) -> None:
    """Proposes tags from all sightings and keeps those with enough support, for the next crawl."""
    proposals = propose_tags(
        Sighting(s.tag, s.place, s.source, s.story, s.copied_from) for s in store.credits.seen()
    )
    with store.transaction():
        store.credits.learn(
            Learned(p.tag, p.outlet, p.because(), p.stories, p.copiers, p.share) for p in proposals
        )
