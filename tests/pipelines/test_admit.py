"""Admit lets articles pass, and says why it refuses what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.admit import LOSSES, Admit
from pipelines.extract import article_of
from pipelines.extractors.combined import extract
from pipelines.extractors.reading import PageStatus, Reading
from pipelines.losses import Lost, NoText, Variant
from presswatch.values import Article, Page
from storage import Store, open_store
from tests.pipelines.pages import NEWS, article, page


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made: Store = open_store(tmp_path / "desk.db", writer=True)
    return made


def read(made: Page) -> Article:
    return article_of(made, extract(made))


def test_an_article_passes_unchanged(store: Store) -> None:
    made = read(page(article(ld=NEWS)))
    assert Admit(store).process_item(made) is made


@pytest.mark.parametrize("status", LOSSES)
def test_every_kind_of_page_that_is_none_has_its_loss(store: Store, status: PageStatus) -> None:
    made = article_of(page(article()), Reading("some text", status=status, because="it says so"))
    with pytest.raises(LOSSES[status], match="it says so"):
        Admit(store).process_item(made)


def test_every_status_but_articles_is_refused() -> None:
    passes = {PageStatus.ARTICLE, PageStatus.LIVE_BLOG, PageStatus.VARIANT}
    assert set(PageStatus) - set(LOSSES) == passes


def test_an_article_without_text_is_lost(store: Store) -> None:
    with pytest.raises(NoText):
        Admit(store).process_item(article_of(page(article()), Reading(" \n ")))


AMP = article(head='<link rel="canonical" href="/2026/11/lighthouse-vote">').replace(
    "<html ", "<html amp "
)
URL = "https://gazette.example/2026/11/lighthouse-vote"


def stored(store: Store, made: Article) -> None:
    with store.transaction():
        store.sources.ensure("gazette", "https://gazette.example/")
        store.articles.insert(made, "0" * 64, store.log.fetched(made.page, "article"))


def test_an_amp_version_is_the_article_until_we_have_the_article(store: Store) -> None:
    made = read(page(AMP, f"{URL}/amp/"))
    assert made.url == URL
    assert Admit(store).process_item(made) is made
    stored(store, read(page(article(), URL)))
    with pytest.raises(Variant, match="AMP version of"):
        Admit(store).process_item(made)


def test_the_article_itself_is_no_variant_of_itself(store: Store) -> None:
    made = read(page(AMP, URL))
    stored(store, made)
    assert Admit(store).process_item(made) is made


def test_a_loss_is_a_lost() -> None:
    assert all(issubclass(loss, Lost) for loss in LOSSES.values())
