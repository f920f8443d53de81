"""Pages of the world's press whose markup says nothing: the date and the author that a reader sees."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.extractors.combined import extract
from pipelines.reading.months import month_of
from pipelines.reading.written_date import date_in
from tests.pipelines.pages import PARAGRAPHS, article, page

DAYS = [
    "3. November 2026, 14:30 Uhr", "Publié le 3 novembre 2026 à 14h30", "2026年11月3日 14時30分",
    "Selasa, 3 Nov 2026 | 10:15 WIB", "٣ نوفمبر ٢٠٢٦", "3 พฤศจิกายน 2569", "3 พ.ย. 2569 14:30",
    "03/11/2569", "3 בנובמבר 2026", "3 नवंबर 2026", "३ नवम्बर २०२६", "৩ নভেম্বর ২০২৬",
    "3 tháng 11 năm 2026", "3 Νοεμβρίου 2026", "3 листопада 2026", "3 ноября 2026", "3 listopada 2026",
    "2026년 11월 3일", "3 noiembrie 2026", "3 marraskuuta 2026", "3 Kasım 2026",
    "2026. november 3., kedd", "3 ноември 2026 г.", "3. новембар 2026.", "3. novembra 2026", "3. studenoga 2026.",
    "3 تشرين الثاني 2026", "3 نونبر 2026", "3 نومبر 2026", "۳ نوامبر ۲۰۲۶", "3 நவம்பர் 2026", "3 నవంబర్ 2026",
    "3 नोव्हेंबर 2026", "令和8年11月3日", "3-Nov-2026", "Nov-03-2026",
]  # fmt: skip


@pytest.mark.parametrize("written", DAYS)
def test_a_day_is_read_in_many_scripts(written: str) -> None:
    found = date_in(written)
    assert found is not None
    assert found.date() == date(2026, 11, 3)


def test_months_that_begin_alike_are_told_apart() -> None:
    assert [month_of(m) for m in ("juin", "juillet", "Juni", "Juli", "June", "July")] == [
        6, 7, 6, 7, 6, 7,
    ]  # fmt: skip
    assert [month_of(m) for m in ("mars", "marraskuuta", "mai", "magazine", "bridge")] == [
        3, 11, 5, 5, 0,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "month"),
    [("3 Agustus 2026", 8), ("3 Ogos 2026", 8), ("3 Disember 2026", 12), ("3 Mac 2026", 3),
     ("3 listopada 2026", 11), ("3. srpnja 2026.", 7), ("3. srpna 2026", 8), ("3. lipnja 2026.", 6),
     ("3. července 2026", 7), ("3. června 2026", 6), ("3. Jänner 2026", 1)],
)  # fmt: skip
def test_a_month_goes_by_its_own_name(written: str, month: int) -> None:
    found = date_in(written)
    assert found is not None
    assert found.date() == date(2026, month, 3)


def test_a_date_with_dots_has_the_day_first() -> None:
    head = '<meta property="article:published_time" content="05.11.2026">'
    made = extract(page(article(head=head), "https://gazette.example/x"))
    assert made.published_at is not None
    assert made.published_at.date() == date(2026, 11, 5)


def test_the_years_of_a_life_are_no_date_of_its_obituary() -> None:
    head = '<meta property="article:published_time" content="2026-10-05T09:00:00Z">'
    before = "<p>12 May 1951 – 3 October 1988</p>"
    made = extract(page(article(head=head, before=before), "https://gazette.example/x"))
    assert made.published_at is not None
    assert made.published_at.date() == date(2026, 10, 5)


SENTENCES = [
    "By noon the square was empty.",
    "Por ahora no hay heridos, dijo el alcalde.",
    "Par chance, personne n’a été blessé.",
    "Published in 1962, the novel was out of print.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_short_first_sentence_is_no_byline(sentence: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in (sentence, *PARAGRAPHS))
    assert extract(page(article(body), "https://gazette.example/x")).text.startswith(sentence)


@pytest.mark.parametrize(
    "appeal",
    [
        "Police can be reached on 101, and anyone who saw the attack is asked to call.",
        "Anyone with information is asked to email the police at desk@police.example.",
    ],
)
def test_an_appeal_at_the_end_is_no_author_box(appeal: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in (*PARAGRAPHS, appeal))
    assert extract(page(article(body), "https://gazette.example/x")).text.endswith(appeal)


NEWS = [
    "Each of the families will receive compensation of up to £20,000, the court ruled on Monday.",
    "The firm passed personal information of patients to third parties without their consent.",
    "For more than forty years the church has been the heart of a small fishing community.",
]


@pytest.mark.parametrize("sentence", NEWS)
def test_a_sentence_of_the_news_is_no_talk_of_the_site(sentence: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in (*PARAGRAPHS[:2], sentence, *PARAGRAPHS[2:]))
    assert sentence in extract(page(article(body), "https://gazette.example/x")).text


SIGNED = [
    ("Von Jana Möller", "3. November 2026", "Jana Möller"),
    ("Oleh Dewi Lestari", "3 Nov 2026", "Dewi Lestari"),
    ("بقلم سارة خليل", "٣ نوفمبر ٢٠٢٦", "سارة خليل"),
    ("โดย สมชาย ใจดี", "3 พฤศจิกายน 2569", "สมชาย ใจดี"),
    ("מאת דנה לוי", "3 בנובמבר 2026", "דנה לוי"),
    ("द्वारा अनिल वर्मा", "3 नवंबर 2026", "अनिल वर्मा"),
    ("Yazan: Ayşe Demir", "03.11.2026", "Ayşe Demir"),
    ("Tác giả: Trần Văn Nam", "03/11/2026", "Trần Văn Nam"),
    ("Autor: Ewa Lis", "3 listopada 2026", "Ewa Lis"),
    ("김민수 기자", "2026.11.03", "김민수"),
    ("文・山田太郎", "2026年11月3日", "山田太郎"),
]


@pytest.mark.parametrize(("by", "written", "author"), SIGNED)
def test_a_page_without_markup(by: str, written: str, author: str) -> None:
    """And its line of author and date is no text; nor is the related story's date its own."""
    before = f"<div class='author'>{by}</div><p class='date'>{written}</p>"
    related = "<time datetime='2026-10-01'>1 Oct 2026</time> <a href='/x'>Storm closes the pier</a>"
    after = f"<aside class='related'><h3>Read also</h3><ul><li>{related}</li></ul></aside>"
    url = "https://gazette.example/lighthouse-vote"
    made = extract(page(article(before=before, after=after), url))
    assert made.authors == (author,)
    assert made.published_at is not None
    assert made.published_at.date() == date(2026, 11, 3)
    assert made.text.split("\n") == list(PARAGRAPHS)
