"""Fingerprint → Fingerprint, unless somebody had it forgotten: this address, or this text.

The page of a forgotten address is not even asked for (spiders/manners/forgotten.py). This stage is
for what cannot be known before: an address that leads to a forgotten one, a file that is imported,
and the same text printed elsewhere. Its raw response, which is on disk by now, is taken out again;
the row that says why names the host and no more.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from pipelines.losses import Forgotten, about
from pipelines.sampling import rate
from pipelines.stage import Stage
from presswatch.values import Fingerprint, Page


class RefuseForgotten(Stage):
    """Lets pass what nobody wanted forgotten."""

    def process_item(self, fingerprint: Fingerprint) -> Fingerprint:
        """The same fingerprint. Raises Forgotten."""
        if not self.store.tombstones:
            return fingerprint
        page = fingerprint.article.page
        why = self._why(fingerprint)
        if why:
            self._leave_no_trace(page)
            with about(_unnamed(page)):
                raise Forgotten(why)
        return fingerprint

    def _why(self, fingerprint: Fingerprint) -> str:
        stones, article = self.store.tombstones, fingerprint.article
        if any(map(stones.refuses_address, {article.url, article.page.url, article.page.link.url})):
            return "this address was forgotten on demand"
        tokens = rate(fingerprint.tokens)
        if stones.refuses_text(article.text, fingerprint.sha256, fingerprint.grams, tokens):
            return "its text was forgotten on demand, at another address"
        return ""

    def _leave_no_trace(self, page: Page) -> None:
        """No capture, and no address in the frontier: a tombstone keeps it from coming back."""
        if page.raw is not None:
            self.store.warc.erase([page.raw])
        with self.store.transaction():
            for url in {page.url, page.link.url}:
                self.store.tombstones.bury_address(url)
                self.store.frontier.forget(url)


def _unnamed(page: Page) -> Page:
    """The page as its row may name it."""
    parts = urlsplit(page.url)
    url = f"{parts.scheme}://{parts.netloc}/#forgotten"
    return replace(page, url=url, link=replace(page.link, url=url, title=None), raw=None)
