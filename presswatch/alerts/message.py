"""What is sent: a message and its events, and the JSON that a webhook receives (docs/alerts.md)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from presswatch.values import Event
from storage.happened import ArticleFacts, StoryFacts, Told

SCHEMA = "presswatch.alert/1"


@dataclass(frozen=True, slots=True)
class Message:
    """What one target is told at one time."""

    key: str  #: the same however often it is sent
    target: str
    made_at: str
    when: str  #: "at once", "hourly", "daily" or "test"
    events: tuple[Told, ...]  #: at least one
    newsroom: str | None = None  #: where `presswatch serve` answers, without a slash at the end

    @property
    def stories(self) -> int:
        """How many stories the events are about: reprints of one text count once."""
        return len({_story(t) for t in self.events} - {None})


@dataclass(frozen=True, slots=True)
class Tally:
    """What a watch came to in a message."""

    watch: str
    articles: int
    origins: int  #: stories


def _story(told: Told) -> int | None:
    if told.story is not None:
        return told.story.id
    return -told.article.id if told.article is not None else None


def tallies(events: Iterable[Told]) -> list[Tally]:
    """The watches of the new mentions, those with most articles first."""
    articles: Counter[str] = Counter()
    stories: dict[str, set[int | None]] = {}
    for told in events:
        if told.event is Event.MENTION:
            for watch in told.watches:
                articles[watch] += 1
                stories.setdefault(watch, set()).add(_story(told))
    return [Tally(watch, n, len(stories[watch])) for watch, n in articles.most_common()]


def to_json(message: Message) -> str:
    """The document that is kept until it is delivered, and that a webhook receives."""
    document = {
        "schema": SCHEMA,
        "key": message.key,
        "target": message.target,
        "made_at": message.made_at,
        "when": message.when,
        "newsroom": message.newsroom,
        "watches": [asdict(t) for t in tallies(message.events)],
        "events": [asdict(t) for t in message.events],
    }
    return json.dumps(document, ensure_ascii=False)


def from_json(text: str) -> Message:
    """The message of a document."""
    document = json.loads(text)
    return Message(
        document["key"], document["target"], document["made_at"], document["when"],
        tuple(_told(t) for t in document["events"]), document["newsroom"],
    )  # fmt: skip


def _told(row: dict[str, Any]) -> Told:
    return Told(
        Event(row["event"]), row["at"], tuple(row["watches"]), row["source"], row["outlet"],
        _article(row["article"]), StoryFacts(**row["story"]) if row["story"] else None,
        tuple(ArticleFacts(**(o | {"passage": _pieces(o)})) for o in row["others"]), row["payload"],
    )  # fmt: skip


def _article(row: dict[str, Any] | None) -> ArticleFacts | None:
    return ArticleFacts(**(row | {"passage": _pieces(row)})) if row else None


def _pieces(row: dict[str, Any]) -> tuple[tuple[bool, str], ...]:
    return tuple((bool(found), text) for found, text in row["passage"])
