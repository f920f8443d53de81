"""The press at one moment: every manuscript dated, laid out and given its address.

    Manuscript + Clock → Piece → (template) → HTML

An edition is pure: the same reference and round give the same bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cached_property

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from presswatch.demo.clock import Clock, long_date, short_date, weekday
from presswatch.demo.manuscripts import PRESS, Door, Manuscript, Outlet, read_press
from presswatch.demo.markup import block_html, blocks


@dataclass(frozen=True, slots=True)
class Piece:
    """An article with its address and its dates, ready for a template."""

    written: Manuscript
    outlet: Outlet
    url: str
    path: str  #: with its query, if it has one
    title: str
    deck: str
    published: datetime  #: in the outlet's own time zone
    modified: datetime  #: the same; equal to `published` if never changed
    body: tuple[Markup, ...]  #: HTML blocks
    canonical: str  #: URL
    syndication_source: str  #: URL, or empty

    def stamp(self, moment: datetime) -> str:
        """The moment as this outlet's markup writes it: ISO 8601, a day if that is all it has."""
        return moment.date().isoformat() if self.outlet.date_only else moment.isoformat()


class Edition:
    """All outlets' pieces as of one round, by key and by address."""

    def __init__(self, reference: datetime, press_round: int = 1) -> None:
        self.clock = Clock(reference)
        self.round = press_round
        self.manuscripts = {m.key: m for m in read_press(press_round)}
        first = {m.key: m for m in read_press(1)} if press_round > 1 else {}
        self._first = {**self.manuscripts, **first}
        self._texts = Environment(
            loader=FileSystemLoader(PRESS), undefined=StrictUndefined, autoescape=False
        )
        self.pieces = {
            key: self._piece(m)
            for key, m in self.manuscripts.items()
            if m.last_round >= press_round
        }
        self.at = {(p.outlet.host, p.path): p for p in self.pieces.values()}
        self.withdrawn = {
            (m.outlet.host, self.path(m))
            for m in self.manuscripts.values()
            if m.last_round < press_round
        }

    @cached_property
    def outlets(self) -> dict[str, Outlet]:
        """By host."""
        return {m.outlet.host: m.outlet for m in self.manuscripts.values()}

    def url(self, key: str) -> str:
        """The address of the piece "outlet/slug". Raises KeyError if there is none."""
        written = self.manuscripts[key]
        return f"http://{written.outlet.host}{self.path(written)}"

    def listed(self, outlet: Outlet, door: Door) -> list[Piece]:
        """What a door shows, newest first."""
        first, end = (self.clock.day(n) for n in door.days)
        own = [p for p in self.pieces.values() if p.outlet == outlet]
        own = [p for p in own if end < p.published.astimezone(UTC).date() <= first]
        own.sort(key=lambda p: (p.published, p.path), reverse=True)
        return own[: door.newest]

    def related(self, piece: Piece, count: int = 4) -> list[Piece]:
        """Other pieces of the outlet, newest first."""
        own = (p for p in self.pieces.values() if p.outlet == piece.outlet and p != piece)
        return sorted(own, key=lambda p: (p.published, p.path), reverse=True)[:count]

    def path(self, written: Manuscript) -> str:
        """Where the outlet puts it."""
        day = self._local(written.outlet, written.published)
        return (written.address or written.outlet.address).format(
            slug=written.slug,
            section=written.section.casefold().replace(" ", "-"),
            number=10_000 + zlib.crc32(written.key.encode()) % 90_000,
            year=day.year,
            month=f"{day.month:02}",
            day=f"{day.day:02}",
        )

    def text(self, written: Manuscript) -> str:
        """The body, its dates and its carried paragraphs filled in; still plain paragraphs."""
        return self._fill(written.body, written)

    def _piece(self, m: Manuscript) -> Piece:
        return Piece(
            written=m,
            outlet=m.outlet,
            url=self.url(m.key),
            path=self.path(m),
            title=self._fill(m.title, m),
            deck=self._fill(m.deck, m),
            published=self._local(m.outlet, m.published),
            modified=self._local(m.outlet, m.modified or m.published),
            body=tuple(Markup(block_html(b)) for b in blocks(self.text(m))),
            canonical=self.url(m.canonical or m.key),
            syndication_source=self.url(m.syndication_source) if m.syndication_source else "",
        )

    def _local(self, outlet: Outlet, said: str) -> datetime:
        return self.clock.moment(said).astimezone(timezone(timedelta(hours=outlet.utc_offset)))

    def _fill(self, text: str, m: Manuscript) -> str:
        said = {name: self._days(say, m) for name, say in SAYINGS.items()}
        return self._texts.from_string(text).render(
            **said, carry=self._carry, url=self.url, **m.figures
        )

    def _days(self, say: Callable[[date, str], str], m: Manuscript) -> Callable[[int], str]:
        return lambda back: say(self.clock.day(back), m.language or m.outlet.language)

    def _carry(self, key: str, first: int = 1, last: int | None = None) -> str:
        """Paragraphs of another manuscript, as it stood in round 1: copies do not follow edits."""
        return "\n\n".join(blocks(self.text(self._first[key]))[first - 1 : last])


#: what a text may call: `{{ weekday(5) }}`, `{{ dateline(5) }}`, `{{ date(5) }}`
SAYINGS: dict[str, Callable[[date, str], str]] = {
    "weekday": weekday,
    "dateline": short_date,
    "date": long_date,
}


def page_environment() -> Environment:
    """The templates of the outlets and doors; `|day` writes a date in the outlet's language."""
    made = Environment(loader=FileSystemLoader(PRESS), undefined=StrictUndefined, autoescape=True)
    made.trim_blocks = made.lstrip_blocks = True
    made.filters["day"] = long_date
    made.filters["weekday"] = weekday
    return made
