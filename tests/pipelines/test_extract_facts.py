"""Titles, authors, times and addresses, and where each was found."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.extractors.combined import extract
from pipelines.extractors.reading import Reading
from pipelines.reading.clocks import read_time
from pipelines.reading.dated import date_in_url
from pipelines.reading.names import people_in
from pipelines.reading.written_date import date_in
from tests.pipelines.pages import NEWS, NOW, article, page

TITLE = "Council votes to rebuild the lighthouse"


def read(**more: object) -> Reading:
    return extract(page(article(**more)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "h1",
    [TITLE, f"Harbour {TITLE}", "Council votes to rebuild the light­house"],
    ids=["alone", "after a rubric", "with a soft hyphen"],
)
def test_the_h1_is_the_title_when_another_place_agrees(h1: str) -> None:
    assert read(h1=h1).title == TITLE


def test_the_name_of_the_site_is_no_title() -> None:
    assert read(h1="The Harbour Gazette").title == TITLE


def test_without_an_h1_the_title_loses_the_site() -> None:
    html = article().replace("<h1>", "<div>").replace("</h1>", "</div>")
    assert extract(page(html)).title == TITLE


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Jonas Ferrow", ("Jonas Ferrow",)),
        ("JONAS FERROW", ("Jonas Ferrow",)),
        ("By Jonas Ferrow and Ilse Marwood, Staff Writers", ("Jonas Ferrow", "Ilse Marwood")),
        ("Jonas Ferrow, The Harbour Gazette | 5 min read", ("Jonas Ferrow",)),
        ("von Jonas Ferrow und Ilse Marwood", ("Jonas Ferrow", "Ilse Marwood")),
        ("Par Jonas Ferrow, publié le 3 novembre", ("Jonas Ferrow",)),
        ("Jonas Ferrow (jonas@gazette.example)", ("Jonas Ferrow",)),
        ("Jonas van der Ferrow", ("Jonas van der Ferrow",)),
        ("Jean-Luc O’Dell, Ph.D.", ("Jean-Luc O’Dell",)),
        ("松岡大地", ("松岡大地",)),
        ("Jonas Ferrow HARBOUR GAZETTE", ("Jonas Ferrow",)),
        ("Jonas FerrowNovember 3, 2026", ("Jonas Ferrow",)),
        ("배윤경 기자", ("배윤경",)),
        ("Staff", ()),
        ("Gazette Staff Writer", ()),
        ("admin", ()),
        ("Published: Nov 3, 2026", ()),
        ("https://gazette.example/jonas", ()),
        ("", ()),
    ],
)
def test_people_are_taken_out_of_bylines(written: str, names: tuple[str, ...]) -> None:
    assert people_in(written) == names


def test_authors_come_from_json_ld_first_then_meta_then_the_byline() -> None:
    byline = '<p class="byline">By Ilse Marwood</p>'
    meta = '<meta name="author" content="Petra Quill">'
    assert read(ld=NEWS, head=meta, before=byline).authors == ("Jonas Ferrow",)
    assert read(head=meta, before=byline).authors == ("Petra Quill",)
    assert read(before=byline).authors == ("Ilse Marwood",)


def test_a_person_anywhere_beats_the_name_of_the_site() -> None:
    ld = {**NEWS, "author": {"@type": "Organization", "name": "The Harbour Gazette"}}
    assert read(ld=ld, before='<p class="byline">By Ilse Marwood</p>').authors == ("Ilse Marwood",)


@pytest.mark.parametrize(
    ("before", "names"),
    [
        ("<p>ByJonas Ferrow</p>", ("Jonas Ferrow",)),
        ("<p>posted on 2026-11-03 10:15 by Jonas Ferrow</p>", ("Jonas Ferrow",)),
        ("<p>Eine Kolumne von Jonas Ferrow</p>", ("Jonas Ferrow",)),
        ("<p>By Jonas Ferrow, in News, Business, Property</p>", ("Jonas Ferrow",)),
        ("<p>Jonas Ferrow</p>", ("Jonas Ferrow",)),
        ("<p>03.11.2026 - Jonas Ferrow</p>", ("Jonas Ferrow",)),
        ("<p>JONAS FERROW/ILSE MARWOOD</p>", ("Jonas Ferrow", "Ilse Marwood")),
        ('<p><a href="/tag/marwood">Ilse Marwood</a></p>', ()),
        ("<figure><figcaption>Ilse Marwood</figcaption></figure>", ()),
        ("<h2>Ilse Marwood</h2>", ()),
        ('<p><a href="/people/lantern">Silver Lantern</a></p>', ()),
    ],
)
def test_a_signature_under_the_headline(before: str, names: tuple[str, ...]) -> None:
    url = "https://gazette.example/people/lighthouse"
    assert extract(page(article(before=before), url)).authors == names


def test_of_several_names_in_the_markup_those_that_sign() -> None:
    people = [{"@type": "Person", "name": n} for n in ("Jonas Ferrow", "Ilse Marwood")]
    ld = {**NEWS, "author": people}
    assert read(ld=ld).authors == ("Jonas Ferrow", "Ilse Marwood")
    assert read(ld=ld, before="<p>By Ilse Marwood</p>").authors == ("Ilse Marwood",)


def test_a_first_name_is_completed_by_the_page() -> None:
    ld = {**NEWS, "author": {"@type": "Person", "name": "Jonas"}}
    assert read(ld=ld, after="<p>Jonas Ferrow - reporter at sea</p>").authors == ("Jonas Ferrow",)
    assert read(ld=ld, after="<p>Jonas Ferrow told us a story of his.</p>").authors == ("Jonas",)


def test_an_h2_is_the_title_where_no_h1_is() -> None:
    html = article(h1="News of the harbour and the sea", after="<h1>Also today</h1>")
    html = html.replace("<article>", f"<article><h2>{TITLE}</h2>")
    assert extract(page(html)).title == TITLE


@pytest.mark.parametrize(
    "shown",
    [
        f"<h2>{TITLE}</h2>",
        f"<h2><span>The harbour</span><div>{TITLE}</div></h2>",
    ],
    ids=["the headline", "under a rubric"],
)
def test_an_h1_in_the_breadcrumbs_is_for_search_engines(shown: str) -> None:
    crumbs = "Keeper, lamp, coast: all news of the lighthouse"
    ld = {**NEWS, "headline": crumbs}
    html = article(title=f"The harbour: {TITLE}", h1=crumbs, ld=ld)
    html = html.replace(f"{crumbs}</h1>", f"{crumbs}</h1>{shown}")
    assert extract(page(html)).title == TITLE


def test_a_banner_over_the_h1_is_no_headline() -> None:
    h1 = "The keeper of the lamp goes ashore"
    html = article(h1=h1, ld={**NEWS, "headline": h1})
    html = html.replace("<h1>", f"<div class='sticky'><h2>{TITLE}</h2></div><h1>")
    assert extract(page(html)).title == h1


def test_an_h1_that_og_title_names_after_the_h2_is_a_rubric() -> None:
    html = article(title=f"{TITLE} - The lamp on the coast", h1="The lamp on the coast")
    html = html.replace("</h1>", f"</h1><h2>{TITLE}</h2>")
    assert extract(page(html)).title == TITLE


def test_a_short_h1_beats_a_title_for_search_engines() -> None:
    html = article(h1="The keeper").replace('<meta property="og:title"', '<meta name="x"')
    html = html.replace(f"<title>{TITLE}", "<title>How much does a new lamp cost?")
    assert extract(page(html)).title == "The keeper"


def test_an_h1_below_the_text_is_a_box_and_the_heading_above_the_text_the_title() -> None:
    html = article(title="Swimming - News - Swimming", h1="Search").replace("<h1>Search</h1>", "")
    html = html.replace('<div class="article-body">', "<h2>Council opens the pool</h2><div>")
    html = html.replace("<footer>", "<h1>Our partners in swimming</h1><footer>")
    html = html.replace('property="og:title"', 'property="og:x"')
    assert extract(page(html)).title == "Council opens the pool"


def test_a_ticker_keeps_the_title_that_stays() -> None:
    ticker = "Ferry turned back +++ Wind reaches 100 km/h"
    ld = {**NEWS, "headline": "The storm: all news"}
    got = extract(page(article(title="The storm: all news", h1=ticker, ld=ld)))
    assert got.title == "The storm: all news"


def test_json_ld_that_holds_only_the_rubric_is_no_fuller_title() -> None:
    ld = {**NEWS, "headline": "Sailing in Selindra"}
    title = "Sailing in Selindra - the coast by boat"
    assert extract(page(article(title=title, ld=ld))).title == title


def test_a_headline_in_place_of_the_site_s_name_is_still_the_headline() -> None:
    assert read(site=TITLE + " after a long debate").title == TITLE


def test_a_reference_to_an_author_is_followed() -> None:
    people = [
        {**NEWS, "author": {"@id": "#jf"}},
        {"@type": "Person", "@id": "#jf", "name": "Jonas Ferrow"},
    ]
    assert read(ld={"@graph": people}).authors == ("Jonas Ferrow",)


@pytest.mark.parametrize(
    ("head", "before", "moment", "where"),
    [
        ('<meta property="article:published_time" content="2026-11-03T09:00:00Z">', "", datetime(2026, 11, 3, 9, tzinfo=UTC), "meta article:published_time"),
        ("", '<time datetime="2026-11-03T09:00:00Z">Tuesday</time>', datetime(2026, 11, 3, 9, tzinfo=UTC), "time"),
        ("", '<p class="when">November 3, 2026</p>', datetime(2026, 11, 3, tzinfo=UTC), "shown"),
        ("", "<p>Veröffentlicht am 3. November 2026</p>", datetime(2026, 11, 3, tzinfo=UTC), "shown"),
    ],
)  # fmt: skip
def test_the_time_is_found_where_it_stands(
    head: str, before: str, moment: datetime, where: str
) -> None:
    got = extract(page(article(head=head, before=before), "https://gazette.example/lighthouse"))
    assert got.published_at == moment
    assert where in [fact.where for fact in got.facts if fact.name == "published"]


def test_two_places_that_agree_beat_one() -> None:
    head = '<meta property="article:published_time" content="2026-11-20"><meta name="date" content="2026-11-20">'
    got = extract(page(article(head=head, ld=NEWS), "https://gazette.example/lighthouse"))
    assert got.published_at == datetime(2026, 11, 20, tzinfo=UTC)


def test_the_time_of_a_related_story_is_not_ours() -> None:
    aside = '<aside class="related"><time datetime="2020-01-01">long ago</time></aside>'
    got = extract(page(article(after=aside), "https://gazette.example/lighthouse"))
    assert got.published_at != datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-03T10:00:00+01:00", datetime(2026, 11, 3, 9, tzinfo=UTC)),
        ("2026-11-03T00:00:00+01:00", datetime(2026, 11, 3, tzinfo=UTC)),
        ("Tue, 03 Nov 2026 10:00:00 GMT", datetime(2026, 11, 3, 10, tzinfo=UTC)),
        ("1793700000", datetime(2026, 11, 3, 10, tzinfo=UTC)),
        ("November 3, 2026", datetime(2026, 11, 3, tzinfo=UTC)),
        ("2035-01-01", None),
        ("0999-01-01", None),
        ("soon", None),
        (None, None),
    ],
)
def test_times_as_pages_write_them(written: str | None, moment: datetime | None) -> None:
    assert read_time(written, NOW) == moment


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("3. November 2026", (2026, 11, 3)),
        ("3 de noviembre de 2026", (2026, 11, 3)),
        ("Mardi 3 août 2026", (2026, 8, 3)),
        ("03.11.2026, 10:15 Uhr", (2026, 11, 3)),
        ("2026年11月3日", (2026, 11, 3)),
        ("Nov. 3, 2026", (2026, 11, 3)),
        ("the 3rd of November 2026", (2026, 11, 3)),
        ("31.02.2026", None),
        ("12 sheep 2026", None),
    ],
)
def test_dates_as_readers_see_them(line: str, day: tuple[int, int, int] | None) -> None:
    assert date_in(line) == (datetime(*day, tzinfo=UTC) if day else None)


@pytest.mark.parametrize(
    ("path", "day"),
    [("/2026/11/03/x", 3), ("/news/2026-11-03-x", 3), ("/x-20261103.html", 3), ("/03-11-2026", 3), ("/2026/nov/03/x", 3), ("/2026/11/x", None), ("/id/20269903", None)],
)  # fmt: skip
def test_dates_in_addresses(path: str, day: int | None) -> None:
    expected = datetime(2026, 11, day, tzinfo=UTC) if day else None
    assert date_in_url(f"https://gazette.example{path}") == expected


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://gazette.example/lighthouse">', "https://gazette.example/lighthouse"),
        ('<link rel="canonical" href="/lighthouse">', "https://gazette.example/lighthouse"),
        ('<link rel="canonical" href="https://wire.example/lighthouse">', None),
        ('<link rel="canonical" href="https://gazette.example/">', None),
        ('<link rel="canonical" href="javascript:void(0)">', None),
    ],
)  # fmt: skip
def test_a_canonical_link_is_believed_on_its_own_site(head: str, url: str | None) -> None:
    assert read(head=head).url == url


def test_the_words_overrule_a_wrong_language() -> None:
    german = (
        "<p>Der Rat hat am Dienstag beschlossen, den alten Leuchtturm für die Fischer neu zu bauen.</p>"
        * 6
    )
    assert read(body=german, lang="en").language == "de"
