"""URLs of endless series are refused; those of articles are not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spiders.manners.traps import trap, without_session
from tests.crawling import Server, fetch, http, site

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/news/news/news/",
        "https://a.example/a/b/a/b/a/b/c",
        "https://a.example/x/one/two/three/four/one/two/three/four/one/two/three/four",
        "https://a.example/" + "a/b2/c3/d4/e5/" * 3,
        "https://a.example/" + "/".join(map(str, range(30))),
        "https://a.example/?" + "&".join(f"p{n}=1" for n in range(30)),
        "https://a.example/" + "x" * 3000,
        "https://a.example/calendar/2031/05/",
        "https://a.example/events/2027-06",
        "https://a.example/events/2031/5/12",
        "https://a.example/?month=2031-05",
        "https://a.example/archive/0999/01/",
        "https://a.example/archive/2044/01/page/7",
    ],
)
def test_traps(url: str) -> None:
    assert trap(url, NOW)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/2026/11/23/minister-resigns",
        "https://a.example/2026/11/23/",
        "https://a.example/archive/2026/11/",
        "https://a.example/archive/2026/12/",
        "https://a.example/world/2050/05/a-look-ahead",
        "https://a.example/sport/live/sport-live",
        "https://a.example/news/news/a-story",
        "https://a.example/article/123456-2031",
        "https://a.example/news/1914-07/the-war",
        "https://a.example/a/2045-99",
        "https://a.example/?id=1&page=2",
        "https://a.example/news/article-12345678.html",
        "https://a.example/",
    ],
)
def test_articles_and_archives(url: str) -> None:
    assert trap(url, NOW) is None


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://a.example/x;jsessionid=8A7F?b=1", "https://a.example/x?b=1"),
        ("https://a.example/x?PHPSESSID=8a7f&b=1", "https://a.example/x?b=1"),
        ("https://a.example/x?sid=8a7f", "https://a.example/x"),
        ("https://a.example/x?b=1&c=2%20d", "https://a.example/x?b=1&c=2%20d"),
        ("https://a.example/x?side=left", "https://a.example/x?side=left"),
        (
            "https://a.example/x?residence=1&sessionless=2",
            "https://a.example/x?residence=1&sessionless=2",
        ),
    ],
)
def test_session_ids_are_taken_out(url: str, plain: str) -> None:
    assert without_session(url) == plain


def test_a_trap_is_not_fetched() -> None:
    with Server(site({"/a/a/a/": http("deeper")})) as server:
        (found,) = fetch(server.url("/a/a/a/"), servers=[server])
        assert server.asked == []
    assert found.state == "trap"
