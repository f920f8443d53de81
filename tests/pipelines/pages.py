"""Pages of our own writing, for the tests of extraction."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from presswatch.values import Link, Page

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

PARAGRAPHS = (
    "The harbour council voted on Tuesday to rebuild the old lighthouse, ending nine years of "
    "argument over who should pay for the work.",
    "Eleven members were in favour and four against, after a debate that ran past midnight and "
    "had to be moved to the fish market when the lights failed.",
    "“We have waited long enough,” said the harbour master, Ilse Marwood, who first asked for the "
    "repair when a winter storm took the lamp.",
    "Work is to begin in March. The council expects it to cost 2.4 million crowns, of which a "
    "third comes from the fishing levy.",
    "Opponents said the money would have been better spent on the breakwater, which lost forty "
    "metres in the same storm and has not been touched since.",
)


def page(
    html: str | bytes,
    url: str = "https://gazette.example/2026/11/lighthouse-vote",
    *,
    asked: str | None = None,
    content_type: str | None = "text/html; charset=utf-8",
    extractor: str = ".combined",
) -> Page:
    """A page of the gazette."""
    body = html.encode() if isinstance(html, str) else html
    headers = (("Content-Type", content_type),) if content_type else ()
    return Page(url, "gazette", body, NOW, Link(asked or url), headers=headers, extractor=extractor)


def article(
    body: str | None = None,
    *,
    title: str = "Council votes to rebuild the lighthouse",
    head: str = "",
    before: str = "",
    after: str = "",
    ld: dict[str, object] | None = None,
    site: str = "The Harbour Gazette",
    lang: str = "en",
    h1: str | None = None,
) -> str:
    """An article's page: navigation, headline, `before`, the text, `after`, a footer."""
    text = body if body is not None else "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    script = f'<script type="application/ld+json">{json.dumps(ld)}</script>' if ld else ""
    return f"""<!doctype html><html lang="{lang}"><head><title>{title} | {site}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{site}">
{head}{script}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>{h1 or title}</h1>{before}<div class="article-body">{text}</div>{after}</article></main>
<footer><p>© 2026 {site}. All rights reserved.</p></footer></body></html>"""


NEWS: dict[str, object] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Council votes to rebuild the lighthouse",
    "datePublished": "2026-11-03T08:15:00+01:00",
    "dateModified": "2026-11-03T10:00:00Z",
    "author": {"@type": "Person", "name": "Jonas Ferrow"},
    "publisher": {"@type": "Organization", "name": "The Harbour Gazette"},
}
