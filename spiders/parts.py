"""Further pages of an article, asked for while its first page is being read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure

from presswatch.values import Page
from spiders.failures import Reason, describe
from spiders.manners.optouts import OptOut, OptOutKind
from storage import Store


async def fetch_part(
    spider: Spider, store: Store, first: Page, url: str, meta: dict[str, object]
) -> Page | None:
    """The page at `url`, through robots, guard, turns and limits like any request.

    None, and a row that says why, when it did not come. A part whose publisher wants its text left
    alone is not read either.
    """
    engine = spider.crawler.engine
    assert engine is not None
    try:
        request = Request(url, callback=NO_CALLBACK, meta=dict(meta))
        response = await engine.download_async(request)
    except Exception as error:  # noqa: BLE001 (each is a reason, and the article is kept without it)
        _lost(store, first, url, describe(Failure(error)), None)  # type: ignore[no-untyped-call]
        return None
    if response.status != 200:
        _lost(store, first, url, Reason(f"HTTP {response.status}"), response.status)
        return None
    wishes: tuple[OptOut, ...] = response.meta.get("opt_outs", ())
    unheard = [w for w in wishes if f"{w.kind} ({w.where})" not in first.opt_outs]
    if any(wish.kind.keeps_text_out for wish in unheard):  # the first page's were overruled
        _lost(store, first, url, Reason("opted out"), response.status)
        return None
    return replace(
        first, url=response.url, body=response.body, fetched_at=datetime.now(UTC),
        status=response.status, headers=_headers(response), raw=None,
        keep=first.keep and not any(w.kind is OptOutKind.NO_ARCHIVE for w in wishes),
    )  # fmt: skip


def _lost(store: Store, first: Page, url: str, reason: Reason, status: int | None) -> None:
    with store.transaction():
        store.log.failed(
            url, first.source, first.crawl, reason=reason.state,
            detail=f"further page of {first.url}: {reason.detail}", status=status,
        )  # fmt: skip


def _headers(response: Response) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin1"), value.decode("latin1"))
        for name, values in response.headers.items()
        for value in values
    )
