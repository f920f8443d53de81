"""Stores generated articles as a crawl does, stage by stage, without fetching: for many quick faults.

acknowledged = store_pieces(store, range(50))
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from pipelines.extract import article_of
from pipelines.extractors import record
from pipelines.fingerprint import fingerprint
from pipelines.judge import judge
from pipelines.save import Save
from presswatch.values import Link, Page
from storage import Store
from storage.group_commit import BATCH
from tests.faults.generated import piece


def page_of(number: int) -> Page:
    """A generated article, as it would have come."""
    made = piece(number)
    url = f"https://outlet-{made.outlet}.example/{number}"
    body = {"url": url, "title": made.title, "text": made.text, "published_at": made.at.isoformat()}
    return Page(
        url=url, source=f"outlet-{made.outlet}", body=json.dumps(body).encode(), link=Link(url),
        fetched_at=made.at + timedelta(hours=1), media_type=record.MEDIA_TYPE, extractor=".record",
    )  # fmt: skip


def store_pieces(
    store: Store, numbers: Iterable[int], acknowledge: Callable[[int], object] = lambda number: None
) -> None:
    """Each through the WARC, tracing and one transaction, in batches; told when it is on disk."""
    asyncio.run(_store(store, list(numbers), acknowledge))


async def _store(store: Store, numbers: list[int], acknowledge: Callable[[int], object]) -> None:
    save = Save(store)
    save.open_spider()

    async def one(number: int) -> None:
        page = page_of(number)
        with store.transaction():
            store.sources.ensure(page.source, page.url)
            store.frontier.offer(page.source, [page.link])
        kept = replace(page, raw=store.warc.append(page))
        taken = fingerprint(article_of(kept, record.extract(kept)))
        await save.process_item(judge(store, taken))
        acknowledge(number)

    for at in range(0, len(numbers), BATCH):
        await asyncio.gather(*(one(number) for number in numbers[at : at + BATCH]))
