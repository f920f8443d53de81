"""News of a country that is not, as much of it as a test wants. The same number, the same article."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape

PLACES = (
    "Port Merrow", "Little Merrow", "Tanjara", "Selindra", "Askevold", "Brannock", "Corran Head",
    "Dunmarra", "Eskerville", "Farrowgate", "Galloway Sound", "Hask", "Inverlee", "Jorvane", "Kestrel Bay",
    "Lorne", "Mossgarth", "Nethercote", "Oakhaven", "Pellworth", "Quillon", "Rathmore", "Stavelund",
)  # fmt: skip
WHO = (
    "the harbour office", "a council of growers", "the ferry crews", "two schoolteachers",
    "the valley hospital", "a panel of judges", "the weather service", "the owner of the mill",
    "a retired pilot", "the fishing fleet", "the archive", "students of the polytechnic",
    "the railway inspectors", "a bakers' union", "the island's only vet", "the water board",
    "a group of surveyors", "the night watch", "the museum", "the cable company",
)  # fmt: skip
DID = (
    "counted", "rejected", "reopened", "bought", "measured", "postponed", "described", "sealed",
    "repaired", "moved", "mapped", "auctioned", "promised", "inspected", "borrowed", "returned",
    "sold", "forgot", "painted", "flooded", "rebuilt", "announced", "blamed", "praised",
)  # fmt: skip
WHAT = (
    "crates of barley", "metres of rope", "lorries of hay", "wooden bridges", "broken lamps",
    "barrels of cider", "pages of minutes", "sacks of salt", "empty houses", "weather balloons",
    "copper kettles", "train carriages", "letters of complaint", "beehives", "fishing licences",
    "stone steps", "kilometres of fence", "tins of paint", "church bells", "winter coats",
)  # fmt: skip
WHY = (
    "after a night of heavy rain", "although nobody had asked", "before the spring tide",
    "because the ledger was wrong", "in spite of two warnings", "to settle an old quarrel",
    "while the mayor was abroad", "for the third time since August", "at the cost of the parish",
    "as the law of the island demands", "under the eyes of a crowd", "without a word of thanks",
)  # fmt: skip
OUTLETS = 20
START = datetime(2026, 11, 20, tzinfo=UTC)
COPIED = 0.2  #: this share of the articles is a shortened reprint of an earlier one


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of the generated press."""

    number: int
    outlet: int
    title: str
    paragraphs: tuple[str, ...]
    at: datetime

    @property
    def text(self) -> str:
        """As an extractor should read it."""
        return "\n".join(self.paragraphs)

    @property
    def html(self) -> str:
        """As its outlet prints it."""
        body = "".join(f"<p>{escape(p)}</p>" for p in self.paragraphs)
        return (
            f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{escape(self.title)}</title>"
            f'<meta property="article:published_time" content="{self.at.isoformat()}"></head><body>'
            f"<header><nav><a href=/>Front page</a></nav></header><article><h1>{escape(self.title)}</h1>"
            f"{body}</article><footer>Outlet {self.outlet} of the generated press</footer></body></html>"
        )


def piece(number: int) -> Piece:
    """The article of that number; some are reprints of an earlier one by another outlet."""
    chance = random.Random(number)
    at = START + timedelta(seconds=30 * number)
    outlet = number % OUTLETS
    if number > OUTLETS and chance.random() < COPIED:
        first = piece(chance.randrange(number // 2, number))
        kept = first.paragraphs[: max(3, len(first.paragraphs) - chance.randrange(4))]
        if first.outlet != outlet:
            return Piece(number, outlet, first.title, kept, at)
    title = f"{_clause(chance)} in {chance.choice(PLACES)}"
    paragraphs = tuple(_paragraph(chance) for _ in range(chance.randrange(5, 10)))
    return Piece(number, outlet, title[0].upper() + title[1:], paragraphs, at)


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randrange(2, 5)))


def _sentence(chance: random.Random) -> str:
    said = f"{_clause(chance)} {chance.choice(WHY)}, and {_clause(chance)} near {chance.choice(PLACES)}."
    return said[0].upper() + said[1:]


def _clause(chance: random.Random) -> str:
    number = f"{chance.randrange(11, 99_999):,}"
    return f"{chance.choice(WHO)} {chance.choice(DID)} {number} {chance.choice(WHAT)}"
