"""Headlines without the name of the site and what else stands with them, and those that only look so."""

from __future__ import annotations

import pytest

from pipelines.extractors.combined import extract
from tests.pipelines.pages import PARAGRAPHS, page

PLAIN = "Council votes to rebuild the lighthouse"
HAN = "市議會決定重建舊燈塔"


def title_of(
    title: str,
    *,
    h1: str = "",
    line: str = "",
    og: str = "",
    site: str = "",
    host: str = "a.example",
) -> str:
    """The title of a page with so much of it."""
    head = f"<title>{title}</title>"
    head += f'<meta property="og:title" content="{og}">' if og else ""
    head += f'<meta property="og:site_name" content="{site}">' if site else ""
    top = f"<h1>{h1}</h1>" if h1 else f"<div>{line}</div>"
    text = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    html = f"<html><head>{head}</head><body>{top}<div>{text}</div></body></html>"
    return extract(page(html, f"https://www.{host}/lighthouse")).title


@pytest.mark.parametrize(
    ("written", "site"),
    [
        (f"{HAN}-江口网", "江口网"),
        (f"{HAN}--江口网", "江口网"),
        (f"{HAN}_社会频道_江口网", "江口网"),
        (f"{HAN}-体育-江口网", "江口网"),
        (f"{HAN}【江口网】", "江口网"),
        (f"{HAN}｜江報", "江報"),
        (f"{HAN} - 江新聞 NEWS", "江新聞"),
        (f"{HAN}_新闻_江口网(jiangkou.example)", "jiangkou.example"),
        ("Example Herald: Council votes to rebuild the lighthouse", "Example Herald"),
        (f"{PLAIN} / Harbour Gazette", "Harbour Gazette"),
        (f"{PLAIN} | News | Harbour Gazette", "Harbour Gazette"),
        (f"{PLAIN} - Region - Harbour Gazette", "Harbour Gazette"),
        (f"{PLAIN} :: Harbour Gazette", "Harbour Gazette"),
        (f"Harbour Gazette » {PLAIN}", "Harbour Gazette"),
    ],
)
def test_a_title_loses_the_name_of_its_site(written: str, site: str) -> None:
    expected = HAN if HAN in written else PLAIN
    assert title_of(written, site=site) == expected


@pytest.mark.parametrize(
    "rest", [" - Harbour Gazette", " | Harbour Gazette", " :: Harbour Gazette"]
)
def test_an_h1_loses_the_name_of_its_site(rest: str) -> None:
    written = PLAIN + rest
    assert title_of(written, h1=written, og=written, site="Harbour Gazette") == PLAIN


@pytest.mark.parametrize("rest", ["-江口网", "_社会频道_江口网"])
def test_a_line_above_the_text_tells_the_headline_from_a_site_unknown(rest: str) -> None:
    assert title_of(HAN + rest, line=HAN) == HAN


@pytest.mark.parametrize(
    ("shown", "site"),
    [
        ("Gaza: talks resume after a week of silence", "Harbour Gazette"),
        ("Greenreef: council must act", "Greenreef"),
        ("What remains of Harbour, Money", "Money"),
        ("A year of e-Money in the port", "Money"),
        ("Gazette sold: what comes next for the Gazette", "The Gazette"),
        ("北京：市議會決定重建舊燈塔", "江口网"),
        ("江口隊2-1港口隊", "江口网"),
    ],
)
def test_a_part_of_the_headline_is_no_name(shown: str, site: str) -> None:
    assert title_of(f"{shown} | {site}", h1=shown, og=shown, site=site) == shown


@pytest.mark.parametrize("shown", ["Rain - and then the flood", "Порт откроют весной — мэр"])
def test_a_dash_of_the_headline_stays_where_the_site_is_gone(shown: str) -> None:
    assert title_of(f"{shown} | Harbour Gazette", site="Harbour Gazette") == shown


@pytest.mark.parametrize(
    "h1",
    [
        f"<span class='badge'>Breaking</span> {PLAIN}",
        f"{PLAIN} <a class='comments'>12</a>",
        f"{PLAIN} <span>12 comments</span>",
        f"{PLAIN}<span class='read-time'>5 min read</span>",
        f"{PLAIN}<span>5 min read</span>",
        f"{PLAIN}<button>Share</button>",
        f"{PLAIN} <span>Premium</span>",
        f"<span class='premium'>{PLAIN}</span>",
        f"{PLAIN}<span>2026-11-03</span>",
    ],
)
def test_a_headline_is_told_from_what_its_element_holds_besides(h1: str) -> None:
    assert title_of(f"{PLAIN} | Harbour Gazette", h1=h1) == PLAIN


@pytest.mark.parametrize(
    "shown", ["Watching the eclipse live", "The premium keeper", "The lamp of the harbour 2026"]
)
def test_a_word_of_the_headline_is_no_badge(shown: str) -> None:
    assert title_of(f"{shown} | Harbour Gazette", h1=shown) == shown
