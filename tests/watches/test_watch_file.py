"""watches.toml: what is wrong is named with file, line, key and the fix; comments stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from presswatch.errors import WatchesError
from presswatch.values import Watch
from storage.watches.file import drop_watch, put_watch, read_watches

GOOD = """# mine
[[watch]]
name = "radar"   # the nine
query = '"coastal radar" OR title:radar'
"""


def file(folder: Path, text: str) -> Path:
    path = folder / "watches.toml"
    path.write_text(text, "utf8")
    return path


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[watch]\n", "not TOML"),
        ("[watch]\nname = 'x'\n", ":1: watch: write [[watch]] with two brackets"),
        ("[[wotch]]\n", ":1: wotch: there is no such table; did you mean 'watch'?"),
        ('[[watch]]\nname = "x"\n', ":1: query: x looks for nothing"),
        ('[[watch]]\nname = "A b"\nquery = "x"\n', ":2: name: 'A b' is not a slug"),
        ('[[watch]]\nname = "x"\nquery = "a AND"\n', ":3: query: AND needs a word"),
        ('[[watch]]\nname = "x"\nquery = 3\n', ":3: query: write a text"),
        ('[[watch]]\nname = "x"\nquery = "a"\ntitel = "y"\n', ":4: titel: there is no such key; did you mean 'title'?"),
        (GOOD + '[[watch]]\nname = "radar"\nquery = "y"\n', ":6: name: 'radar' is taken by watch 1"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_line_key_and_the_fix(tmp_path: Path, text: str, says: str) -> None:
    path = file(tmp_path, text)
    with pytest.raises(WatchesError) as caught:
        read_watches(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:")
    assert says in message
    assert "\n" not in message


def test_a_file_that_is_missing_or_no_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(WatchesError, match="run `presswatch init`"):
        read_watches(tmp_path / "none.toml")
    (tmp_path / "watches.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(WatchesError, match="save it as UTF-8"):
        read_watches(tmp_path / "watches.toml")


def test_what_is_written_is_read_again_and_comments_stay(tmp_path: Path) -> None:
    path = file(tmp_path, GOOD)
    new = Watch("ferry", '"it\'s" OR \'x\' -"a\\b"', title="Fähre")
    put_watch(path, new)
    put_watch(path, Watch("radar", '"nine radars"'))
    assert read_watches(path) == (Watch("radar", '"nine radars"'), new)
    text = path.read_text("utf8")
    assert text.startswith("# mine\n")
    assert "# the nine" in text
    assert "query = '\"nine radars\"'" in text
    drop_watch(path, "radar")
    assert read_watches(path) == (new,)
    drop_watch(path, "ferry")
    assert read_watches(path) == ()


@pytest.mark.parametrize("wrong", [Watch("x", "a AND"), Watch("no slug", "a"), Watch("x", "")])
def test_a_mistake_leaves_the_file_as_it_was(tmp_path: Path, wrong: Watch) -> None:
    path = file(tmp_path, GOOD)
    with pytest.raises(WatchesError, match=r"watches\.toml:"):
        put_watch(path, wrong)
    with pytest.raises(WatchesError, match="no watch 'none'"):
        drop_watch(path, "none")
    assert path.read_text("utf8") == GOOD
    assert [p.name for p in tmp_path.iterdir()] == ["watches.toml"]


def test_a_page_may_write_the_first_watch(tmp_path: Path) -> None:
    put_watch(tmp_path / "watches.toml", Watch("x", "a"))
    assert read_watches(tmp_path / "watches.toml") == (Watch("x", "a"),)
