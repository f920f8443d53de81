"""As much of a reading as any article has.

The stages behind the reading run in the one process that also crawls, and what they do grows with the
text and with the lists of facts: a page of ten megabytes would stop the crawl for half a minute, and so
would each of its copies. A text that is cut here is marked as partial.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.extractors.reading import Cut, Reading
from presswatch.values import Fact

#: bytes of UTF-8, some 33,000 words; two megabytes take the stages up to 5 s of CPU, this under 1 s
#: (tests/hostile/test_bounds.py)
TEXT = 200_000
TITLE = 500  #: characters; so is a name, a section, a tag
LINE = 2_000  #: characters of a description, a fact, a line beside the text
ENTRIES = 200  #: authors, tags, facts, links …; a live blog of six pages has some hundred


def is_full(text: str) -> bool:
    """Whether nothing more would be taken."""
    return len(text) > TEXT or (not text.isascii() and len(text.encode("utf8", "replace")) > TEXT)


def bounded(reading: Reading) -> Reading:
    """The reading, cut where it is longer than any article."""
    return replace(
        _with_less_text(reading) if is_full(reading.text) else reading,
        title=reading.title[:TITLE],
        authors=_few(reading.authors, TITLE),
        description=_short(reading.description, LINE),
        image=_address(reading.image),
        next_page=_address(reading.next_page),
        first_page=_address(reading.first_page),
        section=_short(reading.section, TITLE),
        tags=_few(reading.tags, TITLE),
        facts=tuple(Fact(f.name, f.value[:LINE], f.where[:LINE]) for f in reading.facts[:ENTRIES]),
        beside=_few(reading.beside, LINE),
        links=tuple(link for link in reading.links if len(link) <= LINE)[:ENTRIES],
        cuts=_few_cuts(reading.cuts),
        added=_few_cuts(reading.added),
        claims=reading.claims and replace(
            reading.claims,
            canonical=_address(reading.claims.canonical),
            claims=reading.claims.claims[:ENTRIES],
        ),
    )  # fmt: skip


def _with_less_text(reading: Reading) -> Reading:
    """Up to the end of a line, unless the line is the text."""
    kept = reading.text.encode("utf8", "replace")[:TEXT].decode("utf8", "ignore")
    whole_lines = kept.rpartition("\n")[0]
    return replace(
        reading, text=whole_lines if len(whole_lines) > len(kept) // 2 else kept, partial=True
    )


def _short(text: str | None, most: int) -> str | None:
    return text if text is None else text[:most]


def _address(url: str | None) -> str | None:
    """A URL is whole or it is none."""
    return url if url is None or len(url) <= LINE else None


def _few(texts: Sequence[str], most: int) -> tuple[str, ...]:
    return tuple(text[:most] for text in texts[:ENTRIES])


def _few_cuts(cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    return tuple(Cut(cut.line[:LINE], cut.reason[:LINE]) for cut in cuts[: 5 * ENTRIES])
