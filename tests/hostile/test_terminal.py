"""What a page says reaches terminals; an escape sequence in it must not."""

from __future__ import annotations

from datetime import UTC, datetime

from pipelines.extract import article_of
from pipelines.extractors.combined import extract
from presswatch.values import Link, Page

PAGE = """<html lang="en"><head><title>x</title><script type="application/ld+json">
{"@type": "NewsArticle", "headline": "Mayor \\u001b[2J\\u009b31m resigns over the pier",
 "author": {"name": "Ada \\u001b]0;x\\u0007 Quill"}}</script></head><body><article>
<h1>Mayor &#27;[2J resigns over the pier</h1>
<p>The mayor of Tern Haven resigned on Friday after the pier that he had opened in spring was
closed for the third time, because the planks had been laid without a single nail in them.</p>
<p>His deputy will hold the office until a vote in March, and has asked the carpenter to come back
and to bring his receipts along, as the council cannot find any of its own.</p>
</article></body></html>"""


def test_no_control_character_of_a_page_is_stored() -> None:
    page = Page("https://i.example/1", "i", PAGE.encode(), datetime.now(UTC), Link("x", "\x1b[2J"))
    article = article_of(page, extract(page))
    assert "resigns over the pier" in article.title
    said = " ".join((article.title, article.text, *article.authors))
    assert not [c for c in said if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160]


def test_a_door_may_say_what_it_likes() -> None:
    page = Page("https://i.example/1", "i", b"<p>x", datetime.now(UTC), Link("x", "Pier\x1b[2J"))
    assert article_of(page, extract(page)).title == "Pier[2J"
