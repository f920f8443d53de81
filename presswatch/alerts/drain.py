"""Sends what is owed: every target at its own pace, none of them twice, none of them lost.

Targets are served side by side, each in its own order. A target that does not answer costs one try
a run and is then left alone for a while; a message that it refuses waits and lets the next one by.
What a channel does happens in a thread that is abandoned when it takes too long; the database is
written by this thread alone, before a message is handed over and after it was taken.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from presswatch.alerts.channel import SEND_S, DeliveryFailed, Partly, Refused, Unreachable
from presswatch.alerts.clean import shortened
from presswatch.alerts.message import from_json
from presswatch.plugs import plug
from presswatch.values import Target
from storage.deliveries import Deliveries, Owed

logger = logging.getLogger(__name__)

#: minutes until the next try, by how often it failed in a row; the last one holds for good
PATIENCE = (1, 5, 15, 60, 180, 360)


@dataclass(slots=True)
class Outcome:
    """What became of a target in one run."""

    target: str
    sent: int = 0
    errors: list[str] = field(default_factory=list)
    waiting: int = 0  #: messages that are still owed


@dataclass(frozen=True, slots=True)
class _Report:
    """What a thread has to say."""

    target: str
    owed: Owed
    error: DeliveryFailed | None


def drain(
    deliveries: Deliveries, targets: Sequence[Target], now: datetime, *, impatient: bool = False,
    give_up_s: float = SEND_S, sent: Callable[[str], None] = lambda name: None,
) -> list[Outcome]:  # fmt: skip
    """Sends what is due. `impatient`: also what would wait after a failure. `sent`: is told of each
    message that was taken.
    """
    return _Run(deliveries, targets, now, impatient, give_up_s, sent).run()


def wait_after(failures: int) -> timedelta:
    """How long a target or message is left alone after so many failures in a row."""
    return timedelta(minutes=PATIENCE[min(max(failures, 1), len(PATIENCE)) - 1])


class _Run:
    """One `presswatch alert`."""

    def __init__(
        self, deliveries: Deliveries, targets: Sequence[Target], now: datetime, impatient: bool,
        give_up_s: float, sent: Callable[[str], None],
    ) -> None:  # fmt: skip
        self.deliveries = deliveries
        self.targets = {t.name: t for t in targets}
        self.now = now
        self.impatient = impatient
        self.give_up_s = give_up_s
        self.told = sent
        self.outcomes = {t.name: Outcome(t.name) for t in targets}
        self.reports: queue.SimpleQueue[_Report] = queue.SimpleQueue()
        self.queues: dict[str, list[Owed]] = {}
        self.ends: dict[str, tuple[float, Owed]] = {}  #: target → when its thread is given up

    def run(self) -> list[Outcome]:
        for name in self.targets:
            self.queues[name] = self._due(name)
            self._start_next(name)
        while self.ends:
            patience = min(end for end, _ in self.ends.values()) - time.monotonic()
            try:
                self._heard(self.reports.get(timeout=max(patience, 0.0)))
            except queue.Empty:
                self._give_up()
        for outcome in self.outcomes.values():
            outcome.waiting = len(self.deliveries.owed(outcome.target))
        return list(self.outcomes.values())

    def _due(self, name: str) -> list[Owed]:
        contact = self.deliveries.contact(name)
        if self.impatient:
            return self.deliveries.owed(name)
        if contact.next_at is not None and datetime.fromisoformat(contact.next_at) > self.now:
            self.outcomes[name].errors.append(
                f"left alone until {contact.next_at}: {contact.last_error}"
            )
            return []
        return self.deliveries.due(name, self.now)

    def _start_next(self, name: str) -> None:
        if not self.queues[name]:
            return
        owed = self.queues[name].pop(0)
        self.deliveries.sending(owed.id)
        self.ends[name] = (time.monotonic() + self.give_up_s, owed)
        threading.Thread(
            target=self._hand_over, args=(self.targets[name], owed), daemon=True
        ).start()

    def _hand_over(self, target: Target, owed: Owed) -> None:
        """In a thread of its own."""
        self.reports.put(_Report(target.name, owed, attempt(target, owed.body)))

    def _heard(self, report: _Report) -> None:
        _, owed = self.ends.get(report.target, (0.0, None))
        if owed is None or owed.id != report.owed.id:
            return  # it was given up before
        del self.ends[report.target]
        self._settle(report.target, report.owed, report.error)

    def _give_up(self) -> None:
        late = [name for name, (end, _) in self.ends.items() if end <= time.monotonic()]
        for name in late:
            _, owed = self.ends.pop(name)
            self._settle(name, owed, Unreachable(f"no answer in {self.give_up_s:.0f} s"))

    def _settle(self, name: str, owed: Owed, error: DeliveryFailed | None) -> None:
        """Writes what became of a message, and goes on with the next where that makes sense."""
        at = datetime.now(UTC)
        if error is None or isinstance(error, Partly):
            self.deliveries.sent(owed.id, at)
            self.deliveries.answered(name, at)
            self.outcomes[name].sent += 1
            self.told(name)
        if error is not None:
            said = safe(str(error), self.targets[name])
            self.outcomes[name].errors.append(said)
            if isinstance(error, Refused):
                self.deliveries.failed(owed.id, said, self.now + wait_after(owed.tries + 1))
                self.deliveries.answered(name, at)
            elif isinstance(error, Unreachable):
                self.deliveries.failed(owed.id, said, None)
                failures = self.deliveries.contact(name).failures
                self.deliveries.silent(name, said, self.now + wait_after(failures + 1))
                return
        self._start_next(name)


def attempt(target: Target, body: str) -> DeliveryFailed | None:
    """Hands a message to its channel. A channel's own bug is a failure like any other, and logged."""
    try:
        plug(f".{target.channel}", "send", "presswatch.alerts")(from_json(body), target)
    except DeliveryFailed as error:
        return error
    except Exception as error:
        logger.exception("channel %s broke", target.channel)
        return Unreachable(f"channel {target.channel} broke: {type(error).__name__}: {error}")
    return None


def safe(error: str, target: Target) -> str:
    """The words without anything that only the operator may know."""
    hidden = [target.secret, target.mail.password if target.mail else None]
    if target.channel != "email":  # there the address may be a token
        hidden.append(target.address)
    for secret in filter(None, hidden):
        error = error.replace(secret, "…")
    return shortened(error, 300)
