"""When an article is of: the moment that most places bear out, on the day that its readers saw."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipelines.extractors.combined import extract
from pipelines.reading.clocks import read_time
from pipelines.reading.shown_date import dateline
from tests.pipelines.pages import NEWS, article, page


def published(
    *, ld: str = "", before: str = "", head: str = "", url: str = "https://gazette.example/x"
) -> datetime | None:
    node = {**NEWS, "datePublished": ld} if ld else None
    return extract(page(article(ld=node, before=before, head=head), url)).published_at


@pytest.mark.parametrize(
    ("written", "before", "url", "local"),
    [
        ("2026-11-03T20:53:24-04:00", "", "", "2026-11-03T20:53:24-04:00"),
        ("2026-11-04T02:25:00Z", "<p>November 3, 2026 | 9:25pm</p>", "", "2026-11-03T21:25:00-05:00"),
        ("2026-11-04T02:25:00Z", "<p>3.11.2026 um 22.25 Uhr</p>", "", "2026-11-03T22:25:00-04:00"),
        ("2026-11-04T02:25:00Z", '<time datetime="2026-11-03T18:25:00-0800">Tuesday</time>', "", "2026-11-03T18:25:00-08:00"),
        ("2026-11-04T02:25:00Z", "", "/2026/11/03/x", "2026-11-03T23:25:00-03:00"),
        ("2026-11-03T22:10:00Z", "<p>4 November 2026</p>", "", "2026-11-04T00:10:00+02:00"),
        ("2026-11-04T02:25:00Z", "", "/2026/11/04/x", "2026-11-04T02:25:00+00:00"),
        ("2026-11-04T02:25:00", "<p>November 3, 2026</p>", "", "2026-11-03T23:25:00-03:00"),
        ("2026-11-04T02:25:00Z", "<p>Updated November 9, 2026</p>", "", "2026-11-04T02:25:00+00:00"),
        ("2026-11-04T12:00:00Z", "<p>November 3, 2026</p>", "", "2026-11-03T00:00:00+00:00"),
    ],
    ids=["its own zone", "the clock shown", "a German clock", "the element's zone", "the day in the address",
         "the day shown", "no other day", "a time without a zone", "a day of a change", "a day that no zone has"],
)  # fmt: skip
def test_the_day_is_the_one_that_readers_saw(
    written: str, before: str, url: str, local: str
) -> None:
    got = published(ld=written, before=before, url=f"https://gazette.example{url or '/x'}")
    assert got is not None
    assert got.isoformat() == local


def test_the_moment_stays_the_same_in_every_zone() -> None:
    got = published(ld="2026-11-04T02:25:00Z", before="<p>November 3, 2026 | 9:25pm</p>")
    assert got == datetime(2026, 11, 4, 2, 25, tzinfo=UTC)


def test_an_address_a_day_early_bears_the_time_out() -> None:
    got = published(ld="2026-11-09T14:04:04Z", url="https://gazette.example/2026/11/08/x")
    assert got == datetime(2026, 11, 9, 14, 4, 4, tzinfo=UTC)


def test_the_day_a_page_was_begun_is_asked_last() -> None:
    head = '<meta name="dcterms.created" content="2026-11-01T08:00:00Z">'
    more = '<meta name="dc.date" content="2026-11-02">'
    assert published(head=head + more) == datetime(2026, 11, 2, tzinfo=UTC)
    assert published(head=head) == datetime(2026, 11, 1, 8, tzinfo=UTC)


def test_a_dateline_with_a_clock_beats_today_in_the_header() -> None:
    lines = "<p>Thursday, 5 Nov 2026</p><p>Gazette 3 Nov 2026, 22:11</p>"
    assert published(before=lines) == datetime(2026, 11, 3, tzinfo=UTC)


def test_a_date_in_a_sentence_or_an_opening_hour_is_no_dateline() -> None:
    assert published(before="<p>19.1.26, 10:00-11:30 Uhr</p><p>3.11.2026</p>") == datetime(
        2026, 11, 3, tzinfo=UTC
    )
    sentence = "The storm of 4 January 2017 took the lamp and a good part of the roof of the keeper's house"
    found = dateline(sentence)
    assert found is not None
    assert found.rank == 3


def test_a_date_is_read_though_it_is_glued_to_a_name() -> None:
    assert published(before="<p>By Jonas FerrowNov. 3, 2026 11:00 pm EST</p>") == datetime(
        2026, 11, 3, tzinfo=UTC
    )


SHOWN = "<p>Ina Marsh | 3 November 2026, 09:12</p>"


def test_the_one_date_at_the_headline_beats_the_day_the_page_was_begun() -> None:
    assert published(ld="2026-05-19T08:00:00Z", before=SHOWN) == datetime(2026, 11, 3, tzinfo=UTC)
    time = '<p><time datetime="2026-11-03T09:12:00+01:00">3 November 2026</time></p>'
    got = published(ld="2026-05-19T08:00:00Z", before=time)
    assert got is not None
    assert got.isoformat() == "2026-11-03T09:12:00+01:00"


@pytest.mark.parametrize(
    ("before", "url"),
    [
        (SHOWN, "/2026/05/19/x"),
        (SHOWN + "<p>First published 19 May 2026</p>", ""),
        ("<blockquote><p>The Beacon (@beacon) November 3, 2026</p></blockquote>", ""),
        ("<p>Member since 3 November 2026</p>", ""),
        ("<p>Updated 25 May 2026</p>", ""),
    ],
    ids=["the address says the same", "a line says the same", "a post", "a member", "a correction"],
)
def test_the_head_is_believed_where_something_bears_it_out(before: str, url: str) -> None:
    got = published(
        ld="2026-05-19T08:00:00Z", before=before, url=f"https://gazette.example{url or '/x'}"
    )
    assert got == datetime(2026, 5, 19, 8, tzinfo=UTC)


BEGAN = datetime(2026, 5, 19, 8, tzinfo=UTC)


def test_a_live_blog_was_published_when_it_began() -> None:
    node = {**NEWS, "@type": "LiveBlogPosting", "datePublished": "2026-05-19T08:00:00Z"}
    live = article(ld=node, before=SHOWN)
    assert extract(page(live, "https://gazette.example/x")).published_at == BEGAN
    node = {**NEWS, "headline": "The storm", "datePublished": "2026-05-19T08:00:00Z"}
    ticker = article(ld=node, before=SHOWN, title="The storm", h1="Ferry back +++ Wind at 100 km/h")
    assert extract(page(ticker, "https://gazette.example/x")).published_at == BEGAN


def test_an_update_long_after_is_a_new_edition_where_the_page_shows_nothing_else() -> None:
    got = published(ld="2025-04-24T10:26:24+00:00", before="<p>Updated: November 3, 2026</p>")
    assert got == datetime(2026, 11, 3, tzinfo=UTC)


def test_of_two_dates_in_a_line_the_publication_is_taken() -> None:
    line = dateline("Last Updated: Dec. 23, 2026 at 6:33 a.m. First Published: Dec. 18, 2026")
    assert line is not None
    assert (line.day.day, line.rank) == (18, 0)
    line = dateline("Written: 2026-11-07 15:03:30 / Updated: 2026-11-08 15:30:46")
    assert line is not None
    assert (line.day.day, line.rank) == (7, 0)


def test_an_undated_page_is_read_to_its_end() -> None:
    assert published(before="<p>x</p>" * 20 + "<p>Posted 3 November 2026</p>") is not None
    assert published(head='<script>var d = {"publishDate": "2026-11-03T09:12:00Z"}</script>') == (
        datetime(2026, 11, 3, 9, 12, tzinfo=UTC)
    )
    events = "<p>x</p>" * 20 + "<p>3 November 2026</p><p>9 November 2026</p>"
    assert published(before=events) is None
    assert published(before="<p>x</p>" * 20 + "<p>Monday, 23 November 2026, 11:58</p>") is None


def test_today_s_date_in_the_masthead_is_no_date_of_the_article() -> None:
    html = article(ld={**NEWS, "datePublished": "2026-05-19T08:00:00Z"})
    today = html.replace("<main><article>", "<main><article><p>Monday, 23 November 2026</p>")
    got = extract(page(today, "https://gazette.example/x")).published_at
    assert got == datetime(2026, 5, 19, 8, tzinfo=UTC)
    below = html.replace("</h1>", "</h1><p>Monday, 23 November 2026</p>")
    got = extract(page(below, "https://gazette.example/x")).published_at
    assert got == datetime(2026, 11, 23, tzinfo=UTC)


def test_a_heading_with_a_date_in_it_is_about_that_day() -> None:
    about = "<h3>Results of the regatta off Kesterport (8 November 2026, all classes)</h3>"
    assert published(before=about + "<p>9 November 2026</p>") == datetime(2026, 11, 9, tzinfo=UTC)
    assert published(before="<h6>9 November 2026</h6>") == datetime(2026, 11, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("data", "local"),
    [
        ('{"begins": "Tue, 03 Nov 2026 23:00:00 -0500"}', "2026-11-03T21:25:00-05:00"),
        ('{"a": "2026-11-03T19:00:00+01:00", "b": "2026-11-03T18:00:00+00:00"}', "2026-11-04T03:25:00+01:00"),
        ('{"a": "2026-11-03T19:00:00+01:00", "b": "2026-11-03T19:00:00-04:00"}', "2026-11-04T02:25:00+00:00"),
    ],
    ids=["one offset", "one beside UTC", "two"],
)  # fmt: skip
def test_where_no_other_day_is_told_the_zone_is_that_of_the_page_s_data(
    data: str, local: str
) -> None:
    got = published(ld="2026-11-04T02:25:00Z", head=f"<script>schedule = {data}</script>")
    assert got is not None
    assert got.isoformat() == local


@pytest.mark.parametrize(
    "line",
    ["Polling day: 5 December 2025", "Kick-off: Saturday 7 November 2026, 15:30", "When: 4 November 2026",
     "Wann: 4. November 2026", "Deadline 9 November 2026", "7 November 2026"],
)  # fmt: skip
def test_the_day_of_an_event_is_not_when_it_was_written(line: str) -> None:
    time = '<time datetime="2026-11-03T09:00:00Z">3 hours ago</time>'
    got = published(ld="2026-11-03T09:00:00Z", before=f"<p>{line}</p>{time}")
    assert got == datetime(2026, 11, 3, 9, tzinfo=UTC)
    alone = published(ld="2026-11-03T09:00:00Z", before=f"<p>{line}</p>")
    if ":" in line:  # a label says of what the day is, whatever else the page shows
        assert alone == got


@pytest.mark.parametrize(
    ("before", "day"),
    [
        ("<p>11/03/2026 8:15 AM ET</p>", 3), ("<p>11/12/2026</p>", 12), ("<p>03/11/2026</p>", 3),
        ("<p>11/03/2026</p><p>11/23/2026 | Markets</p>", 3),
    ],
    ids=["a zone of the States", "the other reading is to come", "the day first", "another date has the month first"],
)  # fmt: skip
def test_numbers_are_read_in_the_order_that_the_page_shows(before: str, day: int) -> None:
    got = published(before=before)
    assert got is not None
    assert got.date() == date(2026, 11, day)


def test_the_foot_of_an_article_is_its_own_and_that_of_the_page_is_not() -> None:
    time = '<time datetime="2026-11-03T09:00:00Z">3 November</time>'
    foot = f'<footer class="node__meta">Submitted by Ilse Marwood on {time}</footer>'
    made = extract(page(article(after=foot), "https://gazette.example/x"))
    assert made.published_at == datetime(2026, 11, 3, 9, tzinfo=UTC)
    of_page = article().replace("<footer>", f"<footer>{time}")
    assert extract(page(of_page, "https://gazette.example/x")).published_at is None


@pytest.mark.parametrize("written", ["March 2019", "November 2024", "10:00 a.m.", "12 March"])
def test_what_a_date_does_not_say_is_not_filled_in_from_today(written: str) -> None:
    assert read_time(written) is None


@pytest.mark.parametrize(
    ("written", "utc"),
    [("Nov 5, 2026 10:00 AM ET", "2026-11-05T15:00"), ("July 5, 2026 10:00 AM ET", "2026-07-05T14:00"),
     ("July 5, 2026 10:00 AM PT", "2026-07-05T17:00")],
)  # fmt: skip
def test_the_zones_of_the_states_know_summer_time(written: str, utc: str) -> None:
    got = read_time(written)
    assert got is not None
    assert got.astimezone(UTC).isoformat().startswith(utc)


@pytest.mark.parametrize(
    ("canonical", "address"),
    [("/news/", "/news/storm-takes-lamp.html"), ("/", "/news/storm-takes-lamp.html"),
     ("/news/storm", "/news/storm"), ("/?p=12", "/?p=12")],
)  # fmt: skip
def test_a_canonical_that_leads_to_a_section_is_a_mistake(canonical: str, address: str) -> None:
    head = f'<link rel="canonical" href="{canonical}">'
    here = "https://gazette.example/news/storm-takes-lamp.html"
    if canonical == "/news/storm":
        here = "https://gazette.example/news/storm/amp/"
    got = extract(page(article(head=head), here)).url or here
    assert got == f"https://gazette.example{address}"
