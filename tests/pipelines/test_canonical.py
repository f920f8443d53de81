"""One address for one page. Golden: what must be the same, and what must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.canonical import canonical_url

SAME = {
    "https://gazette.example/news/42": [
        "https://gazette.example/news/42#comments",
        "https://gazette.example/news/42?utm_source=feed&utm_medium=rss",
        "https://GAZETTE.example/news/42?fbclid=IwAR0abc",
        "https://gazette.example:443/news/42",
        "  https://gazette.example/news/42  ",
        "https://gazette.example/news/42?at_medium=RSS&at_campaign=KARANGA",
        "https://gazette.example/news/42?xtor=RSS-3208",
        "https://gazette.example/news/42?ref=homepage&smid=tw-share",
        "HTTPS://gazette.example/news/42?",
    ],
    "https://gazette.example/read?a=1&id=7": [
        "https://gazette.example/read?id=7&a=1",
        "https://gazette.example/read?id=7&gclid=x&a=1",
    ],
    "http://gazette.example/news": ["http://gazette.example:80/news"],
}
DIFFERENT = [
    ("https://gazette.example/read?id=7", "https://gazette.example/read?id=8"),
    ("https://gazette.example/read?page=2", "https://gazette.example/read"),
    ("https://gazette.example/?p=123", "https://gazette.example/?p=124"),
    ("https://gazette.example/news/42", "https://gazette.example/news/42/"),
    ("https://gazette.example/a?story_id=3&ref=2", "https://gazette.example/a?story_id=3&ref=4"),
    ("https://gazette.example/News", "https://gazette.example/news"),
    ("https://gazette.example/view?share=12", "https://gazette.example/view?share=13"),
    ("https://gazette.example/a?cid=12", "https://gazette.example/a?cid=13"),
    ("https://gazette.example/a?uid=12", "https://gazette.example/a"),
    ("https://gazette.example/?lang=en", "https://gazette.example/?lang=de"),
]
NONE = [
    "", "javascript:alert(1)", "mailto:desk@gazette.example", "ftp://gazette.example/a",
    "file:///etc/passwd", "https://", "http://[::1", "data:text/html,x", "/news/42",
    "https://gazette.example/" + "a/" * 2000,
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [(k, v) for k, vs in SAME.items() for v in vs])
def test_two_addresses_of_one_page_are_one(one: str, other: str) -> None:
    assert canonical_url(other) == one


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_pages_keep_two_addresses(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize("written", NONE)
def test_what_is_no_address_of_a_page_is_none(written: str) -> None:
    assert canonical_url(written) is None


def test_a_relative_address_needs_its_page() -> None:
    assert canonical_url("../42", "https://gazette.example/news/a") == "https://gazette.example/42"


@given(st.text(max_size=80))
def test_it_never_fails_and_says_the_same_twice(path: str) -> None:
    once = canonical_url(f"https://gazette.example/{path}")
    if once is not None:
        assert canonical_url(once) == once
