"""Learning a site as its pages arrive, and reading its pages with what was learned.

What is counted and why a real paragraph is safe: pipelines/site_boilerplate.py. Articles that are
handed over as text (pipelines/extractors/record.py) are neither learned from nor cut.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from pipelines.body_end import cut_below_end, endings, is_end
from pipelines.credits import read_credits
from pipelines.extractors import record
from pipelines.extractors.reading import Cut, Reading
from pipelines.site_boilerplate import (
    FEWEST,
    Seen,
    cut_boilerplate,
    is_boilerplate,
    is_topical,
    key_of,
    traces,
    words_within,
)
from presswatch.values import Article, Credit, Page
from storage import Store
from storage.articles import Known
from storage.site_lines import LineSeen


@dataclass(frozen=True, slots=True)
class SiteKnown:
    """Keys of the lines that are a site's own, and of those at which its bodies end."""

    lines: Set[str]
    ends: Set[str]

    def cut(self, text: str) -> tuple[str, tuple[Cut, ...]]:
        """The text without what recurs and what stands below its end; and what was cut."""
        text, below = cut_below_end(text, self.ends, _is_credit) if self.ends else (text, ())
        text, cuts = cut_boilerplate(text, self.lines, _is_credit) if self.lines else (text, ())
        return text, (*below, *cuts)


def without_recurring(store: Store, page: Page, reading: Reading) -> Reading:
    """The reading without the lines that recur on its site; they become cuts with that reason."""
    text, cuts = site_known(store, page.source).cut(reading.text)
    return replace(reading, text=text, cuts=(*reading.cuts, *cuts)) if cuts else reading


def site_known(store: Store, source: str) -> SiteKnown:
    """What is known of a site by now."""
    rows = store.site_lines.recurring(source, FEWEST)
    seen = {
        line.key: Seen(line.stories, line.at_edge, line.since, line.words, line.topical, line.ends)
        for line in rows
    }
    return SiteKnown(
        {key for key, line in seen.items() if is_boilerplate(line)},
        {key for key, line in seen.items() if is_end(line)},
    )


def learn_site(store: Store, article: int, reading: Article) -> None:
    """Counts the lines of a new article, if its story is the first of that story at its source."""
    if reading.extractor == record.NAME or store.site_lines.told_before(
        reading.page.source, article
    ):
        return
    ends = set(endings(reading.text))
    story = words_within(reading.text)
    lines = [
        LineSeen(t.key, t.line, t.at_edge, t.topical, t.key in ends)
        for t in traces(reading.text, story)
    ]
    told = {line.key for line in lines}
    cut = {key_of(line): line for line in reading.recurring}
    lines += [
        LineSeen(key, line, True, is_topical(line, story), cut=True)
        for key, line in cut.items()
        if key not in told
    ]
    store.site_lines.saw(reading.page.source, lines)


def differs_only_in_recurring(store: Store, known: Known, article: Article) -> bool:
    """Whether a page says what it said, and only our knowledge of its site has changed.

    Without this a line that was learned between two looks would be told as a silent edit.
    """
    if known.title != article.title or _credited(known.credits) != _credited(article.credits):
        return False
    site = site_known(store, article.page.source)
    own = {line.key for line in store.site_lines.recurring(article.page.source, FEWEST)}

    def rest(text: str) -> list[str]:
        return [line for line in site.cut(text)[0].split("\n") if key_of(line) not in own]

    return bool(own) and rest(known.text) == rest(article.text)


def _credited(credits: tuple[Credit, ...]) -> list[tuple[str, str]]:
    """Who is credited in which words, wherever in the text they stand."""
    return [(credit.name, credit.quote) for credit in credits]


def _is_credit(line: str) -> bool:
    """ "Source: Reuters" under every third story is the best evidence there is."""
    return bool(read_credits(line, host=""))
