"""What gives notice that there is nothing, with much beside it; and headlines that sound like it."""

from __future__ import annotations

import pytest

from pipelines.extractors.combined import extract
from pipelines.extractors.reading import PageStatus
from tests.pipelines.notices import CONSENT
from tests.pipelines.pages import PARAGRAPHS, page
from tests.pipelines.test_page_lists import HOME, cards, excerpt, posts, site

ASKED = f"{HOME}/2026/11/03/an-old-story-of-ours"
GONE = """
Page not found|This article has expired|The story has been removed|This content is no longer available.|
Oops! That page can’t be found.|We can't find the page you're looking for|Error 404|410 Gone|
Artikel nicht mehr verfügbar|Die angeforderte Seite wurde leider nicht gefunden|Cet article n'existe plus|
La page que vous recherchez n'existe pas|Lo sentimos, la página no existe|Esta noticia ya no está disponible|
La pagina che cerchi non esiste|Não encontramos a página|Esta matéria não existe mais|Deze pagina bestaat niet meer|
Sidan kunde inte hittas|Artikeln finns inte längre|Siden blev ikke fundet|Fant ikke siden|Sivua ei löytynyt|
Strona nie została znaleziona|Artykuł został usunięty|Článek již není dostupný|Az oldal nem található|
Материал удалён|Сторінку не знайдено|Aradığınız sayfa bulunamadı|Haber yayından kaldırılmıştır|
Η σελίδα δεν βρέθηκε|لم يتم العثور على الصفحة|عذرا، الصفحة التي تبحث عنها غير موجودة|הדף לא נמצא|पेज नहीं मिला|
Halaman tidak ditemukan|Halaman tidak dijumpai|Không tìm thấy trang|ไม่พบหน้าที่คุณต้องการ|抱歉，您访问的页面不存在|找不到網頁|文章已删除|
この記事は掲載期間が終了しました|삭제된 기사입니다|요청하신 페이지를 찾을 수 없습니다
""".replace("\n", "").split("|")


@pytest.mark.parametrize("said", GONE)
def test_a_page_that_is_gone_is_known_in_spite_of_what_the_site_offers(said: str) -> None:
    got = extract(
        page(site(f"<h1>{said}</h1><h2>You may like</h2>{cards(8)}", "The Gazette"), ASKED)
    )
    assert got.status is PageStatus.NOT_FOUND, got.because


def test_it_may_stand_in_the_title_or_in_a_line_alone() -> None:
    titled = site(f"<p>Try the search.</p>{posts(8)}", "Page not found - The Harbour Gazette")
    line = site("<div>This article has been removed.</div>", "The Harbour Gazette")
    for html in (titled, line):
        assert extract(page(html, ASKED)).status is PageStatus.NOT_FOUND


HEADLINES = (
    "Website under maintenance after attack, council says", "Body could not be found, police say",
    "Access denied: how a town lost its beach", "Access denied – how a town lost its beach",
    "Are you a robot? The new test", "Page not found: the vanishing web", "Internal server error stops trains",
    "Something went wrong in Harbour Row, inquiry finds", "Security check at the airport takes hours",
    "Unusual activity seen at the volcano", "Just a moment of silence for the harbour's dead",
    "Article 50 does not exist, says judge", "Before you continue: what the new cookie law says",
)  # fmt: skip


@pytest.mark.parametrize("date", ["", "<p>3 November 2026</p>"], ids=["undated", "dated"])
@pytest.mark.parametrize("title", HEADLINES)
def test_a_short_story_under_such_a_headline_is_an_article(title: str, date: str) -> None:
    text = f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[3]}</p>"
    html = site(f"<article><h1>{title}</h1>{date}{text}</article>", f"{title} | The Gazette")
    assert extract(page(html, f"{HOME}/news/17")).status is PageStatus.ARTICLE


OFFER = "<p>Already a subscriber? <a href='/login'>Log in</a></p>"


def test_an_offer_of_the_masthead_or_the_foot_is_no_paywall() -> None:
    story = f"<article><h1>Ferry stops at noon</h1><p>3 November 2026</p><p>{excerpt(2, 45)}</p></article>"
    for main in (f"<div>{OFFER}</div>{story}", f"{story}<footer>{OFFER}</footer>"):
        got = extract(page(site(main, "Ferry stops at noon"), f"{HOME}/news/17"))
        assert got.status is PageStatus.ARTICLE, got.because


def test_the_same_offer_where_the_text_ends_is_one() -> None:
    story = f"<article><h1>Ferry stops</h1><p>{excerpt(2, 25)}</p><div>{OFFER}</div></article>"
    got = extract(page(site(story, "Ferry stops"), f"{HOME}/news/17"))
    assert got.status is PageStatus.STUB


BOX = (
    CONSENT["a wall in English"].partition("<body>")[2].partition("</body>")[0].replace("h1", "h2")
)


@pytest.mark.parametrize("date", ["", "<p>3 November 2026</p>"], ids=["undated", "dated"])
def test_a_brief_on_a_page_with_a_consent_box_is_an_article(date: str) -> None:
    story = f"<h1>Ferry stops at noon</h1>{date}<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
    html = site(
        f"<div class='cookie-consent'>{BOX}</div><article>{story}</article>", "Ferry stops at noon"
    )
    assert extract(page(html, f"{HOME}/news/17")).status is PageStatus.ARTICLE


@pytest.mark.parametrize(
    ("kind", "heading", "text"),
    [
        (PageStatus.CHALLENGE, "安全验证", "请完成验证后继续访问"),
        (PageStatus.CHALLENGE, "アクセスが制限されています", "ロボットではないことを確認してください"),
        (PageStatus.ERROR, "451: Unavailable due to legal reasons", excerpt(1, 40)),
        (PageStatus.STUB, "Log in", "Don't have an account yet? Sign up and save stories for later." * 3),
    ],
)  # fmt: skip
def test_other_doors_that_stay_shut(kind: PageStatus, heading: str, text: str) -> None:
    got = extract(page(site(f"<h1>{heading}</h1><p>{text}</p>", heading), f"{HOME}/news/17"))
    assert got.status is kind
