"""A page that fails three times is set aside with stage, error and raw response, and comes back once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.losses import Crashed
from pipelines.record_losses import RecordLosses
from presswatch.demo.server import PressServer
from presswatch.values import Link, Page
from storage import open_store
from storage.frontier import TRIES
from tests.faults.desks import complaints, database, demo_desk, environment, query, run
from tests.faults.generated import piece

Figure = Callable[[str], None]
CRAWL = ("crawl", "--quiet", "--source", "harbour-courier")
SOURCES = """
[monitor]
contact = "mailto:desk@example.org"

[[source]]
name = "harbour-courier"
home = "http://harbour-courier.example/"
feeds = ["http://harbour-courier.example/feed"]
"""
BROKEN = '''
"""An extractor with a bug."""


def extract(page):
    raise KeyError("a bug in the extractor")
'''


def let_time_pass(desk: Path) -> None:
    store = open_store(database(desk), writer=True)
    with store.transaction():
        store.db.execute("update urls set next_at = null where state = 'pending'")
    store.close()


def set_aside(desk: Path) -> list[tuple[object, ...]]:
    return query(
        database(desk), "select url, tries, stage, reason, detail, warc_length from quarantine"
    )


def name_the_extractor(desk: Path, line: str) -> None:
    path = desk / "sources.toml"
    text = path.read_text("utf8").replace('extractor = "broken_plug"\n', "")
    path.write_text(
        text.replace('name = "harbour-courier"\n', f'name = "harbour-courier"\n{line}'), "utf8"
    )


@pytest.mark.soak
def test_a_page_that_fails_three_times_comes_back_once(tmp_path: Path, figure: Figure) -> None:
    desk = demo_desk(tmp_path / "desk")
    (tmp_path / "broken_plug.py").write_text(BROKEN, "utf8")
    name_the_extractor(desk, 'extractor = "broken_plug"\n')
    with PressServer() as press:
        env = environment(press.proxy)
        env["PYTHONPATH"] += f":{tmp_path}"
        for _ in range(TRIES):
            assert run(desk, *CRAWL, env=env).returncode == 0
            let_time_pass(desk)
        asked = len(press.press.asked)
        assert run(desk, *CRAWL, env=env).returncode == 0
        pages = {a.url for a in list(press.press.asked)[asked:]}
    aside = set_aside(desk)
    assert aside
    assert not pages & {str(row[0]) for row in aside}, "asked for again though set aside"
    for _, tries, stage, _, detail, length in aside:
        assert (tries, stage) == (TRIES, "extract")
        assert "a bug in the extractor" in str(detail)
        assert int(str(length)) > 0
    comes_back_once(desk, len(aside), figure)


def comes_back_once(desk: Path, pages: int, figure: Figure) -> None:
    """After the fix they are stored from disk, each once, and are looked at again like any other."""
    name_the_extractor(desk, "")
    before = len(query(database(desk), "select 1 from articles"))
    ran = run(desk, "replay", "--quarantine")
    assert ran.returncode == 0, ran.stderr
    assert f"{pages} pages read again" in ran.stdout
    assert set_aside(desk) == []
    assert len(query(database(desk), "select 1 from articles")) == before + pages
    waiting = query(database(desk), "select 1 from urls where state = 'done' and next_at is null")
    assert waiting == []
    ran = run(desk, "replay", "--quarantine")
    assert "0 pages read again" in ran.stdout
    assert len(query(database(desk), "select 1 from articles")) == before + pages
    assert complaints(desk) == []
    figure(f"{pages} pages set aside, each stored once after the fix")


def test_what_was_set_aside_is_replayed_once(desk: Path, figure: Figure) -> None:
    """The quick form: the three failures are told to the recorder of losses, without crawls."""
    (desk / "sources.toml").write_text(SOURCES, "utf8")
    store, made = open_store(database(desk), writer=True), piece(500)
    url = "http://harbour-courier.example/500"
    with store.transaction():
        store.sources.ensure("harbour-courier", "http://harbour-courier.example/")
        store.frontier.offer("harbour-courier", [Link(url)])
    for _ in range(TRIES):
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        page = Page(url, "harbour-courier", made.html.encode(), made.at, Link(url), headers=headers)
        kept = replace(page, raw=store.warc.append(page))
        RecordLosses(store).record(kept, Crashed("a bug in the extractor"))
    store.close()
    assert [row[:2] for row in set_aside(desk)] == [(url, TRIES)]
    comes_back_once(desk, 1, figure)
