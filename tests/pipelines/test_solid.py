"""Which stories are remembered as solid, and which are forgotten first."""

from __future__ import annotations

import pytest

from pipelines import solid
from pipelines.solid import Solid


def test_a_story_is_known_by_each_of_its_members_until_one_is_dropped() -> None:
    known = Solid()
    for article in (1, 2, 3, 3):
        known.add(article, story=7)
    known.add(9, story=8)
    assert known.story([1, 3]) == 7
    assert known.story([1, 9]) is None
    known.drop([2])
    assert [known.story([n]) for n in (1, 2, 3, 9)] == [None, None, None, 8]


def test_the_stories_that_grew_longest_ago_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solid, "ROOM", 8)
    known = Solid()
    for article in range(1, 9):
        known.add(article, story=100 + article)
    known.add(9, story=101)  # the oldest has grown: it is the youngest now
    assert [n for n in range(1, 10) if known.story([n])] == [1, 5, 6, 7, 8, 9]
    assert known.story([1, 9]) == 101
