"""Page → Page: the raw response is on disk before anything can lose it."""

from __future__ import annotations

from dataclasses import replace

from pipelines.stage import Stage
from presswatch.values import Page


class Keep(Stage):
    """Appends the response to the day's WARC; `keep = false` in sources.toml turns it off."""

    def process_item(self, page: Page) -> Page:
        """The page, with a pointer to its raw response where one was kept."""
        if self.store.failure is not None:
            raise self.store.failure  # the crawl is ending; what is not stored stays pending
        if not page.keep or page.again:
            return page
        return replace(page, raw=self.store.warc.append(page))
