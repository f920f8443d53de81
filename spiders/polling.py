"""One poll of a door: what it asks for, what came, and what is learned from it."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from scrapy.http import Response

from presswatch.values import Link, Source
from spiders import rhythm as rhythms
from spiders.failures import Reason
from spiders.freshness import wish_of
from spiders.schedule import Limits, Wish, jittered, next_due, retry
from storage import Store
from storage.doors import Door
from storage.log import stamp

FULL_POLL_EVERY = 12  #: polls without If-None-Match: servers reuse validators for changed doors
SILENT_AFTER = timedelta(days=3)  #: without anything new, at the least, before a door is "silent"
SILENT_EXPECTED = 10.0  #: and this many new links should have come by its own rhythm
_CHANCE = random.Random()


@dataclass(slots=True)
class Poll:
    """A poll under way. An index and the sitemaps that it names are one poll."""

    source: Source
    door: Door
    root: Response | None = None  #: the answer of the door's own address
    links: list[Link] = field(default_factory=list)
    open: int = 1  #: requests that are not answered yet
    index: bool = False
    read: bool = False  #: a list of links was read: not a 304, not the same bytes as last time
    trouble: Reason | None = None  #: what went wrong last

    @property
    def unchanged(self) -> bool:
        """The door says what it said at the last poll."""
        return self.root is not None and (
            self.root.status == 304
            or (not self.index and digest(self.root) == self.door.content_hash)
        )


def validators(door: Door) -> dict[str, str]:
    """The headers of a conditional request.

    None until they were once seen to change along with the content, since some servers keep an
    ETag for ever; none at every twelfth poll all the same, and none after a failure.
    """
    if door.trust < 1 or door.polls % FULL_POLL_EVERY == 0 or door.failures:
        return {}
    headers = {"If-None-Match": door.etag, "If-Modified-Since": door.last_modified}
    return {name: value for name, value in headers.items() if value}


def settle(store: Store, poll: Poll) -> int:
    """Writes what came of a poll that was answered; returns how many links were new."""
    door, root, at = poll.door, poll.root, datetime.now(UTC)
    assert root is not None
    before = rhythms.read(door.rhythm)
    new = store.frontier.offer(poll.source.name, poll.links)
    dates = [link.published_at for link in new if link.published_at]
    rhythm = rhythms.learned(
        before, at, new=len(new) if before else 0, dates=dates,
        all_new=bool(new) and len(new) == len(poll.links),
    )  # fmt: skip
    wish = wish_of(root)
    due = next_due(
        rhythm, at, links=len(poll.links), new=len(new), wish=wish, limits=limits_of(poll.source)
    )
    pause = jittered(due - at, _CHANCE)
    same = root.status == 304
    store.doors.polled(
        door, state=_state(door, before, new, poll, at), new=len(new), due_at=stamp(at + pause),
        interval_s=int((due - at).total_seconds()), items=len(poll.links) if poll.read else None,
        # an index may stay the same while the sitemaps it names change
        etag=None if poll.index else header(root, "ETag") or (door.etag if same else None),
        last_modified=None if poll.index else
        header(root, "Last-Modified") or (door.last_modified if same else None),
        content_hash=None if poll.index else door.content_hash if same else digest(root),
        rhythm=rhythms.written(rhythm), wish=said(wish), trust=_trust(door, root, bool(new)),
    )  # fmt: skip
    # of a door's first answer the dates tell on which days it was busy; later, new is new
    store.volume.found(poll.source.name, (at for _ in new) if before else dates)
    return len(new)


def limits_of(source: Source) -> Limits:
    """Between which bounds its doors are asked: as written in sources.toml, else ours."""
    if source.poll is None:
        return Limits()
    return Limits(timedelta(seconds=source.poll[0]), timedelta(seconds=source.poll[1]))


def _state(
    door: Door, before: rhythms.Rhythm | None, new: list[Link], poll: Poll, at: datetime
) -> str:
    if new or before is None or door.last_new_at is None:
        return "empty" if poll.read and not poll.links else "working"
    if poll.read and not poll.links:
        return "empty"
    last = datetime.fromisoformat(door.last_new_at)
    if door.state.startswith("silent"):
        return door.state
    if (
        at - last > SILENT_AFTER
        and before.expected(max(last, at - 4 * SILENT_AFTER), at) > SILENT_EXPECTED
    ):
        return f"silent since {last:%Y-%m-%d}"
    return "working"


def _trust(door: Door, root: Response, new: bool) -> int:
    """What the validators are worth after an answer with, or without, something new."""
    before = door.etag or door.last_modified
    now = header(root, "ETag") if door.etag else header(root, "Last-Modified")
    if root.status != 200 or not new or not before or not now or door.trust < 0:
        return door.trust
    return -1 if now == before else 1


def put_off(store: Store, poll: Poll, reason: Reason, not_before: float = 0.0) -> None:
    """Writes a poll that brought no answer, or none that is a door's."""
    door, at = poll.door, datetime.now(UTC)
    pause = jittered(retry(door.failures + 1, final=reason.final), _CHANCE)
    due = max(at + pause, datetime.fromtimestamp(not_before, UTC))
    store.doors.failed(
        door, state=reason.state, said=reason.detail, due_at=stamp(due),
        interval_s=int(pause.total_seconds()),
    )  # fmt: skip


def said(wish: Wish) -> str:
    """A wish for a reader: "not within 15 min; skips 0–5 h UTC"."""
    parts = []
    if wish.pause:
        parts.append(f"not within {wish.pause.total_seconds() / 60:.0f} min")
    if wish.skip_hours:
        parts.append(f"not at {', '.join(map(str, sorted(wish.skip_hours)))} h UTC")
    if wish.skip_days:
        names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
        parts.append("not on " + ", ".join(names[day] for day in sorted(wish.skip_days)))
    return "; ".join(parts)


def digest(response: Response) -> str:
    """Of the body."""
    return hashlib.sha256(response.body).hexdigest()


def header(response: Response, name: str) -> str | None:
    """A header as text; None where there is none."""
    value = response.headers.get(name)
    return value.decode("latin1") if value else None
