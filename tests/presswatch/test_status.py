"""What `presswatch status` says, and to whom it says it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from presswatch.commands.status import command
from presswatch.show_status import bars, moment
from presswatch.values import Source
from storage import open_store
from storage.extraction_health import Yield
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


def test_a_source_whose_pages_give_less_is_told_with_what_they_gave(db: str) -> None:
    store = open_store(db, writer=True)
    gave = Yield(20, text=0.95, title=1.0, author=0.8, date=0.4, words=412)
    because = "40% of the latest 20 pages have a date, 99% before"
    with store.transaction():
        crawl = store.log.start("crawl press")
        store.extraction.keep("gazette", crawl, gave, because)
        store.extraction.keep("courier", crawl, gave, "")
    store.close()
    text = " ".join(CliRunner().invoke(command, [], obj=db).output.split())
    assert f"extraction got worse: {because}" in text
    assert "presswatch extract URL --explain" in text
    assert "95%" in text
    one = " ".join(CliRunner().invoke(command, ["--source", "gazette"], obj=db).output.split())
    assert "95% gave a text; of these 100% have a title, 80% an author, 40% a date" in one
    lines = CliRunner().invoke(command, ["--json"], obj=db).output.splitlines()
    read = {row["name"]: row["read"] for row in map(json.loads, lines)}
    assert read["gazette"]["because"] == because
    assert read["gazette"]["gave"] == asdict(gave)
    assert read["courier"]["because"] is None
    assert read["herald"] is None
