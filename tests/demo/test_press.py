"""The built-in press: its doors list what they should, and truth.toml tells the truth."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from presswatch.demo.clock import Clock, remembered
from presswatch.demo.edition import Edition
from presswatch.demo.manuscripts import PRESS, Format
from presswatch.demo.site import Answer, Site

DEMO = PRESS.parent
NOW = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
SITE = Site(NOW)  #: pure and never changed here: shared by all tests
PAGES = SITE.edition.pieces


def read(name: str) -> dict:
    return tomllib.loads((DEMO / name).read_text(encoding="utf-8"))


TRUTH = read("truth.toml")
NOT_ARTICLES = {n["page"] for n in TRUTH["not_article"]} | {n["page"] for n in TRUTH["forbidden"]}
ARTICLES = {key: p for key, p in PAGES.items() if key not in NOT_ARTICLES}


def fetch(url: str) -> Answer:
    host, _, path = url.removeprefix("http://").partition("/")
    return SITE.answer(host, f"/{path}")


def words(key: str) -> list[str]:
    return re.sub(r"<[^>]+>", " ", " ".join(PAGES[key].body)).split()


# ── the press ────────────────────────────────────────────────────────────────────────────────


def test_it_is_a_press_worth_showing() -> None:
    assert len({p.outlet for p in ARTICLES.values()}) >= 9
    assert len(ARTICLES) >= 46
    languages = Counter(p.written.language or p.outlet.language for p in ARTICLES.values())
    assert {"en", "de", "ms"} <= languages.keys()
    assert all(len(words(key)) >= 100 for key in ARTICLES)


def test_the_same_reference_gives_the_same_bytes() -> None:
    again = Site(NOW)
    for (host, path), _ in SITE.edition.at.items():
        assert again.answer(host, path) == SITE.answer(host, path)


@pytest.mark.parametrize("hour", [0, 23])
def test_everything_lies_in_the_days_before_the_reference(hour: int) -> None:
    now = datetime(2027, 3, 1, hour, tzinfo=UTC)
    for edition in (Edition(now), Edition(now, 2)):
        for key, piece in edition.pieces.items():
            assert now - timedelta(days=14) < piece.published <= piece.modified < now, key


def listed_urls(door: str) -> list[str]:
    """The article addresses that a door of sources.toml leads to, through an index if need be."""
    answer = fetch(door)
    text = answer.body.decode()
    if answer.media_type.startswith("application/feed+json"):
        return [item["url"] for item in json.loads(text)["items"]]
    if answer.media_type.startswith("text/html"):
        host = door.removeprefix("http://").split("/")[0]
        return [f"http://{host}{h}" for h in re.findall(r'href="(/story\.php[^"]*)"', text)]
    root = ElementTree.fromstring(text)
    found = [e.text or e.get("href", "") for e in root.iter() if _points(e, root)]
    return [u for child in found for u in listed_urls(child)] if "index" in root.tag else found


def _points(element: ElementTree.Element, root: ElementTree.Element) -> bool:
    name = element.tag.rpartition("}")[2]
    if root.tag == "rss":
        return name == "link" and not element.attrib and "/" in (element.text or "")[8:-1]
    return name == "loc" or (name == "link" and "/articles/" in element.get("href", ""))


@pytest.mark.parametrize("source", read("sources.toml")["source"], ids=lambda s: s["name"])
def test_the_doors_list_every_page_once(source: dict) -> None:
    doors = [*source.get("feeds", ()), *source.get("sitemaps", ()), *source.get("front_pages", ())]
    listed = Counter(url for door in doors for url in listed_urls(door))
    own = {p.url for p in PAGES.values() if p.outlet.name == source["name"]}
    assert listed == Counter(own)


def test_every_kind_of_door_is_there() -> None:
    formats = {d.format for o in SITE.edition.outlets.values() for d in o.doors}
    assert formats == set(Format)


def test_robots_disallow_the_forbidden_page_that_a_feed_lists() -> None:
    for page in TRUTH["forbidden"]:
        piece = PAGES[page["page"]]
        robots = fetch(f"http://{piece.outlet.host}/robots.txt").body.decode()
        rules = re.findall(r"Disallow: (\S+)", robots)
        assert any(piece.path.startswith(rule) for rule in rules)


def test_no_two_outlets_share_a_template() -> None:
    """Of the class names and ids that an outlet's article page uses, few are another's as well."""
    used: dict[str, set[str]] = {}
    for piece in ARTICLES.values():
        names = re.findall(r'(?:class|id)="([^"]+)"', fetch(piece.url).body.decode())
        used[piece.outlet.name] = {n for group in names for n in group.split()}
    for (a, mine), (b, theirs) in combinations(used.items(), 2):
        assert len(mine & theirs) <= 0.2 * min(len(mine), len(theirs)) + 1, (a, b)


def test_the_habits_of_metadata_differ() -> None:
    habits = Counter()
    for piece in ARTICLES.values():
        html = fetch(piece.url).body.decode()
        habits["json-ld"] += "application/ld+json" in html
        habits["microdata"] += 'itemprop="headline"' in html
        habits["meta only"] += "published_time" in html and "ld+json" not in html
        habits["nothing"] += "<meta property" not in html and '<meta name="date"' not in html
        for block in re.findall(r'ld\+json"[^>]*>(.*?)</script>', html, re.DOTALL):
            json.loads(block)
    assert min(habits[h] for h in ("json-ld", "microdata", "meta only", "nothing")) >= 4


# ── the truth about it ───────────────────────────────────────────────────────────────────────


def test_the_truth_names_pages_that_exist() -> None:
    stories = TRUTH["story"]
    named = [c["page"] for s in stories for c in s["copy"]]
    named += [s.get("origin") or s["earliest"] for s in stories]
    named += [p for group in (*TRUTH["apart"], *TRUTH["shared"]) for p in group["pages"]]
    named += [*NOT_ARTICLES, *TRUTH["round2"]["stale"], TRUTH["round2"]["withdrawn"]]
    assert set(named) <= PAGES.keys()
    assert set(TRUTH["round2"]["new"]) <= Edition(NOW, 2).pieces.keys() - PAGES.keys()


def test_the_origin_was_first_by_minutes_to_hours() -> None:
    for story in TRUTH["story"]:
        first = PAGES[story.get("origin") or story["earliest"]].published
        for copy in story["copy"]:
            lag = PAGES[copy["page"]].published - first
            assert timedelta(minutes=5) <= lag <= timedelta(hours=30), copy["page"]


def test_the_dsa_story_is_carried_by_many_each_in_its_own_way() -> None:
    story = TRUTH["story"][0]
    copies = [c for c in story["copy"] if c["relation"] != "excerpt"]
    assert len({c["page"].split("/")[0] for c in copies}) == len(copies) >= 5
    assert len({c["credit"] for c in copies}) >= 5
    assert words(story["origin"])[-2:] == ["—", "DSA"]
    for copy in story["copy"]:
        if "new_number" in copy:
            text = " ".join(words(copy["page"]))
            assert copy["new_number"] in text
            assert copy["old_number"] not in text


def test_copies_carry_the_words_of_their_origin_and_neighbours_do_not() -> None:
    def grams(key: str) -> set[tuple[str, ...]]:
        said = re.findall(r"\w+", " ".join(words(key)).casefold())
        return set(zip(*(said[n:] for n in range(5)), strict=False))

    def share(a: str, b: str) -> float:
        return len(grams(a) & grams(b)) / len(grams(a))

    for story in TRUTH["story"]:
        for copy in story["copy"]:
            inside = share(copy["page"], story.get("origin") or story["earliest"])
            low = 0.2 if copy["relation"] == "excerpt" else 0.75
            assert inside >= (0.97 if copy["relation"] == "verbatim" else low), copy["page"]
    for group in TRUTH["apart"][:5]:  # the recurring formats after them share their frame
        assert all(share(a, b) < 0.45 for a, b in combinations(group["pages"], 2)), group["pages"]


# ── time ─────────────────────────────────────────────────────────────────────────────────────


def test_times_are_said_relative_to_the_reference() -> None:
    clock = Clock(NOW)
    assert clock.moment("5d 02:10") == datetime(2026, 11, 18, 2, 10, tzinfo=UTC)
    assert clock.moment("12m") == NOW - timedelta(minutes=12)
    with pytest.raises(ValueError, match="neither"):
        clock.moment("last Tuesday")


def test_a_desk_remembers_when_it_first_opened_the_press(tmp_path: Path) -> None:
    file = tmp_path / "press-reference.txt"
    first = remembered(file)
    assert remembered(file) == first
