"""Bodies that are no pages are refused, and said to be what they are."""

from __future__ import annotations

import json

import pytest

from pipelines.extractors.combined import extract
from pipelines.extractors.reading import PageStatus
from pipelines.losses import Unreadable
from tests.pipelines.pages import NEWS, article, page

ITEM = "<item><title>Ferry</title><description>&lt;p&gt;The ferry is late.&lt;/p&gt;</description></item>"
BODIES = {
    "a PDF document": b"%PDF-1.7\n%\xe2\xe3\n1 0 obj <</Type /Catalog>> endobj",
    "a PNG image": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "an RSS feed": f"<?xml version='1.0'?><!-- ours --><rss version='2.0'><channel>{ITEM}</channel></rss>".encode(),
    "an Atom feed": b"\xef\xbb\xbf<feed xmlns='http://www.w3.org/2005/Atom'><title>G</title></feed>",
    "a sitemap": b"<?xml version='1.0'?>\n<urlset><url><loc>https://gazette.example/1</loc></url></urlset>",
    "JSON": json.dumps({"body": "<p>The ferry is late.</p>"}).encode(),
    "an empty body": b"\n",
    "bytes that are no text": bytes(range(32)) * 40,
}


@pytest.mark.parametrize("what", BODIES)
def test_what_is_no_page_is_named(what: str) -> None:
    with pytest.raises(Unreadable, match=what):
        extract(page(BODIES[what]))


@pytest.mark.parametrize("start", ["<?xml version='1.0'?>\n", "\ufeff", "\n\n", "<!-- {} -->"])
def test_a_page_that_begins_oddly_is_read(start: str) -> None:
    assert extract(page(start + article(ld=NEWS))).status is PageStatus.ARTICLE
