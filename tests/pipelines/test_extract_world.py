"""Pages of the world's press whose markup says nothing: the date and the author that a reader sees."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.extractors.combined import extract
from pipelines.reading.months import month_of
from pipelines.reading.shown_date import date_in
from tests.pipelines.pages import PARAGRAPHS, article, page

DAYS = [
    "3. November 2026, 14:30 Uhr", "Publié le 3 novembre 2026 à 14h30", "2026年11月3日 14時30分",
    "Selasa, 3 Nov 2026 | 10:15 WIB", "٣ نوفمبر ٢٠٢٦", "3 พฤศจิกายน 2569", "3 พ.ย. 2569 14:30",
    "03/11/2569", "3 בנובמבר 2026", "3 नवंबर 2026", "३ नवम्बर २०२६", "৩ নভেম্বর ২০২৬",
    "3 tháng 11 năm 2026", "3 Νοεμβρίου 2026", "3 листопада 2026", "3 ноября 2026", "3 listopada 2026",
    "3 noiembrie 2026", "3 marraskuuta 2026", "3 Kasım 2026",
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
