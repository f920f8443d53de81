"""Article → Article, or the reason why it is none.

A page that is no article must not be traced: it would join whatever it quotes. And an article
refused is an article lost; so every rule (pipelines/page_status.py) is for precision, and what
they refuse is a row with a reason (docs/extraction.md, table 3).
"""

from __future__ import annotations

from pipelines.canonical import canonical_url
from pipelines.extract import STATUS_FACT, VARIANT_FACT
from pipelines.extractors.reading import PageStatus
from pipelines.losses import (
    BotChallenge,
    ConsentWall,
    ErrorPage,
    ListPage,
    Lost,
    NoText,
    SoftNotFound,
    Stub,
    Variant,
    VideoPage,
    about,
)
from pipelines.stage import Stage
from presswatch.values import Article

LOSSES: dict[PageStatus, type[Lost]] = {
    PageStatus.LIST: ListPage,
    PageStatus.STUB: Stub,
    PageStatus.CONSENT: ConsentWall,
    PageStatus.CHALLENGE: BotChallenge,
    PageStatus.NOT_FOUND: SoftNotFound,
    PageStatus.ERROR: ErrorPage,
    PageStatus.VIDEO: VideoPage,
    PageStatus.EMPTY: NoText,
}


class Admit(Stage):
    """Lets articles pass."""

    def process_item(self, article: Article) -> Article:
        """The same article. Raises NotAnArticle or NoText."""
        with about(article.page):
            self._look_at(article)
        return article

    def _look_at(self, article: Article) -> None:
        for fact in article.facts:
            if fact.name == STATUS_FACT and (loss := LOSSES.get(PageStatus(fact.value))):
                raise loss(fact.where)
            if fact.name == VARIANT_FACT and self._have_the_original(article):
                raise Variant(f"{fact.value} version of {article.url}")
        if not article.text.strip():
            raise NoText("no body text was found")

    def _have_the_original(self, article: Article) -> bool:
        """Whether the page this one is a version of is stored, and came from another address."""
        if canonical_url(article.page.url) == article.url:
            return False
        return self.store.articles.known(article.url) is not None
