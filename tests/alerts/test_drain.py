"""Once to each target, never lost, in spite of dead channels, kills and two runs at a time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from presswatch.alerts.drain import safe, wait_after
from presswatch.errors import LockHeld
from presswatch.values import Event
from storage.deliveries import Deliveries, beside
from storage.delivery_state import standings
from tests.alerts import postbox
from tests.alerts.desk import Desk, hooked, mailed


def events(hook: postbox.Hook) -> list[str]:
    return [e["article"]["url"] for post in hook.posts for e in json.loads(post.body)["events"]]


def test_what_happened_is_told_once_to_each_target(desk: Desk) -> None:
    with postbox.webhook() as hook, postbox.mail_server() as box:
        targets = (hooked(hook.url), mailed(box.port))
        desk.happen(times=2)
        assert [o.sent for o in desk.alert(*targets)] == [2, 2]
        assert [o.sent for o in desk.alert(*targets)] == [0, 0]
        desk.happen()
        assert [o.sent for o in desk.alert(*targets)] == [1, 1]
    assert len(set(events(hook))) == len(events(hook)) == 3
    assert len({m["Message-ID"] for m in box.mails}) == 3


def test_a_dead_target_costs_one_try_and_holds_up_nobody(desk: Desk) -> None:
    desk.happen(times=3)
    with postbox.webhook() as hook:
        dead, alive = hooked(hook.url, "dead"), hooked(hook.url.replace("hook", "alive"), "alive")
        dead = replace(
            dead, address=dead.address.replace("127.0.0.1", "127.0.0.2")
        )  # nobody listens
        now = datetime.now(UTC)
        outcomes = desk.alert(dead, alive, now=now)
        assert [(o.sent, len(o.errors), o.waiting) for o in outcomes] == [(0, 1, 3), (3, 0, 0)]
        (state,) = [s for s in standings(beside(desk.store.path)) if s.stuck]
        assert (state.target, state.waiting, state.failures) == ("dead", 3, 1)
        assert "refused" in str(state.last_error)
        (early, _) = desk.alert(dead, alive, now=now + timedelta(seconds=30))
        assert "left alone until" in early.errors[0]
        back = replace(dead, address=hook.url)
        (later, _) = desk.alert(back, alive, now=now + wait_after(1) + timedelta(seconds=1))
        assert (later.sent, later.waiting) == (3, 0)
    assert not any(s.stuck for s in standings(beside(desk.store.path)))


def test_a_message_that_is_refused_lets_the_next_one_by(desk: Desk) -> None:
    desk.happen(times=2)
    now = datetime.now(UTC)
    with postbox.webhook() as hook:

        def first_refused() -> None:
            hook.status = 422 if len(hook.posts) == 1 else 200

        hook.before_answer = first_refused
        (outcome,) = desk.alert(hooked(hook.url), now=now)
        assert (outcome.sent, len(outcome.errors), outcome.waiting) == (1, 1, 1)
        (again,) = desk.alert(hooked(hook.url), now=now + timedelta(seconds=10))
        assert (again.sent, again.waiting) == (0, 1)  # it waits its time
        (at_last,) = desk.alert(hooked(hook.url), now=now + timedelta(minutes=2))
        assert (at_last.sent, at_last.waiting) == (1, 0)
    keys = [post.headers["Idempotency-Key"] for post in hook.posts]
    assert keys[0] == keys[2] != keys[1]
    assert hook.posts[0].body == hook.posts[2].body


def test_a_channel_that_hangs_is_given_up(desk: Desk) -> None:
    desk.happen(times=2)
    release = threading.Event()
    with postbox.webhook() as hook, postbox.webhook() as quick:
        hook.before_answer = lambda: release.wait(20) and None
        slow, other = desk.alert(
            hooked(hook.url, "slow"), hooked(quick.url, "quick"), give_up_s=0.5
        )
        release.set()
    assert (slow.sent, slow.errors, slow.waiting) == (0, ["no answer in 0 s"], 2)
    assert (other.sent, other.waiting) == (2, 0)


KILLED = """
import sys
from pathlib import Path
from tests.alerts.desk import Desk, hooked
import storage
desk = object.__new__(Desk)
desk.store = storage.open_store(sys.argv[1])
desk.alert(hooked(sys.argv[2]))
"""


def test_a_kill_between_sending_and_writing_it_down_sends_the_same_again(desk: Desk) -> None:
    desk.happen(times=2)
    with postbox.webhook() as hook:
        arrived, release = threading.Event(), threading.Event()

        def hold() -> None:
            arrived.set()
            release.wait(30)

        hook.before_answer = hold
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(desk.store.path), hook.url],
            cwd=Path(__file__).parents[2],
        )
        assert arrived.wait(60)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        release.set()
        hook.before_answer = lambda: None
        (outcome,) = desk.alert(hooked(hook.url))
    assert (outcome.sent, outcome.waiting) == (2, 0)
    first, again, other = hook.posts
    assert first.body == again.body
    assert first.headers["Idempotency-Key"] == again.headers["Idempotency-Key"]
    assert other.headers["Idempotency-Key"] != first.headers["Idempotency-Key"]
    assert len(set(events(hook))) == 2


def test_two_runs_at_a_time_tell_everything_once(desk: Desk) -> None:
    desk.happen(times=6)
    with postbox.webhook() as hook:
        command = [sys.executable, "-c", KILLED, str(desk.store.path), hook.url]
        both = [
            subprocess.Popen(
                command, cwd=Path(__file__).parents[2], stderr=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        said = [p.communicate()[1] for p in both]
    assert sorted(events(hook)) == sorted(set(events(hook)))
    assert len(events(hook)) == 6
    assert all("LockHeld" in s for s, p in zip(said, both, strict=True) if p.returncode)


def test_the_lock_is_said_in_one_line(desk: Desk) -> None:
    deliveries = Deliveries(beside(desk.store.path))
    with pytest.raises(LockHeld, match="another `presswatch alert` is at work"):
        Deliveries(beside(desk.store.path))
    deliveries.close()


def test_a_target_that_left_the_file_is_owed_nothing(desk: Desk) -> None:
    desk.happen()
    gone = hooked("http://127.0.0.2:9/", "gone")
    assert desk.alert(gone)[0].waiting == 1
    deliveries = Deliveries(beside(desk.store.path))
    with deliveries.transaction():
        assert deliveries.drop_all_but(["bot"]) == 1
    assert deliveries.owed("gone") == []
    deliveries.close()


def test_what_was_forgotten_is_not_told(desk: Desk) -> None:
    rows = desk.happen(times=2, one_story=True)
    nobody = hooked("http://127.0.0.2:9/")
    desk.alert(nobody)
    with desk.store.transaction():
        desk.store.db.execute("delete from outbox where article = ?", [rows[0]])
    (message,) = desk.owed(nobody)
    assert [t.article.id for t in message.events if t.article] == [rows[1]]
    with desk.store.transaction():
        desk.store.db.execute("delete from outbox")
    assert desk.owed(nobody) == []


def test_nothing_of_a_message_stays_when_it_was_sent_and_no_address_ever(desk: Desk) -> None:
    desk.happen(Event.EDIT, changes=["'six' became 'five'"])
    with postbox.webhook() as hook:
        desk.alert(hooked(hook.url + "?token=tulip"))
    held = b"".join(p.read_bytes() for p in beside(desk.store.path).parent.glob("*-alerts.db*"))
    assert b"tulip" not in held
    assert b"shared secret" not in held
    assert b"became" not in held
    assert b"gazette" not in held
    assert beside(desk.store.path).stat().st_mode & 0o077 == 0
    rows = Deliveries(beside(desk.store.path))
    assert rows._db.execute("select state, body from messages").fetchall() == [("sent", None)]
    rows.close()


def test_an_error_never_shows_what_only_the_operator_may_know() -> None:
    target = hooked("https://example.org/T0P/5ecret")
    said = safe("POST https://example.org/T0P/5ecret failed with a shared secret", target)
    assert said == "POST … failed with …"
