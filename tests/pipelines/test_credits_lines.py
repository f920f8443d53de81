"""Source lines, copyright lines and links."""

from __future__ import annotations

import pytest

from pipelines.credits import read_credits
from presswatch.values import Credit, Place

BODY = "The bridge across the river reopened on Tuesday.\nWorkers had closed it in spring."


def read(text: str, host: str = "valley-post.example", **more: object) -> tuple[Credit, ...]:
    return read_credits(text, host=host, **more)  # type: ignore[arg-type]


SOURCES = [
    ("Source: Reuters", ["reuters"]),
    ("Source: AP", ["ap"]),
    ("Sources: AFP, Reuters", ["afp", "reuters"]),
    ("(Source: Bernama)", ["bernama"]),
    ("Quelle: dpa", ["dpa"]),
    ("Quellen: dpa/AFP", ["dpa", "afp"]),
    ("Fuente: EFE", ["efe"]),
    ("Fonte: ANSA", ["ansa"]),
    ("Fonte: Lusa", ["lusa"]),
    ("Kaynak: AA", ["aa"]),
    ("Источник: ТАСС", ["tass"]),
    ("Джерело: Укрінформ", ["ukrinform"]),
    ("Źródło: PAP", ["pap"]),
    ("Bron: ANP", ["anp"]),
    ("Kilde: NTB", ["ntb"]),
    ("Källa: TT", ["tt"]),
    ("Sumber: Antara", ["antara"]),
    ("المصدر: رويترز", ["reuters"]),
    ("来源：新华社", ["xinhua"]),
    ("출처: 연합뉴스", ["yonhap"]),
    ("Source : AFP", ["afp"]),
    ("via AP", ["ap"]),
    ("It will stay open. via Kyodo", ["kyodo"]),
    ("It will stay open. Source: Yonhap", ["yonhap"]),
    ("With inputs from PTI", ["pti"]),
    ("(With inputs from PTI)", ["pti"]),
    ("(With inputs from ANI and PTI)", ["ani", "pti"]),
    ("With inputs from agencies", ["agencies"]),
    ("(With inputs from agencies)", ["agencies"]),
    ("(With agency inputs)", ["agencies"]),
    ("— With agency inputs", ["agencies"]),
    ("With reporting by Reuters", ["reuters"]),
    ("Additional reporting by AFP", ["afp"]),
    ("With files from The Canadian Press", ["cp"]),
    ("(mit dpa)", ["dpa"]),
    ("(avec l'AFP)", ["afp"]),
    ("(avec l’AFP)", ["afp"]),
    ("(With PTI inputs)", ["pti"]),
    ("The Associated Press contributed to this report.", ["ap"]),
    ("Reuters and AFP contributed to this story.", ["reuters", "afp"]),
    ("Mit Material von dpa", ["dpa"]),
    ("(avec AFP)", ["afp"]),
    ("Avec AFP", ["afp"]),
    ("Con información de EFE", ["efe"]),
    ("Con información de Reuters y AP", ["reuters", "ap"]),
    ("Com informações da Agência Brasil", ["agencia_brasil"]),
    ("(com Lusa)", ["lusa"]),
    ("По материалам ТАСС", ["tass"]),
    ("— with AP", ["ap"]),
    ("It will stay open. — with Reuters", ["reuters"]),
    ("(with AFP and AP)", ["afp", "ap"]),
    ("(इनपुट: एजेंसी)", ["agencies"]),
    ("Mit Agenturmaterial", ["agencies"]),
]


@pytest.mark.parametrize(("line", "agencies"), SOURCES)
def test_a_source_line(line: str, agencies: list[str]) -> None:
    found = [c.agency for c in read(f"{BODY}\n{line}") if c.place is Place.SOURCE_LINE]
    assert found == agencies


NOT_SOURCES = [
    "Source: World Bank",
    "Source: company filings",
    "Source: Jane Doe",
    "Image source: Reuters",
    "Photo: AP",
    "A source: none.",
    "He came via Frankfurt",
    "He went with Petra",
    "She went home with AP",
    "She went home - with AP",
    "— with Jane Doe",
    "With Petra",
    "With inputs from Jane Doe",
    "Jane Doe contributed to this report.",
    "With her inputs",
    "The agency: a novel",
    "Quelle: eigene Recherche",
    "The source of the river is near.",
    "Sources: police, fire brigade",
    "He arrived via Sputnik",
]


@pytest.mark.parametrize("line", NOT_SOURCES)
def test_what_only_looks_like_a_source_line(line: str) -> None:
    assert read(f"{BODY}\n{line}") == ()


COPYRIGHTS = [
    ("© 2026 AFP", "afp"),
    ("© AFP", "afp"),
    ("(c) 2026 AFP", "afp"),
    ("© Anadolu Agency", "aa"),
    ("Copyright 2026 The Associated Press. All rights reserved.", "ap"),
    ("© 2026 The Associated Press. All rights reserved. This material may not be published.", "ap"),
    ("(c) Copyright Thomson Reuters 2026. Click for restrictions.", "reuters"),
    ("Copyright Reuters", "reuters"),
    ("© 2026 Bloomberg L.P.", "bloomberg"),
    ("© 2026 Tribune Content Agency, LLC", "tns"),
    ("© 2026 Bloomberg LP", "bloomberg"),
    ("© dpa-infocom, dpa:260511-99-1234/3", "dpa"),
    ("Copyright (c) 2026 The Canadian Press", "cp"),
    ("Copyright IANS", "ians"),
    ("It will stay open. © Bernama", "bernama"),
    ("© 2026 dpa GmbH", None),
    ("© 2026 Valley Media Ltd. All rights reserved.", None),
    ("Copyright 2026 valley-post.example. All rights reserved.", None),
    ("Photo: © AFP", None),
    ("Foto: © dpa", None),
    ("The copyright of AP was upheld.", None),
    ("© Getty Images", None),
]


@pytest.mark.parametrize(("line", "agency"), COPYRIGHTS)
def test_a_copyright_line(line: str, agency: str | None) -> None:
    found = [c.agency for c in read(f"{BODY}\n{line}")]
    assert found == ([agency] if agency else [])


PAGE = "https://cedar-observer.example/2026/the-bridge"


@pytest.mark.parametrize(
    "line",
    ["Read the original article.", "Read the original here", "Source link", "Original article"],
)
def test_a_link_is_a_credit_when_the_text_says_so(line: str) -> None:
    (credit,) = read(f"{BODY}\n{line}", links=(PAGE, "https://valley-post.example/more"))
    assert (credit.place, credit.url, credit.name) == (Place.LINK, PAGE, "cedar-observer.example")


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("Workers said so.", (PAGE,)),
        ("Read the original article.", ()),
        ("Read the original article.", (PAGE, "https://metro.example/2026/b")),
        ("Read the original article.", ("https://cedar-observer.example/",)),
        ("Read the original article.", ("https://valley-post.example/2026/a",)),
    ],
)
def test_a_link_alone_is_no_credit(line: str, links: tuple[str, ...]) -> None:
    assert read(f"{BODY}\n{line}", links=links) == ()


def test_the_most_trusted_place_comes_first() -> None:
    text = (
        f"LONDON (AP) — {BODY}\nThis article was originally published by The Conversation.\n© AFP"
    )
    places = [c.place for c in read(text)]
    assert places == [Place.REPUBLISHED, Place.DATELINE, Place.COPYRIGHT]
