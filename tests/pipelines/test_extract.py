"""Extract: Page → Article, in a worker, or at once where no worker is needed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.extract import STATUS_FACT, Extract, article_of
from pipelines.extractors import json_ld, record, trafilatura
from pipelines.extractors.combined import extract
from pipelines.losses import Crashed, TooBig, Unreadable
from pipelines.reading_pool import LARGEST, ReadingPool
from presswatch.values import Article, Fact, Link, Page
from storage import open_store
from tests.pipelines.pages import NEWS, NOW, PARAGRAPHS, article, page


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Extract]:
    store = open_store(Path(tmp_path_factory.mktemp("desk")) / "desk.db", writer=True)
    made = Extract(store, ReadingPool(workers=1))
    yield made
    made.close_spider()


def run(stage: Extract, made: Page) -> Article:
    return asyncio.run(stage.process_item(made))


def test_a_page_becomes_an_article(stage: Extract) -> None:
    got = run(stage, page(article(ld=NEWS)))
    assert got.title == "Council votes to rebuild the lighthouse"
    assert got.text.split("\n") == list(PARAGRAPHS)
    assert got.authors == ("Jonas Ferrow",)
    assert got.published_at == datetime(2026, 11, 3, 7, 15, tzinfo=UTC)
    assert got.modified_at == datetime(2026, 11, 3, 10, tzinfo=UTC)
    assert got.language == "en"
    assert got.extractor == "combined/1"
    assert Fact("published", "2026-11-03T08:15:00+01:00", "json-ld") in got.facts


def test_the_title_of_the_feed_stands_in_for_a_missing_one(stage: Extract) -> None:
    made = page(f"<html><body><div><p>{'</p><p>'.join(PARAGRAPHS)}</p></div></body></html>")
    told = Page(made.url, made.source, made.body, NOW, Link(made.url, "As the feed says"))
    assert run(stage, told).title == "As the feed says"


def test_the_kind_of_page_is_a_fact_for_admit(stage: Extract) -> None:
    got = run(
        stage,
        page("<html><head><title>404</title></head><body><h1>Page not found</h1></body></html>"),
    )
    assert [fact.value for fact in got.facts if fact.name == STATUS_FACT] == ["soft 404"]


def test_a_credit_in_the_text_is_read(stage: Extract) -> None:
    body = "".join(f"<p>{p}</p>" for p in (*PARAGRAPHS, "(Reuters)"))
    assert run(stage, page(article(body))).credit == "Reuters"


def test_a_credit_line_under_the_body_is_read_though_it_is_no_text(stage: Extract) -> None:
    got = run(stage, page(article(after='<section class="src"><p>Source: Reuters</p></section>')))
    assert got.credit == "Reuters"


def test_an_unknown_plug_is_a_reason_that_names_it(stage: Extract) -> None:
    with pytest.raises(Crashed, match=r"no module pipelines\.extractors\.nonesuch"):
        run(stage, page(article(), extractor=".nonesuch"))


def test_a_page_over_the_limit_never_reaches_a_worker(stage: Extract) -> None:
    with pytest.raises(TooBig):
        run(stage, page(b"x" * (LARGEST + 1)))


def test_what_is_no_html_is_unreadable(stage: Extract) -> None:
    with pytest.raises(Unreadable):
        run(stage, page("just words"))


# ── records ──────────────────────────────────────────────────────────────────────────────────


def row(**fields: object) -> Page:
    told = {"url": "https://gazette.example/1", "text": "One.\nTwo."} | fields
    body = json.dumps({k: v for k, v in told.items() if v is not ...}).encode()
    url = "https://gazette.example/1"
    return Page(url, "gazette", body, NOW, Link(url), media_type=record.MEDIA_TYPE)


def test_a_record_is_taken_as_it_is(stage: Extract) -> None:
    got = run(
        stage, row(title="A", authors=["B", "B", " "], language="en-GB", published_at="2026-11-03")
    )
    assert (got.title, got.text, got.authors, got.language) == ("A", "One.\nTwo.", ("B",), "en")
    assert got.published_at == datetime(2026, 11, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-03T10:00:00", datetime(2026, 11, 3, 10, tzinfo=UTC)),
        ("2026-11-03T10:00:00Z", datetime(2026, 11, 3, 10, tzinfo=UTC)),
        ("2026-11-03T10:00:00+02:00", datetime(2026, 11, 3, 8, tzinfo=UTC)),
        ("2026-11-03 10:00", datetime(2026, 11, 3, 10, tzinfo=UTC)),
    ],
)
def test_a_time_without_a_zone_is_utc(written: str, moment: datetime) -> None:
    assert record.extract(row(published_at=written)).published_at == moment


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": ...}, "field 'text': text expected, got nothing"),
        ({"url": 5}, "field 'url': text expected, got int"),
        ({"title": ["x"]}, "field 'title': text expected, got list"),
        ({"authors": [1]}, "field 'authors': a list of names expected"),
        ({"published_at": "yesterday"}, "field 'published_at': not ISO 8601: 'yesterday'"),
    ],
)
def test_a_wrong_field_is_named(fields: dict[str, object], message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        record.extract(row(**fields))


@pytest.mark.parametrize("body", [b"", b"[1]", b"{", b"\xff", b'"x"'])
def test_what_is_no_object_is_unreadable(body: bytes) -> None:
    url = "https://gazette.example/1"
    with pytest.raises(Unreadable):
        record.extract(Page(url, "gazette", body, NOW, Link(url), media_type=record.MEDIA_TYPE))


# ── the other plugs ──────────────────────────────────────────────────────────────────────────


def test_plain_trafilatura_is_a_plug() -> None:
    got = trafilatura.extract(page(article(ld=NEWS)))
    assert PARAGRAPHS[1] in got.text
    assert got.published_at is not None


def test_the_json_ld_plug_takes_the_body_from_there() -> None:
    told = {**NEWS, "articleBody": "<p>Told in the head.</p><p>And told twice.</p>"}
    assert json_ld.extract(page(article(ld=told))).text == "Told in the head.\nAnd told twice."


def test_an_article_is_made_without_a_store() -> None:
    made = page(article(ld=NEWS))
    assert article_of(made, extract(made)).page is made
