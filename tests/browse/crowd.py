"""A newsroom of any size, written with plain inserts: for measuring pages, not for judging tracing.

Texts are random words of Zipf's frequency, so that a common word is in most articles and a rare one
in few, as in life.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from presswatch.values import Source
from storage import open_store

OUTLETS = 300
WORDS = [f"word{n}" for n in range(20_000)]
WEIGHTS = list(accumulate(1 / (n + 2) for n in range(len(WORDS))))  #: cumulated
START = datetime.now(UTC).replace(microsecond=0) - timedelta(days=120)


def crowd(path: Path, articles: int, seed: int = 7) -> None:
    """A database of so many articles: a third of them copies, in stories of very unequal size."""
    store = open_store(path, writer=True)
    chance = random.Random(seed)
    with store.transaction() as db:
        store.sources.watch(
            Source(f"outlet-{n}", f"https://outlet-{n}.example/", title=f"Outlet {n}",
                   feeds=(f"https://outlet-{n}.example/feed.xml",))
            for n in range(OUTLETS)
        )  # fmt: skip
        crawl = store.log.start("crawl")
        rows = _rows(chance, articles)
        for kind, row in rows:
            db.conn.execute(_INSERT[kind], row | {"crawl": crawl} if kind == "fetches" else row)
        db.execute(_COUNT)
        db.execute("update doors set polls = 9, failures = id % 17 = 0, state ="
                   " case id % 17 when 0 then 'timeout' else 'working' end")  # fmt: skip
    store.close()


_INSERT = {
    "fetches": "insert into fetches (id, crawl, source, url, fetched_at, status, outcome, bytes, article)"
               " values (:id, :crawl, :source, :url, :at, 200, :outcome, 9000, :article)",
    "articles": "insert into articles (id, url, canonical, source, title, text, authors, published_at, published_utc, first_seen_at,"
                " language, story, words, partial, sha256, state, facts, credits, fetch) values (:id, :url, :url, :source,"
                " :title, :text, '[]', :at, :at, :at, :language, :story, 400, 0, 'x', 'live', '[]', '[]', :fetch)",
    "stories": "insert into stories (id, origin, origin_kind, because, confidence, title, articles, outlets)"
               " values (:id, :origin, :kind, 'because', 0.8, :title, 1, 1)",
    "copies": "insert into copies (article, story, copied_from, compared_with, relation, because, lag_s,"
              " share_of_copy, share_of_origin, words, credit_kept, changes, evidence) values (:article, :story,"
              " :lead, :lead, :relation, 'because', :lag, 0.9, 0.8, 300, :kept, '[]', :evidence)",
    "revisions": "insert into revisions (article, seen_at, title, text, sha256, changes)"
                 " values (:article, :at, :title, :text, 'x', '[]')",
}  # fmt: skip
_COUNT = """
update stories set (articles, outlets, first_at, last_at) = (select count(*), count(distinct source),
  min(published_at), max(published_at) from articles where story = stories.id)"""


def _rows(chance: random.Random, articles: int) -> Iterator[tuple[str, dict[str, Any]]]:
    story = lead = left = 0
    text = title = ""
    at = START
    for number in range(1, articles + 1):
        if not left:
            story, lead = story + 1, number
            left = min(1 + int(chance.paretovariate(1.1)) if chance.random() < 0.3 else 1, 400)
            at = START + timedelta(minutes=chance.random() * 120 * 1440)
            text = "\n".join(_words(chance, 50) for _ in range(8))
            title = _words(chance, 8).capitalize()
            kind = chance.choice(["origin", "earliest copy seen"])
            yield "stories", {"id": story, "origin": number, "kind": kind, "title": title}
        lag = 0 if number == lead else int(chance.expovariate(1 / 20_000))
        source = f"outlet-{int(chance.random() ** 2 * OUTLETS)}"
        moment = (at + timedelta(seconds=lag)).isoformat(timespec="seconds")
        row = {"id": number, "article": number, "source": source, "at": moment, "fetch": number,
               "url": f"https://{source}.example/{number}", "outcome": "article", "title": title,
               "text": text, "story": story, "language": chance.choice(["en", "en", "de", "ms"])}  # fmt: skip
        yield "fetches", row
        yield "articles", row
        if number != lead:
            yield "copies", _copy(chance, row, lead, lag)
        if number % 40 == 0:
            yield "revisions", row | {"text": text.replace("word2", "word3")}
        left -= 1


def _words(chance: random.Random, number: int) -> str:
    return " ".join(chance.choices(WORDS, cum_weights=WEIGHTS, k=number))


def _copy(chance: random.Random, row: dict[str, Any], lead: int, lag: int) -> dict[str, Any]:
    spans = {"credits": [], "spans": [[0, 900, 0, 900]]}
    return row | {
        "lead": lead, "lag": lag, "relation": chance.choice(["verbatim", "edited", "excerpt"]),
        "kept": chance.choice(["kept", "stripped"]), "evidence": json.dumps(spans),
    }  # fmt: skip
