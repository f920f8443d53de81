"""A message about things that never happened, to see whether a target is reached and how it looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from presswatch.alerts.message import Message
from presswatch.values import Event
from storage.happened import ArticleFacts, StoryFacts, Told
from storage.log import stamp

_RADAR = StoryFacts(
    1, "Tanjara orders nine coastal radars to close blind spots in Selindra Strait", 8, 8, "origin",
    "Defence Security Asia", "5 of 8 articles name Defence Security Asia as the source",
)  # fmt: skip
_COURIER = ArticleFacts(
    3, "https://harbour-courier.example/radar-chain", "Nine radars for the strait", "harbour-courier",
    "The Harbour Courier", "2026-11-18T06:30:00+00:00", "en", "Defence Security Asia",
    ((False, "The order covers nine "), (True, "coastal radars"), (False, " between Cape Ombo and the lightship, the ministry said …")),
)  # fmt: skip
_SELAT = ArticleFacts(
    4, "https://suara-selat.example/nine-radars", "Nine new radars to guard the strait", "suara-selat",
    "Suara Selat", "2026-11-18T07:15:00+00:00", "en", None,
)  # fmt: skip


def sample(target: str, key: str, now: datetime, newsroom: str | None) -> Message:
    """One event of each kind that a newsroom waits for."""
    at = stamp(now)
    mention = Told(
        Event.MENTION,
        at,
        ("coastal-radar",),
        "harbour-courier",
        "The Harbour Courier",
        _COURIER,
        _RADAR,
    )
    events = (
        replace(mention, event=Event.CORRECTED, others=(_SELAT,), outlet="Defence Security Asia",
                payload={"corrections": ["'15,000' became '50,000'"]}),
        mention,
        replace(mention, article=_SELAT, source="suara-selat", outlet="Suara Selat"),
        replace(mention, event=Event.SPREADING, payload={"outlets": 8, "before": 4}),
        Told(Event.SOURCE_FAILING, at, source="kestrel-post", outlet="The Kestrel Post",
             payload={"said": "made up for this test: its feed answers 403 since yesterday"}),
    )  # fmt: skip
    return Message(key, target, at, "test", events, newsroom)
