"""Article → Article, or the reason why it is none.

A page that is no article must not be traced: it would join whatever it quotes. And an article
refused is an article lost; so every rule (pipelines/page_status.py) is for precision, and what
they refuse is a row with a reason (docs/extraction.md, table 3).
"""

from __future__ import annotations

from pipelines.canonical import canonical_url
from pipelines.extract import LATER_FACT, STATUS_FACT, VARIANT_FACT
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
from presswatch.values import Article, DoorKind, Link

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
            if fact.name == LATER_FACT and article.page.link.door is not DoorKind.ARCHIVE:
                self._want_whole(article, fact.value)
                raise Variant(f"later page of {fact.value}")
        if not article.page.again and self.store.log.is_part(article.page.url):
            raise Variant("further page of an article that we have")
        if not article.text.strip():
            raise NoText("no body text was found")

    def _want_whole(self, article: Article, first: str) -> None:
        """The article is read from its first page on; a door may only have named a later one."""
        if not article.page.again:
            with self.store.transaction():
                self.store.frontier.offer(article.page.source, [Link(first)])

    def _have_the_original(self, article: Article) -> bool:
        """Whether the page this one is a version of is stored, and came from another address."""
        if canonical_url(article.page.url) == article.url:
            return False
        return self.store.articles.known(article.url) is not None
