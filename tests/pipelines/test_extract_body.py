"""What is text of the story and what is not."""

from __future__ import annotations

import pytest

from pipelines.extractors.combined import extract
from pipelines.extractors.reading import Reading
from pipelines.reading.blocks import blocks_of
from pipelines.reading.layout import unwrap_layout
from pipelines.reading.tree import parse
from tests.pipelines.pages import NEWS, PARAGRAPHS, article, page

TEXT = [f"<p>{p}</p>" for p in PARAGRAPHS]


def read(*parts: str, **more: object) -> Reading:
    return extract(page(article("".join(parts), **more)))  # type: ignore[arg-type]


def reason(reading: Reading, line: str) -> str | None:
    return next((cut.reason for cut in reading.cuts if cut.line == line), None)


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Storm takes the lamp of the old lighthouse",
        "Related: Storm takes the lamp of the old lighthouse",
        "Lesen Sie auch: Sturm reißt die Lampe vom alten Leuchtturm",
        "Lire aussi : La tempête emporte la lampe du vieux phare",
        "Les også: Stormen tok lampen fra det gamle fyret",
        "Czytaj więcej",
        "You might also like",
        "Sign up for our newsletter and get the harbour news in your inbox every morning",
        "Subscribe to our channel on WhatsApp for the latest news from the harbour",
        "Image: Ferrow/Gazette",
        "Photo credit: Harbour Archive",
        "We may earn a commission when you buy through links on our site.",
        "Advertisement",
        "Story continues below advertisement",
    ],
)
def test_site_talk_within_the_body_is_cut(line: str) -> None:
    got = read(*TEXT[:2], f"<p>{line}</p>", *TEXT[2:])
    assert got.text.split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to the idea that a harbour needs a light, said Marwood, and the rest follows: "
        "ships come home, sailors sleep, and the insurance is paid on time, every year, for ever.",
        "Related work on the breakwater was put off until the spring, when the ground has thawed.",
        "The newsletter of the fishing guild called the vote a good day for the harbour.",
        "“Read more and argue less,” the mayor told the gallery, to laughter from both sides.",
        "Follow the money, the opponents said, and it leads from the levy to the lamp.",
        "In the photo: the harbour as it was, is how the exhibition in the town hall begins.",
    ],
)
def test_a_paragraph_that_sounds_like_it_stays(line: str) -> None:
    got = read(*TEXT[:2], f"<p>{line}</p>", *TEXT[2:])
    assert line in got.text.split("\n")


@pytest.mark.parametrize(
    "line", ["Tuesday, 3 November 2026 | 20:53", "Von Jonas Ferrow", "03.11.2026, 20:53 Uhr"]
)
def test_bylines_and_dates_at_the_top_are_facts_and_no_text(line: str) -> None:
    got = read(f"<p>{line}</p>", *TEXT)
    assert got.text.split("\n") == list(PARAGRAPHS)


def test_a_paragraph_that_is_one_link_leads_elsewhere() -> None:
    link = '<p><a href="/storm">Storm takes the lamp of the old lighthouse</a></p>'
    inside = f'<p>{PARAGRAPHS[2]} <a href="/storm">The storm took its lamp in 2017.</a></p>'
    got = read(*TEXT[:2], link, inside, *TEXT[3:])
    assert "Storm takes the lamp" not in got.text
    assert "The storm took its lamp in 2017." in got.text


def test_the_title_is_not_repeated_in_the_text() -> None:
    got = read("<h2>Council votes to rebuild the lighthouse</h2>", *TEXT)
    assert got.text.split("\n") == list(PARAGRAPHS)


def test_related_boxes_and_captions_are_cut() -> None:
    box = '<div class="related-articles"><p>Storm takes the lamp, and the harbour is dark for the first time.</p></div>'
    figure = "<figure><img src='x.jpg'><figcaption>The old lighthouse as it stood before the storm took its lamp.</figcaption></figure>"
    assert read(*TEXT[:2], box, figure, *TEXT[2:]).text.split("\n") == list(PARAGRAPHS)


def test_an_author_box_at_the_end_is_cut() -> None:
    line = (
        "Jonas Ferrow is a reporter for the Harbour Gazette. He has covered the council since 2011."
    )
    got = read(*TEXT, f"<p>{line}</p>", ld=NEWS)
    assert got.text.split("\n") == list(PARAGRAPHS)
    assert reason(got, line) == "author box"


def test_comments_are_cut_even_when_they_are_longer_than_the_article() -> None:
    said = "".join(
        f"<div class='comment'><p>{n}. {p}</p></div>" for n in range(8) for p in PARAGRAPHS
    )
    got = read(*TEXT, after=f"<section id='comments'>{said}</section>")
    assert got.text.split("\n") == list(PARAGRAPHS)


def test_a_whole_article_in_a_box_of_a_telling_name_is_kept() -> None:
    assert read(f'<div class="gallery">{"".join(TEXT)}</div>').text.split("\n") == list(PARAGRAPHS)


def test_the_lead_belongs_to_the_text() -> None:
    lead = "After nine years of argument the harbour gets its light back, and the bill is shared."
    got = read(*TEXT, before=f'<p class="standfirst">{lead}</p>')
    assert got.text.split("\n") == [lead, *PARAGRAPHS]


def test_a_lead_that_repeats_the_first_paragraph_does_not() -> None:
    got = read(*TEXT, before=f'<p class="standfirst">{PARAGRAPHS[0][:80]}</p>')
    assert got.text.split("\n") == list(PARAGRAPHS)


def test_subheadings_stay_and_loose_ones_go() -> None:
    got = read(
        *TEXT[:3], "<h2>What it costs</h2>", *TEXT[3:], "<h2>Most viewed this week in town</h2>"
    )
    assert "What it costs" in got.text.split("\n")
    assert got.text.split("\n")[-1] == PARAGRAPHS[-1]


def test_the_hidden_rest_of_a_text_is_read() -> None:
    rest = f'<div class="after-gate">{"".join(TEXT[1:])}</div>'
    assert read(TEXT[0], TEXT[0].replace("Tuesday", "Monday"), rest).text.split("\n")[2:] == list(
        PARAGRAPHS[1:]
    )


def test_one_paragraph_broken_over_lines_is_one_line() -> None:
    assert read(*(p.replace(", ", ",\n        ") for p in TEXT)).text.split("\n") == list(
        PARAGRAPHS
    )


def test_soft_hyphens_and_ruby_are_not_text() -> None:
    got = read(
        *TEXT,
        "<p>The light\u00adhouse of <ruby>東京<rt>とうきょう</rt></ruby> is older by far than ours, and it has a lamp.</p>",
    )
    assert "The lighthouse of 東京 is older" in got.text


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("/story", "/story?page=2", True),
        ("/story?page=2", "/story?page=3", True),
        ("/story.html", "/story-2.html", True),
        ("/story/", "/story/2/", True),
        ("/story", "/other-story", False),
        ("/story", "/story?page=5", False),
        ("/2026/11/story", "/2026/12/story", False),
    ],
)
def test_a_text_in_pages_names_its_next_page(here: str, there: str, expected: bool) -> None:
    base = "https://gazette.example"
    html = article(after=f'<p class="pages"><a rel="next" href="{there}">Next page</a></p>')
    assert extract(page(html, base + here)).next_page == (base + there if expected else None)


def test_what_was_cut_can_be_explained() -> None:
    got = read(*TEXT, "<p>Read more: Storm takes the lamp</p>")
    assert reason(got, "Read more: Storm takes the lamp") == "related links"


def test_a_table_that_lays_out_the_page_is_no_data() -> None:
    text = "<br><br>".join(PARAGRAPHS)
    html = (
        "<html><head><title>Lighthouse (The Gazette)</title></head><body><table><tr><td colspan=2>The Gazette"
        "</td></tr><tr><td><p><a href=/>Front page</a></p><p><a href=/sea>Sea</a></p></td>"
        f"<td><h2>Lighthouse</h2>{text}</td></tr></table></body></html>"
    )
    got = extract(page(html))
    assert got.text.split("\n") == list(PARAGRAPHS)
    assert got.title == "Lighthouse"


def test_a_table_of_data_stays_a_table() -> None:
    rows = "".join(f"<tr><td>Pier {n}</td><td>{n * 40} metres</td></tr>" for n in range(1, 5))
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS[:3]) + f"<table>{rows}</table>"
    tree = parse(article(body + f"<p>{PARAGRAPHS[3]}</p>").encode())
    unwrap_layout(blocks_of(tree))
    assert tree.find(".//table") is not None


INITIALS = [
    '<p><div class="dropcap">T</div>{}</p>',
    '<p><span class="dropcap">T</span>{}</p>',
    '<p class="dropcap">T</p><p>{}</p>',
    '<div class="dropcap">T</div><p>{}</p>',
]


@pytest.mark.parametrize("markup", INITIALS)
def test_a_large_initial_belongs_to_its_word(markup: str) -> None:
    got = read(markup.format(PARAGRAPHS[0][1:]), *TEXT[1:])
    assert got.text.split("\n") == list(PARAGRAPHS)


def test_a_large_initial_that_is_a_word_stays_one() -> None:
    got = read(f"<p><div>A</div> council is what {PARAGRAPHS[0][1:]}</p>", *TEXT[1:])
    assert got.text.startswith("A council is what")


@pytest.mark.parametrize("tag", ["h3", "h4"])
def test_a_text_that_is_all_in_headings_is_kept(tag: str) -> None:
    got = read(*(f"<{tag}>{text}</{tag}>" for text in PARAGRAPHS))
    assert got.text.split("\n") == list(PARAGRAPHS)
