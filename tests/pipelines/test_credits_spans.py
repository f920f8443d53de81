"""Compounds, sign-offs, learned tags, and what a span covers."""

from __future__ import annotations

import pytest

from pipelines.credits import read_credits
from presswatch.values import Credit, Place

BODY = "The bridge across the river reopened on Tuesday.\nWorkers had closed it in spring."


def read(text: str, host: str = "valley-post.example", **more: object) -> tuple[Credit, ...]:
    return read_credits(text, host=host, **more)  # type: ignore[arg-type]


def found(text: str, place: Place, host: str = "valley-post.example") -> list[str | None]:
    return [c.agency for c in read(text, host) if c.place is place]


def test_a_compound_credits_everyone_in_it() -> None:
    assert found(f"{BODY}\n(AFP/dpa)", Place.CLOSING) == ["afp", "dpa"]
    assert found(f"{BODY}\n— Reuters and AP", Place.CLOSING) == ["reuters", "ap"]
    assert found(f"{BODY}\n— Reuters and Jane Doe", Place.CLOSING) == []


@pytest.mark.parametrize(
    ("text", "host"),
    [
        (f"{BODY}\n— DSA", "defencesecurityasia.com"),
        (f"{BODY}\n— DSA", "www.defencesecurityasia.com"),
        (f"LONDON (AP) — {BODY}", "apnews.com"),
        (f"{BODY}\n(Reuters)", "uk.reuters.com"),
        (f"{BODY}\n© 2026 Bernama", "www.bernama.com"),
        (f"{BODY}\n(共同)", "www.47news.jp"),
    ],
)
def test_an_outlets_own_signature_is_a_sign_off(text: str, host: str) -> None:
    assert read(text, host) == ()


def test_a_signature_of_the_watchlist_is_a_sign_off() -> None:
    text = f"{BODY}\n— DSA"
    assert read(text, "mirror.example", signature=("DSA",)) == ()
    assert read(text, "mirror.example", signature=("MIR",))[0].agency == "dsa"


def test_a_learned_tag_names_the_outlet_it_was_learned_from() -> None:
    text = f"{BODY}\n— CVO"
    assert read(text) == ()
    (credit,) = read(text, learned={"CVO": "cedar-observer.example"})
    assert (credit.tag, credit.domains) == ("CVO", ("cedar-observer.example",))
    assert read(text, "cedar-observer.example", learned={"CVO": "cedar-observer.example"}) == ()


@pytest.mark.parametrize("tag", ["— DSA", "(Reuters)", "REUTER \x03", "— Bernama"])
def test_the_span_covers_the_credit_and_nothing_else(tag: str) -> None:
    text = f"{BODY} {tag}"
    (credit,) = read(text)
    assert credit.span is not None
    start, end = credit.span
    assert text[:start].rstrip() == BODY
    assert text[start:end].strip() == tag.strip()


def test_the_span_of_a_dateline_ends_before_the_first_word() -> None:
    text = f"KUALA LUMPUR, Nov 3 (Bernama) -- {BODY}"
    (credit,) = read(text)
    assert credit.span is not None
    assert text[credit.span[1] :] == BODY


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "x",
        "—",
        "()",
        "\x03",
        "a\n" * 5000,
        " " * 10**6,
        "\x03" * 10**6,
        "\n" * 10**6,
    ],
)
def test_odd_texts_are_read_without_complaint(text: str) -> None:
    assert read(text) == ()
