"""A message is readable as text and as HTML, and nothing that was scraped can break out of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presswatch.alerts.clean import clean, link
from presswatch.alerts.email import compose
from presswatch.alerts.message import Message, from_json, to_json
from presswatch.alerts.rendering import to_html, to_text
from presswatch.alerts.sample import sample
from presswatch.alerts.telling import sections, subject
from presswatch.values import Event
from storage.happened import ArticleFacts, StoryFacts, Told

SAMPLE = sample("desk", "k", datetime(2026, 11, 18, 8, tzinfo=UTC), "http://127.0.0.1:8001")
EVIL = ("<script>alert(1)</script>", "\" onload=\"x", "a\r\nBcc: all@example.org", "\u202egnp.exe", "\x1b[31mred\x07",
        "{{ 7*7 }}", "javascript:alert(1)", "https://x.example/\"><img src=x>", "\ud800 broken", "&lt;b&gt;", "=cmd()")  # fmt: skip


def poisoned(evil: str, event: Event) -> Message:
    """A message whose every scraped word is hostile."""
    article = ArticleFacts(
        1, evil, evil, "gazette", evil, evil, evil, evil, ((True, evil), (False, evil))
    )
    story = StoryFacts(1, evil, 2, 3, "origin", evil, evil)
    payload = {"changes": [evil], "corrections": [evil], "said": evil, "outlets": 5, "before": 2}
    told = Told(
        event,
        "2026-11-18T08:00:00+00:00",
        ("radar",),
        "gazette",
        evil,
        article,
        story,
        (article,),
        payload,
    )
    return Message(
        "k" * 32,
        "desk",
        "2026-11-18T08:00:00+00:00",
        "daily",
        (told, told),
        "http://127.0.0.1:8001",
    )


class Tags(HTMLParser):
    """Which elements and links a page has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.links: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name in ("href", "src", "action")}


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("evil", EVIL)
def test_hostile_text_stays_text(evil: str, event: Event) -> None:
    message = poisoned(evil, event)
    html, text = to_html(message), to_text(message)
    tags = Tags(html)
    assert not tags.found & {"script", "img", "iframe", "form", "object", "link", "base", "input"}
    assert not any(name.startswith("on") for name in tags.attributes)
    assert all(address.startswith("http://127.0.0.1:8001/") for address in tags.links), tags.links
    for written in (html, text):
        assert not any(c in written for c in "\u202e\x1b\x07\r\x00")
        assert "49" not in written
    mail = compose(message, "presswatch <desk@example.org>", ["ana@example.org"])
    assert mail["Bcc"] is None
    assert "\nBcc" not in mail.as_bytes().decode("ascii").replace("\r", "")
    assert to_json(from_json(to_json(message))) == to_json(message)


@settings(max_examples=60)
@given(st.text(max_size=60), st.sampled_from(list(Event)))
def test_any_title_makes_one_subject_line(title: str, event: Event) -> None:
    line = subject(replace(poisoned(title, event), events=poisoned(title, event).events[:1]))
    assert "\n" not in line
    assert len(line) <= 122
    assert clean(line) == line


@pytest.mark.parametrize(
    ("url", "good"),
    [("https://a.example/b?c=d&e=%20f", True), ("http://a.example", True), ("javascript:alert(1)", False), ("data:text/html,x", False),
     ("//a.example", False), ("https://a.example/\nx", False), ("https://user@a.example/", False), ("https://", False),
     ("https://a.example/\u202e", False), ("https://[", False), (None, False)],
)  # fmt: skip
def test_only_a_web_address_becomes_a_link(url: str | None, good: bool) -> None:
    assert link(url) == (url if good else None)


def test_a_reader_is_told_what_matters_first_and_counted_what_is_independent() -> None:
    titles = [(s.title, s.about) for s in sections(SAMPLE)]
    assert titles[0][0] == "1 origin corrected"
    assert titles[1] == ("coastal-radar", "2 articles, 1 independent origin")
    text = to_text(SAMPLE)
    assert "in 8 outlets; origin: Defence Security Asia" in text
    assert "'15,000' became '50,000'" in text
    assert "nine *coastal radars* between" in " ".join(text.split())
    assert "its feed answers 403" in text
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 76


def test_an_origin_that_is_not_proven_is_never_called_one() -> None:
    (told,) = [t for t in SAMPLE.events if t.event is Event.SPREADING]
    assert told.story is not None
    unproven = replace(told, story=replace(told.story, origin_kind="earliest copy seen"))
    text = to_text(replace(SAMPLE, events=(unproven,)))
    assert "earliest copy seen: Defence Security Asia" in text
    assert "origin:" not in text


def test_one_event_makes_its_own_subject() -> None:
    mention = next(t for t in SAMPLE.events if t.event is Event.MENTION)
    assert (
        subject(replace(SAMPLE, events=(mention,), when="at once"))
        == "coastal-radar: Nine radars for the strait"
    )
