"""Bylines, in the text and among the authors of the page."""

from __future__ import annotations

import pytest

from pipelines.credits import read_credits
from presswatch.values import Credit, Place

BODY = "The bridge across the river reopened on Tuesday.\nWorkers had closed it in spring."


def read(text: str, host: str = "valley-post.example", **more: object) -> tuple[Credit, ...]:
    return read_credits(text, host=host, **more)  # type: ignore[arg-type]


def found(text: str, place: Place, host: str = "valley-post.example") -> list[str | None]:
    return [c.agency for c in read(text, host) if c.place is place]


BYLINES = [
    ("By Reuters Staff", "reuters"),
    ("Reuters Staff", "reuters"),
    ("By Bernama", "bernama"),
    ("By The Associated Press", "ap"),
    ("BY AFP", "afp"),
    ("Von dpa", "dpa"),
    ("Por EFE", "efe"),
    ("Par AFP", "afp"),
    ("Di ANSA", "ansa"),
    ("Da redação", None),
    ("TASS Staff Writer", "tass"),
    ("AP Sports Writer", "ap"),
    ("By JANE DOE AP Sports Writer", "ap"),
    ("By Jane Doe, Associated Press", "ap"),
    ("By Jane Doe, AP", "ap"),
    ("By Jane Doe | AP", "ap"),
    ("By Jane Doe of the Associated Press", "ap"),
    ("Jane Doe, Associated Press Writer", "ap"),
    ("Jane Doe, Associated Press", None),
    ("AFP | October 26, 2019", "afp"),
    ("Anadolu Agency | June 13, 2014", "aa"),
    ("Defence Security Asia | May 06, 2014", "dsa"),
    ("Reuters · 3 hours ago", "reuters"),
    ("The Canadian Press", "cp"),
    ("Reuters", "reuters"),
    ("Text: dpa", "dpa"),
    ("Автор: ТАСС", "tass"),
    ("Oleh Bernama", "bernama"),
    ("Agencies", "agencies"),
    ("Agency", "agencies"),
    ("By Agencies", "agencies"),
    ("JANE DOE | AP", "ap"),
    ("Jane Doe | CNN", None),
    ("Bridges | Reuters", None),
    ("By Paul Reuter, Staff Writer", None),
    ("By Petra", None),
    ("By Hina, Staff Reporter", None),
    ("Efe", None),
    ("Antara", None),
    ("Antara/AFP", "antara afp"),
]


@pytest.mark.parametrize(("line", "agency"), BYLINES)
def test_a_byline_in_the_text(line: str, agency: str | None) -> None:
    assert found(f"{line}\n{BODY}", Place.BYLINE) == (agency.split() if agency else [])


AUTHORS = [
    ("Associated Press", ["ap"]),
    ("dpa/AFP", ["dpa", "afp"]),
    ("Jane Doe, Associated Press", ["ap"]),
    ("Jane Doe | Reuters", ["reuters"]),
    ("Jane Doe (Reuters)", ["reuters"]),
    ("Jane Doe / AFP", ["afp"]),
    ("Press Trust of India", ["pti"]),
    ("PTI", ["pti"]),
    ("ANI", ["ani"]),
    ("AFP News", ["afp"]),
    ("The Associated Press", ["ap"]),
    ("Reuters and AP", ["reuters", "ap"]),
    ("dpa, AFP", ["dpa", "afp"]),
    ("Agencia EFE", ["efe"]),
    ("Deutsche Presse-Agentur", ["dpa"]),
    ("City News Service", ["cns_us"]),
    ("Jane Doe", []),
    ("Sid Vicious", []),
    ("Petra Kelly", []),
    ("Tanya Reuter", []),
    ("Pa Doe", []),
    ("Staff Writer", []),
    ("Maria Bloomberg", []),
    ("Ani DiFranco", []),
    ("Jane Doe, Editor", []),
    ("Jane Doe and Reuters", ["reuters"]),
    ("Jane Doe with AP", ["ap"]),
    ("Le Phare avec AFP", ["afp"]),
    ("Staff and agencies", ["agencies"]),
    ("Anna and Petra", []),
    ("Jane Doe and Hina", []),
    ("Jane and Paul Reuter", []),
    ("AP Singh, Staff Reporter", []),
    ("Hina Khan, Senior Correspondent", []),
    ("Efe Okoro, Staff Writer", []),
    ("Paul Reuter, Editor", []),
    ("Michael Bloomberg, Contributor", []),
    ("Jane Doe, AP Sports Writer", ["ap"]),
    ("JANE DOE AP Business Writer", ["ap"]),
    ("Jane Doe, Reuters Correspondent", ["reuters"]),
    ("Jane Doe Associated Press Writer", ["ap"]),
    ("Jane Doe Associated Press", ["ap"]),
    ("JANE DOE The Associated Press", ["ap"]),
    ("Jane Doe, AP Correspondent", ["ap"]),
    ("Jane Doe AP", []),
    ("Jane Reuters", []),
    ("Der Kurier avec AFP et Reuters", ["afp", "reuters"]),
    ("Anna and Jane Doe and Reuters", ["reuters"]),
    ("Hina", []),
    ("Petra", []),
    ("Efe", []),
    ("Antara", []),
    ("Jiji", []),
    ("Lusa", []),
    ("Andina", []),
    ("Petra, Reporter", []),
    ("Jane Doe, Hina", []),
    ("EFE", ["efe"]),
    ("HINA", ["hina"]),
    ("Kyodo", ["kyodo"]),
    ("Jiji Press", ["jiji"]),
    ("Hina/AFP", ["hina", "afp"]),
    ("Antara Sen, Staff Reporter", []),
    ("Jiji Thomas, Staff Reporter", []),
    ("Lusa Fernandes, Correspondent", []),
    ("ANI KUMAR, Staff Reporter", []),
    ("SITA RAO", []),
    ("SITA RAO, Staff Reporter", []),
    ("LANA DEL MAR, Staff Writer", []),
]


@pytest.mark.parametrize(("author", "agencies"), AUTHORS)
def test_an_author_of_the_page(author: str, agencies: list[str]) -> None:
    assert [c.agency for c in read(BODY, authors=(author,))] == agencies


def test_a_headline_that_names_a_contributor_is_no_byline() -> None:
    assert read(f"The song had heart, but no soul, says a CNN contributor\n{BODY}") == ()
