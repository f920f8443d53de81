"""Learning a site as its pages arrive, and reading its pages with what was learned.

What is counted and why a real paragraph is safe: pipelines/site_boilerplate.py. Articles that are
handed over as text (pipelines/extractors/record.py) are neither learned from nor cut.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from pipelines.credits import read_credits
from pipelines.extractors import record
from pipelines.extractors.reading import Reading
from pipelines.site_boilerplate import (
    FEWEST,
    Seen,
    cut_boilerplate,
    is_boilerplate,
    key_of,
    traces,
)
from presswatch.values import Article, Credit, Page
from storage import Store
from storage.articles import Known
from storage.site_lines import LineSeen


def without_recurring(store: Store, page: Page, reading: Reading) -> Reading:
    """The reading without the lines that recur on its site; they become cuts with that reason."""
    known = recurring_keys(store, page.source)
    if not known:
        return reading
    text, cuts = cut_boilerplate(reading.text, known, _is_credit)
    return replace(reading, text=text, cuts=(*reading.cuts, *cuts)) if cuts else reading


def recurring_keys(store: Store, source: str) -> Set[str]:
    """Keys of the lines that are the site's own."""
    return {
        line.key
        for line in store.site_lines.recurring(source, FEWEST)
        if is_boilerplate(Seen(line.stories, line.at_edge, line.since, line.words, line.topical))
    }


def learn_site(store: Store, article: int, reading: Article) -> None:
    """Counts the lines of a new article, if its story is the first of that story at its source."""
    if reading.extractor == record.NAME or store.site_lines.told_before(
        reading.page.source, article
    ):
        return
    by_key = {key_of(line): line for line in (*reading.text.split("\n"), *reading.recurring)}
    whole = "\n".join((reading.text, *reading.recurring))
    cut = {key_of(line) for line in reading.recurring}
    edges = {trace.key for trace in traces(reading.text) if trace.at_edge} | cut
    store.site_lines.saw(
        reading.page.source,
        (
            LineSeen(t.key, by_key[t.key], t.key in edges, t.topical)
            for t in traces(whole)
        ),
    )  # fmt: skip


def differs_only_in_recurring(store: Store, known: Known, article: Article) -> bool:
    """Whether a page says what it said, and only our knowledge of its site has changed.

    Without this a line that was learned between two looks would be told as a silent edit.
    """
    if known.title != article.title or _credited(known.credits) != _credited(article.credits):
        return False
    site = {line.key for line in store.site_lines.recurring(article.page.source, FEWEST)}

    def own(text: str) -> list[str]:
        return [line for line in text.split("\n") if key_of(line) not in site]

    return bool(site) and own(known.text) == own(article.text)


def _credited(credits: tuple[Credit, ...]) -> list[tuple[str, str]]:
    """Who is credited in which words, wherever in the text they stand."""
    return [(credit.name, credit.quote) for credit in credits]


def _is_credit(line: str) -> bool:
    """ "Source: Reuters" under every third story is the best evidence there is."""
    return bool(read_credits(line, host=""))
