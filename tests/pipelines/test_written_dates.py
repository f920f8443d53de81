"""Days as the world's press writes them: months, shapes, calendars, and which number is the day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipelines.extractors.combined import extract
from pipelines.reading.calendars import from_iran
from pipelines.reading.written_date import Habits, dates_in
from tests.pipelines.pages import NEWS, article, page

#: the third of November 2026
THIRD = {
    "hu": ["2026. november 3.", "2026. nov. 3. 10:12"], "bg": ["03 ноември 2026 г."],
    "sr": ["3. novembar 2026.", "3. новембра 2026."], "sk": ["3. novembra 2026"],
    "fa": ["۱۲ آبان ۱۴۰۵", "سه‌شنبه ۱۲ آبان ۱۴۰۵ - ۱۰:۱۲", "۱۴۰۵/۰۸/۱۲", "۳ نوامبر ۲۰۲۶"],
    "ur": ["3 نومبر 2026ء", "۳ نومبر ۲۰۲۶"], "ta": ["நவம்பர் 3, 2026"], "te": ["నవంబర్ 3, 2026"],
    "mr": ["३ नोव्हेंबर २०२६"], "gu": ["૩ નવેમ્બર ૨૦૨૬"], "kn": ["ನವೆಂಬರ್ 3, 2026"],
    "ml": ["3 നവംബർ 2026"], "pa": ["3 ਨਵੰਬਰ 2026"],
    "ar": ["3 تشرين الثاني 2026", "3 تشرين الثاني/نوفمبر 2026", "3 نونبر 2026"],
    "ja": ["令和8年11月3日", "2026（令和8）年11月3日", "２０２６年１１月３日"], "zh": ["中華民國115年11月3日"],
    "ko": ["2026. 11. 3."], "en": ["3-Nov-2026", "Nov-03-2026", "03/Nov/2026"],
    "hr": ["3. studenoga 2026."], "pl": ["3 listopada 2026"], "cs": ["3. listopadu 2026"],
    "lt": ["2026 m. lapkričio 3 d."], "lv": ["2026. gada 3. novembris"], "is": ["3. nóvember 2026"],
    "sq": ["3 nëntor 2026"], "az": ["3 noyabr 2026"], "kk": ["3 қараша 2026"], "be": ["3 лістапада 2026"],
    "ka": ["3 ნოემბერი, 2026"], "hy": ["3 նոյեմբերի 2026"], "fil": ["Nobyembre 3, 2026"],
    "th": ["3 พ.ย. 69"],
}  # fmt: skip


@pytest.mark.parametrize(("lang", "lines"), THIRD.items(), ids=THIRD)
def test_a_day_is_read_in_its_language(lang: str, lines: list[str]) -> None:
    for line in lines:
        found = [day.date() for day, _ in dates_in(line, Habits(lang=lang))]
        assert found[:1] == [date(2026, 11, 3)], line


@pytest.mark.parametrize(
    ("lang", "line", "month"),
    [("hr", "3. listopada 2026.", 10), ("pl", "3 listopada 2026", 11), ("hr", "3. srpnja 2026.", 7),
     ("cs", "3. srpna 2026", 8), ("hr", "3. lipnja 2026.", 6), ("pl", "3 lipca 2026", 7)],
)  # fmt: skip
def test_a_month_is_the_one_of_the_page_s_language(lang: str, line: str, month: int) -> None:
    made = extract(page(article(before=f"<p>{line}</p>", lang=lang), "https://gazette.example/x"))
    assert made.published_at == datetime(2026, month, 3, tzinfo=UTC)


@pytest.mark.parametrize("line", ["12 sheep 2026", "10 spa 2026", "99 kov 2026", "۳۱ آبان ۱۴۰۵"])
def test_what_is_no_day(line: str) -> None:
    assert list(dates_in(line, Habits(lang="fa"))) == []


@pytest.mark.parametrize(
    ("day", "ours"),
    [((1403, 12, 30), date(2025, 3, 20)), ((1404, 1, 1), date(2025, 3, 21)), ((1405, 1, 1), date(2026, 3, 21)),
     ((1399, 12, 30), date(2021, 3, 20)), ((1357, 11, 22), date(1979, 2, 11)), ((1408, 12, 30), date(2030, 3, 20))],
)  # fmt: skip
def test_days_of_iran(day: tuple[int, int, int], ours: date) -> None:
    assert from_iran(*day) == ours


def test_a_year_of_iran_has_its_last_day_in_leap_years_only() -> None:
    with pytest.raises(ValueError, match="no day 30"):
        from_iran(1404, 12, 30)


PLAIN = "https://gazette.example/x"


@pytest.mark.parametrize(
    ("before", "after", "lang", "url", "month"),
    [
        ("11/03/2026 8:15 AM ET", "", "en", PLAIN, 11),
        ("11/03/2026", "<p>10/28/2026</p>", "en", PLAIN, 11),
        ("03/11/2026", "<p>28/10/2026</p>", "en-US", PLAIN, 11),
        ("Submitted by admin on Tue, 11/03/2026 - 08:15", "", "en", PLAIN, 11),
        ("11/03/2026", "", "en", "https://kesterport.ny.us/x", 11),
        ("03/11/2026", "", "en", "https://gazette.co.uk/x", 11),
        ("11/12/2026", "", "en", PLAIN, 11),
        ("<time>03/11/2026</time>", "", "fr", PLAIN, 11),
        ("03/11/2026", "", "es", PLAIN, 11),
    ],
    ids=["a clock of the east coast", "another date", "another date against the language", "the weekday",
         "the domain", "a British domain", "the other has not been yet", "French", "Spanish"],
)  # fmt: skip
def test_the_page_tells_which_number_is_the_day(
    before: str, after: str, lang: str, url: str, month: int
) -> None:
    html = article(before=f"<p>{before}</p>", after=after, lang=lang)
    made = extract(page(html, url))
    assert made.published_at is not None
    assert made.published_at.month == month


@pytest.mark.parametrize(
    ("content", "lang", "before"),
    [("03/11/2026", "de", ""), ("03/11/2026", "en-GB", ""), ("11/03/2026", "en-US", ""),
     ("11/03/2026 12:43:42", "de", "<p>Erstellt am: 03.11.2026</p>")],
    ids=["German", "British", "American", "a system's order, and what is shown"],
)  # fmt: skip
def test_a_date_in_the_head_has_the_order_of_the_page(content: str, lang: str, before: str) -> None:
    head = f'<meta name="date" content="{content}">'
    made = extract(page(article(head=head, lang=lang, before=before), PLAIN))
    assert made.published_at is not None
    assert made.published_at.date() == date(2026, 11, 3)


def test_what_the_head_says_tells_the_order_of_what_is_shown() -> None:
    node = {**NEWS, "datePublished": "2026-11-03T08:00:00Z"}
    html = article(ld=node, before="<p>11/03/2026</p><p>Ina Marsh</p>")
    made = extract(page(html, PLAIN))
    assert made.published_at == datetime(2026, 11, 3, 8, tzinfo=UTC)


def test_a_time_of_day_alone_is_no_day() -> None:
    assert (
        extract(page(article(before="<p><time>10:15:00 a.m.</time></p>"), PLAIN)).published_at
        is None
    )
