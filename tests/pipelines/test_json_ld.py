"""JSON-LD as pages write it: escaped, torn, and with other stories beside the page's own."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipelines.extractors.combined import extract
from tests.pipelines.pages import NEWS, article, page

OWN = {
    **NEWS,
    "headline": "Council votes to rebuild the lighthouse",
    "datePublished": "2026-11-03T08:00:00Z",
}
RELATED = {
    **OWN,
    "headline": "The ferry to the island is back",
    "datePublished": "2026-01-05T08:00:00Z",
    "author": {"@type": "Person", "name": "Bo Wells"},
    "publisher": {"@type": "Organization", "name": "The Harbour Gazette"},
    "articleBody": "The ferry is back.",
}
WRITTEN = json.dumps(OWN)
OURS = datetime(2026, 11, 3, 8, tzinfo=UTC)


def published(*blocks: str, head: str = "", before: str = "") -> datetime | None:
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    html = article(head=head + scripts, before=before)
    return extract(page(html, "https://gazette.example/x")).published_at


@pytest.mark.parametrize(
    "block",
    [
        WRITTEN.replace('"', "&quot;"),
        WRITTEN.replace("Council votes", "Council\n\tvotes"),
        WRITTEN[:-1] + ",}",
        WRITTEN.replace("Council votes", r"Council\'s votes"),
        '{"@type": "WebSite", "name": "Gazette"}' + WRITTEN,
        '{"@type": "WebSite", "name": "Gazette"},\n' + WRITTEN + ";",
    ],
    ids=["escaped", "broken lines", "a comma too many", "a needless backslash", "two objects", "two with a comma"],
)  # fmt: skip
def test_it_is_read_as_it_is_written(block: str) -> None:
    assert published(block) == OURS


@pytest.mark.parametrize(
    "blocks",
    [
        [[RELATED, OWN]],
        [{"@graph": [RELATED, OWN]}],
        [{"@type": "WebPage", "hasPart": [RELATED]}, OWN],
        [{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": RELATED}]}, OWN],
        [[RELATED, {**OWN, "headline": "A vote", "mainEntityOfPage": {"@id": "https://gazette.example/canon"}}]],
    ],
    ids=["a list", "a graph", "a part", "a list of items", "the canonical address"],
)  # fmt: skip
def test_the_node_of_this_page_beats_a_fuller_one_of_a_related_story(blocks: list[object]) -> None:
    head = '<link rel="canonical" href="https://gazette.example/canon">'
    assert published(*map(json.dumps, blocks), head=head) == OURS


def test_nodes_that_all_name_other_pages_say_nothing_of_this_one() -> None:
    others = [{**RELATED, "url": f"https://gazette.example/{n}"} for n in (1, 2)]
    made = extract(
        page(article(ld={"@graph": others}, before="<p>3 November 2026</p>"), "https://gazette.example/x")
    )  # fmt: skip
    assert made.published_at == datetime(2026, 11, 3, tzinfo=UTC)
    assert made.authors == ()
