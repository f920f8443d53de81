"""Texts and captures are let go of by age; links, metadata and copies stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from presswatch.cli import presswatch
from presswatch.errors import SourcesError
from presswatch.pruning import asked_for, prune
from spiders.sources import Watchlist, read_watchlist
from tests.hostile.desk import FETCHED, Desk, desk_in, words
from tests.hostile.test_forget import targets

HEAD = '[monitor]\ncontact = "mailto:desk@example.org"\n'
SOURCE = (
    '[[source]]\nname = "{0}"\nhome = "https://{0}.example"\nfeeds = ["https://{0}.example/f"]\n'
)


def watchlist(folder: Path, monitor: str = "", **sources: str) -> Watchlist:
    """A watchlist with lines of its own under [monitor] and in sources."""
    text = HEAD + monitor + "\n" + "".join(SOURCE.format(n) + f"{s}\n" for n, s in sources.items())
    path = folder / "sources.toml"
    path.write_text(text)
    return read_watchlist(path)


def days(count: float) -> datetime:
    """So long after everything was fetched."""
    return FETCHED + timedelta(days=count)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path) as made:
        made.bring("gazette", "lead", words(1))
        made.bring("mirror", "copy", words(1, 0, 5), day=1)
        made.bring("mirror", "other", words(2), day=2)
        yield made


def counted(desk: Desk, question: str) -> int:
    (found,) = desk.store.db.execute(f"select count(*) from {question}").fetchone()
    return int(found)


def test_without_the_keys_everything_is_kept(desk: Desk) -> None:
    everything = watchlist(desk.folder)
    assert not asked_for(everything)
    assert not prune(desk.store, everything, thorough=False, at=days(10_000))


def test_old_texts_go_and_their_links_stay(desk: Desk) -> None:
    before = desk.store.db.execute("select * from copies").fetchall()
    stories = desk.stories()
    gone = prune(desk.store, watchlist(desk.folder, "retain_text = 90"), thorough=True, at=days(91))
    assert gone.texts == 3
    assert counted(desk, "articles where text = '' and title != '' and pruned_at is not null") == 3
    assert desk.store.db.execute("select * from copies").fetchall() == before
    assert desk.stories() == stories
    assert counted(desk, "matches") == 1
    word = words(2).split()[3]
    assert counted(desk, f"articles_fts where articles_fts match 'text:{word}'") == 0
    assert counted(desk, "articles_fts where articles_fts match 'title:headline'") == 3
    desk.store.db.execute(
        "insert into articles_fts(articles_fts, rank) values ('integrity-check', 1)"
    )
    with (desk.folder / "presswatch.db").open("rb") as file:
        assert words(2).split("\n")[1].encode() not in file.read()


def test_what_is_left_verifies(desk: Desk) -> None:
    asked = watchlist(desk.folder, "retain_text = 90", mirror="retain_raw = 10")
    assert prune(desk.store, asked, thorough=True, at=days(91))
    desk.store.close()
    ran = CliRunner().invoke(presswatch, ["--db", str(desk.store.path), "verify"])
    assert ran.exit_code == 0, ran.output


def test_young_texts_stay_and_a_source_may_have_its_own_age(desk: Desk) -> None:
    asked = watchlist(desk.folder, "retain_text = 90", mirror="retain_text = 10")
    assert not prune(desk.store, asked, thorough=False, at=days(9))
    assert prune(desk.store, asked, thorough=False, at=days(11)).texts == 2
    assert counted(desk, "articles where text = '' and source = 'mirror'") == 2
    assert prune(desk.store, asked, thorough=False, at=days(91)).texts == 1


def test_newcomers_are_traced_among_those_that_have_a_text(desk: Desk) -> None:
    """The lead's text is gone: a newcomer joins its story by way of another copy."""
    asked = watchlist(desk.folder, gazette="retain_text = 5")
    prune(desk.store, asked, thorough=False, at=days(6))
    assert desk.bring("echo", "late", words(1, 1, 6), day=3)
    lead, copy, late = (f"https://{a}" for a in ("gazette.example/lead", "mirror.example/copy", "echo.example/late"))  # fmt: skip
    assert {lead, copy, late} in desk.stories()
    assert counted(desk, "copies") == 2


def test_a_text_that_went_does_not_come_back_with_its_page(desk: Desk) -> None:
    asked = watchlist(desk.folder, "retain_text = 5")
    prune(desk.store, asked, thorough=False, at=days(6))
    desk.bring("mirror", "other", words(2) + "\nAn edit.")
    assert counted(desk, "articles where text != ''") == 0
    assert counted(desk, "revisions") == 0
    assert desk.store.rechecks.due("mirror", 10, all_of_them=True) == []


def test_captures_are_overwritten_and_days_removed(desk: Desk) -> None:
    one = watchlist(desk.folder, mirror="retain_raw = 10")
    gone = prune(desk.store, one, thorough=False, at=days(11))
    assert (gone.captures, gone.files) == (2, 0)
    assert targets(desk.folder) == ["https://gazette.example/lead", "metadata", "metadata"]
    assert counted(desk, "fetches where warc_file is null") == 2
    assert counted(desk, "articles where text != ''") == 3
    both = watchlist(desk.folder, "retain_raw = 30", mirror="retain_raw = 10")
    assert prune(desk.store, both, thorough=False, at=days(31)).captures == 1
    assert prune(desk.store, both, thorough=False, at=days(32)).files == 1
    assert list(desk.folder.glob("warc/*")) == []


@pytest.mark.parametrize("line", ["retain_text = 0", "retain_raw = -1", 'retain_text = "a year"'])
def test_a_mistake_names_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(SourcesError, match=r"sources.toml:3: retain_\w+: write a number"):
        watchlist(tmp_path, line)
    with pytest.raises(SourcesError, match=r"sources.toml:\d+: retain_\w+: write a number"):
        watchlist(tmp_path, gazette=line)
