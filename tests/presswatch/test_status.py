"""What `presswatch status` says, and to whom it says it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from presswatch.commands.status import command
from presswatch.show_status import bars, moment
from presswatch.values import Source
from storage import open_store
from storage.log import stamp

NOW = datetime.now(UTC)


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = tmp_path / "presswatch.db"
    store = open_store(path, writer=True)
    sources = [
        Source(name, f"https://{name}.example/", title=name.title(), feeds=(f"https://{name}.example/f",))
        for name in ("gazette", "herald", "courier")
    ]  # fmt: skip
    with store.transaction():
        store.sources.watch(sources)
        doors = store.doors.of(sources)
        due = stamp(datetime.now(UTC) + timedelta(minutes=12))
        store.doors.polled(doors["gazette"][0], state="working", due_at=due, interval_s=720, new=3)
        store.volume.found("gazette", [NOW] * 3)
        for _ in range(2):
            door = store.doors.of(sources)["herald"][0]
            store.doors.failed(
                door, state="challenge page (Cloudflare)", said="HTTP 403", due_at=due, interval_s=1
            )
    store.close()
    return str(path)


def test_what_needs_a_look_comes_first_with_what_to_do(db: str) -> None:
    ran = CliRunner().invoke(command, [], obj=db)
    assert ran.exit_code == 6
    text = " ".join(ran.output.split())
    assert "3 sources ✓ 1 working ✗ 1 failing · 1 never asked next door in 11 min" in text
    assert "challenge page (Cloudflare): the feed asks us to prove that we are no robot" in text
    assert "→ presswatch never solves one" in text
    assert text.index("Herald") < text.index("gazette")


def test_one_source_whole(db: str) -> None:
    ran = CliRunner().invoke(command, ["--source", "gazette"], obj=db)
    assert ran.exit_code == 0
    assert "new a day, 14 days: ·············▇ 3" in ran.output
    assert "asked 1 times" in ran.output
    nobody = CliRunner().invoke(command, ["--source", "nobody"], obj=db)
    assert "no source of that name" in str(nobody.exception)


def test_for_other_programs(db: str) -> None:
    ran = CliRunner().invoke(command, ["--json"], obj=db)
    rows = [json.loads(line) for line in ran.output.splitlines()]
    assert {row["name"]: row["doors"][0]["state"] for row in rows} == {
        "gazette": "working", "herald": "challenge page (Cloudflare)", "courier": "never polled",
    }  # fmt: skip


def test_counts_as_bars_and_times_beside_now() -> None:
    assert bars([0, 1, 4, 8]) == "·▁▄█"
    assert bars([]) == ""
    assert moment(stamp(datetime.now(UTC) - timedelta(hours=2, minutes=5))) == "2 h 05 min ago"
    assert moment(None) == "never"
