"""The gazetteer is data: these tests are what checks a new line of it."""

from __future__ import annotations

from collections import Counter

import pytest

from pipelines.agencies import AgencyKind, gazetteer, registrable

AGENCIES = gazetteer().agencies


def test_there_are_enough_and_the_ones_we_promise() -> None:
    assert len(AGENCIES) >= 250
    assert {"ap", "reuters", "afp", "dpa", "bernama", "dsa", "conversation", "propublica"} <= set(
        AGENCIES
    )
    assert sum(a.kind is AgencyKind.PRESS_RELEASE for a in AGENCIES.values()) >= 10


def test_no_name_or_tag_belongs_to_two() -> None:
    forms = Counter(
        form for a in AGENCIES.values() for form in {words.casefold() for words in a.signatures}
    )
    assert [form for form, times in forms.items() if times > 1] == []


def test_no_domain_belongs_to_two_and_none_has_a_scheme_or_www() -> None:
    domains = Counter(domain for a in AGENCIES.values() for domain in a.domains)
    assert [domain for domain, times in domains.items() if times > 1] == []
    assert [d for d in domains if "/" in d or d.startswith("www.") or "." not in d] == []


@pytest.mark.parametrize("key", AGENCIES)
def test_each_line_is_complete(key: str) -> None:
    agency = AGENCIES[key]
    assert key.isidentifier()
    assert agency.name == agency.name.strip()
    assert len(agency.country) == 2 or agency.country == "INT"
    assert all(len(words) > 1 for words in agency.signatures)


def test_only_forms_that_an_agency_has_are_marked_as_what_people_are_called() -> None:
    assert [
        (a.key, words)
        for a in AGENCIES.values()
        for words in a.given
        if words not in a.signatures or not (named := gazetteer().named(words)) or not named.given
    ] == []
    upper = gazetteer().named("HINA")
    assert upper is not None
    assert not upper.given


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("AP", "ap"),
        ("Associated Press", "ap"),
        ("the associated press", "ap"),
        ("ASSOCIATED PRESS", "ap"),
        ("BERNAMA", "bernama"),
        ("新华社", "xinhua"),
        ("agencies", "agencies"),
        ("AGENCIES", "agencies"),
        ("ap", None),
        ("antara", None),
        ("prime", None),
        ("reuters", None),
        ("AP-3C", None),
        ("", None),
    ],
)
def test_a_name_is_matched_as_written(words: str, key: str | None) -> None:
    named = gazetteer().named(words)
    assert (named.agency.key if named else None) == key


@pytest.mark.parametrize("tag", ["PA", "AA", "SID", "TT", "STT", "AGI", "ANI", "SANA"])
def test_tags_that_mean_other_things_are_shy(tag: str) -> None:
    named = gazetteer().named(tag)
    assert named is not None
    assert named.shy


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("www.apnews.com", "ap"),
        ("apnews.com:443", "ap"),
        ("UK.Reuters.com", "reuters"),
        ("notreuters.com", None),
        ("com", None),
        ("", None),
    ],
)
def test_who_publishes_on_a_host(host: str, key: str | None) -> None:
    agency = gazetteer().at(host)
    assert (agency.key if agency else None) == key


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.example.com", "example.com"),
        ("example.com", "example.com"),
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("www.aa.com.tr", "aa.com.tr"),
        ("yna.co.kr", "yna.co.kr"),
        ("m.edition.example.org", "example.org"),
        ("desk.wordpress.com", "desk.wordpress.com"),
        ("a.b.blogspot.com", "b.blogspot.com"),
        ("localhost", "localhost"),
        ("Example.COM.", "example.com"),
        ("127.0.0.1:8000", "127.0.0.1"),
        ("", ""),
    ],
)
def test_the_part_of_a_host_that_its_owner_registered(host: str, domain: str) -> None:
    assert registrable(host) == domain
