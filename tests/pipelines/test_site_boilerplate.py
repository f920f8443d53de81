"""Learned from many articles of one site: its boilerplate goes, its paragraphs stay."""

from __future__ import annotations

import random
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from pipelines.site_boilerplate import (
    Seen,
    cut_boilerplate,
    is_boilerplate,
    key_of,
    traces,
    words_within,
)

WORDS = [
    "harbour",
    "council",
    "voted",
    "rebuild",
    "lighthouse",
    "debate",
    "midnight",
    "market",
    "storm",
    "lamp",
    "fishing",
    "levy",
    "crowns",
    "ferry",
    "bridge",
    "school",
    "museum",
    "winter",
    "autumn",
    "engine",
    "captain",
    "island",
    "cargo",
    "signal",
    "tower",
]
SUPPORT = "Our newsroom lives from your support: become a friend of the Gazette today."
ABOUT = "The Gazette has reported from the harbour since 1887 and is printed on the old quay."
CREDIT = "Reporting by Harbour News Agency"
BACKGROUND = (
    "The lighthouse went dark in 2017, when a winter storm took its lamp and the council could "
    "not agree who should pay for a new one."
)


class Site:
    """A site of our own: its articles, and what was learned from them."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.stories: dict[str, set[int]] = defaultdict(set)
        self.edges: dict[str, set[int]] = defaultdict(set)
        self.words: dict[str, int] = {}
        self.first: dict[str, int] = {}
        self.topical: dict[str, set[int]] = defaultdict(set)
        self.told = 0

    def paragraph(self) -> str:
        return " ".join(self.random.choice(WORDS) for _ in range(30)).capitalize() + "."

    def learn(self, text: str, story: int | None = None) -> None:
        if story is None:
            self.told += 1
            story = self.told
        for trace in traces(text, words_within(text)):
            self.first.setdefault(trace.key, story)
            self.words[trace.key] = trace.words
            self.stories[trace.key].add(story)
            if trace.at_edge:
                self.edges[trace.key].add(story)
            if trace.topical:
                self.topical[trace.key].add(story)

    def known(self) -> set[str]:
        return {
            key
            for key, found in self.stories.items()
            if is_boilerplate(
                Seen(
                    stories=len(found),
                    at_edge=len(self.edges[key]),
                    since=self.told - self.first[key] + 1,
                    words=self.words[key],
                    topical=len(self.topical[key]),
                )
            )
        }

    def article(self, *foot: str, head: str = "", paragraphs: int = 9) -> str:
        body = [self.paragraph() for _ in range(paragraphs)]
        return "\n".join(([head] if head else []) + body + list(foot))


def test_lines_under_every_story_are_learned_and_cut() -> None:
    site = Site()
    for _ in range(25):
        site.learn(site.article(SUPPORT, ABOUT))
    text = site.article()
    kept, cuts = cut_boilerplate(f"{text}\n{SUPPORT}\n{ABOUT}", site.known())
    assert kept == text
    assert [cut.line for cut in cuts] == [SUPPORT, ABOUT]


def test_three_stories_are_not_enough() -> None:
    site = Site()
    for _ in range(3):
        site.learn(site.article(SUPPORT))
    assert key_of(SUPPORT) not in site.known()


def test_one_text_under_many_addresses_is_one_story() -> None:
    site = Site()
    text = site.article()
    for _ in range(40):
        site.learn(text, story=1)
    assert site.known() == set()


def test_the_background_of_an_affair_stays() -> None:
    site = Site()
    for n in range(60):
        lines = site.article().split("\n")
        if n % 5 == 0:
            lines.insert(5, BACKGROUND)
        site.learn("\n".join(lines))
    assert key_of(BACKGROUND) not in site.known()


def test_background_at_the_end_of_some_short_stories_stays() -> None:
    site = Site()
    for n in range(100):
        site.learn(site.article(BACKGROUND) if n in (3, 9, 14, 20, 33, 41, 57) else site.article())
    assert key_of(BACKGROUND) not in site.known()


def test_background_that_closes_every_follow_up_of_a_long_affair_stays() -> None:
    site = Site()
    for n in range(200):
        site.learn(site.article(BACKGROUND) if n % 3 else site.article())
    assert key_of(BACKGROUND) not in site.known()


def test_a_long_affair_told_without_spaces_stays_too() -> None:
    background = (
        "灯台は二〇一七年の冬の嵐で光を失い、市議会は費用の負担をめぐって合意できなかった。"
    )
    others = [
        "市議会は火曜日に灯台の再建を決めた。費用の負担は漁業者も分け合う。",
        "二〇一七年の冬の嵐で灯台の光は失われたままだった。",
    ]
    site = Site()
    for n in range(60):
        lines = [f"{n}番目の記事。", site.paragraph(), *others, *[site.paragraph()] * 3, background]
        site.learn("\n".join(lines))
    assert key_of(background) not in site.known()


def test_a_credit_line_is_kept_however_often_it_stands_there() -> None:
    site = Site()
    for _ in range(25):
        site.learn(site.article(CREDIT))
    text = site.article(CREDIT)
    assert cut_boilerplate(text, site.known(), keep=lambda line: line == CREDIT)[0] == text


def test_the_same_words_in_the_middle_of_a_story_stay() -> None:
    site = Site()
    for _ in range(25):
        site.learn(site.article(SUPPORT))
    lines = site.article(paragraphs=12).split("\n")
    lines.insert(6, SUPPORT)
    assert cut_boilerplate("\n".join(lines), site.known())[0] == "\n".join(lines)


def test_a_site_of_three_hundred_stories() -> None:
    """The measure that docs/extraction.md tells of: nothing real is cut, and all that recurs is."""
    site = Site(11)
    cut = missed = eaten = 0
    for n in range(300):
        foot = [SUPPORT] + ([ABOUT] if n % 3 == 0 else []) + ([CREDIT] if n % 4 == 0 else [])
        lines = site.article(paragraphs=4 + n % 9).split("\n")
        if n % 11 == 0:
            lines.insert(len(lines) // 2, BACKGROUND)
        text = "\n".join(lines + foot)
        _, cuts = cut_boilerplate(text, site.known(), keep=lambda line: line == CREDIT)
        said = [c.line for c in cuts]
        if n >= 40:
            cut += len(said)
            missed += sum(line not in said for line in foot if line != CREDIT)
            eaten += sum(line not in (SUPPORT, ABOUT) for line in said)
        site.learn(text)
    assert (missed, eaten) == (0, 0)
    assert cut > 300


@given(st.lists(st.sampled_from([SUPPORT, ABOUT, BACKGROUND, "Text."]), min_size=1, max_size=12))
def test_cutting_keeps_the_order_and_never_leaves_nothing(lines: list[str]) -> None:
    kept, cuts = cut_boilerplate("\n".join(lines), {key_of(SUPPORT), key_of(ABOUT)})
    assert kept
    rest = iter(lines)
    assert all(line in rest for line in kept.split("\n"))
    assert len(kept.split("\n")) + len(cuts) == len(lines)
