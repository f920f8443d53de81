"""Feed entries as no feed should have them: what becomes a link is http(s), its date can be true."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

import pytest
from scrapy.http import XmlResponse

from presswatch.values import Link
from spiders.feed import read
from spiders.links import EARLIEST, SLACK

HOME = "https://quay.example"
NOW = datetime.now(UTC)
SOON = (NOW + timedelta(days=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
LATER = (NOW + timedelta(days=9)).strftime("%a, %d %b %Y %H:%M:%S GMT")
GOOD = "Mon, 02 Mar 2026 08:00:00 GMT"

#: entry → (link, date, the address that is taken or None, whether a date is)
ENTRIES: dict[str, tuple[str, str, str | None, bool]] = {
    "an ordinary one": (f"{HOME}/a", GOOD, f"{HOME}/a", True),
    "javascript": ("javascript:alert(1)", GOOD, None, False),
    "data": ("data:text/html,<p>x</p>", GOOD, None, False),
    "file": ("file:///etc/passwd", GOOD, None, False),
    "ftp": ("ftp://quay.example/a", GOOD, None, False),
    "mailto": ("mailto:desk@quay.example", GOOD, None, False),
    "tel": ("tel:+441234", GOOD, None, False),
    "tag": ("tag:quay.example,2026:1", GOOD, None, False),
    "blob": ("blob:https://quay.example/1", GOOD, None, False),
    "capitals": ("JaVaScRiPt:alert(1)", GOOD, None, False),
    "a tab inside": ("java\tscript:alert(1)", GOOD, None, False),
    "a line break before": (f"\n  {HOME}/a\n", GOOD, f"{HOME}/a", True),
    "relative": ("/a", GOOD, f"{HOME}/a", True),
    "without a scheme": ("//quay.example/a", GOOD, f"{HOME}/a", True),
    "no host": ("https:///a", GOOD, "https://a", True),
    "half an IPv6 address": ("http://[::1", GOOD, None, False),
    "a fragment": (f"{HOME}/a#comments", GOOD, f"{HOME}/a", True),
    "no link": ("", GOOD, None, False),
    "blanks in the path": (f"{HOME}/a b", GOOD, f"{HOME}/a%20b", True),
    "an umlaut in the path": (f"{HOME}/\u00fc", GOOD, f"{HOME}/%C3%BC", True),
    "the year 999": (f"{HOME}/a", "Mon, 02 Mar 0999 08:00:00 GMT", f"{HOME}/a", False),
    "the year 2099": (f"{HOME}/a", "Mon, 02 Mar 2099 08:00:00 GMT", f"{HOME}/a", False),
    "the year 1970": (f"{HOME}/a", "Thu, 01 Jan 1970 00:00:00 GMT", f"{HOME}/a", False),
    "the year 99999": (f"{HOME}/a", "99999-01-01T00:00:00Z", f"{HOME}/a", False),
    "tomorrow": (f"{HOME}/a", SOON, f"{HOME}/a", True),
    "next week": (f"{HOME}/a", LATER, f"{HOME}/a", False),
    "the 31st of February": (f"{HOME}/a", "2026-02-31T08:00:00Z", f"{HOME}/a", True),
    "words for a date": (f"{HOME}/a", "yesterday at tea-time", f"{HOME}/a", False),
    "a far zone": (f"{HOME}/a", "Mon, 02 Mar 2026 08:00:00 +9999", f"{HOME}/a", True),
    "a timestamp": (f"{HOME}/a", "1772438400", f"{HOME}/a", False),
}  # fmt: skip
TITLE = "<script>alert(1)</script> Ferry late"


def read_one(link: str, date: str, title: str = TITLE) -> list[Link]:
    item = (
        f"<item><title>{escape(escape(title))}</title>"
        f"<link>{escape(link)}</link><pubDate>{date}</pubDate></item>"
    )
    body = f"<rss version='2.0'><channel><title>f</title>{item}</channel></rss>"
    answer: Any = XmlResponse(f"{HOME}/feed", body=body.encode(), encoding="utf-8")
    return read(answer)


@pytest.mark.parametrize("name", ENTRIES)
def test_an_odd_entry(name: str) -> None:
    link, date, taken, dated = ENTRIES[name]
    found = read_one(link, date)
    assert [one.url for one in found] == ([taken] if taken else [])
    for one in found:
        at = one.published_at
        assert at is None or EARLIEST <= at <= NOW + SLACK + timedelta(minutes=1)
        assert (at is not None) == dated
        assert one.title == "alert(1) Ferry late"


def test_there_are_28_and_more() -> None:
    assert len(ENTRIES) >= 28


def test_a_title_without_end_is_cut() -> None:
    found = read_one(f"{HOME}/a", GOOD, "x" * 100_000)
    assert len(found[0].title or "") <= 500
