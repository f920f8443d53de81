"""Entities, depth and quadratic growth in pages, through the extractor that a crawl uses."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest

from pipelines.extractors import combined, json_ld, trafilatura
from tests.crawling import ATTEMPTS, Server, http
from tests.pipelines.pages import article, page

SECRET = "the-words-of-a-local-file"
EXTRACTORS = {"combined": combined, "trafilatura": trafilatura, "json_ld": json_ld}


def doctype(entities: str, use: str) -> str:
    """An article, as HTML and as XHTML, with entities of its own in headline, body and JSON-LD."""
    data = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{use}"}}</script>'
    )
    return (
        f"<?xml version='1.0'?><!DOCTYPE html [{entities}]>"
        + article(f"<p>{use}</p>").replace("</head>", f"<title>{use}</title>{data}</head>")
    )  # fmt: skip


def laughs() -> str:
    names = [f"l{n}" for n in range(12)]
    grown = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    return doctype('<!ENTITY l0 "ha">' + grown, "&l11;")


def quadratic() -> str:
    return doctype(f"<!ENTITY a '{'a' * 50_000}'>", "&a;" * 2_000)


@pytest.mark.parametrize("name", EXTRACTORS)
@pytest.mark.parametrize("attack", [laughs, quadratic])
def test_entities_of_a_page_do_not_grow(name: str, attack: object) -> None:
    body = attack()  # type: ignore[operator]
    EXTRACTORS[name].extract(page(article()))  # what is imported on the way is imported now
    begun = time.thread_time()
    reading = EXTRACTORS[name].extract(page(body))
    assert time.thread_time() - begun < 1
    assert len(repr(reading)) < 200_000


@pytest.mark.parametrize("name", EXTRACTORS)
def test_a_page_reads_no_file_and_asks_nobody(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    ATTEMPTS.clear()
    with Server(lambda asked: http(SECRET)) as server:
        for uri in (secret.as_uri(), str(secret), server.url("/x"), "http://10.0.0.1/x"):
            include = f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{uri}' parse='text'/>"
            for body in (
                doctype(f"<!ENTITY e SYSTEM '{uri}'>", "&e;"),
                doctype(f"<!ENTITY % p SYSTEM '{uri}'> %p;", "x"),
                article(
                    include
                    + f"<iframe src='{uri}'></iframe><img src='{uri}'><link rel=import href='{uri}'>"
                ),
                f"<!DOCTYPE html SYSTEM '{uri}'>" + article(),
                f"<?xml-stylesheet href='{uri}'?>" + article(),
            ):
                assert SECRET not in repr(EXTRACTORS[name].extract(page(body)))
        assert server.asked == []
    assert ATTEMPTS == []
