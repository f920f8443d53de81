"""The slower readers of a page are asked only when the quick one may have missed much."""

from lxml.html import HtmlElement, document_fromstring

from pipelines.reading.blocks import blocks_of
from pipelines.reading.body import Opinions, assemble
from pipelines.reading.hints import Hints

PARAGRAPHS = [
    f"The harbour board of Kesterport said in its report number {n} that the old crane on pier {n}"
    " is to be taken down before the winter, and that its crew is offered work on the ferries."
    for n in range(1, 7)
]
BLURB = (
    "Elsewhere, the bakers of Oldmarket have chosen their apprentice of the year, as every spring."
)
PAGE = document_fromstring(
    "<html><body><div class='story'>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    + f"</div><div class='more'><p>{BLURB}</p></div></body></html>"
)  # fmt: skip


class Asked:
    """Who was asked."""

    def __init__(self, quick: list[str], thorough: list[str], second: list[str]) -> None:
        self.who: list[str] = []
        self.opinions = Opinions(
            lambda: self._say("quick", quick), lambda: self._say("thorough", thorough),
            lambda: self._say("second", second),
        )  # fmt: skip

    def _say(self, who: str, lines: list[str]) -> list[str]:
        self.who.append(who)
        return lines


def body(asked: Asked, page: HtmlElement = PAGE) -> tuple[str, ...]:
    return assemble(blocks_of(page), asked.opinions, Hints()).lines


def crowded() -> HtmlElement:
    """A short story among the openings of many others."""
    teasers = "".join(
        f"<article><a href='/{n}'></a><p>{n}: {BLURB}</p></article>" for n in range(9)
    )
    story = "".join(f"<p>{p}</p>" for p in PARAGRAPHS[:3])
    return document_fromstring(
        f"<html><body><div>{story}</div><aside>{teasers}</aside></body></html>"
    )


def test_a_quick_pass_that_finds_the_text_is_believed() -> None:
    asked = Asked(PARAGRAPHS, [], [])
    assert body(asked) == tuple(PARAGRAPHS)
    assert asked.who == ["quick"]


def test_where_the_quick_pass_gave_up_the_engine_is_asked_again_before_the_other_is_heard() -> None:
    asked = Asked([], PARAGRAPHS, [*PARAGRAPHS, BLURB])
    assert body(asked) == tuple(PARAGRAPHS)
    assert asked.who == ["quick", "second", "thorough"]


def test_two_readers_that_agree_are_enough_however_much_else_the_page_holds() -> None:
    asked = Asked(PARAGRAPHS[:3], [], PARAGRAPHS[:3])
    assert body(asked, crowded()) == tuple(PARAGRAPHS[:3])
    assert asked.who == ["quick", "second"]
