"""A date beside the headline may be an event's, another story's, an update's: whose it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.extractors.combined import extract
from tests.pipelines.pages import NEWS, article, page

ARTICLE = datetime(2026, 10, 20, tzinfo=UTC).date()


def day_of(html: str) -> object:
    made = extract(page(html, "https://gazette.example/x")).published_at
    return made and made.date()


def by_head(before: str, head: str = "") -> str:
    return article(ld={**NEWS, "datePublished": "2026-10-20T08:00:00Z"}, before=before, head=head)


@pytest.mark.parametrize(
    "line",
    ["Polling day: 3 November 2026", "Kick-off: Saturday 7 November 2026", "When: 3 November 2026, 7pm",
     "Election day, November 3, 2026", "Doors open 3 November 2026, 19:00", "Wahltag: 3. November 2026",
     "Anstoß: 3. November 2026, 15.30 Uhr", "Scrutin le 3 novembre 2026", "Cuándo: 3 de noviembre de 2026",
     "Storm night: Tuesday 3 November 2026"],
)  # fmt: skip
def test_the_day_of_an_event_is_no_publication(line: str) -> None:
    assert day_of(by_head(f"<p>{line}</p>")) == ARTICLE
    assert day_of(article(before=f"<p>{line}</p><p>Ina Marsh, 20 October 2026</p>")) == ARTICLE


@pytest.mark.parametrize("line", ["Date: 20 October 2026", "Post date: 20 October 2026", "By Ina Marsh, Kesterport: 20 October 2026 10:12"])  # fmt: skip
def test_a_label_of_dates_is_none_of_an_event(line: str) -> None:
    assert day_of(article(before=f"<p>{line}</p>")) == ARTICLE


def test_a_time_that_readers_see_bears_the_head_out() -> None:
    time = '<p><time datetime="2026-10-20T08:00:00Z">{}</time></p>'
    assert day_of(by_head(time.format("a month ago") + "<p>3 November 2026</p>")) == ARTICLE
    other = time.format("3 November 2026")
    assert day_of(by_head(other)) == datetime(2026, 11, 3, tzinfo=UTC).date()


@pytest.mark.parametrize(
    ("before", "head"),
    [
        ('<p><time datetime="2026-10-20">in October</time></p>', ""),
        ("", '<meta property="article:published_time" content="2026-10-20T08:00:00Z">'),
    ],
    ids=["a time", "JSON-LD and meta"],
)
def test_an_update_is_no_new_edition_where_the_first_day_is_told_twice(
    before: str, head: str
) -> None:
    assert day_of(by_head(before + "<p>Updated: 3 November 2026</p>", head)) == ARTICLE


SUBMITTED = "Submitted by Ina Marsh on {}"
TIME = '<time datetime="2026-10-20T10:00:00Z">Tuesday</time>'
H1 = "<h1>Council votes to rebuild the lighthouse</h1>"


@pytest.mark.parametrize(
    "html",
    [
        article(before=f'<footer class="node__meta">{SUBMITTED.format("20 October 2026")}</footer>'),
        article(before=f'<footer class="node__meta">{SUBMITTED.format(TIME)}</footer>'),
        article(after=f'<footer class="entry-footer">Posted on {TIME}</footer>'),
        article().replace(
            f"<article>{H1}", f'{H1}<article><footer class="node__meta">{SUBMITTED.format(TIME)}</footer>'
        ),
    ],
    ids=["a line", "a time", "below", "the headline outside"],
)  # fmt: skip
def test_a_footer_inside_the_article_is_the_article_s(html: str) -> None:
    assert day_of(html) == ARTICLE


def test_a_footer_of_the_page_or_of_a_comment_is_not() -> None:
    shown = article(before="<p>20 October 2026</p>")
    late = '<p>Published 9 November 2026</p><time datetime="2026-11-09">Monday</time>'
    assert day_of(shown.replace("<footer>", f"<footer>{late}")) == ARTICLE
    comment = f'<article class="comment"><footer class="comment-meta">{late}</footer><p>{"So it is. " * 60}</p></article>'
    assert day_of(shown.replace("</article>", f"{comment}</article>")) == ARTICLE


BOX = (
    '<div class="{}"><ul><li><time datetime="2026-11-21">21 Nov</time> <a href="/a">Storm closes the old '
    'pier for a whole week</a></li><li><span>20 November 2026</span> <a href="/b">Ferry to the island is '
    "back on Monday</a></li></ul></div>"
)
ONE = (
    '<div><p>3 November 2026</p><p><a href="/b">Ferry to the island is back on Monday</a></p></div>'
)
LOOSE = '<p>3 November 2026</p><p><a href="/b">Ferry to the island is back on Monday</a></p>'


@pytest.mark.parametrize("box", [BOX.format("x"), BOX.format("ticker"), ONE, LOOSE])
def test_dates_of_other_stories_above_the_headline_are_theirs(box: str) -> None:
    for html in (
        by_head(""),
        article(before="<p>20 October 2026</p>"),
        article(before='<p><time datetime="2026-10-20">20 Oct</time></p>'),
    ):
        assert day_of(html.replace("<main>", f"<main>{box}")) == ARTICLE
        assert day_of(html.replace("<article>", f"<article>{box}")) == ARTICLE


def test_a_date_above_the_headline_beside_its_section_is_the_page_s() -> None:
    line = '<div><a href="/news">Local news</a> <span>20 October 2026</span></div>'
    assert day_of(article().replace("<article>", f"<article>{line}")) == ARTICLE


def test_a_widget_of_elementor_is_no_box() -> None:
    info = f'<div class="elementor-widget elementor-widget-post-info">{TIME}</div>'
    assert day_of(article(before=info)) == ARTICLE


def test_dates_of_cards_below_the_article_are_theirs() -> None:
    card = '<div><time datetime="2026-11-20">20 Nov</time><a href="/{}">Ferry to the island is back on Monday</a></div>'
    cards = f'<div class="more">{card.format("a")}{card.format("b")}</div>'
    assert day_of(article(before="<p>20 October 2026</p>", after=cards)) == ARTICLE
    own = f'<div>{TIME}<a href="/x">A link to the page itself, as blogs have it</a></div>'
    assert day_of(article(before=own)) == ARTICLE


@pytest.mark.parametrize(
    ("line", "lang"),
    [("Data dodania: 20.10.2026", "pl"), ("公開日：2026年10月20日 更新日：2026年11月9日", "ja"),
     ("Giriş: 20.10.2026 - 10:12 Güncelleme: 09.11.2026", "tr"), ("入力 2026.10.20", "ja"),
     ("Опубликовано: 20 октября 2026 Обновлено: 9 ноября 2026", "ru"), ("입력 2026.10.20 수정 2026.11.09", "ko"),
     ("When the storm came – 20 October 2026", "en"), ("Election 2026 | 20 October 2026 | Ina Marsh", "en")],
)  # fmt: skip
def test_of_two_dates_the_first_publication_is_told_in_its_language(line: str, lang: str) -> None:
    assert day_of(article(before=f"<p>{line}</p>", lang=lang)) == ARTICLE
