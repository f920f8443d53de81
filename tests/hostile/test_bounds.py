"""What a page can make the crawl's own process do: bounded, however long its text and its lists are."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.admit import Admit
from pipelines.bounds import ENTRIES, LINE, TEXT, TITLE, bounded
from pipelines.changes import what_changed
from pipelines.extract import article_of
from pipelines.extractors import combined
from pipelines.extractors.reading import Reading
from pipelines.fingerprint import TakeFingerprint
from pipelines.judge import Judge
from pipelines.refuse_forgotten import RefuseForgotten
from pipelines.save import save
from presswatch.values import Link, Page
from storage import Store, open_store

LIMIT = 1.0  #: s of CPU for one page, of the process that also crawls
BODY = "".join(
    f"<p>The harbour office counted {n * 37} crates of barley after a night of rain.</p>"
    for n in range(20)
)
CHANCE = random.Random(20261126)
WORDS = ["".join(CHANCE.choices("abcdefgh", k=6)) for _ in range(3000)]


def words(count: int) -> str:
    return " ".join(CHANCE.choices(WORDS, k=count))


def lines(line: Callable[[int], str]) -> str:
    """So many lines that they are twice as long as what is taken."""
    made, size = [], 0
    while size < 2 * TEXT:
        made.append(line(len(made)))
        size += len(made[-1]) + 1
    return "\n".join(made)


#: what is long, repeats itself, or made a regular expression go back again and again
TEXTS: dict[str, Callable[[], str]] = {
    "plain": lambda: lines(lambda n: f"{words(40)}."),
    "one line, many times": lambda: "alpha beta gamma delta\n" * (TEXT // 10),
    "tiny lines": lambda: "a\n" * TEXT,
    "one paragraph with numbers": lambda: " ".join(f"{n} {words(3)}" for n in range(TEXT // 15)),
    "quotations": lambda: lines(lambda n: f'"{words(5)}" said {n}.'),
    "without spaces": lambda: "".join(chr(0x4E00 + CHANCE.randrange(5000)) for _ in range(TEXT)),
    "digits and a letter": lambda: lines(lambda n: "1" * 79 + "z"),
    "sources": lambda: lines(lambda n: "Source: " * 10 + "(AP) " * 3 + words(3).title()),
    "names": lambda: lines(lambda n: f"By {words(3).title()} — {words(2).title()} ({words(1)})"),
    "addresses": lambda: lines(lambda n: f"https://x.example/{n}/{words(1)}"),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path / "presswatch.db", writer=True)
    made.db.execute("pragma synchronous = off")
    yield made
    made.close()


def page(url: str, body: bytes = b"") -> Page:
    at = datetime(2026, 11, 26, tzinfo=UTC)
    html = (("Content-Type", "text/html; charset=utf-8"),)
    return Page(url, url.split("/")[2], body, at, Link(url), headers=html)


def cpu_of(store: Store, url: str, text: str) -> float:
    """Seconds that the stages behind the reading take for a page with this text."""
    at = datetime(2026, 11, 26, tzinfo=UTC) + timedelta(minutes=len(text) % 60)
    whole = Reading(text, title="A long read", published_at=at, language="en")
    with store.transaction():
        store.sources.ensure(url.split("/")[2], url)
        store.frontier.offer(url.split("/")[2], [Link(url)])
    reading = bounded(whole)
    begun = time.thread_time()
    article = Admit(store).process_item(article_of(page(url), reading))
    verdict = Judge(store).process_item(
        RefuseForgotten(store).process_item(TakeFingerprint(store).process_item(article))
    )
    with store.transaction():
        save(store, verdict)
    return time.thread_time() - begun


@pytest.mark.soak
@pytest.mark.parametrize("kind", TEXTS)
def test_no_text_stops_the_crawl(kind: str, store: Store) -> None:
    text = TEXTS[kind]()
    middle = len(text) // 8
    took = {
        "an article": cpu_of(store, "https://quay.example/a", text),
        "its copy": cpu_of(
            store, "https://pier.example/b", f"{text[:middle]}\n17 men.\n{text[middle:]}"
        ),
        "an edit": cpu_of(store, "https://pier.example/b", f"{text[:middle]} {text[middle + 9 :]}"),
    }
    print(kind, {what: round(cpu, 2) for what, cpu in took.items()}, "s of CPU")
    assert max(took.values()) < LIMIT


def test_a_line_of_digits_and_letters_is_no_riddle() -> None:
    begun = time.thread_time()
    for line in ("1" * 60 + "_zzzzzzzzzzzz!q", "updated 1" + "1a" * 30, "may" * 25 + "!" * 5 + "q"):
        what_changed("t", f"{line}\n" * 500, (), "t", line, ())
    assert time.thread_time() - begun < LIMIT


def test_a_list_of_thousands_of_names_in_another_order_is_read_in_time() -> None:
    dice, names = random.Random(3), ["Marsh", "Brandt", "Plum", "Ash", "Elm"]
    lists = [" ".join(dice.choices(names, k=6000)) for _ in range(2)]
    begun = time.thread_time()
    what_changed("t", f"x {lists[0]}", (), "t", f"x {lists[1]}", ())
    assert time.thread_time() - begun < LIMIT


def test_what_is_repeated_is_aligned_in_linear_time() -> None:
    line, begun = "alpha beta gamma delta\n", time.thread_time()
    found = what_changed("t", line * 2000, (), "t", line * 1999, ())
    assert time.thread_time() - begun < LIMIT
    assert (found.cut, found.added, found.moved) == (0, 0, 0)


def test_a_text_of_megabytes_is_cut_at_a_line_and_said_to_be_partial() -> None:
    reading = bounded(Reading("A line of no more than some words.\n" * 100_000))
    assert TEXT - 40 < len(reading.text) <= TEXT
    assert reading.text.endswith("words.")
    assert reading.partial
    assert len(bounded(Reading("ж" * TEXT)).text) == TEXT // 2
    assert not bounded(Reading("ж" * (TEXT // 2))).partial


def test_the_lists_of_a_page_are_bounded() -> None:
    many = 3_000
    names = [f"Nora Vale{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}" for n in range(many)]
    data = {"@type": "NewsArticle", "headline": "H" * 9_999, "author": [{"name": n} for n in names],
            "keywords": [f"k{n}" for n in range(many)], "image": "https://x.example/" + "a" * 99_999}  # fmt: skip
    links = "".join(f"<a href=https://x.example/{n}>more {n}</a> " for n in range(many))
    html = (
        f"<html lang=en><head><title>{'word ' * 9_999}</title>"
        f'<link rel=canonical href="https://quay.example/{"a" * 99_999}">'
        f"<script type=application/ld+json>{json.dumps(data)}</script></head>"
        f"<body><article><h1>{'word ' * 9_999}</h1><p>{links}</p>{BODY}</article></body></html>"
    )
    reading = bounded(combined.extract(page("https://quay.example/1", html.encode())))
    assert len(reading.title) <= TITLE
    for one in fields(reading):
        value = getattr(reading, one.name)
        if isinstance(value, tuple) and one.name not in ("cuts", "added"):
            assert len(value) <= ENTRIES, one.name
        assert one.name in ("text", "url") or len(str(value)) < 5 * ENTRIES * LINE, one.name
    assert len(article_of(page("https://quay.example/1"), reading).url) < LINE
