"""How often a door says it likes to be asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from scrapy.http import Response

from spiders.freshness import MOST, wish_of
from spiders.polling import said

MINUTE = timedelta(minutes=1)
DATE = "Mon, 02 Nov 2026 08:00:00 GMT"


def answer(body: str = "", **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response("https://gazette.example/feed", body=body.encode(), headers=named)


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({}, 0 * MINUTE),
        ({"Cache_Control": "public, max-age=900"}, 15 * MINUTE),
        ({"Cache_Control": "max-age=60, s-maxage=600"}, 10 * MINUTE),
        ({"Cache_Control": "max-age=900", "Age": "300"}, 10 * MINUTE),
        ({"Cache_Control": "max-age=900", "Age": "9000"}, 0 * MINUTE),
        ({"Cache_Control": "no-cache, max-age=900"}, 0 * MINUTE),
        ({"Cache_Control": "max-age=soon"}, 0 * MINUTE),
        ({"Cache_Control": "max-age=31536000"}, MOST),
        ({"Date": DATE, "Expires": "Mon, 02 Nov 2026 08:20:00 GMT"}, 20 * MINUTE),
        ({"Date": DATE, "Expires": "0"}, 0 * MINUTE),
        ({"Date": DATE, "Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0 * MINUTE),
    ],
)
def test_cache_headers(headers: dict[str, str], pause: timedelta) -> None:
    assert wish_of(answer(**headers)).pause == pause


def test_what_an_rss_feed_says_of_itself() -> None:
    wish = wish_of(answer(
        "<rss><channel><ttl>45</ttl><skipHours><hour>0</hour><hour>24</hour><hour>5</hour></skipHours>"
        "<skipDays><day>Sunday</day></skipDays></channel></rss>", Cache_Control="max-age=60",
    ))  # fmt: skip
    assert wish.pause == 45 * MINUTE
    assert wish.skip_hours == {0, 5}
    assert wish.skip_days == {6}
    assert said(wish) == "not within 45 min; not at 0, 5 h UTC; not on Sun"


def test_words_like_these_in_an_article_are_no_wish() -> None:
    assert wish_of(answer("<html><p><ttl>45</ttl>")).pause == 0 * MINUTE
