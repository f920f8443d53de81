"""Pages that say when in no whole date: hours ago, a day without its year, seconds for a script."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from pipelines.extractors.combined import extract
from tests.pipelines.pages import NEWS, NOW, article, page


def day_of(html: str) -> str | None:
    made: datetime | None = extract(page(html, "https://gazette.example/x")).published_at
    return made.date().isoformat() if made else None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("3 hours ago", "2026-11-23"), ("vor 2 Stunden", "2026-11-23"), ("Il y a 25 minutes", "2026-11-23"),
        ("hace 4 horas", "2026-11-23"), ("2 часа назад", "2026-11-23"), ("3時間前", "2026-11-23"), ("منذ 3 ساعات", "2026-11-23"),
        ("13 hours ago", None), ("Updated 3 hours ago", None), ("3 weeks ago", None), ("3 min read", None),
        ("Tuesday, 3 November", "2026-11-03"), ("Nov. 3, 8:15 a.m.", "2026-11-03"), ("Dienstag, 3. November", "2026-11-03"),
        ("11月3日 10:12", "2026-11-03"), ("Wednesday, 3 December", "2025-12-03"), ("Friday, 3 November", None),
        ("Kick-off: Saturday 7 November", None), ("The council met on 3 November in the old hall", None),
    ],
)  # fmt: skip
def test_the_fetch_makes_a_day_whole_where_it_is_certain(line: str, day: str | None) -> None:
    assert day_of(article(before=f"<p>{line}</p>")) == day


def test_it_is_asked_only_where_nothing_else_tells() -> None:
    node = {**NEWS, "datePublished": (NOW - timedelta(days=3)).isoformat()}
    assert day_of(article(ld=node, before="<p>3 hours ago</p>")) == "2026-11-20"
    assert day_of(article(before="<p>3 hours ago</p><p>20 November 2026</p>")) == "2026-11-20"


@pytest.mark.parametrize(
    "before",
    ['<span class="when" data-timestamp="1793700000"></span>', '<time data-time="1793700000000"></time>',
     '<relative-time datetime="2026-11-03T10:00:00Z"></relative-time>', '<time datetime="1793700000.0">x</time>',
     '<time datetime="0000-00-00">3 November 2026</time>', '<time datetime="{{ date }}">3 November 2026</time>'],
)  # fmt: skip
def test_a_time_that_a_script_is_to_write_is_read(before: str) -> None:
    assert day_of(article(before=before)) == "2026-11-03"
